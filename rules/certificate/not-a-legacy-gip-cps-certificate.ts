import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isLegacy } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-007',
  name: 'not-a-legacy-gip-cps-certificate',
  level: 'error',
  priority: 2,
  requirements: ['EX_AIR-080', 'SSI/GEN.13'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    legacy: {
      en: "This certificate was issued by '{issuer}', whose authorities the IGC-Santé has replaced.",
      fr: "Ce certificat a été émis par « {issuer} », dont l'IGC-Santé a remplacé les autorités.",
    },
  },
  docs: {
    en: {
      title: 'No certificate is of the former GIP-CPS.',
      why: 'Class 4 certificates of the GIP-CPS (RSA of 1024 bits, SHA-1) are obsolete. EX_AIR-080 asks for a certificate of the IGC-Santé, and SSI/GEN.13 excludes such keys and digests.',
      fix: 'Take the file away, and order a certificate of the IGC-Santé where one is still needed.',
    },
    fr: {
      title: "Aucun certificat n'est de l'ancien GIP-CPS.",
      why: "Les certificats de classe 4 du GIP-CPS (RSA 1024 bits, SHA-1) sont obsolètes. EX_AIR-080 demande un certificat de l'IGC-Santé, et SSI/GEN.13 exclut ces clés et ces condensés.",
      fix: "Retirer le fichier, et commander un certificat de l'IGC-Santé s'il en faut encore un.",
    },
  },
  *check({ certificate }) {
    if (certificate.isCa) return notApplicable
    const o = certificate.issuer.o
    if (isLegacy(certificate) && o) yield { message: 'legacy', at: o.at, data: { issuer: o }, actual: o }
  },
})
