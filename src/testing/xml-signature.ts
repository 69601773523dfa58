import { createHash, sign } from 'node:crypto'
import type { IssuedCertificate } from './authority.ts'
import { element, textElement } from './xml-writer.ts'

/** Writes `ds:Signature` elements over parts that are already in canonical form. */

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
export const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const C14N_WITH_COMMENTS = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'
export const ENVELOPED = `${DSIG}enveloped-signature`

export type Digest = 'sha1' | 'sha256'
const DIGEST_METHODS = { sha1: `${DSIG}sha1`, sha256: 'http://www.w3.org/2001/04/xmlenc#sha256' } as const
const SIGNATURE_METHODS = {
  sha1: `${DSIG}rsa-sha1`,
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
} as const

export interface Reference {
  readonly uri: string
  readonly type?: string
  /** Algorithm URIs in order. */
  readonly transforms?: readonly string[]
  /** Prefixes of InclusiveNamespaces, for the exclusive canonicalisation among the transforms. */
  readonly inclusivePrefixes?: string
  /** The canonical bytes that the reference designates. */
  readonly content: string | Uint8Array
  /** Written in place of the true digest. */
  readonly digestValue?: string
}

export interface SignatureModel {
  readonly id?: string
  readonly canonicalization: string
  readonly digest?: Digest
  readonly references: readonly Reference[]
  readonly signer: IssuedCertificate
  /** Certificates of X509Data; the signer alone by default. */
  readonly certificates?: readonly Uint8Array[]
  /** ds:Object elements. */
  readonly objects?: readonly string[]
  /** Written in place of the true value, base64. */
  readonly signatureValue?: string
}

export const digestOf = (content: string | Uint8Array, digest: Digest): string =>
  createHash(digest).update(content).digest('base64')

/** A Reference element; the DSIG namespace is the default one around it. */
export function referenceElement(reference: Reference, digest: Digest): string {
  const transforms = (reference.transforms ?? []).map(algorithm =>
    element(
      'Transform',
      { Algorithm: algorithm },
      ...(algorithm === EXC_C14N && reference.inclusivePrefixes !== undefined
        ? [element('InclusiveNamespaces', { xmlns: EXC_C14N, PrefixList: reference.inclusivePrefixes })]
        : []),
    ),
  )
  return element(
    'Reference',
    { Type: reference.type, URI: reference.uri },
    ...(transforms.length > 0 ? [element('Transforms', {}, ...transforms)] : []),
    element('DigestMethod', { Algorithm: DIGEST_METHODS[digest] }),
    textElement('DigestValue', reference.digestValue ?? digestOf(reference.content, digest)),
  )
}

/** The Signature element, canonical in itself. */
export function signatureElement(model: SignatureModel): string {
  const digest = model.digest ?? 'sha256'
  const parts = [
    element('CanonicalizationMethod', { Algorithm: model.canonicalization }),
    element('SignatureMethod', { Algorithm: SIGNATURE_METHODS[digest] }),
    ...model.references.map(reference => referenceElement(reference, digest)),
  ]
  // Canonicalised alone, SignedInfo carries the namespace that its parent declares in the document.
  const toSign = element('SignedInfo', { xmlns: DSIG }, ...parts)
  const value = model.signatureValue ?? rsaSignature(toSign, digest, model.signer)
  const certificates = (model.certificates ?? [model.signer.der]).map(der =>
    textElement('X509Certificate', Buffer.from(der).toString('base64')),
  )
  return element(
    'Signature',
    { xmlns: DSIG, Id: model.id },
    element('SignedInfo', {}, ...parts),
    textElement('SignatureValue', value),
    element('KeyInfo', {}, element('X509Data', {}, ...certificates)),
    ...(model.objects ?? []),
  )
}

const signatures = new Map<string, string>()

/** RSA signature in base64. It is the same each time, so it is computed once: worlds are made by the thousand. */
function rsaSignature(content: string, digest: Digest, signer: IssuedCertificate): string {
  const input = createHash('sha256').update(`${digest} ${signer.privateKeyPem} ${content}`).digest('base64')
  const known = signatures.get(input)
  if (known) return known
  const made = sign(digest, Buffer.from(content), signer.privateKey).toString('base64')
  signatures.set(input, made)
  return made
}

export interface XadesModel {
  readonly xades: 'http://uri.etsi.org/01903/v1.1.1#' | 'http://uri.etsi.org/01903/v1.3.2#'
  readonly signatureId: string
  readonly signer: IssuedCertificate
  /** ISO instant, with its offset. */
  readonly signingTime: string
  readonly digest?: Digest
}

/** SignedProperties as it stands in the document, and its canonical form to be digested. */
export function signedProperties(model: XadesModel): { readonly object: string; readonly canonical: string } {
  const digest = model.digest ?? 'sha256'
  const certificate = element(
    'Cert',
    {},
    element(
      'CertDigest',
      {},
      element('DigestMethod', { xmlns: DSIG, Algorithm: DIGEST_METHODS[digest] }),
      textElement('DigestValue', digestOf(model.signer.der, digest), { xmlns: DSIG }),
    ),
    element(
      'IssuerSerial',
      {},
      textElement('X509IssuerName', model.signer.issuerText, { xmlns: DSIG }),
      textElement('X509SerialNumber', BigInt(`0x${Buffer.from(model.signer.serial).toString('hex')}`).toString(), {
        xmlns: DSIG,
      }),
    ),
  )
  const content = element(
    'SignedSignatureProperties',
    {},
    textElement('SigningTime', model.signingTime),
    element('SigningCertificate', {}, certificate),
    element('SignaturePolicyIdentifier', {}, element('SignaturePolicyImplied')),
  )
  const id = 'S0-SignedProperties'
  return {
    canonical: element('SignedProperties', { xmlns: model.xades, Id: id }, content),
    object: element(
      'Object',
      {},
      element(
        'QualifyingProperties',
        { xmlns: model.xades, Target: `#${model.signatureId}` },
        element('SignedProperties', { Id: id }, content),
      ),
    ),
  }
}
