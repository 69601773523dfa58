import type { Located, Location } from '../engine/location.ts'
import type { Source } from '../sources/source.ts'
import type { XmlElement } from '../sources/xml.ts'
import type { Certificate } from './certificate.ts'
import type { Signature, SignatureReference } from './signature.ts'

/** Verification of XML signatures (XMLDSig 1.0) over the tree that the rules judge. */

export type DigestVerdict =
  | 'ok'
  /** What is referenced was changed or re-encoded after signing. */
  | 'differs'
  /** The Reference to the SubmissionSet in a manifest: `AA==`, never computed. */
  | 'fixed'
  /** No element, or no document of the capture, is named so. */
  | 'not-resolved'
  /** A digest or a transform that is not computed: {@link ReferenceVerdict.algorithm} names it. */
  | 'unsupported'
  /** {@link ReferenceVerdict.reason} says why the octets to digest cannot be known. */
  | 'not-canonicalisable'
  /** DigestValue is absent or not base64. */
  | 'unreadable'

export interface ReferenceVerdict {
  readonly reference: SignatureReference
  readonly digest: DigestVerdict
  /** What a finding about it points at: DigestValue, URI or the Algorithm. */
  readonly at: Location
  /** The element referenced, for a same-document Reference. */
  readonly target: XmlElement | undefined
  /** The document referenced, for `urn:oid:`. */
  readonly document: Source | undefined
  /** URI of the algorithm that is not computed. */
  readonly algorithm?: string
  /** In English, without values of the file. */
  readonly reason?: string
}

export type ValueCode =
  | 'ok'
  /** SignatureValue does not verify over SignedInfo with any embedded certificate. */
  | 'wrong'
  /** SignatureValue is absent or not base64. */
  | 'unreadable'
  | 'signed-info-missing'
  | 'canonicalization-unsupported'
  | 'method-unsupported'
  /** HMAC, or no algorithm: a certificate proves nothing then. */
  | 'method-refused'
  /** No embedded certificate that can be read. */
  | 'certificate-missing'
  /** The method wants another type of key than that of the certificate: RSA, EC. */
  | 'key-type-differs'
  /** {@link ValueVerdict.reason} says why. */
  | 'not-canonicalisable'

export interface ValueVerdict {
  readonly code: ValueCode
  readonly at: Location
  /** URI of the algorithm that is refused or not computed. */
  readonly algorithm?: string
  readonly reason?: string
}

export interface EmbeddedCertificate {
  readonly at: Location
  /** `undefined` when it does not read as DER X.509. */
  readonly certificate: Certificate | undefined
}

export type WrappingCode =
  /** The id that a Reference names stands on several elements. `other`: the other one. */
  | 'id-repeated'
  /** The Assertion stands in another Assertion, in ds:Object or in Extensions. `other`: that one. */
  | 'assertion-nested'
  /** Another Assertion with VIHF attributes stands in the message. `other`: that one. */
  | 'second-assertion'
  /** The Reference names another element than the one the signature stands in. `other`: that element. */
  | 'reference-elsewhere'
  /** `other`: the second SignedInfo. */
  | 'several-signed-info'
  /** No Reference covers the element that the signature stands in. */
  | 'parent-not-covered'
  /** A value read from the octets that were digested is not the value that the rules judge. `other`: the value judged. */
  | 'value-differs'

export interface Wrapping {
  readonly code: WrappingCode
  readonly at: Location
  readonly other?: Location
}

export interface Verification {
  /** SignatureValue over SignedInfo. */
  readonly value: ValueVerdict
  /** References of SignedInfo, in order. */
  readonly references: readonly ReferenceVerdict[]
  /** References of the ds:Manifest, in order. */
  readonly manifest: readonly ReferenceVerdict[]
  /** Every X509Certificate, in order. */
  readonly certificates: readonly EmbeddedCertificate[]
  /** The certificate whose key verifies; else the leaf among those embedded. */
  readonly signer: Certificate | undefined
  readonly wrapping: readonly Wrapping[]
  /** One SignedInfo, its value and every digest of it `ok`, no wrapping. Says nothing about the manifest or about trust. */
  readonly verified: boolean
}

/** What lies around a signature that its references may name. */
export interface SignedSurroundings {
  /** Decoded bytes of the documents of the submission, by uniqueId. */
  readonly documents?: ReadonlyMap<string, Source>
}

/** The same signature with what its verification found. */
export function withVerification(signature: Signature, verification: Verification): Signature {
  return { ...signature, verification, ...(verification.signer ? { signer: verification.signer } : {}) }
}

/** Verifies one signature. Never throws: what cannot be computed has its own verdict. */
export function verifySignature(signature: Signature, _around: SignedSurroundings = {}): Verification {
  const value: Located<ValueCode> = { value: 'signed-info-missing', at: signature.at }
  return {
    value: { code: value.value, at: value.at },
    references: [],
    manifest: [],
    certificates: [],
    signer: undefined,
    wrapping: [],
    verified: false,
  }
}
