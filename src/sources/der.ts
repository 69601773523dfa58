import type { Location } from '../engine/location.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { type ProblemCode, SourceError } from './problem.ts'
import type { Source } from './source.ts'

/**
 * A walk over the tag-length-value structure of DER that keeps offsets. It reads what X.690 calls BER with definite
 * lengths and notes every departure from DER, because a linter must see what a decoder forgives.
 */

/** Where bytes of a DER value stand in a file: a binary source itself, or base64 text that holds them. */
export interface DerOrigin {
  /** The place of the bytes `[start, end)`. */
  at(start: number, end: number, path: string): Location
}

/** Places in a binary source. */
export const binaryOrigin = (source: Source): DerOrigin => ({
  at: (start, end, path) => source.at(start, end - start, path),
})

/** Places in bytes that start at `by` of other ones. */
export const shiftedOrigin = (origin: DerOrigin, by: number): DerOrigin => ({
  at: (start, end, path) => origin.at(start + by, end + by, path),
})

/** One place for everything: decrypted or reassembled bytes stand nowhere in the file. */
export const fixedOrigin = (origin: DerOrigin, start: number, end: number): DerOrigin => ({
  at: (_start, _end, path) => origin.at(start, end, path),
})

export type DerNoteCode =
  /** A length that fits in fewer octets. */
  | 'length-not-minimal'
  | 'integer-not-minimal'
  /** BOOLEAN TRUE other than FF. */
  | 'boolean-not-ff'
  /** Bits that a BIT STRING declares unused are set. */
  | 'unused-bits-set'
  /** A string in pieces. */
  | 'constructed-string'
  | 'trailing-octets'

/** A departure from DER at the bytes `[start, end)`. */
export interface DerNote {
  readonly code: DerNoteCode
  readonly start: number
  readonly end: number
}

/** Universal tags, as identifier octets (the constructed bit included for SEQUENCE and SET). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

export class DerDocument {
  readonly notes: DerNote[] = []
  /** Where the content of values of indefinite length ends, by where it starts. */
  indefinite: Map<number, number> | undefined
  constructor(
    readonly bytes: Uint8Array,
    readonly origin: DerOrigin,
  ) {}

  fail(start: number, end: number, detail: string, path = '', code: ProblemCode = 'malformed'): never {
    throw new SourceError({ code, at: this.origin.at(start, end, path), format: 'DER', detail })
  }
}

/**
 * One value. The values inside it are found again in the octets each time they are asked for: walking over their
 * lengths is cheap, and to keep the tree of each certificate of a fleet is not.
 */
export class DerNode {
  constructor(
    readonly document: DerDocument,
    /** The identifier octet: class, constructed bit and number (31 stands for every high tag number). */
    readonly tag: number,
    readonly start: number,
    readonly contentStart: number,
    readonly contentEnd: number,
    readonly end: number,
  ) {}

  get constructed(): boolean {
    return (this.tag & 0x20) !== 0
  }

  /** Identifier, length and content octets. */
  get encoded(): Uint8Array {
    return this.document.bytes.subarray(this.start, this.end)
  }

  get content(): Uint8Array {
    return this.document.bytes.subarray(this.contentStart, this.contentEnd)
  }

  /** Empty for a primitive. */
  get children(): readonly DerNode[] {
    if (!this.constructed) return NONE
    const list: DerNode[] = []
    for (let child = this.#first(); child; child = this.#after(child)) list.push(child)
    return list
  }

  #first(): DerNode | undefined {
    return this.constructed && this.contentStart < this.contentEnd
      ? nodeAt(this.document, this.contentStart)
      : undefined
  }

  #after(child: DerNode): DerNode | undefined {
    return child.end < this.contentEnd ? nodeAt(this.document, child.end) : undefined
  }

  at(path: string): Location {
    return this.document.origin.at(this.start, this.end, path)
  }

  /** The child at `index`, which must have that tag. @throws {SourceError} `malformed` */
  child(index: number, tag?: number): DerNode {
    let node = this.#first()
    for (let i = 0; node && i < index; i++) node = this.#after(node)
    if (!node) return this.fail('a required value is missing')
    return tag === undefined ? node : node.expect(tag)
  }

  /** @throws {SourceError} `malformed` when the tag is another one. */
  expect(tag: number): this {
    if (this.tag !== tag) this.fail(`expected tag ${hexByte(tag)}, found ${hexByte(this.tag)}`)
    return this
  }

  /** First child with that identifier octet. */
  find(tag: number): DerNode | undefined {
    let node = this.#first()
    while (node && node.tag !== tag) node = this.#after(node)
    return node
  }

  fail(detail: string): never {
    return this.document.fail(this.start, this.end, detail)
  }
}

export interface DerOptions {
  /** Part of the bytes to read; offsets stay those of the whole. */
  readonly start?: number
  readonly end?: number
  readonly depth?: number
  /** Accept indefinite lengths, which containers written by streaming software have. */
  readonly ber?: boolean
}

/** Values in one file; a file of nothing but two-octet values must not take the memory of the machine. */
const MOST_VALUES = 2_000_000
const NONE: readonly DerNode[] = []

/**
 * Reads one value and all below it. Octets after it become a `trailing-octets` note.
 * @throws {SourceError} `malformed` (truncated, length beyond its container, indefinite length) or `limit` (depth, number of values)
 */
export function parseDer(bytes: Uint8Array, origin: DerOrigin, options: DerOptions = {}): DerNode {
  return readInto(new DerDocument(bytes, origin), options)
}

/** Reads the value inside a primitive (an OCTET STRING, a BIT STRING after its first octet): same offsets, own notes. */
export function parseInside(node: DerNode, skip = 0): DerNode {
  const document = new DerDocument(node.document.bytes, node.document.origin)
  return readInto(document, { start: node.contentStart + skip, end: node.contentEnd })
}

/** Checks one value and all below it, without recursion. */
function readInto(document: DerDocument, options: DerOptions): DerNode {
  const bytes = document.bytes
  const limit = options.end ?? bytes.length
  const mostDepth = options.depth ?? DEFAULT_LIMITS.depth
  const first = options.start ?? 0
  let position = first
  let values = 0
  /** Ends of the open constructed values; for an indefinite length, the start of the content as a negative number. */
  const ends: number[] = []

  for (;;) {
    const parentEnd = ends[ends.length - 1]
    const bound = parentEnd === undefined || parentEnd < 0 ? enclosing(ends, limit) : parentEnd
    if (parentEnd !== undefined && (parentEnd < 0 ? isEndOfContents(bytes, position, bound) : position === parentEnd)) {
      if (parentEnd < 0) {
        document.indefinite ??= new Map()
        document.indefinite.set(-parentEnd, position)
        position += 2
      }
      ends.pop()
      if (ends.length === 0) break
      continue
    }
    if (++values > MOST_VALUES)
      throw new SourceError({
        code: 'limit',
        limit: 'fileBytes',
        at: document.origin.at(position, position, ''),
        format: 'DER',
        detail: `more than ${MOST_VALUES} values in one file`,
      })

    const start = position
    if (position >= bound) truncated(document, start)
    const tag = bytes[position++] as number
    if ((tag & 0x1f) === 0x1f) {
      let octets = 0
      do {
        if (position >= bound) truncated(document, start)
        if (++octets > 4) document.fail(start, position, 'a tag number of more than four octets')
      } while (((bytes[position++] as number) & 0x80) !== 0)
    }
    if (position >= bound) truncated(document, start)
    let length = bytes[position++] as number
    const indefinite = length === INDEFINITE
    if (indefinite && !(options.ber && (tag & 0x20) !== 0)) document.fail(start, position, 'indefinite length')
    if (length > 0x80) {
      const octets = length & 0x7f
      if (position + octets > bound) truncated(document, start)
      length = 0
      for (let i = 0; i < octets; i++) {
        length = length * 256 + (bytes[position++] as number)
        if (length > bytes.length) document.fail(start, position, 'a length is larger than the file')
      }
      if (length < 0x80 || length < 2 ** (8 * (octets - 1)))
        document.notes.push({ code: 'length-not-minimal', start, end: position })
    }
    if (!indefinite && position + length > bound) truncated(document, start)

    if ((tag & 0x20) !== 0) {
      if (ends.length >= mostDepth)
        throw new SourceError({
          code: 'limit',
          limit: 'depth',
          at: document.origin.at(start, position, ''),
          format: 'DER',
          detail: `more than ${mostDepth} values inside one another`,
        })
      if (tag < 0x40 && tag !== TAG.sequence && tag !== TAG.set)
        document.notes.push({ code: 'constructed-string', start, end: position })
      ends.push(indefinite ? -position : position + length)
      continue
    }
    notePrimitive(document, tag, start, position, position + length)
    position += length
    if (ends.length === 0) break
  }
  if (position < limit) document.notes.push({ code: 'trailing-octets', start: position, end: limit })
  return nodeAt(document, first)
}

function truncated(document: DerDocument, start: number): never {
  return document.fail(start, Math.min(start + 1, document.bytes.length), 'truncated: a value ends after its container')
}

/** The value that starts there, in octets that {@link readInto} has checked. */
function nodeAt(document: DerDocument, start: number): DerNode {
  const bytes = document.bytes
  const tag = bytes[start] as number
  const lengthAt = afterTag(bytes, start)
  const contentStart = afterLength(bytes, lengthAt)
  if (bytes[lengthAt] === INDEFINITE) {
    const contentEnd = document.indefinite?.get(contentStart) as number
    return new DerNode(document, tag, start, contentStart, contentEnd, contentEnd + 2)
  }
  const end = contentStart + lengthOf(bytes, lengthAt, contentStart)
  return new DerNode(document, tag, start, contentStart, end, end)
}

const INDEFINITE = 0x80

function afterTag(bytes: Uint8Array, start: number): number {
  let position = start + 1
  if (((bytes[start] as number) & 0x1f) === 0x1f) while (((bytes[position++] as number) & 0x80) !== 0);
  return position
}

function afterLength(bytes: Uint8Array, at: number): number {
  const octet = bytes[at] as number
  return octet < INDEFINITE ? at + 1 : at + 1 + (octet & 0x7f)
}

function lengthOf(bytes: Uint8Array, at: number, contentStart: number): number {
  if (contentStart === at + 1) return bytes[at] as number
  let length = 0
  for (let i = at + 1; i < contentStart; i++) length = length * 256 + (bytes[i] as number)
  return length
}

/** End of the innermost value with a definite length. */
function enclosing(ends: readonly number[], limit: number): number {
  for (let i = ends.length - 1; i >= 0; i--) if ((ends[i] as number) >= 0) return ends[i] as number
  return limit
}

function isEndOfContents(bytes: Uint8Array, position: number, bound: number): boolean {
  return position + 2 <= bound && bytes[position] === 0 && bytes[position + 1] === 0
}

function notePrimitive(document: DerDocument, tag: number, start: number, at: number, end: number): void {
  const bytes = document.bytes
  const length = end - at
  const note = (code: DerNoteCode): void => {
    document.notes.push({ code, start, end })
  }
  if (tag === TAG.integer && length > 1) {
    const first = bytes[at] as number
    const second = bytes[at + 1] as number
    if ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)) note('integer-not-minimal')
  } else if (tag === TAG.boolean && length === 1) {
    if (bytes[at] !== 0 && bytes[at] !== 0xff) note('boolean-not-ff')
  } else if (tag === TAG.bitString && length > 1) {
    const unused = bytes[at] as number
    if (unused < 8 && ((bytes[end - 1] as number) & ((1 << unused) - 1)) !== 0) note('unused-bits-set')
  }
}

const hexByte = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`

/** Bytes as upper-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex').toUpperCase()
}

/** Content of a string of octets, put together when it stands in pieces (BER). */
export function octets(node: DerNode): Uint8Array {
  if (!node.constructed) return node.content
  const pieces: Uint8Array[] = []
  const left = [...node.children].reverse()
  for (let piece = left.pop(); piece; piece = left.pop()) {
    if (piece.constructed) left.push(...[...piece.children].reverse())
    else pieces.push(piece.content)
  }
  return Buffer.concat(pieces)
}

/** Dotted form. @throws {SourceError} `malformed` */
export function readOid(node: DerNode): string {
  node.expect(TAG.oid)
  return oidOf(node)
}

/** Those met first, by a hash of their octets: certificates name the same few dozen algorithms, attributes, extensions. */
const oids = new Map<number, { readonly octets: Uint8Array; readonly text: string }>()
const OIDS_KEPT = 500

/** As {@link readOid}, for implicitly tagged values. */
export function oidOf(node: DerNode): string {
  const { document, contentStart, contentEnd } = node
  const { bytes } = document
  if (contentEnd - contentStart > 256) node.fail(WRONG_SIZE)
  let hash = 0
  for (let i = contentStart; i < contentEnd; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0
  const known = oids.get(hash)
  if (known && stands(known.octets, bytes, contentStart, contentEnd)) return known.text
  const text = dotted(node)
  if (!known && oids.size < OIDS_KEPT) oids.set(hash, { octets: node.content.slice(), text })
  return text
}

function stands(octets: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (octets.length !== end - start) return false
  for (let i = 0; i < octets.length; i++) if (octets[i] !== bytes[start + i]) return false
  return true
}

const WRONG_SIZE = 'an object identifier of 0 or more than 256 octets'

function dotted(node: DerNode): string {
  const content = node.content
  if (content.length === 0) node.fail(WRONG_SIZE)
  if (((content[content.length - 1] as number) & 0x80) !== 0) node.fail('a truncated object identifier')
  const arcs: string[] = []
  let arc = 0
  let big: bigint | undefined
  for (const octet of content) {
    if (big !== undefined) big = big * 128n + BigInt(octet & 0x7f)
    else if (arc > 2 ** 45) big = BigInt(arc) * 128n + BigInt(octet & 0x7f)
    else arc = arc * 128 + (octet & 0x7f)
    if ((octet & 0x80) !== 0) continue
    if (arcs.length > 0) arcs.push(String(big ?? arc))
    else if (big !== undefined) arcs.push('2', String(big - 80n))
    else {
      const first = arc < 40 ? 0 : arc < 80 ? 1 : 2
      arcs.push(String(first), String(arc - 40 * first))
    }
    arc = 0
    big = undefined
  }
  return arcs.join('.')
}

/** Two's complement value. @throws {SourceError} `malformed` */
export function readInteger(node: DerNode): bigint {
  node.expect(TAG.integer)
  return integerOf(node)
}

/** As {@link readInteger}, for implicitly tagged values. */
export function integerOf(node: DerNode): bigint {
  const content = node.content
  if (content.length === 0) node.fail('an empty INTEGER')
  const value = BigInt(`0x${hex(content)}`)
  return ((content[0] as number) & 0x80) === 0 ? value : value - (1n << BigInt(8 * content.length))
}

/** @throws {SourceError} `malformed` */
export function readBoolean(node: DerNode): boolean {
  node.expect(TAG.boolean)
  if (node.contentEnd - node.contentStart !== 1) node.fail('a BOOLEAN must be one octet')
  return node.document.bytes[node.contentStart] !== 0
}

export interface BitString {
  /** Bits of the last octet that do not count, 0 to 7. */
  readonly unused: number
  readonly bytes: Uint8Array
}

/** @throws {SourceError} `malformed` */
export function readBitString(node: DerNode): BitString {
  node.expect(TAG.bitString)
  const content = node.content
  const unused = content[0]
  if (unused === undefined || unused > 7 || (unused > 0 && content.length === 1))
    return node.fail('a damaged BIT STRING')
  return { unused, bytes: content.subarray(1) }
}

const utf8 = new TextDecoder('utf-8')
const utf16be = new TextDecoder('utf-16be')

/** Whether {@link readString} knows the tag. */
export function isString(node: DerNode): boolean {
  return STRING_TAGS.has(node.tag)
}
const STRING_TAGS: ReadonlySet<number> = new Set([
  TAG.utf8String,
  TAG.numericString,
  TAG.printableString,
  TAG.teletexString,
  TAG.ia5String,
  TAG.visibleString,
  TAG.universalString,
  TAG.bmpString,
])

/** Text of any character string type; octets that are wrong in UTF-8 become U+FFFD. @throws {SourceError} `malformed` */
export function readString(node: DerNode): string {
  switch (node.tag) {
    case TAG.utf8String:
      return utf8.decode(node.content)
    case TAG.bmpString:
      return utf16be.decode(node.content)
    case TAG.universalString: {
      let text = ''
      const view = node.content
      for (let i = 0; i + 3 < view.length; i += 4) {
        const point = (view[i]! << 24) | (view[i + 1]! << 16) | (view[i + 2]! << 8) | view[i + 3]!
        text += point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
      }
      return text
    }
    default:
      if (!STRING_TAGS.has(node.tag)) return node.fail(`expected a character string, found tag ${hexByte(node.tag)}`)
      return latin1(node.content)
  }
}

/** One character per octet: ASCII types, and Latin-1 as TeletexString is used in practice. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

export interface DerTime {
  /** Milliseconds since 1970. */
  readonly milliseconds: number
  /** As written: `260914085501Z`. */
  readonly raw: string
  readonly type: 'UTCTime' | 'GeneralizedTime'
}

/**
 * A calendar date that exists. Offsets from UTC, absent seconds and absent zones (read as UTC) are accepted: whether
 * they are allowed is for rules, which have `raw`.
 * @throws {SourceError} `malformed`
 */
export function readTime(node: DerNode, implicit?: DerTime['type']): DerTime {
  const type =
    implicit ??
    (node.tag === TAG.utcTime ? 'UTCTime' : node.tag === TAG.generalizedTime ? 'GeneralizedTime' : undefined)
  if (!type) return node.fail(`expected a time, found tag ${hexByte(node.tag)}`)
  const raw = latin1(node.content)
  const pattern =
    type === 'UTCTime'
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?()(?:(Z)|([+-])(\d{2})(\d{2}))?$/
      : /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?([.,]\d{1,9})?(?:(Z)|([+-])(\d{2})(\d{2}))?$/
  const m = raw.length > 40 ? null : pattern.exec(raw)
  if (!m) return node.fail(`a damaged ${type}`)
  const part = (i: number): number => Number(m[i] ?? 0)
  const year = type === 'UTCTime' ? (part(1) < 50 ? 2000 : 1900) + part(1) : part(1)
  const fraction = m[7] ? Number(`0.${m[7].slice(1)}`) * 1000 : 0
  const date = new Date(0)
  date.setUTCFullYear(year, part(2) - 1, part(3))
  date.setUTCHours(part(4), part(5), part(6), Math.floor(fraction))
  const exists =
    date.getUTCMonth() === part(2) - 1 &&
    date.getUTCDate() === part(3) &&
    part(4) < 24 &&
    part(5) < 60 &&
    part(6) < 60 &&
    part(10) < 24 &&
    part(11) < 60
  if (!exists) node.fail(`a ${type} that is no date`)
  const offset = (part(10) * 60 + part(11)) * 60_000
  return { milliseconds: date.getTime() - (m[9] === '-' ? -offset : offset), raw, type }
}
