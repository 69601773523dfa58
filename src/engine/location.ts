import type { Secret } from './rule.ts'

/**
 * Where a value stands. A rule hands a `Located` straight to a finding; line and column are computed only when a
 * report is built, so carrying a place costs three references.
 */

/** What a report needs to know of the file (or the part of one) that a value was read from. */
export interface SourceRef {
  /** Path as the user gave it, `/` separated; members of containers read `outer.zip!/IHE_XDM/METADATA.XML`. */
  readonly uri: string
  /** `text`: offsets count UTF-16 units of the decoded text. `binary`: offsets count bytes. */
  readonly kind: 'text' | 'binary'
  /**
   * The place in the file on disk that a reader can open: a MIME part is a slice of its dump, so its lines count in the
   * dump; a base64 or inflated member has no such place and answers its own lines with its own uri.
   */
  position(offset: number): Position
  /** Text of the 1-based line of the same numbering as `position`, without its end; `undefined` for binary sources. */
  line(line: number): string | undefined
  /** What texts about this place must not show, where the artifact that would say so is no longer kept. */
  readonly secrets?: readonly Secret[]
}

export interface Position {
  /** The file on disk (or the container member) in which line and column count. */
  readonly uri: string
  /** 1-based; 0 for binary sources. */
  readonly line: number
  /** 1-based, in UTF-16 units; 0 for binary sources. */
  readonly column: number
  /** Offset in `uri`: bytes for binary sources, UTF-16 units for text. */
  readonly offset: number
}

export interface Location {
  readonly source: SourceRef
  /** Start of the value, in the unit of the source. */
  readonly offset: number
  /** Length in the same unit; 0 marks a point (an absent child is pointed at by its parent's start tag). */
  readonly length: number
  /** Logical path: an XPath with prefixes, `tbsCertificate.subject.OU`, `/certificates/2/server`. May be computed on demand. */
  readonly path: string
}

export interface Located<T> {
  readonly value: T
  readonly at: Location
}

/** Gives a value its place. */
export function located<T>(value: T, at: Location): Located<T> {
  return { value, at }
}

/**
 * The same place without its file: what is kept of an exchange for rules over the whole run must not keep its text.
 *
 * @param secrets what texts about this place must not show: the artifacts that say so are not kept either
 */
export function frozen(at: Location, secrets?: readonly Secret[]): Location {
  const { source, offset, length, path } = at
  return new FrozenLocation({
    uri: source.uri,
    kind: source.kind,
    offset,
    length,
    path,
    secrets: secrets ?? source.secrets ?? [],
    start: source.position(offset),
    end: source.position(offset + length),
  })
}

class FrozenLocation implements Location, SourceRef {
  readonly uri: string
  readonly kind: 'text' | 'binary'
  readonly offset: number
  readonly length: number
  readonly path: string
  readonly secrets: readonly Secret[]
  /** Where it stands on disk, and line, column and offset of its start and of its end: one array for many places. */
  readonly #on: string
  readonly #numbers: readonly number[]

  constructor({ uri, kind, offset, length, path, secrets, start, end }: FrozenData) {
    this.uri = ownText(uri)
    this.kind = kind
    this.offset = offset
    this.length = length
    this.path = ownText(path)
    this.secrets = secrets
    this.#on = ownText(start.uri)
    this.#numbers = [start.line, start.column, start.offset, end.line, end.column, end.offset]
  }

  get source(): SourceRef {
    return this
  }

  position(offset: number): Position {
    return this.#position(offset <= this.offset ? 0 : 3)
  }

  #position(from: 0 | 3): Position {
    const [line = 0, column = 0, offset = 0] = this.#numbers.slice(from)
    return { uri: this.#on, line, column, offset }
  }

  line(): undefined {
    return undefined
  }

  toJSON(): { [FROZEN]: FrozenData } {
    const { uri, kind, offset, length, path, secrets } = this
    return { [FROZEN]: { uri, kind, offset, length, path, secrets, start: this.#position(0), end: this.#position(3) } }
  }
}

interface FrozenData extends Omit<Location, 'source'> {
  readonly uri: string
  readonly kind: 'text' | 'binary'
  readonly secrets: readonly Secret[]
  readonly start: Position
  readonly end: Position
}

/** Marks a place in JSON text. */
const FROZEN = '$place'

/** Reviver for `JSON.parse` of data that holds places of {@link frozen}. */
export function thawed(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(FROZEN in value)) return value
  return new FrozenLocation(value[FROZEN] as FrozenData)
}

const texts = new Map<string, string>()
const TEXTS_KEPT = 20_000

/**
 * The text in memory of its own: a part of a string keeps all of it alive, here a whole message. What an archive
 * repeats (paths, identifiers of structures) is kept once.
 */
export function ownText(text: string): string {
  let own = texts.get(text)
  if (own === undefined) {
    own = Buffer.from(text).toString()
    if (texts.size >= TEXTS_KEPT) texts.clear()
    texts.set(own, own)
  }
  return own
}
