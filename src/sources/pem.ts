import type { Location, SourceRef } from '../engine/location.ts'
import type { DerOrigin } from './der.ts'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

/** Textual encodings of RFC 7468, as they are found: text dumps between blocks, CRLF, RFC 1421 headers, damage. */

export interface PemBlock {
  /** `CERTIFICATE`, `PKCS7`, `ENCRYPTED PRIVATE KEY` … */
  readonly label: string
  /** RFC 1421 headers; `Proc-Type: 4,ENCRYPTED` marks an encrypted legacy key. */
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Uint8Array
  /** Maps offsets in `bytes` to the base64 text. */
  readonly origin: DerOrigin
  /** From `-----BEGIN` to the end of the END line. */
  readonly at: Location
}

const BEGIN = '-----BEGIN '

/** Whether a text may hold PEM. */
export const looksLikePem = (text: string): boolean => text.includes(BEGIN)

/**
 * Every block of a text. A damaged block is a problem; the others are read.
 * @param most blocks after which reading stops with a `limit` problem
 */
export function readPem(source: Source, most: number): { blocks: PemBlock[]; problems: Problem[] } {
  const text = source.text
  const blocks: PemBlock[] = []
  const problems: Problem[] = []
  let from = 0
  for (;;) {
    const begin = text.indexOf(BEGIN, from)
    if (begin < 0) return { blocks, problems }
    const problem = (length: number, detail: string): void => {
      problems.push({
        code: 'malformed',
        at: source.at(begin, length, `/pem[${blocks.length + 1}]`),
        format: 'PEM',
        detail,
      })
    }
    if (blocks.length + problems.length >= most) {
      problems.push({
        code: 'limit',
        limit: 'certificates',
        at: source.at(begin, BEGIN.length, ''),
        format: 'PEM',
        detail: `more than ${most} blocks in one file`,
      })
      return { blocks, problems }
    }
    const head = /-----BEGIN ([A-Z0-9 ]{1,64}?)-----/y
    head.lastIndex = begin
    const label = head.exec(text)?.[1]
    if (label === undefined) {
      problem(BEGIN.length, 'a damaged BEGIN line')
      from = begin + BEGIN.length
      continue
    }
    const bodyStart = head.lastIndex
    const bodyEnd = text.indexOf('-----', bodyStart)
    const tail = `-----END ${label}-----`
    if (bodyEnd < 0 || !text.startsWith(tail, bodyEnd)) {
      problem(bodyStart - begin, 'a block without its END line')
      from = bodyStart
      continue
    }
    from = bodyEnd + tail.length
    const { headers, length } = readHeaders(text.slice(bodyStart, bodyEnd))
    const dataStart = bodyStart + length
    const bytes = decodeBase64(text.slice(dataStart, bodyEnd))
    if (!bytes) {
      problem(from - begin, 'characters that are not base64')
      continue
    }
    blocks.push({
      label,
      headers,
      bytes,
      origin: new Base64Origin(source, dataStart, bodyEnd),
      at: source.at(begin, from - begin, `/pem[${blocks.length + 1}]`),
    })
  }
}

function readHeaders(body: string): { headers: Map<string, string>; length: number } {
  const headers = new Map<string, string>()
  const line = /[ \t]*\r?\n(?:([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]*([^\r\n]{0,400}))?/y
  let length = 0
  for (let m = line.exec(body); m?.[1] !== undefined; m = line.exec(body)) {
    headers.set(m[1], m[2] ?? '')
    length = line.lastIndex
  }
  return { headers, length }
}

/** Bytes of base64 with white space in it; `undefined` when other characters stand there or nothing does. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const packed = text.replace(/\s+/g, '')
  const bytes = Buffer.from(packed, 'base64')
  // What comes out as it went in needs no other check, and is nearly all there is.
  if (packed !== '' && bytes.toString('base64') === packed) return bytes
  const regular = /^[A-Za-z0-9+/]*={0,2}$/.test(packed) && packed.replace(/=+$/, '').length % 4 !== 1
  return packed === '' || !regular ? undefined : bytes
}

/** Bytes that stand as base64 in the text of a source: a PEM block, a `ds:X509Certificate`. */
export class Base64Origin implements DerOrigin {
  constructor(
    private readonly source: Source,
    /** Text offsets of the base64 characters; white space and character references among them are stepped over. */
    private readonly from: number,
    private readonly to: number,
  ) {}

  at(start: number, end: number, path: string): Location {
    return new Base64Location(this.source, path, this, start, end)
  }

  /** Text offset of the base64 character number `index`, or of the end. @internal */
  textOffset(index: number): number {
    const text = this.source.text
    let left = index
    let i = this.from
    for (; i < this.to; i++) {
      const c = text.charCodeAt(i)
      if (c === 0x26) {
        const semicolon = text.indexOf(';', i)
        if (semicolon > 0 && semicolon < this.to) i = semicolon
      } else if (c > 0x20 && left-- === 0) return i
    }
    return i
  }
}

/**
 * The quanta of four characters that hold the bytes, so that the slice decodes by itself. Counted when somebody reads
 * it: almost no value of a certificate is ever reported.
 */
class Base64Location implements Location {
  #span: { offset: number; length: number } | undefined
  constructor(
    readonly source: SourceRef,
    readonly path: string,
    private readonly origin: Base64Origin,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get offset(): number {
    return this.#read().offset
  }

  get length(): number {
    return this.#read().length
  }

  #read(): { offset: number; length: number } {
    if (!this.#span) {
      const offset = this.origin.textOffset(Math.floor(this.start / 3) * 4)
      const last = this.end > this.start ? this.origin.textOffset(Math.ceil(this.end / 3) * 4 - 1) + 1 : offset
      this.#span = { offset, length: Math.max(0, last - offset) }
    }
    return this.#span
  }
}
