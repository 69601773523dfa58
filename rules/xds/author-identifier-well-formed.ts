import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { parsePersonId } from '../../src/identifiers/index.ts'
import { distinct, isRequest } from '../shared/metadata.ts'
import { isImagingAuthenticator, type Person, personsOf } from '../shared/people.ts'

export default defineRule({
  id: 'XDS-022',
  name: 'author-identifier-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['EX_GEN-1320', 'EX_2.1-2035', 'RG_2230'],
  evidence: 'official',
  inputs: { submission: each('submission'), site: optional('site') },
  messages: {
    empty: {
      en: 'The {metadata} has no identifier (XCN.1).',
      fr: "Le {metadata} n'a pas d'identifiant (XCN.1).",
    },
    missingPrefix: {
      en: "The {metadata} '{id}' is a bare number: the type digit of the MOS is missing (8 before an RPPS).",
      fr: 'Le {metadata} « {id} » est un numéro nu : il manque le chiffre de type du MOS (8 devant un RPPS).',
    },
    structurePrefix: {
      en: "The {metadata} '{id}' writes the structure with the digit of the table of structures, not with that of persons (3 FINESS, 5 SIRET, 6 RPPS-rang).",
      fr: 'Le {metadata} « {id} » écrit la structure avec le chiffre de la table des structures, et non celui des personnes (3 FINESS, 5 SIRET, 6 RPPS-rang).',
    },
    malformed: {
      en: "The {metadata} '{id}' is neither a national identifier nor structure/internal-id.",
      fr: "Le {metadata} « {id} » n'est ni un identifiant national ni structure/identifiant interne.",
    },
    system: {
      en: "The identifier '{id}' of the system named as {metadata} is not structure/internal-id.",
      fr: "L'identifiant « {id} » du système nommé comme {metadata} n'est pas structure/identifiant interne.",
    },
  },
  docs: {
    en: {
      title: 'The identifier of an author is a PS_IdNat, or structure/internal-id.',
      why: 'The DMP server checks the form of PS_IdNat (EX_2.1-2035, EX_GEN-1320): one type digit of TRE_G08, then the number; a system is always known by its structure. An unreadable author makes the whole submission fail.',
      fix: 'Write 8 and the 11 digits of the RPPS, or the identifier of the structure with its person digit (1 ADELI-rang, 3 FINESS, 4 SIREN, 5 SIRET, 6 RPPS-rang), a slash and the internal identifier.',
    },
    fr: {
      title: "L'identifiant d'un auteur est un PS_IdNat, ou structure/identifiant interne.",
      why: 'Le serveur DMP contrôle la forme du PS_IdNat (EX_2.1-2035, EX_GEN-1320) : un chiffre de type de TRE_G08, puis le numéro ; un système est toujours connu par sa structure. Un auteur illisible fait échouer toute la soumission.',
      fix: "Écrire 8 et les 11 chiffres du RPPS, ou l'identifiant de la structure avec son chiffre de personne (1 ADELI-rang, 3 FINESS, 4 SIREN, 5 SIRET, 6 RPPS-rang), une barre oblique et l'identifiant interne.",
    },
  },
  *check({ submission, site }) {
    if (!isRequest(submission)) return notApplicable
    const test = site?.environment?.value === 'test'
    const persons = personsOf(submission).filter(person => !isImagingAuthenticator(person))
    for (const person of distinct(persons)) {
      const message = messageOf(person, test)
      if (!message) continue
      const { metadata, value, xcn, related } = person
      if (message === 'empty') yield { message, at: value.at, data: { metadata }, related }
      else yield { message, at: value.at, data: { metadata, id: xcn.id.value }, actual: xcn.id.value, related }
    }
  },
})

function messageOf({ actor, xcn }: Person, test: boolean) {
  const id = parsePersonId(xcn.id.value)
  if (actor === 'system') return id.kind === 'internal' ? undefined : 'system'
  if (actor !== 'professional' || id.kind !== 'invalid') return undefined
  if (id.reason === 'empty') return 'empty'
  if (id.reason === 'missing-prefix') return 'missingPrefix'
  if (id.reason === 'structure-prefix') return 'structurePrefix'
  // The identity that the ANS gives an editor for its tests.
  return id.reason === 'editor-test-identity' && test ? undefined : 'malformed'
}
