import { createHash } from 'node:crypto'
import type { Located, Location } from '../engine/location.ts'
import {
  type DerNode,
  type DerNoteCode,
  type DerOrigin,
  type DerTime,
  hex,
  integerOf,
  isString,
  parseDer,
  parseInside,
  readBitString,
  readBoolean,
  readInteger,
  readOid,
  readString,
  readTime,
  TAG,
} from '../sources/der.ts'
import { Base64Origin, decodeBase64 } from '../sources/pem.ts'
import { SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'
import { authorityByKeyIdentifier, type Environment } from './igc-sante.ts'
import type { CertificateEntry, CertificateUsage } from './site.ts'
import {
  type AlgorithmIdentifier,
  ATTRIBUTE,
  distributionPointUris,
  type Extension,
  GENERAL_NAME,
  generalNames,
  Name,
  otherName,
  readAlgorithm,
  readExtensions,
  verifySignature,
} from './x509.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    certificate: Certificate
  }
}

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  privateKeyUsagePeriod: '2.5.29.16',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  /** NOS TRE_G02-TypeProduit, cards only. */
  cardType: '1.2.250.1.71.1.2.2',
  cardNumber: '1.2.250.1.71.1.2.3',
  /** NOS TRE_G01-CategorieProduit. */
  category: '1.2.250.1.71.1.2.5',
  /** Profession code, persons only. */
  profession: '1.2.250.1.71.1.2.7',
  /** Specialty codes, persons only. */
  specialties: '1.2.250.1.71.4.2.5',
} as const

export const KEY_PURPOSE = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const

/** Bits of keyUsage, from bit 0 (RFC 5280 §4.2.1.3). */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof KEY_USAGES)[number]

const UPN = '1.3.6.1.4.1.311.20.2.3'

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

export interface SubjectAltName {
  readonly at: Location
  readonly dns: readonly Located<string>[]
  readonly emails: readonly Located<string>[]
  readonly uris: readonly Located<string>[]
  /** Dotted IPv4, or hexadecimal groups of IPv6. */
  readonly ips: readonly Located<string>[]
  /** Microsoft user principal names, which card certificates have. */
  readonly upn: readonly Located<string>[]
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
  readonly #memo = new Map<string, unknown>()

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
    this.roles = [...new Set([...uses.map(use => use.usage), ...roles])]
    this.der = root.encoded
    const tbs = root.child(0, TAG.sequence)
    let i = 0
    this.#versionWrapper = tbs.children[0]?.tag === 0xa0 ? tbs.children[i++] : undefined
    const version = this.#versionWrapper ? readInteger(this.#versionWrapper.child(0)) : 0n
    this.version = version >= 0n && version < 100n ? Number(version) + 1 : 0
    this.#serial = tbs.child(i++, TAG.integer)
    integerOf(this.#serial)
    this.tbsSignatureAlgorithm = readAlgorithm(tbs.child(i++), 'tbsCertificate.signature')
    this.issuer = new Name(tbs.child(i++), 'tbsCertificate.issuer')
    const validity = tbs.child(i++, TAG.sequence)
    this.notBefore = time(validity.child(0), 'tbsCertificate.validity.notBefore')
    this.notAfter = time(validity.child(1), 'tbsCertificate.validity.notAfter')
    this.subject = new Name(tbs.child(i++), 'tbsCertificate.subject')
    this.#publicKeyInfo = tbs.child(i++, TAG.sequence)
    const rest = tbs.children.slice(i)
    this.uniqueIds = rest
      .filter(n => (n.tag & ~0x20) === 0x81 || (n.tag & ~0x20) === 0x82)
      .map(n => n.at((n.tag & 0x0f) === 1 ? 'tbsCertificate.issuerUniqueID' : 'tbsCertificate.subjectUniqueID'))
    const list = rest.find(n => n.tag === 0xa3)
    this.extensions = list ? readExtensions(list.child(0), 'tbsCertificate.extensions') : []
    this.signatureAlgorithm = readAlgorithm(root.child(1), 'signatureAlgorithm')
    root.child(2, TAG.bitString)
  }

  #once<T>(key: string, read: () => T): T {
    if (!this.#memo.has(key)) this.#memo.set(key, read())
    return this.#memo.get(key) as T
  }

  get at(): Location {
    return this.root.at('')
  }

  /** Fingerprint: upper-case hexadecimal. */
  get sha256(): string {
    return this.#once('sha256', () => sha256(this.der))
  }

  /** SHA-256 of SubjectPublicKeyInfo, upper-case hexadecimal. */
  get publicKeySha256(): string {
    return this.#once('publicKeySha256', () => sha256(this.publicKeyInfo))
  }

  /** SubjectPublicKeyInfo, DER. */
  get publicKeyInfo(): Uint8Array {
    return this.#publicKeyInfo.encoded
  }

  /** Upper-case hexadecimal of the content octets of the INTEGER, sign octet included. */
  get serial(): Located<string> & { readonly octets: number; readonly positive: boolean } {
    const content = this.#serial.content
    return {
      value: hex(content),
      at: this.#serial.at('tbsCertificate.serialNumber'),
      octets: content.length,
      positive: integerOf(this.#serial) > 0n,
    }
  }

  get key(): Located<PublicKey> {
    return this.#once('key', () => ({
      value: publicKey(this.#publicKeyInfo),
      at: this.#publicKeyInfo.at('tbsCertificate.subjectPublicKeyInfo'),
    }))
  }

  /** First extension of that OID. */
  extension(oid: string): Extension | undefined {
    return this.extensions.find(e => e.oid === oid)
  }

  /** The value of an extension, read; absent when the extension is absent or is not what RFC 5280 says. */
  #read<T>(oid: string, read: (value: DerNode, at: Location) => T): T | undefined {
    return this.#once(oid, () => {
      const extension = this.extension(oid)
      if (!extension?.value) return undefined
      try {
        return read(extension.value, extension.at)
      } catch {
        return undefined
      }
    })
  }

  get keyUsage(): Located<readonly KeyUsage[]> | undefined {
    return this.#read(EXTENSION.keyUsage, (value, at) => {
      const { bytes } = readBitString(value)
      return { value: KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0), at }
    })
  }

  /** OIDs of the purposes. */
  get extKeyUsage(): Located<readonly string[]> | undefined {
    return this.#read(EXTENSION.extKeyUsage, (value, at) => ({
      value: value.expect(TAG.sequence).children.map(readOid),
      at,
    }))
  }

  get basicConstraints(): { readonly ca: boolean; readonly pathLength?: bigint; readonly at: Location } | undefined {
    return this.#read(EXTENSION.basicConstraints, (value, at) => {
      const ca = value.expect(TAG.sequence).find(TAG.boolean)
      const length = value.find(TAG.integer)
      return { ca: ca ? readBoolean(ca) : false, ...(length ? { pathLength: readInteger(length) } : {}), at }
    })
  }

  get san(): SubjectAltName | undefined {
    return this.#read(EXTENSION.subjectAltName, (value, at) => {
      value.expect(TAG.sequence)
      const path = 'tbsCertificate.extensions.subjectAltName'
      return {
        at,
        dns: generalNames(value, GENERAL_NAME.dns, `${path}.dNSName`),
        emails: generalNames(value, GENERAL_NAME.email, `${path}.rfc822Name`),
        uris: generalNames(value, GENERAL_NAME.uri, `${path}.uniformResourceIdentifier`),
        ips: value.children
          .filter(n => n.tag === GENERAL_NAME.ip)
          .map(n => ({ value: ipAddress(n.content), at: n.at(`${path}.iPAddress`) })),
        upn: value.children
          .filter(n => n.tag === GENERAL_NAME.otherName)
          .map(n => ({ ...otherName(n), at: n.at(`${path}.otherName`) }))
          .filter(n => n.oid === UPN),
      }
    })
  }

  /** Policy OIDs, in order, each with its CPS addresses. */
  get policies(): readonly (Located<string> & { readonly cps: readonly Located<string>[] })[] {
    return (
      this.#read(EXTENSION.certificatePolicies, value =>
        value.expect(TAG.sequence).children.map(policy => ({
          value: readOid(policy.child(0)),
          at: policy.at('tbsCertificate.extensions.certificatePolicies'),
          cps: (policy.children[1]?.children ?? [])
            .filter(q => readOid(q.child(0)) === '1.3.6.1.5.5.7.2.1')
            .map(q => q.child(1))
            .filter(isString)
            .map(uri => ({
              value: readString(uri),
              at: uri.at('tbsCertificate.extensions.certificatePolicies.cPSuri'),
            })),
        })),
      ) ?? []
    )
  }

  get aia(): { readonly ocsp: readonly Located<string>[]; readonly caIssuers: readonly Located<string>[] } {
    return (
      this.#read(EXTENSION.authorityInfoAccess, value => {
        const of = (method: string, name: string): Located<string>[] =>
          value.children
            .filter(access => readOid(access.child(0)) === method)
            .flatMap(access =>
              generalNames(access, GENERAL_NAME.uri, `tbsCertificate.extensions.authorityInfoAccess.${name}`),
            )
        return { ocsp: of('1.3.6.1.5.5.7.48.1', 'ocsp'), caIssuers: of('1.3.6.1.5.5.7.48.2', 'caIssuers') }
      }) ?? { ocsp: [], caIssuers: [] }
    )
  }

  get crlDistributionPoints(): readonly Located<string>[] {
    return (
      this.#read(EXTENSION.crlDistributionPoints, value =>
        distributionPointUris(value, 'tbsCertificate.extensions.cRLDistributionPoints'),
      ) ?? []
    )
  }

  get freshestCrl(): readonly Located<string>[] {
    return (
      this.#read(EXTENSION.freshestCrl, value =>
        distributionPointUris(value, 'tbsCertificate.extensions.freshestCRL'),
      ) ?? []
    )
  }

  /** subjectKeyIdentifier, upper-case hexadecimal. */
  get ski(): Located<string> | undefined {
    return this.#read(EXTENSION.subjectKeyIdentifier, (value, at) => ({
      value: hex(value.expect(TAG.octetString).content),
      at,
    }))
  }

  /** keyIdentifier of authorityKeyIdentifier, upper-case hexadecimal. */
  get aki(): Located<string> | undefined {
    return this.#read(EXTENSION.authorityKeyIdentifier, (value, at) => {
      const id = value.expect(TAG.sequence).find(0x80)
      return id ? { value: hex(id.content), at } : undefined
    })
  }

  get privateKeyUsagePeriod():
    | { readonly notBefore?: Located<number>; readonly notAfter?: Located<number>; readonly at: Location }
    | undefined {
    return this.#read(EXTENSION.privateKeyUsagePeriod, (value, at) => {
      const bound = (tag: number): Located<number> | undefined => {
        const node = value.expect(TAG.sequence).find(tag)
        return (
          node && {
            value: readTime(node, 'GeneralizedTime').milliseconds,
            at: node.at('tbsCertificate.extensions.privateKeyUsagePeriod'),
          }
        )
      }
      const notBefore = bound(0x80)
      const notAfter = bound(0x81)
      return { ...(notBefore ? { notBefore } : {}), ...(notAfter ? { notAfter } : {}), at }
    })
  }

  /** NOS TRE_G01-CategorieProduit: one octet, bit 0x80 in TEST. */
  get category(): Located<number> | undefined {
    return this.#read(EXTENSION.category, (value, at) => {
      const octet = value.expect(TAG.octetString).content
      return octet.length === 1 ? { value: octet[0] as number, at } : undefined
    })
  }

  /** NOS TRE_G02-TypeProduit, cards only. */
  get cardType(): Located<number> | undefined {
    return this.#read(EXTENSION.cardType, (value, at) => ({ value: Number(readInteger(value)), at }))
  }

  get cardNumber(): Located<string> | undefined {
    return this.#read(EXTENSION.cardNumber, (value, at) => ({ value: readString(value), at }))
  }

  /** Profession code of a person. */
  get profession(): Located<number> | undefined {
    return this.#read(EXTENSION.profession, (value, at) => ({ value: Number(readInteger(value)), at }))
  }

  /** Specialty codes of a person. */
  get specialties(): readonly Located<string>[] {
    return (
      this.#read(EXTENSION.specialties, (value, at) =>
        value.expect(TAG.sequence).children.map(node => ({ value: readString(node), at })),
      ) ?? []
    )
  }

  /** `basicConstraints` says CA. */
  get isCa(): boolean {
    return this.basicConstraints?.ca === true
  }

  /** Issuer and subject are one name, which says nothing about the signature. */
  get selfIssued(): boolean {
    return this.#once('selfIssued', () => this.issuer.equals(this.subject))
  }

  /** The issuer is of the IGC-Santé or of the GIP-CPS before it, as its name says. */
  get namesHealthAuthority(): boolean {
    const o = this.issuer.o?.value ?? ''
    return o === 'ASIP-SANTE' || o.startsWith('GIP-CPS')
  }

  get profile(): Profile {
    return this.#once('profile', () => profileOf(this))
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

  /** Marks of the environment, in the order: issuer, key identifier, addresses, category. OU and O are no marks. */
  get environmentSigns(): readonly EnvironmentSign[] {
    return this.#once('environmentSigns', () => environmentSigns(this))
  }

  get environment(): Environment | 'mixed' | 'unknown' {
    const said = new Set(this.environmentSigns.map(s => s.says))
    return said.size > 1 ? 'mixed' : ([...said][0] ?? 'unknown')
  }

  /** Departures from DER and unreadable extensions, in file order. */
  get notes(): readonly CertificateNote[] {
    return this.#once('notes', () => certificateNotes(this, this.#versionWrapper))
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
  return verifySignature(tbs.encoded, certificate.signatureAlgorithm, signature, authority.publicKeyInfo)
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').toUpperCase()

function time(node: DerNode, path: string): Located<number> & DerTime {
  const read = readTime(node)
  return { value: read.milliseconds, at: node.at(path), ...read }
}

function publicKey(info: DerNode): PublicKey {
  try {
    const algorithm = info.child(0)
    const oid = readOid(algorithm.child(0))
    if (oid === '1.2.840.113549.1.1.1' || oid === '1.2.840.113549.1.1.10') {
      const modulus = readInteger(parseInside(info.child(1, TAG.bitString), 1).child(0))
      return { algorithm: 'RSA', bits: modulus > 0n ? modulus.toString(2).length : 0 }
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

function ipAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.')
  return hex(octets).replace(/(.{4})(?=.)/g, '$1:')
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

const READABLE: readonly (readonly [string, (c: Certificate) => unknown])[] = [
  [EXTENSION.keyUsage, c => c.keyUsage],
  [EXTENSION.extKeyUsage, c => c.extKeyUsage],
  [EXTENSION.basicConstraints, c => c.basicConstraints],
  [EXTENSION.subjectAltName, c => c.san],
  [EXTENSION.subjectKeyIdentifier, c => c.ski],
  [EXTENSION.privateKeyUsagePeriod, c => c.privateKeyUsagePeriod],
]

const TBS_FIELDS = ['serialNumber', 'signature', 'issuer', 'validity', 'subject', 'subjectPublicKeyInfo', 'extensions']

function certificateNotes(certificate: Certificate, versionWrapper: DerNode | undefined): CertificateNote[] {
  const { root } = certificate
  const origin = root.document.origin
  const found: { code: CertificateNote['code']; start: number; end: number }[] = [...root.document.notes]
  const add = (code: CertificateNote['code'], node: DerNode): void => {
    found.push({ code, start: node.start, end: node.end })
  }
  if (versionWrapper && certificate.version === 1) add('default-encoded', versionWrapper)
  for (const extension of certificate.extensions) {
    if (extension.value) found.push(...extension.value.document.notes)
    else add('extension-unreadable', extension.node)
    if (extension.criticalNode && !extension.critical) add('default-encoded', extension.criticalNode)
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
  const fields = (root.children[0] as DerNode).children.slice(versionWrapper ? 1 : 0)
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
