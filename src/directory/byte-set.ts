/** FNV-1a with a final mix: the low bits choose a slot, so they must depend on every character. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 0x01000193)
  return mixed(h)
}

/** As {@link hashBytes}, of the first `length` characters of an identifier. */
export function hashText(text: string, length: number): number {
  let h = 0x811c9dc5
  for (let i = 0; i < length; i++) h = Math.imul(h ^ (text.charCodeAt(i) & 0xff), 0x01000193)
  return mixed(h)
}

function mixed(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

const scratch = Buffer.allocUnsafe(1024)

/** What `toString('latin1')` calls; called directly, ten million short strings cost a quarter of the time. */
type Sliceable = Buffer & { latin1Slice(start: number, end: number): string }

/**
 * Numbers distinct byte strings 0, 1, 2 … in order of arrival. A Map of two million JavaScript strings would take four
 * times the memory that an import may use.
 */
export class ByteSet {
  size = 0
  #last = 0
  #bytes = Buffer.allocUnsafe(1 << 16)
  #ends = new Uint32Array(1 << 12)
  /** Open addressing, two words a slot, so that most misses cost one look at memory: hash, and number + 1 (0 when free). */
  #slots = new Uint32Array(2 << 13)

  add(bytes: Uint8Array, start: number, end: number): number {
    // The rows of a person follow one another.
    if (this.size > 0 && this.#equals(this.#last, bytes, start, end)) return this.#last
    this.#last = this.#find(bytes, start, end)
    return this.#last
  }

  #find(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end)
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (hash << 1) & mask
    for (let found = slots[slot + 1]!; found !== 0; found = slots[slot + 1]!) {
      if (slots[slot] === hash && this.#equals(found - 1, bytes, start, end)) return found - 1
      slot = (slot + 2) & mask
    }
    slots[slot] = hash
    slots[slot + 1] = this.size + 1
    return this.#append(bytes, start, end)
  }

  /** Frees what only `add` needs, a third of the memory; nothing may be added afterwards. */
  seal(): void {
    this.#slots = new Uint32Array(0)
  }

  /** @param text at most a few hundred characters, each of one byte */
  addText(text: string): number {
    return this.add(scratch, 0, scratch.write(text, 'latin1'))
  }

  /** As {@link hashText} of the text without its last characters. */
  stemHash(i: number, stem: (length: number, first: number) => number): number {
    const start = this.#start(i)
    const length = this.#ends[i]! - start
    return hashBytes(this.#bytes, start, start + stem(length, this.#bytes[start]!))
  }

  /** Copies a string to the start of `target`, as far as it has room; returns the length copied. */
  copy(i: number, target: Uint8Array): number {
    const start = this.#start(i)
    const length = Math.min(this.#ends[i]! - start, target.length)
    for (let k = 0; k < length; k++) target[k] = this.#bytes[start + k]!
    return length
  }

  text(i: number): string {
    return (this.#bytes as Sliceable).latin1Slice(this.#start(i), this.#ends[i] as number)
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

  #append(bytes: Uint8Array, start: number, end: number): number {
    const i = this.size++
    const from = this.#start(i)
    if (from + end - start > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 1.5, from + end - start) | 0)
      this.#bytes.copy(larger, 0, 0, from)
      this.#bytes = larger
    }
    if (i === this.#ends.length) this.#ends = grown(this.#ends)
    for (let k = start, at = from; k < end; k++, at++) this.#bytes[at] = bytes[k]!
    this.#ends[i] = from + end - start
    if (this.size * 4 > this.#slots.length) this.#enlarge()
    return i
  }

  #enlarge(): void {
    const old = this.#slots
    const slots = new Uint32Array(old.length * 2)
    const mask = slots.length - 1
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue
      let slot = (old[from]! << 1) & mask
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask
      slots[slot] = old[from]!
      slots[slot + 1] = old[from + 1]!
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
