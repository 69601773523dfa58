import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { type InvalidStructureId, parseStructureId, parseXon } from '../../src/identifiers/index.ts'
import { distinct, isRequest } from '../shared/metadata.ts'
import { institutionsOf, isService } from '../shared/people.ts'

export default defineRule({
  id: 'XDS-025',
  name: 'institution-identifier-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'G-67'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    missingPrefix: {
      en: "The identifier '{id}' of authorInstitution has no type digit (1 FINESS, 3 SIRET, 4 RPPS-rang).",
      fr: "L'identifiant « {id} » d'authorInstitution n'a pas de chiffre de type (1 FINESS, 3 SIRET, 4 RPPS-rang).",
    },
    hl7v2: {
      en: "The identifier '{id}' of authorInstitution has the form of HL7 v2 messages, not that of XDS.",
      fr: "L'identifiant « {id} » d'authorInstitution a la forme des messages HL7 v2, pas celle de XDS.",
    },
    technical: {
      en: "The identifier '{id}' of authorInstitution is a technical key of the directory, not a national identifier.",
      fr: "L'identifiant « {id} » d'authorInstitution est une clé technique de l'annuaire, pas un identifiant national.",
    },
    spaces: {
      en: "The identifier '{id}' of authorInstitution contains white space.",
      fr: "L'identifiant « {id} » d'authorInstitution contient des blancs.",
    },
    malformed: {
      en: "The identifier '{id}' of authorInstitution is not a Struct_IdNat: its type digit, length or characters are wrong.",
      fr: "L'identifiant « {id} » d'authorInstitution n'est pas un Struct_IdNat : son chiffre de type, sa longueur ou ses caractères sont faux.",
    },
  },
  docs: {
    en: {
      title: 'The identifier of authorInstitution is a Struct_IdNat.',
      why: 'The DMP server checks the form of Struct_IdNat (EX_2.1-2035): one type digit of TRE_G07, then the identifier. It must be that of the token (G-67), or the feeding is refused.',
      fix: 'Write 1 and the FINESS, 3 and the SIRET, or 4 and the RPPS-rang, without spaces.',
    },
    fr: {
      title: "L'identifiant d'authorInstitution est un Struct_IdNat.",
      why: "Le serveur DMP contrôle la forme du Struct_IdNat (EX_2.1-2035) : un chiffre de type de TRE_G07, puis l'identifiant. Il doit être celui du jeton (G-67), sans quoi l'alimentation est refusée.",
      fix: 'Écrire 1 et le FINESS, 3 et le SIRET, ou 4 et le RPPS-rang, sans espaces.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const { value, related } of distinct(institutionsOf(submission).map(value => ({ value })))) {
      const xon = parseXon(value.value)
      if (isService(xon) || xon.id.value === '') continue
      const id = parseStructureId(xon.id.value)
      if (id.kind !== 'invalid') continue
      yield { message: messageOf(id), at: value.at, data: { id: id.text }, actual: id.text, related }
    }
  },
})

function messageOf({ reason, text }: InvalidStructureId) {
  if (reason === 'missing-prefix') return 'missingPrefix'
  if (reason === 'technical-id') return 'technical'
  if (reason === 'white-space') return 'spaces'
  return /^(FINEG|FINEJ|FINESS|SIRET|SIREN|RPPS|ADELI)\//i.test(text) ? 'hl7v2' : 'malformed'
}
