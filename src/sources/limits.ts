/** Bounds that keep a hostile file from taking the machine. Each has its own finding (RUN-004) and its own flag. */
export interface Limits {
  /** Bytes of one file on disk. */
  readonly fileBytes: number
  /** Elements inside one another (XML), constructed values (DER), containers (zip in MIME in zip), collections (JSON, YAML). */
  readonly depth: number
  /** Attributes of one XML element. */
  readonly attributes: number
  /** Entries of one archive. */
  readonly entries: number
  /** Bytes that one archive may inflate to, all entries together. */
  readonly inflatedBytes: number
  /** Inflated bytes per compressed byte of one entry. */
  readonly ratio: number
  /** Parts of one MIME message. */
  readonly parts: number
  /** Certificates of one bundle. */
  readonly certificates: number
  /** Alias expansions of one YAML file. */
  readonly aliases: number
  /** Bytes of one YAML file: its tree takes hundreds of bytes per byte. */
  readonly yamlBytes: number
  /** Milliseconds spent on reading one file. */
  readonly milliseconds: number
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 100 * 1024 * 1024,
  depth: 256,
  attributes: 1_000,
  entries: 10_000,
  inflatedBytes: 500 * 1024 * 1024,
  ratio: 200,
  parts: 1_000,
  certificates: 10_000,
  aliases: 100,
  yamlBytes: 2 * 1024 * 1024,
  milliseconds: 30_000,
}

/**
 * Milliseconds of a clock that only goes forward. `performance.now()` gives the same, but makes Node open a module, which
 * takes longer than to read a message.
 */
export function clock(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}
