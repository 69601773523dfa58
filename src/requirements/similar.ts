/**
 * Finds what somebody means who pastes a message with noise around it, or types it by heart without accents: texts
 * are compared as bags of words, and rare words count more.
 */

/** Words without case, accents and punctuation; `AuthorInstitution` and `XDSPatientId` are the words they are made of. */
export function words(text: string): Set<string> {
  return new Set(
    text
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(word => word !== ''),
  )
}

/** Letters and digits only, to compare names and codes in any spelling. */
export function squeezed(text: string): string {
  return [...text.normalize('NFD').toLowerCase()].filter(character => /[a-z0-9]/.test(character)).join('')
}

export interface Found<T> {
  readonly value: T
  /** From 0 to 1: weight of the words in common, relative to the shorter of both texts. */
  readonly score: number
}

/** Longest text that is compared: a pasted trace beyond it adds only noise. */
const LONGEST = 4_000

export class Similar<T> {
  readonly #entries: readonly { readonly value: T; readonly words: ReadonlySet<string> }[]
  readonly #frequency = new Map<string, number>()

  /** @param texts of each value, the ways in which it may be written */
  constructor(values: readonly T[], texts: (value: T) => readonly string[]) {
    this.#entries = values.flatMap(value => texts(value).map(text => ({ value, words: words(text) })))
    for (const entry of this.#entries)
      for (const word of entry.words) this.#frequency.set(word, (this.#frequency.get(word) ?? 0) + 1)
  }

  /** Values that share words with the text, the nearest first, each once. */
  find(text: string): readonly Found<T>[] {
    const asked = words(text.slice(0, LONGEST))
    const best = new Map<T, number>()
    for (const { value, words } of this.#entries) {
      const score = this.#score(asked, words)
      if (score > (best.get(value) ?? 0)) best.set(value, score)
    }
    return [...best].map(([value, score]) => ({ value, score })).sort((a, b) => b.score - a.score)
  }

  #score(asked: ReadonlySet<string>, known: ReadonlySet<string>): number {
    const common: string[] = []
    const meant = new Set<string>()
    for (const word of known) {
      const other = asked.has(word) ? word : mistyped(word, asked)
      if (other === undefined) continue
      common.push(word)
      meant.add(other)
    }
    const shared = this.#weight(common)
    // One word in common is a coincidence, unless it is all that there is to know.
    const few = meant.size < 2 && known.size > 1 ? 0.35 : 1
    return few * Math.max(shared / this.#weight(known), shared / Math.max(this.#weight(asked), shared, 1))
  }

  #weight(words: Iterable<string>): number {
    let sum = 0
    for (const word of words) sum += Math.log(1 + this.#entries.length / (this.#frequency.get(word) ?? 0.5))
    return sum
  }
}

/** Shorter words are too near to each other. */
const TYPED_WRONG = 5

function mistyped(word: string, asked: ReadonlySet<string>): string | undefined {
  if (word.length < TYPED_WRONG) return undefined
  for (const other of asked) if (other.length >= TYPED_WRONG && isNearly(word, other)) return other
  return undefined
}

/** Whether one letter added, left out, changed or swapped with the next makes the one word of the other. */
export function isNearly(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
