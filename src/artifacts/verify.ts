import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Location } from '../engine/location.ts'
import { decodeBase64 } from '../sources/pem.ts'
import { SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'
import { parseXml, type XmlAttribute, XmlDocument, type XmlElement } from '../sources/xml.ts'
import {
  type Canonicalization,
  CanonicalizationError,
  canonicalizationOf,
  canonicalize,
  DEFAULT_CANONICALIZATION,
} from './c14n.ts'
import { type Certificate, readCertificateInText } from './certificate.ts'
import { DS, EXC_C14N, SAML } from './namespaces.ts'
import type { Signature, SignatureReference } from './signature.ts'
import { attributeOf, isDefined } from './values.ts'
import { readVihf } from './vihf.ts'
import type { Name } from './x509.ts'

/**
 * Verification of XML signatures (XMLDSig 1.0) over the tree that the rules judge. Digests are taken from the very
 * nodes whose values are judged, so what verifies is what is read.
 */

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
  /** Those that were read as XML: none is parsed again. */
  readonly parsed?: ReadonlyMap<Source, XmlDocument>
}

/** The same signature with what its verification found. */
export function withVerification(signature: Signature, verification: Verification): Signature {
  const { signer } = verification
  // No spread: V8 takes microseconds for each property that follows one.
  return Object.assign({}, signature, { verification }, signer && { signer })
}

/**
 * Verifies one signature: its value, every Reference, and that it covers the element it stands in. Never throws: what
 * cannot be computed has its own verdict. Trust in the signer, dates and revocation are not judged.
 */
export function verifySignature(signature: Signature, around: SignedSurroundings = {}): Verification {
  const certificates = signature.certificates.map(({ at }) => readEmbedded(signature, at))
  const readable = certificates.map(({ certificate }) => certificate).filter(isDefined)
  const { value, signer } = verifyValue(signature, readable)
  const references = signature.references.map(reference => verifyReference(signature, reference, around))
  const manifest = signature.manifest.map(reference => verifyManifestReference(signature, reference, around))
  const wrapping = findWrapping(signature, references)
  return {
    value,
    references,
    manifest,
    certificates,
    signer: signer ?? leafOf(readable),
    wrapping,
    verified:
      value.code === 'ok' &&
      references.length > 0 &&
      references.every(reference => reference.digest === 'ok') &&
      wrapping.length === 0,
  }
}

const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
])

interface Method {
  readonly key: 'rsa' | 'ec'
  readonly hash: string
}

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', { key: 'rsa', hash: 'sha1' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', { key: 'rsa', hash: 'sha256' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', { key: 'rsa', hash: 'sha384' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', { key: 'rsa', hash: 'sha512' }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', { key: 'ec', hash: 'sha256' }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', { key: 'ec', hash: 'sha384' }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512', { key: 'ec', hash: 'sha512' }],
])

const ENVELOPED = `${DS}enveloped-signature`
const FIXED_DIGEST = 'AA=='
const URN_OID = 'urn:oid:'

function readEmbedded(signature: Signature, at: Location): EmbeddedCertificate {
  try {
    return { at, certificate: readCertificateInText(signature.source, at.offset, at.offset + at.length) }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    return { at, certificate: undefined }
  }
}

/** The end-entity certificate that issued no other one; certificates of authorities often come along, in any order. */
function leafOf(certificates: readonly Certificate[]): Certificate | undefined {
  const encoded = (name: Name): string => Buffer.from(name.node.encoded).toString('latin1')
  const issuers = new Set(certificates.filter(one => !one.selfIssued).map(one => encoded(one.issuer)))
  const leaves = certificates.filter(one => !one.isCa)
  return leaves.find(one => !issuers.has(encoded(one.subject))) ?? leaves[0] ?? certificates[0]
}

function verifyValue(
  signature: Signature,
  certificates: readonly Certificate[],
): { value: ValueVerdict; signer?: Certificate } {
  const [info] = signature.signedInfos
  if (!info) return { value: { code: 'signed-info-missing', at: signature.at } }

  const methodAt = signature.method?.at ?? info.at
  const algorithm = signature.method?.value ?? ''
  const method = METHODS.get(algorithm)
  if (!method) {
    const refused = algorithm === '' || /(^|[#/])(hmac-|none$)/i.test(algorithm)
    return { value: { code: refused ? 'method-refused' : 'method-unsupported', at: methodAt, algorithm } }
  }
  const canonicalization = canonicalizationOfSignedInfo(signature, info)
  if (!canonicalization)
    return {
      value: {
        code: 'canonicalization-unsupported',
        at: signature.canonicalization?.at ?? info.at,
        algorithm: signature.canonicalization?.value ?? '',
      },
    }
  const at = signature.signatureValue?.at ?? signature.at
  const value = decodeBase64(signature.signatureValue?.value ?? '')
  if (!value) return { value: { code: 'unreadable', at } }
  if (certificates.length === 0) return { value: { code: 'certificate-missing', at: signature.at } }

  let signed: Uint8Array
  try {
    signed = Buffer.from(canonicalizeWithin(info, canonicalization))
  } catch (error) {
    if (!(error instanceof CanonicalizationError)) throw error
    return { value: { code: 'not-canonicalisable', at: info.at, reason: error.message } }
  }
  let fits = false
  for (const certificate of certificates) {
    const verdict = verifyWith(certificate, method, signed, value)
    if (verdict === 'ok') return { value: { code: 'ok', at }, signer: certificate }
    fits ||= verdict === 'wrong'
  }
  if (!fits) return { value: { code: 'key-type-differs', at: methodAt, algorithm } }
  return { value: inDoubt(info) ? { code: 'not-canonicalisable', at, reason: BAD_BYTES } : { code: 'wrong', at } }
}

function canonicalizationOfSignedInfo(signature: Signature, info: XmlElement): Canonicalization | undefined {
  const inclusive = info.child(DS, 'CanonicalizationMethod')?.child(EXC_C14N, 'InclusiveNamespaces')
  return canonicalizationOf(signature.canonicalization?.value ?? '', attributeOf(inclusive, 'PrefixList')?.value)
}

function verifyWith(
  certificate: Certificate,
  method: Method,
  signed: Uint8Array,
  value: Uint8Array,
): 'ok' | 'wrong' | 'other-key' {
  try {
    const key = publicKeyOf(certificate)
    if (key.asymmetricKeyType !== method.key) return 'other-key'
    return verify(method.hash, signed, { key, dsaEncoding: 'ieee-p1363' }, value) ? 'ok' : 'wrong'
  } catch {
    // A key that OpenSSL refuses signs nothing.
    return 'other-key'
  }
}

/** Keys already decoded: an archive is signed by a few certificates, and OpenSSL decodes slower than it verifies. */
const keys = new Map<string, KeyObject>()
const KEYS_KEPT = 64

function publicKeyOf(certificate: Certificate): KeyObject {
  const { publicKeyInfo } = certificate
  const encoded = Buffer.from(publicKeyInfo).toString('latin1')
  let key = keys.get(encoded)
  if (!key) {
    key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' })
    if (keys.size >= KEYS_KEPT) keys.clear()
    keys.set(encoded, key)
  }
  return key
}

/** What a Reference designates, before its transforms. */
type Designated =
  | { readonly kind: 'element'; readonly element: XmlElement; readonly whole: boolean }
  | { readonly kind: 'document'; readonly source: Source }

function verifyReference(
  signature: Signature,
  reference: SignatureReference,
  around: SignedSurroundings,
): ReferenceVerdict {
  const designated = resolve(signature, reference, around)
  const target = designated?.kind === 'element' ? designated.element : undefined
  const document = designated?.kind === 'document' ? designated.source : undefined
  const verdict = (
    digest: DigestVerdict,
    at: Location,
    why?: Pick<ReferenceVerdict, 'algorithm' | 'reason'>,
  ): ReferenceVerdict => ({ reference, target, document, digest, at, ...why })
  if (!designated) return verdict('not-resolved', reference.uri?.at ?? reference.element.at)

  const hash = DIGESTS.get(reference.digestMethod?.value ?? '')
  if (!hash) {
    const algorithm = reference.digestMethod?.value ?? ''
    return verdict('unsupported', reference.digestMethod?.at ?? reference.element.at, { algorithm })
  }
  const plan = planTransforms(signature, reference, designated)
  if ('unsupported' in plan) return verdict('unsupported', plan.at, { algorithm: plan.unsupported })

  const at = reference.digestValue?.at ?? reference.element.at
  const expected = decodeBase64(reference.digestValue?.value ?? '')
  if (!expected) return verdict('unreadable', at)
  try {
    const octets = octetsOf(designated, plan, around)
    if (createHash(hash).update(octets).digest().equals(expected)) return verdict('ok', at)
    if (plan.canonicalization && inDoubt(designated.kind === 'element' ? designated.element : designated.source))
      return verdict('not-canonicalisable', at, { reason: BAD_BYTES })
    return verdict('differs', at)
  } catch (error) {
    if (error instanceof CanonicalizationError) return verdict('not-canonicalisable', at, { reason: error.message })
    if (error instanceof SourceError)
      return verdict('not-canonicalisable', at, { reason: `the document is not XML: ${error.problem.detail}` })
    throw error
  }
}

/** In a manifest, the submission set is listed with a digest that is no digest (ITI TF-3 §5.5). */
function verifyManifestReference(
  signature: Signature,
  reference: SignatureReference,
  around: SignedSurroundings,
): ReferenceVerdict {
  const verdict = verifyReference(signature, reference, around)
  const { digestValue } = reference
  if (verdict.digest !== 'not-resolved' || digestValue?.value.trim() !== FIXED_DIGEST) return verdict
  return { ...verdict, digest: 'fixed', at: digestValue.at }
}

function resolve(
  signature: Signature,
  reference: SignatureReference,
  around: SignedSurroundings,
): Designated | undefined {
  const uri = reference.uri?.value
  const { document } = signature.element
  if (uri === '') return { kind: 'element', element: document.root, whole: true }
  if (uri?.startsWith('#')) {
    const bearers = factsOf(document).ids.get(uri.slice(1)) ?? []
    // Where several elements bear the id, wrapping says so; the digest is that of the one that a good faith sender meant.
    const bearer = bearers.find(attribute => attribute.element === signature.parent) ?? bearers[0]
    return bearer && { kind: 'element', element: bearer.element, whole: false }
  }
  if (uri?.startsWith(URN_OID)) {
    const source = around.documents?.get(uri.slice(URN_OID.length))
    return source && { kind: 'document', source }
  }
  return undefined
}

interface Transforms {
  readonly enveloped: XmlElement | undefined
  /** `undefined`: the octets as they are. */
  readonly canonicalization: Canonicalization | undefined
}

function planTransforms(
  signature: Signature,
  reference: SignatureReference,
  designated: Designated,
): Transforms | { readonly unsupported: string; readonly at: Location } {
  let enveloped: XmlElement | undefined
  let canonicalization: Canonicalization | undefined
  for (const { algorithm, prefixList } of reference.transforms) {
    const unsupported = { unsupported: algorithm.value, at: algorithm.at }
    // Nothing is computed from octets that were already canonicalised: no message needs it, and forgers like it.
    if (canonicalization) return unsupported
    if (algorithm.value === ENVELOPED && designated.kind === 'element') enveloped = signature.element
    else {
      canonicalization = canonicalizationOf(algorithm.value, prefixList?.value)
      if (!canonicalization) return unsupported
    }
  }
  if (designated.kind === 'document') return { enveloped, canonicalization }
  // A same-document reference selects no comments, whatever the transform after it says (XMLDSig §4.3.3.3).
  return { enveloped, canonicalization: { ...(canonicalization ?? DEFAULT_CANONICALIZATION), comments: false } }
}

function octetsOf(
  designated: Designated,
  { enveloped, canonicalization }: Transforms,
  { parsed }: SignedSurroundings,
): string | Uint8Array {
  if (designated.kind === 'document') {
    const { source } = designated
    if (!canonicalization) return source.bytes
    const document = parsed?.get(source)
    return canonicalizeWithin(document?.whole ? document : parseXml(source), canonicalization)
  }
  const { element, whole } = designated
  return canonicalizeWithin(whole ? element.document : element, canonicalization as Canonicalization, enveloped)
}

const BAD_BYTES = 'bytes are not valid in the declared encoding'

/** Bytes that no strict reader accepts stand in it, so what the signer digested cannot be known from the capture. */
function inDoubt(part: XmlElement | Source): boolean {
  if ('invalidAt' in part) return part.invalidAt.length > 0
  return part.document.source.invalidAt.some(offset => offset >= part.start && offset < part.end)
}

/**
 * What is found out once for a document, however many signatures it holds. The budget bounds what is canonicalised of
 * it: references that name one part again and again, or namespaces repeated on every element, must not take the machine.
 */
class Facts {
  /** UTF-16 units left to canonicalise. */
  budget: number
  readonly #document: XmlDocument
  #ids: Map<string, XmlAttribute[]> | undefined
  #tokens: readonly XmlElement[] | undefined

  constructor(document: XmlDocument) {
    this.#document = document
    this.budget = 16 * 1024 * 1024 + 8 * document.source.text.length
  }

  /** Every attribute that some receiver may take for an id, by value: ID, Id, id, xml:id, wsu:Id. */
  get ids(): ReadonlyMap<string, readonly XmlAttribute[]> {
    if (this.#ids) return this.#ids
    const ids = new Map<string, XmlAttribute[]>()
    for (const element of this.#document.elements)
      for (const attribute of element.attributes) {
        if (attribute.local.length !== 2 || attribute.local.toLowerCase() !== 'id') continue
        const bearers = ids.get(attribute.value)
        if (bearers) bearers.push(attribute)
        else ids.set(attribute.value, [attribute])
      }
    this.#ids = ids
    return ids
  }

  /** Assertions with VIHF attributes, where a message holds several assertions. */
  get tokens(): readonly XmlElement[] {
    if (this.#tokens) return this.#tokens
    const assertions = this.#document.all(SAML, 'Assertion')
    this.#tokens = assertions.length < 2 ? [] : assertions.filter(assertion => readVihf(assertion) !== undefined)
    return this.#tokens
  }
}

const FACTS = Symbol('facts')

/** Kept on the document: what a WeakMap holds, and so the whole message, outlives every collection but the full one. */
function factsOf(document: XmlDocument & { [FACTS]?: Facts }): Facts {
  document[FACTS] ??= new Facts(document)
  return document[FACTS]
}

/** @throws {CanonicalizationError} */
function canonicalizeWithin(part: XmlElement | XmlDocument, method: Canonicalization, without?: XmlElement): string {
  const facts = factsOf(part instanceof XmlDocument ? part : part.document)
  try {
    const canonical = canonicalize(part, method, { without, most: facts.budget })
    facts.budget -= canonical.length
    return canonical
  } catch (error) {
    if (error instanceof CanonicalizationError) facts.budget -= error.written
    throw error
  }
}

function findWrapping(signature: Signature, references: readonly ReferenceVerdict[]): Wrapping[] {
  const found: Wrapping[] = []
  const { parent, host, element } = signature
  const second = signature.signedInfos[1]
  if (second) found.push({ code: 'several-signed-info', at: signature.at, other: second.at })

  for (const { reference, target } of references) {
    if (!target) continue
    const at = reference.uri?.at ?? reference.element.at
    const inside = target === element || isInside(target, element)
    if (host && target !== parent) found.push({ code: 'reference-elsewhere', at, other: target.at })
    else if (!host && target !== parent && !inside) found.push({ code: 'reference-elsewhere', at, other: target.at })
    const fragment = reference.uri?.value.slice(1) ?? ''
    const bearers = fragment === '' ? [] : (factsOf(element.document).ids.get(fragment) ?? [])
    const other = bearers.find(attribute => attribute.element !== target)
    const own = bearers.find(attribute => attribute.element === target)
    if (other && own) found.push({ code: 'id-repeated', at: own.at, other: other.at })
  }
  // A submission signature covers its manifest; any other one covers what it stands in.
  const resolved = references.some(({ target }) => target !== undefined)
  if (signature.roles[0] !== 'submission' && resolved && !references.some(({ target }) => target === parent))
    found.push({ code: 'parent-not-covered', at: signature.at, other: parent.at })
  if (host) found.push(...misplaced(host.element))
  return found
}

function misplaced(assertion: XmlElement): Wrapping[] {
  const found: Wrapping[] = []
  for (let here = assertion.parent; here; here = here.parent)
    if (here.is(SAML, 'Assertion') || here.is(DS, 'Object') || here.local === 'Extensions')
      found.push({ code: 'assertion-nested', at: assertion.at, other: here.at })
  const other = factsOf(assertion.document).tokens.find(token => token !== assertion)
  if (other) found.push({ code: 'second-assertion', at: assertion.at, other: other.at })
  return found
}

function isInside(element: XmlElement, container: XmlElement): boolean {
  return element.start > container.start && element.end <= container.end
}
