import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto'
import type { Located, Location } from '../engine/location.ts'
import {
  type DerNode,
  hex,
  isString,
  latin1,
  oidOf,
  parseInside,
  readBitString,
  readBoolean,
  readInteger,
  readOid,
  readString,
  TAG,
} from '../sources/der.ts'

/** What certificates and revocation lists have in common (RFC 5280 §4.1, §4.2, §5.1). */

/** Short names of attribute types, as RFC 4514 and common use write them. */
const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  state: '2.5.4.8',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
} as const

/** One attribute of a name. Its place is told when a finding asks: a fleet has a hundred thousand of them. */
export class NameAttribute implements Located<string> {
  readonly value: string
  readonly #node: DerNode
  readonly #path: string

  constructor(
    /** OID of the attribute type. */
    readonly type: string,
    node: DerNode,
    /** Which RDN, from 0 in encoded order; attributes of one multi-valued RDN share it. */
    readonly rdn: number,
    path: string,
  ) {
    this.value = isString(node) ? readString(node) : `#${hex(node.encoded)}`
    this.#node = node
    this.#path = path
  }

  /** `OU`, `CN` …, or the OID. */
  get name(): string {
    return ATTRIBUTE_NAMES[this.type] ?? this.type
  }

  /** Identifier octet of the value: see `TAG` of the DER reader. */
  get tag(): number {
    return this.#node.tag
  }

  get at(): Location {
    return this.#node.at(`${this.#path}.${this.name}`)
  }
}

/** A distinguished name in its encoded order. */
export class Name {
  readonly attributes: readonly NameAttribute[]
  /** An RDN of several attributes, which person certificates have. */
  readonly multiValued: boolean

  /** @throws {SourceError} `malformed` */
  constructor(
    readonly node: DerNode,
    private readonly path: string,
  ) {
    const rdns = node.expect(TAG.sequence).children
    const attributes: NameAttribute[] = []
    for (const [index, rdn] of rdns.entries())
      for (const pair of rdn.expect(TAG.set).children) {
        const type = readOid(pair.expect(TAG.sequence).child(0))
        attributes.push(new NameAttribute(type, pair.child(1), index, path))
      }
    this.attributes = attributes
    this.multiValued = attributes.some(({ rdn }, i) => rdn === attributes[i - 1]?.rdn)
  }

  get at(): Location {
    return this.node.at(this.path)
  }

  /** Attributes of a type (OID), in encoded order. */
  all(type: string): readonly NameAttribute[] {
    return this.attributes.filter(a => a.type === type)
  }

  #first(type: string): NameAttribute | undefined {
    return this.attributes.find(a => a.type === type)
  }

  /** First commonName. */
  get cn(): Located<string> | undefined {
    return this.#first(ATTRIBUTE.commonName)
  }

  /** First organizationalUnitName; {@link all} gives every one. */
  get ou(): Located<string> | undefined {
    return this.#first(ATTRIBUTE.organizationalUnit)
  }

  get o(): Located<string> | undefined {
    return this.#first(ATTRIBUTE.organization)
  }

  /** RFC 2253 text: last RDN first, `CN=…,OU=…,O=…,ST=…,C=FR`. */
  rfc2253(): string {
    const rdns: string[][] = []
    for (const a of this.attributes) {
      const text = /^[\d.]+$/.test(a.name)
        ? `${a.name}=${a.value.startsWith('#') ? a.value : escaped(a.value)}`
        : `${a.name}=${escaped(a.value)}`
      const list = rdns[a.rdn]
      if (list) list.push(text)
      else rdns[a.rdn] = [text]
    }
    return rdns
      .filter(list => list !== undefined)
      .reverse()
      .map(list => list.join('+'))
      .join(',')
  }

  /** Equal attributes in equal order, compared without regard to case, spaces and string type (RFC 5280 §7.1). */
  equals(other: Name): boolean {
    if (this.attributes.length !== other.attributes.length) return false
    // Most names differ early; only the attributes of one RDN may stand in another order.
    if (this.multiValued) return this.#key() === other.#key()
    return this.attributes.every((a, i) => {
      const b = other.attributes[i] as NameAttribute
      return a.rdn === b.rdn && a.type === b.type && (a.value === b.value || folded(a.value) === folded(b.value))
    })
  }

  #key(): string {
    return this.attributes
      .map(a => `${a.rdn}\u0000${a.type}\u0000${folded(a.value)}`)
      .sort()
      .join('\u0001')
  }
}

const folded = (value: string): string => value.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

function escaped(value: string): string {
  return value
    .replace(/[\\,+"<>;]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
}

/** An algorithm and its parameters; `value` is its OID. */
export class AlgorithmIdentifier implements Located<string> {
  readonly value: string

  /** @throws {SourceError} `malformed` */
  constructor(
    readonly node: DerNode,
    private readonly path: string,
  ) {
    this.value = readOid(node.expect(TAG.sequence).child(0))
  }

  get at(): Location {
    return this.node.at(this.path)
  }

  get parameters(): DerNode | undefined {
    return this.node.children[1]
  }
}

/** What an extension holds is read anew each time it is asked for: facts are kept, values are not. */
export class Extension {
  readonly oid: string
  readonly critical: boolean

  /**
   * @param node the extension as a whole
   * @throws {SourceError} `malformed`
   */
  constructor(
    readonly node: DerNode,
    private readonly path: string,
  ) {
    this.oid = readOid(node.expect(TAG.sequence).child(0))
    const { criticalNode } = this
    node.child(criticalNode ? 2 : 1, TAG.octetString)
    this.critical = criticalNode ? readBoolean(criticalNode) : false
  }

  /** The `critical` field where it is written, even when it says FALSE. */
  get criticalNode(): DerNode | undefined {
    const second = this.node.children[1]
    return second?.tag === TAG.boolean ? second : undefined
  }

  /** The value; `undefined` when the octets are not DER. */
  get value(): DerNode | undefined {
    try {
      return parseInside(this.node.child(this.criticalNode ? 2 : 1))
    } catch {
      return undefined
    }
  }

  get at(): Location {
    return this.node.at(`${this.path}.${this.oid}`)
  }
}

/** Extensions of `Extensions ::= SEQUENCE OF Extension`. @throws {SourceError} `malformed` */
export function readExtensions(list: DerNode, path: string): Extension[] {
  return list.expect(TAG.sequence).children.map(node => new Extension(node, path))
}

/** Context tags of GeneralName. */
export const GENERAL_NAME = {
  otherName: 0xa0,
  email: 0x81,
  dns: 0x82,
  directoryName: 0xa4,
  uri: 0x86,
  ip: 0x87,
} as const

/** Values of the general names with that tag, as text. */
export function generalNames(list: DerNode, tag: number, path: string): Located<string>[] {
  return list.children.filter(n => n.tag === tag).map(n => ({ value: latin1(n.content), at: n.at(path) }))
}

/** Uniform resource identifiers of CRLDistributionPoints, in order. */
export function distributionPointUris(points: DerNode, path: string): Located<string>[] {
  return points.children.flatMap(point => {
    const fullName = point.find(0xa0)?.find(0xa0)
    return fullName ? generalNames(fullName, GENERAL_NAME.uri, path) : []
  })
}

const RSA = '1.2.840.113549.1.1.'
const ECDSA = '1.2.840.10045.4.'
/** Digest of each signature algorithm; `null` for those that have their own. */
const DIGESTS: Readonly<Record<string, string | null>> = {
  [`${RSA}4`]: 'md5',
  [`${RSA}5`]: 'sha1',
  [`${RSA}11`]: 'sha256',
  [`${RSA}12`]: 'sha384',
  [`${RSA}13`]: 'sha512',
  [`${RSA}14`]: 'sha224',
  [`${ECDSA}1`]: 'sha1',
  [`${ECDSA}3.1`]: 'sha224',
  [`${ECDSA}3.2`]: 'sha256',
  [`${ECDSA}3.3`]: 'sha384',
  [`${ECDSA}3.4`]: 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
}
const PSS = `${RSA}10`

export const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** Digest of a signature algorithm: `sha1`, `sha256` …; `undefined` when it has its own (EdDSA) or is unknown. */
export function signatureDigest(algorithm: AlgorithmIdentifier): string | undefined {
  if (algorithm.value === PSS) return pssParameters(algorithm.parameters)?.hash
  if (algorithm.value === `${RSA}2`) return 'md2'
  return DIGESTS[algorithm.value] ?? undefined
}

function pssParameters(node: DerNode | undefined): { hash: string; saltLength: number } | undefined {
  try {
    const hashNode = node?.find(0xa0)?.child(0)
    const hash = hashNode ? HASHES[readOid(hashNode.child(0))] : 'sha1'
    const salt = node?.find(0xa2)?.child(0)
    const saltLength = salt ? Number(readInteger(salt)) : 20
    return hash === undefined || saltLength < 0 || saltLength > 1024 ? undefined : { hash, saltLength }
  } catch {
    return undefined
  }
}

/**
 * Whether `signature` (a BIT STRING) over `signed` verifies with a key. Never throws: a damaged key (`undefined`), an
 * unknown algorithm or a key of another type do not verify.
 */
export function verifySignature(
  signed: Uint8Array,
  algorithm: AlgorithmIdentifier,
  signature: DerNode,
  key: KeyObject | undefined,
): boolean {
  if (!key) return false
  try {
    const bytes = readBitString(signature).bytes
    if (algorithm.value === PSS) {
      const pss = pssParameters(algorithm.parameters)
      if (!pss) return false
      const input: VerifyKeyObjectInput = {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: pss.saltLength,
      }
      return verify(pss.hash, signed, input, bytes)
    }
    const digest = DIGESTS[algorithm.value]
    if (digest === undefined) return false
    const family = algorithm.value.startsWith(RSA) ? 'rsa' : algorithm.value.startsWith(ECDSA) ? 'ec' : 'ed'
    if (!key.asymmetricKeyType?.startsWith(family)) return false
    return verify(digest, signed, key, bytes)
  } catch {
    return false
  }
}

/** OID and text of an `otherName`: `{oid, value}`, value empty when it is no string. */
export function otherName(node: DerNode): { oid: string; value: string } {
  const inner = node.children[1]?.children[0]
  return { oid: oidOf(node.child(0)), value: inner && isString(inner) ? readString(inner) : '' }
}
