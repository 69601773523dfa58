import { ATTRIBUTE } from '../../src/artifacts/x509.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-010',
  name: 'ou-present-once',
  level: 'error',
  priority: 1,
  requirements: ['G-06', 'CISIS-TRANSPORT-REST'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    missing: {
      en: 'The subject of this certificate has no OU, which should hold the national identifier of the structure.',
      fr: "Le sujet de ce certificat n'a pas d'OU, qui devrait porter l'identifiant national de la structure.",
    },
    several: {
      en: 'The subject of this certificate has {count} OU, but the identifier of the structure must be the only one.',
      fr: "Le sujet de ce certificat a {count} OU, alors que l'identifiant de la structure doit y être seul.",
    },
  },
  docs: {
    en: {
      title: 'The subject of a structure or server certificate has exactly one OU.',
      why: 'The CI-SIS volume on the transport layer and the guide of December 2025 (G-06) place the Struct_IdNat in OU: the server of the DMP reads the structure there and compares it with the token.',
      fix: 'Order the certificate again; the authority writes OU from the structure chosen in the order.',
    },
    fr: {
      title: "Le sujet d'un certificat de structure ou de serveur a exactement une OU.",
      why: 'Le volet CI-SIS sur la couche transport et le guide de décembre 2025 (G-06) placent le Struct_IdNat dans OU : le serveur du DMP y lit la structure et la compare au jeton.',
      fix: "Commander à nouveau le certificat ; l'autorité écrit OU d'après la structure choisie à la commande.",
    },
  },
  *check({ certificate }) {
    if (!certificate.isOrganisationLeaf) return notApplicable
    const [first, ...others] = certificate.subject.all(ATTRIBUTE.organizationalUnit)
    if (!first) yield { message: 'missing', at: certificate.subject.at }
    else if (others.length > 0)
      yield { message: 'several', at: certificate.subject.at, data: { count: others.length + 1 } }
  },
})
