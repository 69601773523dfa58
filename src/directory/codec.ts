import { type ByteSet, hashText } from './byte-set.ts'
import type { DirectoryActivity, DirectoryPerson, DirectoryStructure } from './directory.ts'
import { structureKinds } from './directory.ts'

/**
 * How entries are written in the index (format 1).
 *
 * Entries stand in buckets of some sixteen, one database record each, chosen by the hash of the key: a record per entry
 * costs three times the time to write and half as much space again. A bucket is a run of entries:
 *
 *     entry      = varint length of what follows · packed key · body
 *     packed     = one byte length, then half-bytes 0-9 A B, two to a byte (high first); or one byte 0x80 + length,
 *                  then the characters, when another one occurs
 *     codes      = varint, the position in the manifest's list of codes (`SA07`, `SM44`, `10`); 0 stands for none
 *     person     = flags · code profession · list of codes specialties · list of (packed structure, codes mode, sector,
 *                  role) · name
 *     structure  = flags · [packed id] · list of packed keys besides key and id · list of codes sectors · [packed SIREN]
 *                  · [packed SIRET] · [packed EG] · [packed EJ] · [list of packed sites] · name
 *     list       = count · packed identifiers: practitioners of a structure, structures of a company
 *
 * A list is a varint count and its items; parts between brackets are there when their flag is set; a name (only with its
 * flag) is a varint length and UTF-8 bytes.
 */

/**
 * The bucket of a key. The last characters do not count (a check digit and a counter; in an RPPS-rang also the rank):
 * the numbers of neighbours stand together in the extraction, and when they share a bucket an import walks through
 * memory in order, which halves its time.
 */
export function bucketOf(key: string, buckets: number): number {
  return hashText(key, stem(key.length, key.charCodeAt(0))) % buckets
}

/** Length of a key without the characters that do not count. @param first code of its first character */
export function stem(length: number, first: number): number {
  return Math.max(1, length - (first === RPPS_RANG ? 5 : 2))
}

/** `4`, the type digit. */
const RPPS_RANG = 0x34

const SYMBOLS = '0123456789AB'
const NIBBLE = new Int8Array(256).fill(-1)
for (let i = 0; i < SYMBOLS.length; i++) NIBBLE[SYMBOLS.charCodeAt(i)] = i
const RAW = 0x80
const MAX_KEY = 0x7f

const INACTIVE = 1
const NAMED = 2
const OTHER_ID = 4
const SIREN = 8
const SIRET = 16
const SITE = 32
const LEGAL = 64
const SITES = 128

/** Codes are numbered from 1 in order of arrival. */
export class Codes {
  readonly list: string[] = []
  readonly #numbers = new Map<string, number>()

  number(code: string | undefined): number {
    if (!code) return 0
    const known = this.#numbers.get(code)
    if (known !== undefined) return known
    this.list.push(code)
    this.#numbers.set(code, this.list.length)
    return this.list.length
  }
}

export class Encoder {
  readonly #codes: Codes
  #bytes = Buffer.allocUnsafe(1 << 16)
  #length = 0

  constructor(codes: Codes) {
    this.#codes = codes
  }

  /** The bucket written so far; starts the next one. Valid until the next entry is written. */
  take(): Buffer {
    const bucket = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    return bucket
  }

  person(p: DirectoryPerson): void {
    this.#entry(
      () => this.#packed(p.id),
      () => {
        this.#byte((p.active ? 0 : INACTIVE) | (p.name === undefined ? 0 : NAMED))
        this.#varint(this.#codes.number(p.profession))
        this.#codeList(p.specialties)
        this.#varint(p.activities.length)
        for (const activity of p.activities) {
          this.#packed(activity.structure)
          this.#varint(this.#codes.number(activity.mode))
          this.#varint(this.#codes.number(activity.sector))
          this.#varint(this.#codes.number(activity.role))
        }
        this.#name(p.name)
      },
    )
  }

  structure(key: string, s: DirectoryStructure): void {
    this.#entry(
      () => this.#packed(key),
      () => {
        this.#byte(
          (s.active ? 0 : INACTIVE) |
            (s.name === undefined ? 0 : NAMED) |
            (s.id === key ? 0 : OTHER_ID) |
            (s.siren === undefined ? 0 : SIREN) |
            (s.siret === undefined ? 0 : SIRET) |
            (s.finessSite === undefined ? 0 : SITE) |
            (s.finessLegal === undefined ? 0 : LEGAL) |
            (s.sites === undefined ? 0 : SITES),
        )
        if (s.id !== key) this.#packed(s.id)
        this.#packedList(s.keys.filter(other => other !== key && other !== s.id))
        this.#codeList(s.sectors)
        for (const value of [s.siren, s.siret, s.finessSite, s.finessLegal])
          if (value !== undefined) this.#packed(value)
        if (s.sites !== undefined) this.#packedList(s.sites)
        this.#name(s.name)
      },
    )
  }

  /** A list of `ids` under a key, both by number. */
  list(keys: ByteSet, key: number, ids: ByteSet, items: readonly number[]): void {
    if (items.length === 0) return
    this.#entry(
      () => this.#packedNumber(keys, key),
      () => {
        this.#varint(items.length)
        for (const item of items) this.#packedNumber(ids, item)
      },
    )
  }

  /** The length is written before the body is known: three bytes are kept for it and closed up when fewer serve. */
  #entry(key: () => void, body: () => void): void {
    const start = this.#length
    this.#need(3)
    this.#length += 3
    key()
    body()
    const size = this.#length - start - 3
    const width = size < 0x80 ? 1 : size < 0x4000 ? 2 : size < 0x200000 ? 3 : 5
    this.#need(2)
    this.#bytes.copyWithin(start + width, start + 3, this.#length)
    this.#length = start
    this.#varint(size)
    this.#length = start + width + size
  }

  #packedList(ids: readonly string[]): void {
    this.#varint(ids.length)
    for (const id of ids) this.#packed(id)
  }

  #codeList(codes: readonly string[]): void {
    this.#varint(codes.length)
    for (const code of codes) this.#varint(this.#codes.number(code))
  }

  #name(name: string | undefined): void {
    if (name === undefined) return
    const bytes = Buffer.from(name)
    this.#varint(bytes.length)
    this.#need(bytes.length)
    bytes.copy(this.#bytes, this.#length)
    this.#length += bytes.length
  }

  #packed(id: string): void {
    this.#need(id.length + 1)
    this.#length += pack(id, this.#bytes, this.#length)
  }

  #packedNumber(set: ByteSet, i: number): void {
    this.#need(MAX_KEY + 1)
    this.#length += packBytes(unpacked, set.copy(i, unpacked), this.#bytes, this.#length)
  }

  #varint(value: number): void {
    this.#need(5)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }

  #byte(value: number): void {
    this.#need(1)
    this.#bytes[this.#length++] = value
  }

  #need(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe((this.#length + more) * 2)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** Characters of the identifier being packed. */
const unpacked = new Uint8Array(MAX_KEY)

/** Writes a packed identifier at `at`; returns its size. Needs room for one byte more than the identifier has characters. */
export function pack(id: string, bytes: Uint8Array, at: number): number {
  const length = Math.min(id.length, MAX_KEY)
  for (let i = 0; i < length; i++) unpacked[i] = id.charCodeAt(i)
  return packBytes(unpacked, length, bytes, at)
}

function packBytes(id: Uint8Array, length: number, bytes: Uint8Array, at: number): number {
  bytes[at] = length
  let high = 0
  for (let i = 0; i < length; i++) {
    const nibble = NIBBLE[id[i]!]!
    if (nibble < 0) {
      bytes[at] = RAW | length
      for (let k = 0; k < length; k++) bytes[at + 1 + k] = id[k]!
      return 1 + length
    }
    if (i % 2 === 0) high = nibble << 4
    else bytes[at + 1 + (i >> 1)] = high | nibble
  }
  if (length % 2 === 1) bytes[at + 1 + (length >> 1)] = high
  return 1 + ((length + 1) >> 1)
}

/** Every pair of half-bytes as text, so that unpacking costs one look-up per two characters. */
const PAIRS = Array.from({ length: 256 }, (_, i) => (SYMBOLS[i >> 4] ?? '') + (SYMBOLS[i & 15] ?? ''))

/** The key looked for, packed; a look-up ends before another begins. */
const wanted = new Uint8Array(MAX_KEY + 1)

/** Reads entries of one bucket. */
export class Decoder {
  readonly #codes: readonly string[]
  #bytes: Uint8Array = new Uint8Array()
  #at = 0

  constructor(codes: readonly string[]) {
    this.#codes = codes
  }

  /** Moves to the body of the entry with this key; false when the bucket has none. */
  seek(bucket: Uint8Array, length: number, key: string): boolean {
    if (key.length > MAX_KEY) return false
    const size = pack(key, wanted, 0)
    this.#bytes = bucket
    this.#at = 0
    while (this.#at < length) {
      const entry = this.#varint()
      const next = this.#at + entry
      let i = 0
      while (i < size && bucket[this.#at + i] === wanted[i]) i++
      if (i === size) {
        this.#at += size
        return true
      }
      this.#at = next
    }
    return false
  }

  /** Every entry of a bucket in turn: `visit` gets the key and must read the body or leave it. */
  each(bucket: Uint8Array, length: number, visit: (key: string) => void): void {
    this.#bytes = bucket
    this.#at = 0
    while (this.#at < length) {
      const entry = this.#varint()
      const next = this.#at + entry
      visit(this.#packed())
      this.#at = next
    }
  }

  person(id: string): DirectoryPerson {
    const flags = this.#byte()
    const profession = this.#code()
    const specialties = this.#codeList()
    const activities: DirectoryActivity[] = []
    for (let n = this.#varint(); n > 0; n--) {
      const structure = this.#packed()
      const mode = this.#code()
      const sector = this.#code()
      const role = this.#code()
      activities.push(role === '' ? { structure, mode, sector } : { structure, mode, sector, role })
    }
    const person: Writable<DirectoryPerson> = { id, specialties, activities, active: (flags & INACTIVE) === 0 }
    if (profession !== '') person.profession = profession
    if (flags & NAMED) person.name = this.#name()
    return person
  }

  /** @param practitioners read when somebody asks: a hospital has thousands */
  structure(key: string, practitioners: (key: string) => readonly string[]): DirectoryStructure {
    const flags = this.#byte()
    const id = flags & OTHER_ID ? this.#packed() : key
    const keys = this.#packedList()
    if (id !== key) keys.unshift(key)
    keys.unshift(id)
    const sectors = this.#codeList()
    const siren = flags & SIREN ? this.#packed() : undefined
    const siret = flags & SIRET ? this.#packed() : undefined
    const finessSite = flags & SITE ? this.#packed() : undefined
    const finessLegal = flags & LEGAL ? this.#packed() : undefined
    const sites = flags & SITES ? this.#packedList() : undefined
    const name = flags & NAMED ? this.#name() : undefined
    let known: readonly string[] | undefined
    const structure: Writable<DirectoryStructure> = {
      id,
      keys,
      kinds: [],
      sectors,
      get practitioners() {
        known ??= practitioners(key)
        return known
      },
      active: (flags & INACTIVE) === 0,
    }
    if (siren !== undefined) structure.siren = siren
    if (siret !== undefined) structure.siret = siret
    if (finessSite !== undefined) structure.finessSite = finessSite
    if (finessLegal !== undefined) structure.finessLegal = finessLegal
    if (name !== undefined) structure.name = name
    if (sites !== undefined) structure.sites = sites
    structure.kinds = structureKinds(structure)
    return structure
  }

  list(): string[] {
    return this.#packedList()
  }

  #packedList(): string[] {
    const list: string[] = []
    for (let n = this.#varint(); n > 0; n--) list.push(this.#packed())
    return list
  }

  #codeList(): string[] {
    const list: string[] = []
    for (let n = this.#varint(); n > 0; n--) list.push(this.#code())
    return list
  }

  #code(): string {
    const number = this.#varint()
    return number === 0 ? '' : (this.#codes[number - 1] ?? '')
  }

  #name(): string {
    const length = this.#varint()
    const start = this.#at
    this.#at += length
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + start, length).toString('utf8')
  }

  #packed(): string {
    const head = this.#byte()
    const length = head & MAX_KEY
    let text = ''
    if (head & RAW) {
      for (let i = 0; i < length; i++) text += String.fromCharCode(this.#byte())
      return text
    }
    for (let i = 0; i < length >> 1; i++) text += PAIRS[this.#bytes[this.#at++] as number]
    if (length % 2 === 1) text += SYMBOLS[(this.#bytes[this.#at++] as number) >> 4]
    return text
  }

  #varint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte()
      value += (byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    return value
  }

  #byte(): number {
    return this.#bytes[this.#at++] as number
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
