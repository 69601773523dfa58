import { createHash } from 'node:crypto'
import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { SigningCertificate } from '../../src/artifacts/signature.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled } from '../shared/metadata.ts'
import { algorithmWords } from '../shared/signatures.ts'

const PURPOSE = '1.2.840.10065.1.12.1.14'
const XADES = ['v1.1.1#', 'v1.2.2#', 'v1.3.2#'].map(version => `http://uri.etsi.org/01903/${version}`)

export default defineRule({
  id: 'SIG-022',
  name: 'xades-properties-complete',
  level: 'warning',
  priority: 3,
  requirements: ['ETSI-TS-101903', 'ITI-TF-3-5.5'],
  evidence: 'measured',
  inputs: { signature: each('signature', { role: 'submission' }) },
  messages: {
    time: {
      en: 'The signature has no SigningTime.',
      fr: "La signature n'a pas de SigningTime.",
    },
    certificate: {
      en: 'The signature has no SigningCertificate with a CertDigest.',
      fr: "La signature n'a pas de SigningCertificate avec un CertDigest.",
    },
    digest: {
      en: 'The first CertDigest of SigningCertificate is not that of the embedded certificate.',
      fr: "Le premier CertDigest de SigningCertificate n'est pas celui du certificat embarqué.",
    },
    policy: {
      en: 'The signature has no SignaturePolicyImplied.',
      fr: "La signature n'a pas de SignaturePolicyImplied.",
    },
    purpose: {
      en: "The SignatureProperty purposeOfSignature is '{found}', not '{expected}'.",
      fr: 'La SignatureProperty purposeOfSignature est « {found} », et non « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'The signature of a submission has the XAdES properties and the purpose that the profile wants.',
      why: 'The document digital signature profile of IHE is a XAdES signature: signing time, digest of the signing certificate, implied policy (ETSI TS 101 903), and a purpose that says that the source signs. The official sample has them all.',
      fix: 'Add the property that the finding names before signing.',
    },
    fr: {
      title: "La signature d'un lot a les propriétés XAdES et l'objet que veut le profil.",
      why: "Le profil IHE de signature de documents est une signature XAdES : heure de signature, empreinte du certificat signataire, politique implicite (ETSI TS 101 903), et un objet qui dit que la source signe. L'exemple officiel les a tous.",
      fix: 'Ajouter, avant de signer, la propriété que nomme le constat.',
    },
  },
  *check({ signature }) {
    const { element, signingTime, signingCertificates, signer, purpose, manifest } = signature
    if (manifest.length === 0) return notApplicable
    if (!isFilled(signingTime)) yield { message: 'time', at: (signingTime ?? element).at }
    const certificate = signingCertificates.find(({ digestValue }) => isFilled(digestValue))
    if (!certificate) yield { message: 'certificate', at: element.at }
    else if (signer && !isDigestOf(certificate, signer))
      yield { message: 'digest', at: (certificate.digestValue ?? certificate.element).at }
    const { document } = element
    if (XADES.every(namespace => document.all(namespace, 'SignaturePolicyImplied').length === 0))
      yield { message: 'policy', at: element.at }
    if (purpose?.value.trim() !== PURPOSE)
      yield {
        message: 'purpose',
        at: (purpose ?? element).at,
        data: { found: purpose ?? '', expected: PURPOSE },
        expected: PURPOSE,
        actual: purpose,
      }
  },
})

const HASHES: readonly string[] = ['sha1', 'sha256', 'sha384', 'sha512']

/** A digest by an unknown method is given the benefit of the doubt. */
function isDigestOf({ digestMethod, digestValue }: SigningCertificate, { der }: Certificate): boolean {
  const hash = HASHES.find(name => algorithmWords(digestMethod?.value ?? '').includes(name))
  const expected = Buffer.from(digestValue?.value ?? '', 'base64')
  return hash === undefined || createHash(hash).update(der).digest().equals(expected)
}
