import { HL7 } from '../../src/artifacts/namespaces.ts'
import { attributeOf } from '../../src/artifacts/values.ts'
import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { parsePersonId, parseStructureId } from '../../src/identifiers/index.ts'
import type { XmlElement } from '../../src/sources/xml.ts'
import { distinct } from '../shared/metadata.ts'
import { PERSON_AUTHORITY, STRUCTURE_AUTHORITY } from '../shared/people.ts'

/** Participations that are not judged here: the body, and the legalAuthenticator of DOC-008 and DOC-009. */
const ELSEWHERE: readonly string[] = ['component', 'legalAuthenticator']

export default defineRule({
  id: 'DOC-010',
  name: 'cda-national-identifiers-well-formed',
  level: 'error',
  priority: 2,
  requirements: ['EX_2.1-2035', 'EX_GEN-1320', 'CISIS-STRUCMIN-3.5.5.13'],
  evidence: 'official',
  inputs: { document: each('document'), site: optional('site') },
  messages: {
    person: {
      en: "The identifier of a person '{id}' in the header is neither a PS_IdNat nor structure/internal-id.",
      fr: 'L’identifiant de personne « {id} » de l’en-tête n’est ni un PS_IdNat ni structure/identifiant interne.',
    },
    structure: {
      en: "The identifier of a structure '{id}' in the header is not a Struct_IdNat.",
      fr: 'L’identifiant de structure « {id} » de l’en-tête n’est pas un Struct_IdNat.',
    },
  },
  docs: {
    en: {
      title: 'Identifiers of persons and structures in the header are PS_IdNat and Struct_IdNat.',
      why: 'The national authorities give identifiers with a type digit in front (MOS of the ANS). The metadata are copied from them, and the DMP checks their form (EX_2.1-2035, EX_GEN-1320).',
      fix: 'Write 8 and the 11 digits of an RPPS, or 0 and the ADELI, under 1.2.250.1.71.4.2.1; 1 and the FINESS, 3 and the SIRET or 4 and the RPPS-rang under 1.2.250.1.71.4.2.2.',
    },
    fr: {
      title: 'Les identifiants de personnes et de structures de l’en-tête sont des PS_IdNat et des Struct_IdNat.',
      why: 'Les autorités nationales donnent des identifiants précédés d’un chiffre de type (MOS de l’ANS). Les métadonnées en sont recopiées, et le DMP en contrôle la forme (EX_2.1-2035, EX_GEN-1320).',
      fix: 'Écrire 8 et les 11 chiffres d’un RPPS, ou 0 et l’ADELI, sous 1.2.250.1.71.4.2.1 ; 1 et le FINESS, 3 et le SIRET ou 4 et le RPPS-rang sous 1.2.250.1.71.4.2.2.',
    },
  },
  *check({ document, site }) {
    const test = site?.environment?.value === 'test'
    const found = document.element.document.all(HL7, 'id').flatMap(element => {
      const root = element.attribute('root')?.value
      if (root !== PERSON_AUTHORITY && root !== STRUCTURE_AUTHORITY) return []
      const value = attributeOf(element, 'extension')
      if (!value || element.attribute('nullFlavor')) return []
      return ELSEWHERE.includes(participationOf(element, document.element)) ? [] : [{ root, value }]
    })
    if (found.length === 0) return notApplicable
    for (const { value, related } of distinct(found.filter(({ root }) => root === PERSON_AUTHORITY))) {
      const id = parsePersonId(value.value)
      if (id.kind !== 'invalid' || (test && id.reason === 'editor-test-identity')) continue
      yield { message: 'person', at: value.at, data: { id: value }, actual: value, related }
    }
    for (const { value, related } of distinct(found.filter(({ root }) => root === STRUCTURE_AUTHORITY)))
      if (parseStructureId(value.value).kind === 'invalid')
        yield { message: 'structure', at: value.at, data: { id: value }, actual: value, related }
  },
})

/** Name of the child of ClinicalDocument that holds the element. */
function participationOf(element: XmlElement, root: XmlElement): string {
  let here = element
  while (here.parent && here.parent !== root) here = here.parent
  return here.local
}
