import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { Exchange } from '../../src/artifacts/exchange.ts'
import { DS, EXC_C14N } from '../../src/artifacts/namespaces.ts'
import type { Signature } from '../../src/artifacts/signature.ts'
import type { Verification } from '../../src/artifacts/verify.ts'
import type { Located } from '../../src/engine/location.ts'
import type { Finding, Text } from '../../src/engine/rule.ts'
import { parseXsDateTime } from '../../src/identifiers/index.ts'

/** What the DMP receives signed: tokens and submissions. The white list has rules of its own. */
export const DMP_SIGNATURES = ['token', 'submission'] as const

/** A message of the documentation whose signature was taken off or broken, as dmplint.yaml says. */
export const isSample = (exchange: Exchange | undefined): boolean => exchange?.entry?.unsigned?.value === true

export type CoverageDefect = 'count' | 'uri' | 'transforms' | 'canonicalization'

/** The transforms that SAML allows, in their order. */
export const TOKEN_TRANSFORMS: readonly string[] = [`${DS}enveloped-signature`, EXC_C14N]

/** What keeps the signature of a token from covering its assertion as SAML wants (SIG-002). */
export function coverageDefects({ references, canonicalization, host }: Signature): readonly CoverageDefect[] {
  const [reference] = references
  if (!reference || references.length > 1) return ['count']
  const defects: CoverageDefect[] = []
  if (!host?.id || reference.uri?.value !== `#${host.id.value}`) defects.push('uri')
  const transforms = reference.transforms.map(({ algorithm }) => algorithm.value)
  if (transforms.join(' ') !== TOKEN_TRANSFORMS.join(' ')) defects.push('transforms')
  // Comments in SignedInfo hide nothing from the receiver: both exclusive forms serve.
  if (canonicalization?.value !== EXC_C14N && canonicalization?.value !== `${EXC_C14N}WithComments`)
    defects.push('canonicalization')
  return defects
}

/** The end-entity certificates embedded in a signature, each once. */
export function embeddedLeaves({ certificates }: Verification): readonly Certificate[] {
  const leaves = new Map<string, Certificate>()
  for (const { certificate } of certificates)
    if (certificate && !certificate.isCa && !leaves.has(certificate.sha256)) leaves.set(certificate.sha256, certificate)
  return [...leaves.values()]
}

/** One end-entity certificate is embedded, and all that is embedded can be read (SIG-006). */
export const embedsSigner = (verification: Verification): boolean =>
  verification.certificates.every(({ certificate }) => certificate !== undefined) &&
  embeddedLeaves(verification).length === 1

/** The signer is one of the certificates that dmplint.yaml lists: the rules about those judge it. */
export const isInstalled = (signer: Certificate, certificates: readonly Certificate[]): boolean =>
  certificates.some(({ uses, sha256 }) => uses.length > 0 && sha256 === signer.sha256)

/** A card of class 1 of the GIP-CPS, which the cards of the IGC-Santé replaced; its TEST authority has O=TEST. */
export const isClass1 = ({ issuer }: Certificate): boolean => CLASS_1.test(issuer.cn?.value ?? issuer.ou?.value ?? '')
const CLASS_1 = /\bCLASSE-1(-TEST)?$/

/** IssueInstant of a token, SigningTime of a submission: milliseconds, `undefined` when absent or malformed. */
export function signingInstant(signature: Signature): (Located<string> & { readonly ms: number }) | undefined {
  const text = signature.host ? signature.host.issueInstant : signature.signingTime
  const time = text && parseXsDateTime(text.value.trim())
  return time && { ...text, ms: time.ms }
}

/** The signing time is known and lies within the validity of the signer (SIG-012). */
export function wasInForce(signature: Signature, signer: Certificate): boolean {
  const instant = signingInstant(signature)
  return instant !== undefined && signer.notBefore.value <= instant.ms && instant.ms <= signer.notAfter.value
}

/** `RSA`, `sha1` … of an algorithm URI, lower case. */
export const algorithmWords = (uri: string): readonly string[] => uri.toLowerCase().split(/[#/-]/)

/** What is wrong with SignatureValue, in the words of every rule that verifies one. */
export const VALUE_MESSAGES = {
  forged: {
    en: 'The SignatureValue does not verify with the embedded certificate: SignedInfo was changed, or another key signed.',
    fr: 'La SignatureValue ne se vérifie pas avec le certificat embarqué : SignedInfo a été modifié, ou une autre clé a signé.',
  },
  method: {
    en: "The signature method '{method}' proves nothing about a certificate: RSA or ECDSA is expected.",
    fr: 'La méthode de signature « {method} » ne prouve rien sur un certificat : RSA ou ECDSA est attendu.',
  },
  keyType: {
    en: "The signature method '{method}' does not fit the {key} key of the embedded certificate.",
    fr: 'La méthode de signature « {method} » ne convient pas à la clé {key} du certificat embarqué.',
  },
  unreadable: {
    en: 'The {part} is absent or is not base64.',
    fr: "La {part} est absente ou n'est pas en base64.",
  },
} as const satisfies Record<string, Text>

/** Defects of SignatureValue; none when it verifies and none when it cannot be computed ({@link isComputed}). */
export function* valueFindings({ value, signer }: Verification): Generator<Finding<typeof VALUE_MESSAGES>> {
  const { code, at, algorithm: method = '' } = value
  if (code === 'wrong' || code === 'not-canonicalisable') yield { message: 'forged', at }
  else if (code === 'unreadable') yield { message: 'unreadable', at, data: { part: 'SignatureValue' } }
  else if (code === 'key-type-differs')
    yield { message: 'keyType', at, data: { method, key: signer?.key.value.algorithm ?? '' } }
  else if (code === 'method-refused' || (code === 'method-unsupported' && !isAsymmetric(method)))
    yield { message: 'method', at, data: { method }, actual: method }
}

/** False for methods that are sound but not implemented, RSA-PSS among them. */
export const isComputed = ({ value }: Verification): boolean =>
  value.code !== 'method-unsupported' && value.code !== 'canonicalization-unsupported'

/** DSA is refused with the rest: no certificate of the IGC-Santé has such a key. */
const isAsymmetric = (method: string): boolean =>
  algorithmWords(method).some(word => word === 'rsa' || word === 'ecdsa' || word === 'eddsa')

export const NOT_COMPUTED: Text = {
  en: 'the signature uses an algorithm that is not computed here',
  fr: "la signature emploie un algorithme qui n'est pas calculé ici",
}
