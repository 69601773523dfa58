import type { Located, Location } from '../engine/location.ts'
import { type DerNode, hex, parseInside, readOid, readTime, TAG } from '../sources/der.ts'
import type { Source } from '../sources/source.ts'
import type { Certificate } from './certificate.ts'
import { AlgorithmIdentifier, type Extension, Name, readExtensions, verifySignature } from './x509.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    crl: RevocationList
  }
}

export interface Revocation {
  /** Upper-case hexadecimal, as {@link Certificate.serial}. */
  readonly serial: string
  /** Milliseconds since 1970. */
  readonly date: number
  /** CRLReason of RFC 5280 §5.3.1; 8 is removeFromCRL. */
  readonly reason: number | undefined
  readonly at: Location
}

/** A certificate revocation list (RFC 5280 §5). */
export class RevocationList {
  readonly kind = 'crl'
  readonly issuer: Name
  readonly thisUpdate: Located<number>
  readonly nextUpdate: Located<number> | undefined
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly extensions: readonly Extension[]
  readonly #entries: DerNode | undefined
  #revoked: Map<string, Revocation> | undefined

  /** @throws {SourceError} `malformed` */
  constructor(
    readonly source: Source,
    readonly root: DerNode,
  ) {
    const tbs = root.expect(TAG.sequence).child(0, TAG.sequence)
    let i = tbs.children[0]?.tag === TAG.integer ? 1 : 0
    readOid(tbs.child(i++, TAG.sequence).child(0))
    this.issuer = new Name(tbs.child(i++), 'tbsCertList.issuer')
    this.thisUpdate = time(tbs.child(i++), 'tbsCertList.thisUpdate')
    const next = tbs.children[i]
    const hasNext = next?.tag === TAG.utcTime || next?.tag === TAG.generalizedTime
    this.nextUpdate = hasNext ? time(tbs.child(i++), 'tbsCertList.nextUpdate') : undefined
    const entries = tbs.children[i]
    this.#entries = entries?.tag === TAG.sequence ? entries : undefined
    const list = tbs.find(0xa0)
    this.extensions = list ? readExtensions(list.child(0), 'tbsCertList.crlExtensions') : []
    this.signatureAlgorithm = new AlgorithmIdentifier(root.child(1), 'signatureAlgorithm')
    root.child(2, TAG.bitString)
  }

  get at(): Location {
    return this.root.at('')
  }

  /** keyIdentifier of authorityKeyIdentifier, upper-case hexadecimal. */
  get aki(): Located<string> | undefined {
    const extension = this.extensions.find(e => e.oid === '2.5.29.35')
    const id = extension?.value?.find(0x80)
    return extension && id && { value: hex(id.content), at: extension.at }
  }

  /** Only changes since another list: absence from it proves nothing. */
  get isDelta(): boolean {
    return this.extensions.some(e => e.oid === '2.5.29.27')
  }

  /** By serial number; entries that cannot be read are left out. */
  get revoked(): ReadonlyMap<string, Revocation> {
    if (!this.#revoked) {
      this.#revoked = new Map()
      for (const entry of this.#entries?.children ?? []) {
        try {
          const serial = hex(entry.child(0, TAG.integer).content)
          this.#revoked.set(serial, {
            serial,
            date: readTime(entry.child(1)).milliseconds,
            reason: reasonOf(entry),
            at: entry.at('tbsCertList.revokedCertificates'),
          })
        } catch {
          // One damaged entry does not hide the others.
        }
      }
    }
    return this.#revoked
  }
}

/** Whether the list names `authority` as its issuer and its signature verifies with that key. Never throws. */
export function verifyRevocationList(list: RevocationList, authority: Certificate): boolean {
  const [tbs, , signature] = list.root.children
  if (!tbs || !signature || !list.issuer.equals(authority.subject)) return false
  return verifySignature(tbs.encoded, list.signatureAlgorithm, signature, authority.keyObject)
}

function time(node: DerNode, path: string): Located<number> {
  return { value: readTime(node).milliseconds, at: node.at(path) }
}

function reasonOf(entry: DerNode): number | undefined {
  for (const extension of entry.children[2]?.children ?? []) {
    if (readOid(extension.child(0)) !== '2.5.29.21') continue
    const value = extension.children[extension.children.length - 1]
    return value && parseInside(value).content[0]
  }
  return undefined
}
