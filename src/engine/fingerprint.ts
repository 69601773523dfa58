import { createHash } from 'node:crypto'

/**
 * Names a finding so that it is recognised in the next run: rule, message, file and logical path, but no line, no
 * offset and no value of the file (a hash of an INS could be reversed by trying all of them).
 *
 * @returns 32 hexadecimal digits
 */
export function fingerprint(rule: string, messageId: string, uri: string, path: string): string {
  return createHash('sha256').update([rule, messageId, uri, path].join('\0')).digest().toString('hex', 0, 16)
}

/** Tells findings of the same name apart by their order in the file: the second gets `:2`. */
export class Occurrences {
  readonly #seen = new Map<string, number>()
  number(name: string): string {
    const count = (this.#seen.get(name) ?? 0) + 1
    this.#seen.set(name, count)
    return count === 1 ? name : `${name}:${count}`
  }
}

const BLOCK = 100
const BASE = 37n
const BITS = (1n << 64n) - 1n

/**
 * The hash by which code scanning recognises a line: a polynomial over the 100 non-blank UTF-16 units that follow the
 * start of the line, ends of line counted as LF, 65535 and zeros after the end of the text. Lines count LF, CR and CRLF.
 *
 * @param line 1-based
 * @returns hexadecimal without leading zeros and without the `:n` that tells repeats apart
 */
export function lineHash(text: string, line: number): string {
  let from = 0
  for (let n = 1; n < line; n++) {
    const next = /\r\n|\r|\n/g
    next.lastIndex = from
    const match = next.exec(text)
    if (!match) break
    from = match.index + match[0].length
  }
  const units: bigint[] = []
  for (let i = from; i < text.length && units.length < BLOCK; i++) {
    let unit = text.charCodeAt(i)
    if (unit === 0x20 || unit === 0x09) continue
    if (unit === 0x0d) {
      if (text.charCodeAt(i + 1) === 0x0a) i++
      unit = 0x0a
    }
    units.push(BigInt(unit))
  }
  if (units.length < BLOCK) units.push(65535n)
  while (units.length < BLOCK) units.push(0n)
  let hash = 0n
  for (const unit of units) hash = (hash * BASE + unit) & BITS
  return hash.toString(16)
}
