import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import type { StructureIdReason } from '../../src/identifiers/index.ts'

/** Reasons with a message of their own; the others say "malformed". */
const MESSAGE = {
  'technical-id': 'technicalId',
  'white-space': 'whiteSpace',
  'bad-length': 'length',
  'doubled-prefix': 'length',
} as const satisfies Partial<Record<StructureIdReason, string>>

export default defineRule({
  id: 'CERT-011',
  name: 'ou-is-struct-id-nat',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-TRANSPORT-REST', 'NOS-TRE_G07', 'G-67'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    malformed: {
      en: "OU '{ou}' is not a national structure identifier: a type digit of TRE_G07, then the identifier.",
      fr: "L'OU « {ou} » n'est pas un identifiant national de structure : un chiffre de type de TRE_G07, puis l'identifiant.",
    },
    technicalId: {
      en: "OU '{ou}' is a technical identifier of the directory, not a national structure identifier.",
      fr: "L'OU « {ou} » est un identifiant technique de l'annuaire, pas un identifiant national de structure.",
    },
    whiteSpace: {
      en: "OU '{ou}' holds spaces, which no structure identifier has.",
      fr: "L'OU « {ou} » contient des espaces, ce qu'aucun identifiant de structure n'a.",
    },
    length: {
      en: "The length of OU '{ou}' is not that of an identifier of type {type}.",
      fr: "La longueur de l'OU « {ou} » n'est pas celle d'un identifiant de type {type}.",
    },
  },
  docs: {
    en: {
      title: 'OU of a structure or server certificate is a Struct_IdNat.',
      why: 'The CI-SIS volume on the transport layer puts the Struct_IdNat in OU: one digit of TRE_G07 (0 ADELI-rang, 1 FINESS, 2 SIREN, 3 SIRET, 4 RPPS-rang), then the identifier. The DMP compares it with Identifiant_Structure (G-67).',
      fix: 'Order the certificate again for the right structure; check its identifier in the Annuaire Santé first.',
    },
    fr: {
      title: "L'OU d'un certificat de structure ou de serveur est un Struct_IdNat.",
      why: "Le volet CI-SIS sur la couche transport place le Struct_IdNat dans OU : un chiffre de TRE_G07 (0 ADELI-rang, 1 FINESS, 2 SIREN, 3 SIRET, 4 RPPS-rang), puis l'identifiant. Le DMP le compare à Identifiant_Structure (G-67).",
      fix: "Commander à nouveau le certificat pour la bonne structure, après avoir vérifié son identifiant dans l'Annuaire Santé.",
    },
  },
  *check({ certificate }) {
    const { structure: ou, structureId: id } = certificate
    if (!ou || !id) return notApplicable
    if (id.kind !== 'invalid') return
    if (id.reason === 'missing-prefix') return notApplicable
    const message = id.reason in MESSAGE ? MESSAGE[id.reason as keyof typeof MESSAGE] : 'malformed'
    if (message === 'length') yield { message, at: ou.at, data: { ou, type: ou.value.charAt(0) }, actual: ou }
    else yield { message, at: ou.at, data: { ou }, actual: ou }
  },
})
