import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { type InvalidStructureId, parsePersonId } from '../../src/identifiers/index.ts'
import { structureOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-007',
  name: 'structure-identifier-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['G-67', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    malformed: {
      en: "Identifiant_Structure '{structure}' is not a Struct_IdNat: 1 and a FINESS, 3 and a SIRET, or 4 and an RPPS-rang.",
      fr: "Identifiant_Structure « {structure} » n'est pas un Struct_IdNat : 1 suivi d'un FINESS, 3 d'un SIRET ou 4 d'un RPPS-rang.",
    },
    missingPrefix: {
      en: "Identifiant_Structure '{structure}' is a bare number: its type digit is missing (1 before a FINESS, 3 before a SIRET, 4 before an RPPS-rang).",
      fr: 'Identifiant_Structure « {structure} » est un numéro nu : il manque le chiffre de type (1 devant un FINESS, 3 devant un SIRET, 4 devant un RPPS-rang).',
    },
    technical: {
      en: "Identifiant_Structure '{structure}' is a technical key of the directory, not a national identifier.",
      fr: "Identifiant_Structure « {structure} » est une clé technique de l'annuaire, pas un identifiant national.",
    },
    hl7v2: {
      en: "Identifiant_Structure '{structure}' has the form of HL7 v2 (FINEG), which the DMP does not read.",
      fr: 'Identifiant_Structure « {structure} » a la forme de HL7 v2 (FINEG), que le DMP ne lit pas.',
    },
    person: {
      en: "Identifiant_Structure '{structure}' identifies a person, not a structure.",
      fr: 'Identifiant_Structure « {structure} » identifie une personne, pas une structure.',
    },
  },
  docs: {
    en: {
      title: 'Identifiant_Structure is a Struct_IdNat: one type digit, then the identifier of that type.',
      why: 'The guide of December 2025 (G-67) gives the type digits, and EX_2.1-2035 makes the DMP server check the form of Struct_IdNat: a token with another form is refused.',
      fix: 'Write the type digit of TRE_G07 and the identifier, without spaces and in upper case: 1 and the FINESS, 3 and the SIRET, 4 and the RPPS-rang, as in the OU of the certificate of the structure. From Pro Santé Connect take ancienIdentifiantDeLaStructure, not the technical key.',
    },
    fr: {
      title: "Identifiant_Structure est un Struct_IdNat : un chiffre de type, puis l'identifiant de ce type.",
      why: "Le guide de décembre 2025 (G-67) donne les chiffres de type, et EX_2.1-2035 fait contrôler par le serveur DMP la forme du Struct_IdNat : un jeton d'une autre forme est refusé.",
      fix: "Écrire le chiffre de type de TRE_G07 puis l'identifiant, sans espace et en majuscules : 1 et le FINESS, 3 et le SIRET, 4 et le RPPS-rang, comme dans l'OU du certificat de la structure. De Pro Santé Connect, prendre ancienIdentifiantDeLaStructure et non la clé technique.",
    },
  },
  *check({ token }) {
    const id = structureOf(token)
    if (!token.structure || !id) return notApplicable
    if (id.kind !== 'invalid') return
    const structure = token.structure
    yield { message: messageOf(id), at: structure.at, data: { structure }, actual: structure }
  },
})

function messageOf({ text, reason }: InvalidStructureId) {
  if (reason === 'missing-prefix') return 'missingPrefix'
  if (reason === 'technical-id') return 'technical'
  if (/FINE[GJ]/i.test(text)) return 'hl7v2'
  return namesPerson(text) ? 'person' : 'malformed'
}

function namesPerson(text: string): boolean {
  const { kind } = parsePersonId(text)
  return kind === 'rpps' || kind === 'adeli' || kind === 'internal' || /^[0-9]{11}$/.test(text)
}
