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
 */
export function frozen(at: Location): Location {
  const start = at.source.position(at.offset)
  const end = at.source.position(at.offset + at.length)
  const source: SourceRef = {
    uri: at.source.uri,
    kind: at.source.kind,
    position: offset => (offset <= at.offset ? start : end),
    line: () => undefined,
  }
  return { source, offset: at.offset, length: at.length, path: at.path }
}
