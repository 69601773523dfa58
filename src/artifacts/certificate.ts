import { createPublicKey, hash, type KeyObject } from 'node:crypto'
import type { Located, Location } from '../engine/location.ts'
import { type InvalidStructureId, parseStructureId, type StructureId } from '../identifiers/index.ts'
import {
  type DerNode,
  type DerNoteCode,
  type DerOrigin,
  type DerTime,
  hex,
  parseDer,
  parseInside,
  readBitString,
  readInteger,
  readOid,
  readTime,
  TAG,
} from '../sources/der.ts'
import { Base64Origin, decodeBase64 } from '../sources/pem.ts'
import { SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'
import { EXTENSION, type KnownExtensions, readKnownExtensions } from './certificate-extensions.ts'
import { authorityByKeyIdentifier, type Environment } from './igc-sante.ts'
import type { CertificateEntry, CertificateUsage } from './site.ts'
import { AlgorithmIdentifier, ATTRIBUTE, type Extension, Name, readExtensions, verifySignature } from './x509.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    certificate: Certificate
  }
}

export const KEY_PURPOSE = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const

/** Named curves: name and bits. */
const CURVES: Readonly<Record<string, readonly [string, number]>> = {
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.3.132.0.33': ['P-224', 224],
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
  '1.2.250.1.223.101.256.1': ['FRP256v1', 256],
}

export interface PublicKey {
  /** `RSA`, `EC`, `Ed25519`, `Ed448`, or the OID. */
  readonly algorithm: string
  /** Size of the modulus or of the curve; 0 when unknown. */
  readonly bits: number
  /** Name of the curve, or its OID. */
  readonly curve?: string
}

/**
 * What the keyUsage, extKeyUsage, issuer and extensions of a certificate make of it; never its name, policy or file.
 * `org-auth-cli`, `org-sign`, `serv-ssl`: the software profiles of the IGC-Santé. `legacy`: issued by GIP-CPS.
 */
export type Profile = 'org-auth-cli' | 'org-sign' | 'serv-ssl' | 'person' | 'ca' | 'legacy' | 'unknown'

/** One mark by which a certificate tells its environment. */
export interface EnvironmentSign {
  readonly sign: 'issuer-cn' | 'issuer-ou' | 'authority-key' | 'url' | 'category'
  readonly at: Location
  readonly says: Environment
}

export interface CertificateNote {
  readonly code:
    | DerNoteCode
    /** A DEFAULT value written out: `critical FALSE`, version 1. */
    | 'default-encoded'
    /** The same for `cA FALSE`, which old authorities wrote. */
    | 'ca-false-encoded'
    /** Zero bits at the end of keyUsage. */
    | 'named-bits-not-minimal'
    /** The value of a standard extension does not have the structure of RFC 5280. */
    | 'extension-unreadable'
  readonly at: Location
}

/** One entry of `certificates:` in dmplint.yaml that names the file of this certificate. */
export interface CertificateUse {
  readonly usage: CertificateUsage
  readonly system?: string
  readonly server?: string
  readonly pacs?: string
  readonly entry: CertificateEntry
}

/** An X.509 certificate (RFC 5280). Parts are read on first use; an unreadable extension reads as absent and is noted. */
export class Certificate {
  readonly kind = 'certificate'
  readonly at: Location
  /** The usages that dmplint.yaml declares; `trust` for a file listed there. */
  readonly roles: readonly string[]
  /** Without octets that may follow it. */
  readonly der: Uint8Array
  /** 1, 2 or 3. */
  readonly version: number
  /** As in `tbsCertificate.signature`. */
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier
  /** As beside the signature. */
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Located<number> & DerTime
  readonly notAfter: Located<number> & DerTime
  readonly extensions: readonly Extension[]
  /** `issuerUniqueID` and `subjectUniqueID`, where they are present. */
  readonly uniqueIds: readonly Location[]
  readonly #serial: DerNode
  readonly #publicKeyInfo: DerNode
  readonly #versionWrapper: DerNode | undefined
  #sha256: string | undefined
  #publicKeySha256: string | undefined
  /** `null` for a key that cannot be read. */
  #keyObject: KeyObject | null | undefined
  #key: Located<PublicKey> | undefined
  #extensionValues: KnownExtensions | undefined
  #selfIssued: boolean | undefined
  #profile: Profile | undefined
  #structureId: StructureId | InvalidStructureId | undefined
  #environmentSigns: readonly EnvironmentSign[] | undefined
  #notes: readonly CertificateNote[] | undefined

  /** @throws {SourceError} `malformed` */
  constructor(
    readonly source: Source,
    /** The value tree, for rules about encodings. */
    readonly root: DerNode,
    /** 0 for the only or first certificate of its file. */
    readonly index: number,
    /** How dmplint.yaml says that it is used: one file may serve several usages. */
    readonly uses: readonly CertificateUse[] = [],
    roles: readonly string[] = [],
  ) {
    root.expect(TAG.sequence)
    this.roles = uses.length === 0 ? roles : [...new Set([...uses.map(use => use.usage), ...roles])]
    this.at = root.at('')
    this.der = root.encoded
    const tbs = root.child(0, TAG.sequence)
    const fields = tbs.children
    let i = 0
    const field = (): DerNode => fields[i++] ?? tbs.fail('a required value is missing')
    this.#versionWrapper = fields[0]?.tag === 0xa0 ? field() : undefined
    const version = this.#versionWrapper ? readInteger(this.#versionWrapper.child(0)) : 0n
    this.version = version >= 0n && version < 100n ? Number(version) + 1 : 0
    this.#serial = field().expect(TAG.integer)
    if (this.#serial.content.length === 0) this.#serial.fail('an empty INTEGER')
    this.tbsSignatureAlgorithm = new AlgorithmIdentifier(field(), 'tbsCertificate.signature')
    this.issuer = new Name(field(), 'tbsCertificate.issuer')
    const validity = field().expect(TAG.sequence)
    this.notBefore = time(validity.child(0), 'tbsCertificate.validity.notBefore')
    this.notAfter = time(validity.child(1), 'tbsCertificate.validity.notAfter')
    this.subject = new Name(field(), 'tbsCertificate.subject')
    this.#publicKeyInfo = field().expect(TAG.sequence)
    const rest = fields.slice(i)
    this.uniqueIds = rest
      .filter(n => (n.tag & ~0x20) === 0x81 || (n.tag & ~0x20) === 0x82)
      .map(n => n.at((n.tag & 0x0f) === 1 ? 'tbsCertificate.issuerUniqueID' : 'tbsCertificate.subjectUniqueID'))
    const list = rest.find(n => n.tag === 0xa3)
    this.extensions = list ? readExtensions(list.child(0), 'tbsCertificate.extensions') : []
    this.signatureAlgorithm = new AlgorithmIdentifier(root.child(1), 'signatureAlgorithm')
    root.child(2, TAG.bitString)
  }

  /** Fingerprint: upper-case hexadecimal. */
  get sha256(): string {
    this.#sha256 ??= sha256(this.der)
    return this.#sha256
  }

  /** SHA-256 of SubjectPublicKeyInfo, upper-case hexadecimal. */
  get publicKeySha256(): string {
    this.#publicKeySha256 ??= sha256(this.publicKeyInfo)
    return this.#publicKeySha256
  }

  /** SubjectPublicKeyInfo, DER. */
  get publicKeyInfo(): Uint8Array {
    return this.#publicKeyInfo.encoded
  }

  /** The key to verify with; absent when it is damaged. Parsed once: that of an authority serves a whole fleet. */
  get keyObject(): KeyObject | undefined {
    if (this.#keyObject === undefined)
      try {
        this.#keyObject = createPublicKey({ key: Buffer.from(this.publicKeyInfo), format: 'der', type: 'spki' })
      } catch {
        this.#keyObject = null
      }
    return this.#keyObject ?? undefined
  }

  /** Upper-case hexadecimal of the content octets of the INTEGER, sign octet included. */
  get serial(): Located<string> & { readonly octets: number; readonly positive: boolean } {
    const content = this.#serial.content
    return {
      value: hex(content),
      at: this.#serial.at('tbsCertificate.serialNumber'),
      octets: content.length,
      positive: ((content[0] as number) & 0x80) === 0 && content.some(octet => octet !== 0),
    }
  }

  get key(): Located<PublicKey> {
    this.#key ??= {
      value: publicKey(this.#publicKeyInfo),
      at: this.#publicKeyInfo.at('tbsCertificate.subjectPublicKeyInfo'),
    }
    return this.#key
  }

  /** First extension of that OID. */
  extension(oid: string): Extension | undefined {
    return this.extensions.find(e => e.oid === oid)
  }

  get #known(): KnownExtensions {
    this.#extensionValues ??= readKnownExtensions(this.extensions)
    return this.#extensionValues
  }

  get keyUsage(): KnownExtensions['keyUsage'] {
    return this.#known.keyUsage
  }

  /** OIDs of the purposes. */
  get extKeyUsage(): KnownExtensions['extKeyUsage'] {
    return this.#known.extKeyUsage
  }

  get basicConstraints(): KnownExtensions['basicConstraints'] {
    return this.#known.basicConstraints
  }

  get san(): KnownExtensions['san'] {
    return this.#known.san
  }

  /** Policy OIDs, in order, each with its CPS addresses. */
  get policies(): KnownExtensions['policies'] {
    return this.#known.policies
  }

  get aia(): KnownExtensions['aia'] {
    return this.#known.aia
  }

  get crlDistributionPoints(): readonly Located<string>[] {
    return this.#known.crlDistributionPoints
  }

  get freshestCrl(): readonly Located<string>[] {
    return this.#known.freshestCrl
  }

  /** subjectKeyIdentifier, upper-case hexadecimal. */
  get ski(): Located<string> | undefined {
    return this.#known.ski
  }

  /** keyIdentifier of authorityKeyIdentifier, upper-case hexadecimal. */
  get aki(): Located<string> | undefined {
    return this.#known.aki
  }

  get privateKeyUsagePeriod(): KnownExtensions['privateKeyUsagePeriod'] {
    return this.#known.privateKeyUsagePeriod
  }

  /** NOS TRE_G01-CategorieProduit: one octet, bit 0x80 in TEST. */
  get category(): Located<number> | undefined {
    return this.#known.category
  }

  /** NOS TRE_G02-TypeProduit, cards only. */
  get cardType(): Located<number> | undefined {
    return this.#known.cardType
  }

  get cardNumber(): Located<string> | undefined {
    return this.#known.cardNumber
  }

  /** Profession code of a person. */
  get profession(): Located<number> | undefined {
    return this.#known.profession
  }

  /** Specialty codes of a person. */
  get specialties(): readonly Located<string>[] {
    return this.#known.specialties
  }

  /** `basicConstraints` says CA. */
  get isCa(): boolean {
    return this.basicConstraints?.ca === true
  }

  /** Issuer and subject are one name, which says nothing about the signature. */
  get selfIssued(): boolean {
    this.#selfIssued ??= this.issuer.equals(this.subject)
    return this.#selfIssued
  }

  /** The issuer is of the IGC-Santé or of the GIP-CPS before it, as its name says. */
  get namesHealthAuthority(): boolean {
    const o = this.issuer.o?.value ?? ''
    return o === 'ASIP-SANTE' || o.startsWith('GIP-CPS')
  }

  get profile(): Profile {
    this.#profile ??= profileOf(this)
    return this.#profile
  }

  /** An ORG or SERV leaf of the IGC-Santé, even of a usage that no known profile has. */
  get isOrganisationLeaf(): boolean {
    return isSoftware(this.profile) || (this.profile === 'unknown' && issuedToOrganisation(this))
  }

  /** The national structure identifier (Struct_IdNat): the OU of an organisation or server leaf that has exactly one. */
  get structure(): Located<string> | undefined {
    const units = this.subject.all(ATTRIBUTE.organizationalUnit)
    return units.length === 1 && this.isOrganisationLeaf ? units[0] : undefined
  }

  /** What {@link structure} is, read without regard to case; once, since six rules are about it. */
  get structureId(): StructureId | InvalidStructureId | undefined {
    const { structure } = this
    if (structure) this.#structureId ??= parseStructureId(structure.value.toUpperCase())
    return this.#structureId
  }

  /** Marks of the environment, in the order: issuer, key identifier, addresses, category. OU and O are no marks. */
  get environmentSigns(): readonly EnvironmentSign[] {
    this.#environmentSigns ??= environmentSigns(this)
    return this.#environmentSigns
  }

  get environment(): Environment | 'mixed' | 'unknown' {
    const said = new Set(this.environmentSigns.map(s => s.says))
    return said.size > 1 ? 'mixed' : ([...said][0] ?? 'unknown')
  }

  /** Departures from DER and unreadable extensions, in file order. */
  get notes(): readonly CertificateNote[] {
    this.#notes ??= certificateNotes(this, this.#versionWrapper)
    return this.#notes
  }
}

/**
 * Reads one certificate from bytes that start with it; octets after it become a note.
 * @param index position in its file, 0 for the first
 * @throws {SourceError} `malformed` or `limit`
 */
export function readCertificate(source: Source, bytes: Uint8Array, origin: DerOrigin, index = 0): Certificate {
  return new Certificate(source, parseDer(bytes, origin), index)
}

/**
 * Reads a certificate that stands as base64 in a text: `ds:X509Certificate`.
 * @param from text offset of the first base64 character
 * @param to text offset after the last
 * @throws {SourceError} `malformed` or `limit`
 */
export function readCertificateInText(source: Source, from: number, to: number): Certificate {
  const bytes = decodeBase64(source.text.slice(from, to).replace(/&[^;]{1,10};/g, ''))
  if (!bytes)
    throw new SourceError({
      code: 'malformed',
      at: source.at(from, to - from, ''),
      format: 'DER',
      detail: 'a certificate that is not base64',
    })
  return readCertificate(source, bytes, new Base64Origin(source, from, to))
}

/** The same certificate with what is known of its use. */
export function useCertificate(
  certificate: Certificate,
  uses: readonly CertificateUse[],
  roles: readonly string[] = [],
): Certificate {
  return new Certificate(certificate.source, certificate.root, certificate.index, uses, roles)
}

/**
 * Whether `certificate` names `authority` as its issuer and its signature verifies with that key. Says nothing about
 * dates, basicConstraints or revocation. Never throws.
 */
export function verifyIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  const [tbs, , signature] = certificate.root.children
  if (!tbs || !signature || !certificate.issuer.equals(authority.subject)) return false
  return verifySignature(tbs.encoded, certificate.signatureAlgorithm, signature, authority.keyObject)
}

const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex').toUpperCase()

function time(node: DerNode, path: string): Located<number> & DerTime {
  const read = readTime(node)
  return { value: read.milliseconds, at: node.at(path), ...read }
}

function publicKey(info: DerNode): PublicKey {
  try {
    const algorithm = info.child(0)
    const oid = readOid(algorithm.child(0))
    if (oid === '1.2.840.113549.1.1.1' || oid === '1.2.840.113549.1.1.10') {
      return { algorithm: 'RSA', bits: bitLength(parseInside(info.child(1, TAG.bitString), 1).child(0, TAG.integer)) }
    }
    if (oid === '1.2.840.10045.2.1') {
      const parameters = algorithm.children[1]
      const curve = parameters?.tag === TAG.oid ? readOid(parameters) : undefined
      if (curve === undefined) return { algorithm: 'EC', bits: 0 }
      const [name, bits] = CURVES[curve] ?? [curve, 0]
      return { algorithm: 'EC', bits, curve: name }
    }
    if (oid === '1.3.101.112') return { algorithm: 'Ed25519', bits: 256 }
    if (oid === '1.3.101.113') return { algorithm: 'Ed448', bits: 456 }
    return { algorithm: oid, bits: 0 }
  } catch {
    return { algorithm: 'unknown', bits: 0 }
  }
}

/** Bits of a positive INTEGER; 0 for others. */
function bitLength(node: DerNode): number {
  const { content } = node
  if (content.length === 0) return node.fail('an empty INTEGER')
  const first = content.findIndex(octet => octet !== 0)
  if (first < 0 || (content[0] as number) >= 0x80) return 0
  return 8 * (content.length - first) - Math.clz32(content[first] as number) + 24
}

const isSoftware = (profile: Profile): boolean =>
  profile === 'org-auth-cli' || profile === 'org-sign' || profile === 'serv-ssl'

/** By name or by key: a certificate of an authority that only bears the name is for other rules to refuse. */
function issuedToOrganisation(certificate: Certificate): boolean {
  const domain = authorityByKeyIdentifier(certificate.aki?.value)?.domain
  if (domain) return domain === 'ORGANISATIONS'
  return certificate.namesHealthAuthority && (certificate.issuer.cn?.value ?? '').endsWith(' ORGANISATIONS')
}

function isPerson(certificate: Certificate): boolean {
  return (
    authorityByKeyIdentifier(certificate.aki?.value)?.domain === 'PERSONNES' ||
    (certificate.namesHealthAuthority && (certificate.issuer.cn?.value ?? '').endsWith(' PERSONNES')) ||
    [EXTENSION.cardType, EXTENSION.cardNumber, EXTENSION.profession, EXTENSION.specialties].some(
      oid => certificate.extension(oid) !== undefined,
    ) ||
    certificate.extKeyUsage?.value.includes(KEY_PURPOSE.smartcardLogon) === true ||
    (certificate.san?.upn.length ?? 0) > 0 ||
    certificate.subject.multiValued ||
    certificate.subject.all(ATTRIBUTE.title).length > 0
  )
}

function profileOf(certificate: Certificate): Profile {
  if (certificate.isCa) return 'ca'
  if (isPerson(certificate)) return 'person'
  if (certificate.issuer.o?.value.startsWith('GIP-CPS')) return 'legacy'
  if (!issuedToOrganisation(certificate)) return 'unknown'
  const are = (values: readonly string[] | undefined, ...wanted: string[]): boolean =>
    values !== undefined && new Set(values).size === wanted.length && wanted.every(w => values.includes(w))
  const usage = certificate.keyUsage?.value
  const purposes = certificate.extKeyUsage?.value
  if (are(usage, 'digitalSignature') && are(purposes, KEY_PURPOSE.clientAuth)) return 'org-auth-cli'
  if (are(usage, 'digitalSignature', 'nonRepudiation') && are(purposes, KEY_PURPOSE.emailProtection)) return 'org-sign'
  if (
    are(usage, 'digitalSignature', 'keyEncipherment') &&
    are(purposes, KEY_PURPOSE.serverAuth, KEY_PURPOSE.clientAuth)
  )
    return 'serv-ssl'
  return 'unknown'
}

/** Only what the authority writes: O and OU of the subject are the customer's, and ANS has its real SIRET in TEST. */
function environmentSigns(certificate: Certificate): EnvironmentSign[] {
  const signs: EnvironmentSign[] = []
  const add = (sign: EnvironmentSign['sign'], at: Location, test: boolean): void => {
    signs.push({ sign, at, says: test ? 'test' : 'production' })
  }
  if (certificate.namesHealthAuthority) {
    const cn = certificate.issuer.cn
    if (cn) add('issuer-cn', cn.at, cn.value.startsWith('TEST '))
    for (const ou of certificate.issuer.all(ATTRIBUTE.organizationalUnit))
      if (/^IGC-SANTE( TEST)?$/.test(ou.value)) add('issuer-ou', ou.at, ou.value.endsWith(' TEST'))
  }
  const authority = authorityByKeyIdentifier(certificate.aki?.value)
  if (authority && certificate.aki) add('authority-key', certificate.aki.at, authority.environment === 'test')
  // The OCSP address is the same in both environments.
  const urls = [
    ...certificate.crlDistributionPoints,
    ...certificate.freshestCrl,
    ...certificate.aia.caIssuers,
    ...certificate.policies.flatMap(p => p.cps),
  ]
  for (const url of urls)
    if (/^[a-z]+:\/\/[a-z.-]+\.esante\.gouv\.fr\//i.test(url.value))
      add('url', url.at, /\bTEST\b|%20TEST/.test(url.value))
  const category = certificate.category
  if (category) add('category', category.at, (category.value & 0x80) !== 0)
  return signs
}

/** Standard extensions whose values rules read, and what a value that cannot be read leaves absent. */
const READABLE: readonly (readonly [string, (c: Certificate) => unknown])[] = [
  [EXTENSION.keyUsage, c => c.keyUsage],
  [EXTENSION.extKeyUsage, c => c.extKeyUsage],
  [EXTENSION.basicConstraints, c => c.basicConstraints],
  [EXTENSION.subjectAltName, c => c.san],
  [EXTENSION.subjectKeyIdentifier, c => c.ski],
  [EXTENSION.privateKeyUsagePeriod, c => c.privateKeyUsagePeriod],
]

const NO_NOTES: readonly CertificateNote[] = []
const TBS_FIELDS = ['serialNumber', 'signature', 'issuer', 'validity', 'subject', 'subjectPublicKeyInfo', 'extensions']

function certificateNotes(certificate: Certificate, versionWrapper: DerNode | undefined): readonly CertificateNote[] {
  const { root } = certificate
  const origin = root.document.origin
  const found: { code: CertificateNote['code']; start: number; end: number }[] = [...root.document.notes]
  const add = (code: CertificateNote['code'], node: DerNode): void => {
    found.push({ code, start: node.start, end: node.end })
  }
  if (versionWrapper && certificate.version === 1) add('default-encoded', versionWrapper)
  for (const { node, value, critical, criticalNode } of certificate.extensions) {
    if (value) found.push(...value.document.notes)
    else add('extension-unreadable', node)
    if (criticalNode && !critical) add('default-encoded', criticalNode)
  }
  for (const [oid, read] of READABLE) {
    const extension = certificate.extension(oid)
    if (extension?.value && read(certificate) === undefined) add('extension-unreadable', extension.node)
  }
  const basic = certificate.extension(EXTENSION.basicConstraints)?.value?.find(TAG.boolean)
  if (basic && certificate.basicConstraints?.ca === false) add('ca-false-encoded', basic)
  const usage = certificate.extension(EXTENSION.keyUsage)?.value
  if (usage && certificate.keyUsage) {
    const { bytes, unused } = readBitString(usage)
    const last = bytes[bytes.length - 1]
    if (last !== undefined && ((last >> unused) & 1) === 0) add('named-bits-not-minimal', usage)
  }
  if (found.length === 0) return NO_NOTES
  const fields = root.child(0).children.slice(versionWrapper ? 1 : 0)
  const path = (offset: number): string => {
    const extension = certificate.extensions.find(e => offset >= e.node.start && offset < e.node.end)
    if (extension) return `tbsCertificate.extensions.${extension.oid}`
    const field = fields.findIndex(f => offset >= f.start && offset < f.end)
    return field >= 0 ? `tbsCertificate.${TBS_FIELDS[Math.min(field, TBS_FIELDS.length - 1)]}` : ''
  }
  return found
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(n => ({ code: n.code, at: origin.at(n.start, n.end, path(n.start)) }))
}
