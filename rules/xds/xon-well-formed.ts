import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { Text } from '../../src/engine/rule.ts'
import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { parseXon, type Xon } from '../../src/identifiers/index.ts'
import { isClean } from '../shared/hl7-values.ts'
import { distinct, isRequest } from '../shared/metadata.ts'
import { institutionsOf, isService, SIREN_AUTHORITY, STRUCTURE_AUTHORITY } from '../shared/people.ts'

const NOTHING: Text = { en: 'nothing', fr: 'rien' }
const STRUCTURE: Text = { en: 'a Struct_IdNat', fr: 'un Struct_IdNat' }
const ESCAPED: Text = { en: 'a text without bare & or \\', fr: 'un texte sans & ni \\ nus' }

const NO_CDA: Text = {
  en: 'an authorInstitution has no name or no identifier, which the CDA may justify by a nullFlavor: give the CDA of the submission',
  fr: 'un authorInstitution n’a pas de nom ou pas d’identifiant, ce que le CDA peut justifier par un nullFlavor : fournir le CDA de la soumission',
}

export default defineRule({
  id: 'XDS-024',
  name: 'xon-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { submission: each('submission'), documents: all('document') },
  messages: {
    noName: {
      en: "The authorInstitution '{id}' has no name (XON.1), and no nullFlavor of the CDA says why.",
      fr: "L'authorInstitution « {id} » n'a pas de nom (XON.1), et aucun nullFlavor du CDA ne dit pourquoi.",
    },
    noIdentifier: {
      en: "The authorInstitution '{name}' has no identifier (XON.6, 7 and 10), and no nullFlavor of the CDA says why.",
      fr: "L'authorInstitution « {name} » n'a pas d'identifiant (XON.6, 7 et 10), et aucun nullFlavor du CDA ne dit pourquoi.",
    },
    form: {
      en: "In authorInstitution, {component} is '{actual}' instead of '{expected}'.",
      fr: 'Dans authorInstitution, {component} vaut « {actual} » au lieu de « {expected} ».',
    },
  },
  dmpAnswer: "Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF",
  docs: {
    en: {
      title: 'authorInstitution has a name, the authority 1.2.250.1.71.4.2.2, the type IDNST and a Struct_IdNat.',
      why: 'In indirect authentication the DMP server looks for the structure of the token among the authorInstitution (EX_2.1-1140) and checks their form (EX_2.1-2035, CI-SIS mapping). An identifier at another place is not found.',
      fix: 'Write name^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^Struct_IdNat.',
    },
    fr: {
      title: "authorInstitution a un nom, l'autorité 1.2.250.1.71.4.2.2, le type IDNST et un Struct_IdNat.",
      why: "En authentification indirecte, le serveur DMP cherche la structure du jeton parmi les authorInstitution (EX_2.1-1140) et contrôle leur forme (EX_2.1-2035, correspondance CI-SIS). Un identifiant à une autre place n'est pas trouvé.",
      fix: 'Écrire nom^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^Struct_IdNat.',
    },
  },
  *check({ submission, documents }) {
    if (!isRequest(submission)) return notApplicable
    let unknown = false
    const institutions = institutionsOf(submission).map(value => ({ value, xon: parseXon(value.value) }))
    for (const { value, xon, related } of distinct(institutions.filter(({ xon }) => isClean(xon, 'XON')))) {
      if (xon.name.value.trim() === '') {
        if (documents.length === 0) unknown = true
        else if (!hasNull(documents, 'name'))
          yield { message: 'noName', at: value.at, data: { id: xon.id.value }, related }
      }
      if ([6, 7, 10].every(number => !filled(xon, number))) {
        if (documents.length === 0) unknown = true
        else if (!hasNull(documents, 'id'))
          yield { message: 'noIdentifier', at: value.at, data: { name: xon.name.value }, related }
        continue
      }
      for (const { component, expected, actual } of xonDefects(xon))
        yield {
          message: 'form',
          at: value.at,
          data: { component, expected, actual },
          expected,
          actual,
          related,
        }
    }
    return unknown ? notEvaluated(NO_CDA) : undefined
  },
})

const filled = (xon: Xon, number: number): boolean => (xon.components[number - 1]?.length ?? 0) > 0

function xonDefects(xon: Xon): { component: string; expected: string | Text; actual: string }[] {
  const { authority } = xon
  const [oid, type] = isService(xon) ? [SIREN_AUTHORITY, 'SIREN'] : [STRUCTURE_AUTHORITY, 'IDNST']
  const expectations: readonly (readonly [string, string | Text, string, boolean])[] = [
    ...[2, 3, 4, 5, 8, 9, 11].map(
      number => [`XON.${number}`, NOTHING, xon.components[number - 1]?.value ?? '', !filled(xon, number)] as const,
    ),
    ['XON.6.1', NOTHING, authority.namespaceId.value, authority.namespaceId.length === 0],
    ['XON.6.2', oid, authority.universalId.value, authority.universalId.value === oid],
    ['XON.6.3', 'ISO', authority.universalIdType.value, authority.universalIdType.value === 'ISO'],
    ['XON.7', type, xon.idType.value, xon.idType.value === type],
    ['XON.10', STRUCTURE, xon.id.value, xon.id.value.trim() !== ''],
    ...xon.defects
      .filter(({ code }) => code === 'bad-escape' || code === 'unexpected-subcomponent')
      .map(({ text }) => ['XON', ESCAPED, text, false] as const),
  ]
  return expectations
    .filter(([, , , holds]) => !holds)
    .map(([component, expected, actual]) => ({ component, expected, actual }))
}

/** Some organisation of a CDA says that it has no name or no identifier to give. */
function hasNull(documents: readonly CdaDocument[], part: 'name' | 'id'): boolean {
  const organizations = documents.flatMap(document =>
    [...document.authors, document.legalAuthenticator].flatMap(actor => actor?.organization ?? []),
  )
  return organizations.some(({ element }) =>
    [element, ...element.elements.filter(child => child.local === part)].some(one => one.attribute('nullFlavor')),
  )
}
