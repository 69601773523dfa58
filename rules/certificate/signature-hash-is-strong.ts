import { signatureDigest } from '../../src/artifacts/x509.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isLegacy } from '../shared/certificates.ts'

const WEAK: ReadonlySet<string> = new Set(['md2', 'md5', 'sha1'])

export default defineRule({
  id: 'CERT-025',
  name: 'signature-hash-is-strong',
  level: 'error',
  priority: 1,
  requirements: ['SSI/GEN.13', 'RGS-B1'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    weak: {
      en: 'This certificate is signed with {digest}, for which forgeries are known.',
      fr: 'Ce certificat est signé avec {digest}, pour lequel des falsifications sont connues.',
    },
  },
  docs: {
    en: {
      title: 'A certificate is not signed with MD2, MD5 or SHA-1.',
      why: 'Annex B1 of the RGS and requirement SSI/GEN.13 exclude these digests: two contents can be given one signature. TLS libraries refuse such certificates. A root vouches for itself by its fingerprint, so that its own signature is not judged.',
      fix: 'Order a new certificate; the IGC-Santé signs with SHA-256.',
    },
    fr: {
      title: "Un certificat n'est pas signé avec MD2, MD5 ou SHA-1.",
      why: "L'annexe B1 du RGS et l'exigence SSI/GEN.13 écartent ces condensés : deux contenus peuvent recevoir une même signature. Les bibliothèques TLS refusent de tels certificats. Une racine vaut par son empreinte : sa propre signature n'est pas jugée.",
      fix: "Commander un nouveau certificat ; l'IGC-Santé signe avec SHA-256.",
    },
  },
  *check({ certificate }) {
    const isRoot = certificate.selfIssued && (certificate.isCa || certificate.version < 3)
    if (isLegacy(certificate) || isRoot) return notApplicable
    const digest = signatureDigest(certificate.signatureAlgorithm)
    if (digest !== undefined && WEAK.has(digest))
      yield {
        message: 'weak',
        at: certificate.signatureAlgorithm.at,
        data: { digest: digest.toUpperCase().replace('SHA1', 'SHA-1') },
      }
  },
})
