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
 * The same place without its file: what is kept of an exchange for rules over the whole run must not keep its text, and
 * no report can quote it.
 */
export function frozen(at: Location): Location {
  const { file, numbers } = factsOf(at)
  return placed(file, at.path, numbers)
}

/** What is known of the file of places that outlive it: plain data. */
export interface FileOfPlaces {
  readonly uri: string
  readonly kind: 'text' | 'binary'
  /** The file on disk (or the container member) in which line and column count. */
  readonly on: string
  /** What texts about these places must not show: the artifacts that say so are not kept either. */
  readonly secrets: readonly Secret[]
}

/**
 * Offset and length in the unit of the source; then line, column and offset on disk, as {@link Position} counts, of the
 * start and of the end.
 */
export type PlaceNumbers = readonly number[]

/** What {@link placed} needs beside the path. */
export function factsOf({ source, offset, length }: Location): {
  readonly file: FileOfPlaces
  readonly numbers: PlaceNumbers
} {
  const { uri, kind, secrets = [] } = source
  const start = source.position(offset)
  const end = source.position(offset + length)
  return {
    file: { uri, kind, on: start.uri, secrets },
    numbers: [offset, length, start.line, start.column, start.offset, end.line, end.column, end.offset],
  }
}

/** A place from its data; its source answers for the start and the end of this place alone. */
export function placed(file: FileOfPlaces, path: string, numbers: PlaceNumbers): Location {
  return new FrozenLocation(file, path, numbers)
}

class FrozenLocation implements Location, SourceRef {
  readonly path: string
  readonly #file: FileOfPlaces
  readonly #numbers: PlaceNumbers

  constructor(file: FileOfPlaces, path: string, numbers: PlaceNumbers) {
    this.path = path
    this.#file = file
    this.#numbers = numbers
  }

  get source(): SourceRef {
    return this
  }

  get uri(): string {
    return this.#file.uri
  }

  get kind(): 'text' | 'binary' {
    return this.#file.kind
  }

  get secrets(): readonly Secret[] {
    return this.#file.secrets
  }

  get offset(): number {
    return this.#numbers[0] ?? 0
  }

  get length(): number {
    return this.#numbers[1] ?? 0
  }

  position(offset: number): Position {
    const [line = 0, column = 0, onDisk = 0] = this.#numbers.slice(offset <= this.offset ? 2 : 5)
    return { uri: this.#file.on, line, column, offset: onDisk }
  }

  line(): undefined {
    return undefined
  }
}
