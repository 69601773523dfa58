import { EXTENSION } from '../../src/artifacts/certificate-extensions.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-040',
  name: 'basic-constraints-are-consistent',
  level: 'error',
  priority: 2,
  requirements: ['RFC5280-4.2.1.3', 'RFC5280-4.2.1.9'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    certSignWithoutCa: {
      en: 'keyUsage has keyCertSign although basicConstraints do not make this certificate an authority.',
      fr: 'keyUsage a keyCertSign alors que basicConstraints ne fait pas de ce certificat une autorité.',
    },
    pathLengthWithoutCa: {
      en: 'A pathLenConstraint stands in a certificate that is no authority.',
      fr: "Un pathLenConstraint figure dans un certificat qui n'est pas une autorité.",
    },
    negative: {
      en: "The pathLenConstraint '{length}' is negative.",
      fr: 'Le pathLenConstraint « {length} » est négatif.',
    },
    notCritical: {
      en: 'basicConstraints of this authority is not critical.',
      fr: "basicConstraints de cette autorité n'est pas critique.",
    },
    noCertSign: {
      en: 'This authority may not sign certificates: its keyUsage lacks keyCertSign.',
      fr: "Cette autorité ne peut signer de certificats : son keyUsage n'a pas keyCertSign.",
    },
  },
  docs: {
    en: {
      title: 'basicConstraints and keyUsage agree on whether a certificate is an authority.',
      why: 'RFC 5280 (sections 4.2.1.3 and 4.2.1.9) ties keyCertSign and pathLenConstraint to CA true, and makes basicConstraints critical in an authority: otherwise a leaf could pass for one.',
      fix: 'Draw the certificate again from its authority.',
    },
    fr: {
      title: "basicConstraints et keyUsage s'accordent pour dire si un certificat est une autorité.",
      why: 'La RFC 5280 (sections 4.2.1.3 et 4.2.1.9) lie keyCertSign et pathLenConstraint à CA vrai, et rend basicConstraints critique dans une autorité : sinon un certificat final pourrait passer pour une autorité.',
      fix: 'Commander à nouveau le certificat auprès de son autorité.',
    },
  },
  *check({ certificate }) {
    if (certificate.version === 1) return notApplicable
    const { keyUsage, basicConstraints, isCa } = certificate
    const length = basicConstraints?.pathLength
    const signs = keyUsage?.value.includes('keyCertSign')
    if (keyUsage && signs && !isCa) yield { message: 'certSignWithoutCa', at: keyUsage.at }
    if (basicConstraints && length !== undefined && !isCa)
      yield { message: 'pathLengthWithoutCa', at: basicConstraints.at }
    if (basicConstraints && length !== undefined && length < 0n)
      yield { message: 'negative', at: basicConstraints.at, data: { length: String(length) } }
    if (!basicConstraints || !isCa) return
    if (!certificate.extension(EXTENSION.basicConstraints)?.critical)
      yield { message: 'notCritical', at: basicConstraints.at }
    // An authority without keyUsage is CERT-042.
    if (keyUsage && !signs) yield { message: 'noCertSign', at: keyUsage.at }
  },
})
