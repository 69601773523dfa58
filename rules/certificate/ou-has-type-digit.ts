import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-012',
  name: 'ou-has-type-digit',
  level: 'warning',
  priority: 1,
  requirements: ['CISIS-TRANSPORT-REST', 'NOS-TRE_G07', 'FAQ-08'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    missing: {
      en: "OU '{ou}' is a bare identifier of {length} characters: the type digit of TRE_G07 is missing (3 before a SIRET, 1 before a FINESS).",
      fr: 'L’OU « {ou} » est un identifiant nu de {length} caractères : il manque le chiffre de type de TRE_G07 (3 devant un SIRET, 1 devant un FINESS).',
    },
  },
  docs: {
    en: {
      title: 'OU of a structure or server certificate starts with the type digit of the identifier.',
      why: 'The Struct_IdNat is a digit of TRE_G07 and the identifier (CI-SIS volume on the transport layer). Without it the structure cannot be compared with Identifiant_Structure. Only a warning: the official enrolment example of the white list shows a bare SIRET.',
      fix: 'Check the OU of the certificate that was ordered; the authority normally writes the digit.',
    },
    fr: {
      title: "L'OU d'un certificat de structure ou de serveur commence par le chiffre de type de l'identifiant.",
      why: "Le Struct_IdNat est un chiffre de TRE_G07 suivi de l'identifiant (volet CI-SIS sur la couche transport). Sans lui, la structure ne peut être comparée à Identifiant_Structure. Simple avertissement : l'exemple officiel d'inscription à la liste blanche montre un SIRET nu.",
      fix: "Vérifier l'OU du certificat commandé ; l'autorité écrit normalement ce chiffre.",
    },
  },
  *check({ certificate }) {
    const { structure: ou, structureId: id } = certificate
    if (!ou || !id) return notApplicable
    if (id.kind === 'invalid' && id.reason === 'missing-prefix')
      yield { message: 'missing', at: ou.at, data: { ou, length: ou.value.length }, actual: ou }
  },
})
