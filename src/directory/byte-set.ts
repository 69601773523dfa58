/** FNV-1a with a final mix: the low bits choose a slot, so they must depend on every character. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

/** Same value as {@link hashBytes} of the text's bytes; identifiers are ASCII. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ (text.charCodeAt(i) & 0xff), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

/**
 * Numbers distinct byte strings 0, 1, 2 … in order of arrival. A Map of two million JavaScript strings would take four
 * times the memory that an import may use.
 */
export class ByteSet {
  size = 0
  #bytes = Buffer.allocUnsafe(1 << 16)
  #ends = new Uint32Array(1 << 12)
  #hashes = new Uint32Array(1 << 12)
  /** Open addressing: number of the string + 1, 0 for a free slot. */
  #slots = new Uint32Array(1 << 13)

  add(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let found = this.#slots[slot] as number; found !== 0; found = this.#slots[slot] as number) {
      if (this.#hashes[found - 1] === hash && this.#equals(found - 1, bytes, start, end)) return found - 1
      slot = (slot + 1) & mask
    }
    return this.#append(bytes, start, end, hash, slot)
  }

  addText(text: string): number {
    const bytes = Buffer.from(text, 'latin1')
    return this.add(bytes, 0, bytes.length)
  }

  text(i: number): string {
    return this.#bytes.toString('latin1', this.#start(i), this.#ends[i])
  }

  hash(i: number): number {
    return this.#hashes[i] as number
  }

  #start(i: number): number {
    return i === 0 ? 0 : (this.#ends[i - 1] as number)
  }

  #equals(i: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#start(i)
    if ((this.#ends[i] as number) - from !== end - start) return false
    for (let k = start, at = from; k < end; k++, at++) if (bytes[k] !== this.#bytes[at]) return false
    return true
  }

  #append(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const i = this.size++
    const from = this.#start(i)
    if (from + end - start > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 1.5, from + end - start) | 0)
      this.#bytes.copy(larger, 0, 0, from)
      this.#bytes = larger
    }
    if (i === this.#ends.length) {
      this.#ends = grown(this.#ends)
      this.#hashes = grown(this.#hashes)
    }
    for (let k = start, at = from; k < end; k++, at++) this.#bytes[at] = bytes[k] as number
    this.#ends[i] = from + end - start
    this.#hashes[i] = hash
    this.#slots[slot] = i + 1
    if (this.size * 2 > this.#slots.length) this.#rehash()
    return i
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let i = 0; i < this.size; i++) {
      let slot = (this.#hashes[i] as number) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = i + 1
    }
    this.#slots = slots
  }
}

export function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(array.length * 1.5))
  larger.set(array)
  return larger
}

/** Lists of numbers per number, built in two passes over the pairs: compressed rows, as a sparse matrix has them. */
export class Groups {
  readonly #starts: Uint32Array
  readonly #items: Uint32Array

  /** @param pairs calls its argument once per pair, the same pairs in the same order each time it is called */
  constructor(groups: number, pairs: (pair: (group: number, item: number) => void) => void) {
    const starts = new Uint32Array(groups + 1)
    pairs(group => {
      starts[group + 1]! += 1
    })
    for (let i = 0; i < groups; i++) starts[i + 1]! += starts[i] as number
    const items = new Uint32Array(starts[groups] as number)
    const next = starts.slice(0, groups)
    pairs((group, item) => {
      items[next[group]!++] = item
    })
    this.#starts = starts
    this.#items = items
  }

  of(group: number): Uint32Array {
    return this.#items.subarray(this.#starts[group], this.#starts[group + 1])
  }
}
