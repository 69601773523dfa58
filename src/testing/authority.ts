import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import {
  bitString,
  boolean,
  generalizedDigits,
  integer,
  namedBits,
  nothing,
  octetString,
  oid,
  sequence,
  tagged,
  taggedPrimitive,
  text,
  time,
  tlv,
} from './der-writer.ts'
import { type DistinguishedName, encodeName, name, nameText } from './distinguished-name.ts'
import { AUTHORITY_KEYS } from './keys/authority-keys.ts'
import { LEAF_KEYS } from './keys/leaf-keys.ts'
import { RSA_1024, RSA_4096 } from './keys/odd-keys.ts'

/**
 * A certificate authority shaped like the IGC-Santé, and the leaves it issues. Names, key identifiers, extensions and
 * URLs are those of the real authorities, with one more OU, `EXEMPLE`: nobody can take these certificates for
 * genuine ones, and their fingerprints are not held against those of the IGC-Santé.
 */

export type Environment = 'production' | 'test'

/** Gamme and domain of an authority; `…-root` are the roots. `class-4` is the old GIP-CPS. */
export type AuthorityName = 'el-root' | 'el-org' | 'el-pp' | 'st-root' | 'st-pp' | 'fo-root' | 'fo-pp' | 'class-4'

interface AuthorityModel {
  readonly cn: string
  readonly root: AuthorityName
  /** File name of the published certificate and CRL. */
  readonly file: string
  /** Subject key identifiers of the real authority, where they are known; others are computed. */
  readonly keyIds: Partial<Record<Environment, string>>
  readonly key: number
}

const MODELS: Readonly<Record<Exclude<AuthorityName, 'class-4'>, AuthorityModel>> = {
  'el-root': {
    cn: 'AC RACINE IGC-SANTE ELEMENTAIRE',
    root: 'el-root',
    file: 'ACR-EL',
    keyIds: {
      production: '8C6FEAD58B82FAF9BE87DC730E27150747C49E2F',
      test: '9CAD86BBA6AACAC5613A04B047FDDC3BCD3D57F4',
    },
    key: 0,
  },
  'el-org': {
    cn: 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
    root: 'el-root',
    file: 'ACI-EL-ORG',
    keyIds: {
      production: 'D7FBFADCD5027FE7C153864D4BE8A44A1E0BBB63',
      test: '212E847D3B1EF512DE51A2215CAE93A8EF5BE3F5',
    },
    key: 1,
  },
  'el-pp': {
    cn: 'AC IGC-SANTE ELEMENTAIRE PERSONNES',
    root: 'el-root',
    file: 'ACI-EL-PP',
    keyIds: { test: 'D08E536A76167779DA3AB67E20486C50C40A5BFE' },
    key: 2,
  },
  'st-root': {
    cn: 'AC RACINE IGC-SANTE STANDARD',
    root: 'st-root',
    file: 'ACR-ST',
    keyIds: {},
    key: 0,
  },
  'st-pp': {
    cn: 'AC IGC-SANTE STANDARD PERSONNES',
    root: 'st-root',
    file: 'ACI-ST-PP',
    keyIds: { test: 'F8A1858903DA52FFD336BE03D8A8D96109363D92' },
    key: 2,
  },
  'fo-root': {
    cn: 'AC RACINE IGC-SANTE FORT',
    root: 'fo-root',
    file: 'ACR-FO',
    keyIds: {},
    key: 0,
  },
  'fo-pp': {
    cn: 'AC IGC-SANTE FORT PERSONNES',
    root: 'fo-root',
    file: 'ACI-FO-PP',
    keyIds: { test: '3AF1E7F5CEEBEDF78DC9C9B29FEDD46529DC1FFD' },
    key: 2,
  },
}

/** What a certificate is made for; every default of {@link CertificateSpec} follows from it. */
export type Profile =
  | 'org-auth-cli'
  | 'org-sign'
  | 'serv-ssl'
  | 'cps-sign'
  | 'cps-auth'
  | 'cpe-sign'
  | 'cpe-auth'
  | 'ps-software'
  | 'class-4'
  | 'authority'

export interface Person {
  /** PS_IdNat: 8 + RPPS, or `3FINESS/internal` for a CPE. */
  readonly id: string
  readonly family: string
  readonly given: string
  readonly title?: string
  /** TRE_G15 code. */
  readonly profession?: number
  readonly specialties?: readonly string[]
  readonly card?: string
}

export interface Extension {
  readonly critical?: boolean
  /** DER of the extension value, inside its OCTET STRING. */
  readonly value: Uint8Array
}

/** The fields of a TBSCertificate, each as encoded DER, in order. */
export interface TbsFields {
  version?: Uint8Array
  serial: Uint8Array
  algorithm: Uint8Array
  issuer: Uint8Array
  validity: Uint8Array
  subject: Uint8Array
  publicKey: Uint8Array
  uniqueIds?: Uint8Array
  extensions?: Uint8Array
}

/** What to issue. Everything but the profile has a default that makes a certificate without defect. */
export interface CertificateSpec {
  profile: Profile
  environment?: Environment
  cn?: string
  /** OU: Struct_IdNat, type digit included. */
  structure?: string
  /** O: raison sociale. */
  organisation?: string
  /** ST: `Rhône (69)`. */
  department?: string
  /** SERV SSL: the names of the subjectAltName; the CN alone by default. */
  dnsNames?: readonly string[]
  person?: Person
  /** ISO instants. */
  notBefore?: string
  notAfter?: string
  /** privateKeyUsagePeriod, ISO instants; ORG SIGN and person signatures have one. */
  keyPeriod?: readonly [from: string, to: string] | null
  /** Number of a 2048-bit key, or the length of an odd one. */
  key?: number | 'rsa-1024' | 'rsa-4096'
  /** Hex, 16 octets by default. */
  serial?: string
  hash?: 'sha1' | 'md5' | 'sha256' | 'sha384' | 'sha512'
  issuer?: AuthorityName
  /** Another name than that of the issuer. */
  issuerName?: DistinguishedName
  subject?: DistinguishedName
  /** Bits of keyUsage: 0 digitalSignature, 1 nonRepudiation, 2 keyEncipherment, 5 keyCertSign, 6 cRLSign. */
  keyUsage?: readonly number[] | null
  /** OIDs of extKeyUsage. */
  extKeyUsage?: readonly string[] | null
  /** Octet of extension 1.2.250.1.71.1.2.5 (TRE_G01); bit 0x80 means TEST. */
  category?: number | null
  /** By OID: an extension to add or to put in place of the usual one, or null to leave it out. */
  extensions?: Readonly<Record<string, Extension | null>>
  /** What stands beside the signature as its algorithm, whatever the signature is. */
  outerAlgorithm?: Uint8Array
  /** Last word on the fields before they are signed. */
  edit?: (fields: TbsFields) => void
}

export interface IssuedCertificate {
  readonly der: Uint8Array
  readonly pem: string
  readonly privateKey: KeyObject
  readonly privateKeyPem: string
  readonly subject: DistinguishedName
  /** RFC 2253, as a token writes its Issuer. */
  readonly subjectText: string
  readonly issuerText: string
  readonly serial: Uint8Array
  /** Its issuers, nearest first, the root last. */
  readonly chain: readonly IssuedCertificate[]
}

const EKU = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const

export { EKU }

interface ProfileModel {
  readonly issuer: AuthorityName
  readonly keyUsage: readonly number[]
  readonly extKeyUsage: readonly string[]
  readonly category: number
  readonly keyPeriod: boolean
  /** TRE_G02 code of a card. */
  readonly cardType?: number
}

const PROFILES: Readonly<Record<Exclude<Profile, 'authority'>, ProfileModel>> = {
  'org-auth-cli': { issuer: 'el-org', keyUsage: [0], extKeyUsage: [EKU.clientAuth], category: 3, keyPeriod: false },
  'org-sign': { issuer: 'el-org', keyUsage: [0, 1], extKeyUsage: [EKU.emailProtection], category: 3, keyPeriod: true },
  'serv-ssl': {
    issuer: 'el-org',
    keyUsage: [0, 2],
    extKeyUsage: [EKU.serverAuth, EKU.clientAuth],
    category: 3,
    keyPeriod: false,
  },
  'cps-sign': {
    issuer: 'fo-pp',
    keyUsage: [1],
    extKeyUsage: [EKU.emailProtection],
    category: 0,
    keyPeriod: true,
    cardType: 0,
  },
  'cps-auth': {
    issuer: 'fo-pp',
    keyUsage: [0],
    extKeyUsage: [EKU.clientAuth, EKU.smartcardLogon],
    category: 0,
    keyPeriod: false,
    cardType: 0,
  },
  'cpe-sign': {
    issuer: 'st-pp',
    keyUsage: [1],
    extKeyUsage: [EKU.emailProtection],
    category: 0,
    keyPeriod: true,
    cardType: 2,
  },
  'cpe-auth': {
    issuer: 'st-pp',
    keyUsage: [0],
    extKeyUsage: [EKU.clientAuth, EKU.smartcardLogon],
    category: 0,
    keyPeriod: false,
    cardType: 2,
  },
  'ps-software': { issuer: 'el-pp', keyUsage: [1], extKeyUsage: [EKU.emailProtection], category: 3, keyPeriod: true },
  'class-4': {
    issuer: 'class-4',
    keyUsage: [0, 2],
    extKeyUsage: [EKU.serverAuth, EKU.clientAuth],
    category: 2,
    keyPeriod: false,
  },
}

const issued = new Map<string, IssuedCertificate>()

/** Issues a certificate. Equal specs give the same bytes, and the same object. */
export function issue(spec: CertificateSpec): IssuedCertificate {
  if (spec.edit) return make(spec)
  const content = JSON.stringify(spec, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )
  const known = issued.get(content)
  if (known) return known
  const made = make(spec)
  issued.set(content, made)
  return made
}

/** An authority of the synthetic IGC-Santé. */
export function authority(which: AuthorityName, environment: Environment = 'production'): IssuedCertificate {
  return issue({ profile: 'authority', issuer: which, environment })
}

/** The files a site trusts: intermediate and root of each authority named, under their published names. */
export function trustFiles(
  environment: Environment,
  authorities: readonly AuthorityName[] = ['el-org'],
): { readonly file: string; readonly pem: string }[] {
  const names = new Set(authorities.flatMap(which => [which === 'class-4' ? which : MODELS[which].root, which]))
  return [...names].map(which => ({
    file: `${published(which, environment)}.pem`,
    pem: authority(which, environment).pem,
  }))
}

function make(spec: CertificateSpec): IssuedCertificate {
  const environment = spec.environment ?? 'production'
  const isAuthority = spec.profile === 'authority'
  const model = isAuthority ? undefined : PROFILES[spec.profile as Exclude<Profile, 'authority'>]
  const self = spec.issuer ?? 'el-org'
  const issuerName = model ? (spec.issuer ?? model.issuer) : self === 'class-4' ? 'class-4' : MODELS[self].root
  const subject = spec.subject ?? (model ? leafSubject(spec) : authoritySubject(self, environment))
  const selfSigned = isAuthority && issuerName === self
  const parent = selfSigned ? undefined : authority(issuerName, environment)

  const privateKeyPem = isAuthority ? AUTHORITY_KEYS[self === 'class-4' ? 2 : MODELS[self].key]! : leafKey(spec)
  const privateKey = createPrivateKey(privateKeyPem)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const serial = spec.serial ? Buffer.from(spec.serial, 'hex') : serialOf(spec, subject, privateKeyPem, isAuthority)
  const notBefore = spec.notBefore ?? (isAuthority ? '2013-06-25T00:00:00Z' : '2025-10-02T08:15:30Z')
  const notAfter = spec.notAfter ?? (isAuthority ? '2033-06-24T00:00:00Z' : '2028-10-02T08:15:30Z')
  const algorithm = algorithmIdentifier(spec.hash ?? (spec.profile === 'class-4' ? 'sha1' : 'sha256'))

  const fields: TbsFields = {
    version: tagged(0, integer(2)),
    serial: integer(serial),
    algorithm,
    issuer: encodeName(spec.issuerName ?? (parent ? parent.subject : subject)),
    validity: sequence(time(notBefore), time(notAfter)),
    subject: encodeName(subject),
    publicKey,
    extensions: encodeExtensions(
      isAuthority
        ? authorityExtensions(self, issuerName, environment)
        : leafExtensions(spec, model!, issuerName, environment, publicKey, notBefore, notAfter),
      spec.extensions ?? {},
    ),
  }
  spec.edit?.(fields)
  const tbs = sequence(
    ...[
      fields.version,
      fields.serial,
      fields.algorithm,
      fields.issuer,
      fields.validity,
      fields.subject,
      fields.publicKey,
      fields.uniqueIds,
      fields.extensions,
    ].filter(field => field !== undefined),
  )
  const der = signed(
    tbs,
    spec.outerAlgorithm ?? algorithm,
    spec.hash ?? (spec.profile === 'class-4' ? 'sha1' : 'sha256'),
    parent?.privateKey ?? privateKey,
  )
  return {
    der,
    pem: pem('CERTIFICATE', der),
    privateKey,
    privateKeyPem,
    subject,
    subjectText: nameText(subject),
    issuerText: nameText(parent ? parent.subject : subject),
    serial,
    chain: parent ? [parent, ...parent.chain] : [],
  }
}

function leafKey(spec: CertificateSpec): string {
  if (spec.key === 'rsa-1024' || (spec.profile === 'class-4' && spec.key === undefined)) return RSA_1024
  if (spec.key === 'rsa-4096') return RSA_4096
  return LEAF_KEYS[(spec.key ?? 0) % LEAF_KEYS.length]!
}

/** Sixteen octets (eighteen for an authority) drawn from what is issued: the same certificate has the same serial. */
function serialOf(spec: CertificateSpec, subject: DistinguishedName, key: string, isAuthority: boolean): Uint8Array {
  const digest = createHash('sha256')
    .update(JSON.stringify([spec.profile, spec.environment, spec.notBefore, spec.notAfter, subject, key]))
    .digest()
  const octets = digest.subarray(0, isAuthority ? 18 : 16)
  octets[0] = (octets[0]! & 0x3f) | 0x40
  return octets
}

function leafSubject(spec: CertificateSpec): DistinguishedName {
  const { person } = spec
  if (person) {
    const title = spec.profile.startsWith('cpe') ? 'Personnel santé ou social' : (person.title ?? 'Médecin')
    const identity = [
      ['CN', person.id],
      ['SN', person.family],
      ['GN', person.given],
    ] as const
    if (!spec.profile.startsWith('cpe')) return [[['C', 'FR']], [['title', title]], identity]
    return [
      ...name(['C', 'FR'], ['ST', spec.department ?? 'Rhône (69)'], ['O', spec.organisation ?? 'STRUCTURE']),
      ...name(['OU', spec.structure ?? ''], ['title', title]),
      identity,
    ]
  }
  const tail = [
    ['OU', spec.structure ?? ''],
    ['CN', spec.cn ?? 'DMP'],
  ] as const
  if (spec.profile === 'class-4') {
    return name(['C', 'FR'], ['O', spec.organisation ?? 'STRUCTURE'], ['L', spec.department ?? 'Rhône (69)'], ...tail)
  }
  return name(['C', 'FR'], ['ST', spec.department ?? 'Rhône (69)'], ['O', spec.organisation ?? 'STRUCTURE'], ...tail)
}

const isTest = (environment: Environment): boolean => environment === 'test'

function authoritySubject(which: AuthorityName, environment: Environment): DistinguishedName {
  const test = isTest(environment)
  if (which === 'class-4') {
    return name(
      ['C', 'FR'],
      ['O', test ? 'GIP-CPS-TEST' : 'GIP-CPS'],
      ['OU', test ? 'AC-CLASSE-4-TEST' : 'AC-CLASSE-4'],
    )
  }
  return name(
    ['C', 'FR'],
    ['O', 'ASIP-SANTE'],
    ['OU', '0002 187512751'],
    ['OU', test ? 'IGC-SANTE TEST' : 'IGC-SANTE'],
    ['OU', 'EXEMPLE'],
    ['CN', `${test ? 'TEST ' : ''}${MODELS[which].cn}`],
  )
}

function published(which: AuthorityName, environment: Environment): string {
  return (which === 'class-4' ? 'CLASSE-4' : MODELS[which].file) + (isTest(environment) ? '-TEST' : '')
}

function keyId(which: AuthorityName, environment: Environment): Uint8Array {
  const known = which === 'class-4' ? undefined : MODELS[which].keyIds[environment]
  if (known) return Buffer.from(known, 'hex')
  return createHash('sha1')
    .update(nameText(authoritySubject(which, environment)))
    .digest()
}

/** Hash of the BIT STRING content, as RFC 5280 4.2.1.2 (1) makes a key identifier. */
const keyIdOf = (spki: Uint8Array): Uint8Array => createHash('sha1').update(spki.subarray(24)).digest()

type ExtensionEntry = readonly [oid: string, extension: Extension]

const WEB = 'http://igc-sante.esante.gouv.fr'

function policies(policy: string, environment: Environment): ExtensionEntry {
  const cps = `${WEB}/PC${isTest(environment) ? '%20TEST' : ''}`
  const qualifier = sequence(oid('1.3.6.1.5.5.7.2.1'), text(cps, 'ia5'))
  return ['2.5.29.32', { value: sequence(sequence(oid(policy), sequence(qualifier))) }]
}

function directoryUrl(which: AuthorityName, environment: Environment, list: string): string {
  const rdns = [...authoritySubject(which, environment)].reverse().flat()
  const path = rdns.map(([type, value]) => `${type.toLowerCase()}=${encodeURIComponent(value)}`).join(',')
  return `ldap://annuaire-igc.esante.gouv.fr/${path}?${list};binary?base?objectClass=pkiCA`
}

const uriName = (uri: string): Uint8Array => taggedPrimitive(6, Buffer.from(uri, 'latin1'))
const distributionPoint = (uri: string): Uint8Array => sequence(tagged(0, tagged(0, uriName(uri))))

function revocation(which: AuthorityName, environment: Environment): ExtensionEntry {
  const points = [
    `${WEB}/CRL/${published(which, environment)}.crl`,
    directoryUrl(which, environment, 'certificaterevocationlist'),
  ]
  return ['2.5.29.31', { value: sequence(...points.map(distributionPoint)) }]
}

function authorityExtensions(which: AuthorityName, issuer: AuthorityName, environment: Environment): ExtensionEntry[] {
  const root = which === issuer
  return [
    ['2.5.29.19', { critical: true, value: root ? sequence(boolean(true)) : sequence(boolean(true), integer(0)) }],
    ['2.5.29.15', { critical: true, value: namedBits([5, 6]) }],
    policies('2.5.29.32.0', environment),
    ...(root ? [] : [revocation(issuer, environment)]),
    ['2.5.29.14', { value: octetString(keyId(which, environment)) }],
    ['2.5.29.35', { value: sequence(taggedPrimitive(0, keyId(issuer, environment))) }],
  ]
}

function leafExtensions(
  spec: CertificateSpec,
  model: ProfileModel,
  issuer: AuthorityName,
  environment: Environment,
  publicKey: Uint8Array,
  notBefore: string,
  notAfter: string,
): ExtensionEntry[] {
  const extensions: ExtensionEntry[] = []
  const add = (id: string, value: Uint8Array, critical = false): void => void extensions.push([id, { value, critical }])
  const extKeyUsage = spec.extKeyUsage === undefined ? model.extKeyUsage : spec.extKeyUsage
  const keyUsage = spec.keyUsage === undefined ? model.keyUsage : spec.keyUsage
  const category = spec.category === undefined ? model.category | (isTest(environment) ? 0x80 : 0) : spec.category
  const period = spec.keyPeriod === undefined ? (model.keyPeriod ? [notBefore, notAfter] : null) : spec.keyPeriod

  if (extKeyUsage) add('2.5.29.37', sequence(...extKeyUsage.map(oid)))
  add('2.5.29.35', sequence(taggedPrimitive(0, keyId(issuer, environment))))
  const folder = `${WEB}/AC${isTest(environment) ? '%20TEST' : ''}`
  add(
    '1.3.6.1.5.5.7.1.1',
    sequence(
      sequence(oid('1.3.6.1.5.5.7.48.1'), uriName('http://ocsp.esante.gouv.fr')),
      sequence(oid('1.3.6.1.5.5.7.48.2'), uriName(`${folder}/${published(issuer, environment)}.cer`)),
    ),
  )
  extensions.push(policies('1.2.250.1.213.1.7.2.1.1.1.1', environment))
  if (period) {
    const [from, to] = period.map(instant => Buffer.from(generalizedDigits(instant)))
    add('2.5.29.16', sequence(taggedPrimitive(0, from!), taggedPrimitive(1, to!)))
  }
  extensions.push(revocation(issuer, environment))
  add('2.5.29.14', octetString(keyIdOf(publicKey)))
  add('2.5.29.46', sequence(distributionPoint(directoryUrl(issuer, environment, 'deltarevocationlist'))))
  if (keyUsage) add('2.5.29.15', namedBits(keyUsage), true)
  const dnsNames =
    spec.dnsNames ?? (spec.profile === 'serv-ssl' || spec.profile === 'class-4' ? [spec.cn ?? 'DMP'] : [])
  if (dnsNames.length > 0) add('2.5.29.17', sequence(...dnsNames.map(dns => taggedPrimitive(2, Buffer.from(dns)))))
  if (category !== null) add('1.2.250.1.71.1.2.5', octetString(Uint8Array.of(category)))
  if (spec.person) personExtensions(spec.person, model, add)
  add('2.5.29.19', sequence())
  return extensions
}

/** Card type and number, profession and specialties: what only a certificate of a person carries. */
function personExtensions(person: Person, model: ProfileModel, add: (id: string, value: Uint8Array) => void): void {
  if (model.cardType !== undefined) {
    add('1.2.250.1.71.1.2.2', integer(model.cardType))
    add('1.2.250.1.71.1.2.3', text(person.card ?? '8025000001/2600000001', 'printable'))
  }
  if (model.cardType === 2) return
  add('1.2.250.1.71.1.2.7', integer(person.profession ?? 10))
  if (person.specialties) add('1.2.250.1.71.4.2.5', sequence(...person.specialties.map(code => text(code))))
}

function encodeExtensions(
  usual: readonly ExtensionEntry[],
  changes: Readonly<Record<string, Extension | null>>,
): Uint8Array {
  const all = new Map<string, Extension | null>([...usual, ...Object.entries(changes)])
  const encoded = [...all].flatMap(([id, extension]) =>
    extension ? [sequence(oid(id), ...(extension.critical ? [boolean(true)] : []), octetString(extension.value))] : [],
  )
  return tagged(3, sequence(...encoded))
}

const HASH_OIDS = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const
export type HashName = keyof typeof HASH_OIDS

export const algorithmIdentifier = (hash: HashName): Uint8Array => sequence(oid(HASH_OIDS[hash]), nothing())

/** SEQUENCE of what is signed, its algorithm and the RSA signature: a certificate or a CRL. */
export function signed(tbs: Uint8Array, algorithm: Uint8Array, hash: HashName, key: KeyObject): Uint8Array {
  return sequence(tbs, algorithm, bitString(sign(hash, tbs, key)))
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

export interface RevocationList {
  issuer?: AuthorityName
  environment?: Environment
  thisUpdate: string
  nextUpdate: string
  revoked?: readonly { readonly serial: Uint8Array; readonly date: string; readonly reason?: number }[]
  /** CRL number; a delta CRL names the base it completes. */
  number?: number
  base?: number
}

/** A CRL in DER. */
export function revocationList(list: RevocationList): Uint8Array {
  const which = list.issuer ?? 'el-org'
  const environment = list.environment ?? 'production'
  const issuer = authority(which, environment)
  const entries = (list.revoked ?? []).map(({ serial, date, reason }) =>
    sequence(
      integer(serial),
      time(date),
      ...(reason === undefined
        ? []
        : [sequence(sequence(oid('2.5.29.21'), octetString(tlv(0x0a, Uint8Array.of(reason)))))]),
    ),
  )
  const extensions = [
    sequence(oid('2.5.29.35'), octetString(sequence(taggedPrimitive(0, keyId(which, environment))))),
    sequence(oid('2.5.29.20'), octetString(integer(list.number ?? 1))),
    ...(list.base === undefined ? [] : [sequence(oid('2.5.29.27'), boolean(true), octetString(integer(list.base)))]),
  ]
  const algorithm = algorithmIdentifier('sha256')
  const tbs = sequence(
    integer(1),
    algorithm,
    encodeName(issuer.subject),
    time(list.thisUpdate),
    time(list.nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    tagged(0, sequence(...extensions)),
  )
  return signed(tbs, algorithm, 'sha256', issuer.privateKey)
}
