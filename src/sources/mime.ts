import type { Located, Location } from '../engine/location.ts'
import type { Limits } from './limits.ts'
import type { Problem } from './problem.ts'
import { Source } from './source.ts'
import { decodeText } from './text.ts'

/**
 * MIME messages as they are found in captures: with or without the HTTP headers, between log lines, with LF or CRLF,
 * cut short, several in one dump. Bodies are found with `indexOf` on bytes and never copied unless they are encoded.
 */

export interface MimeHeader {
  readonly name: string
  /** Unfolded, without white space at its ends. */
  readonly value: Located<string>
}

/** A leaf of a MIME message. */
export interface MimePart {
  readonly headers: readonly MimeHeader[]
  /** The whole Content-Type, with its parameters. */
  readonly contentType: Located<string> | undefined
  /** `type/subtype` of it, in lower case. */
  readonly mediaType: string | undefined
  /** As written, with its angle brackets. */
  readonly contentId: Located<string> | undefined
  readonly transferEncoding: Located<string> | undefined
  readonly charset: string | undefined
  /** The decoded content: a slice of the dump unless the transfer encoding is base64 or quoted-printable. */
  readonly source: Source
}

export interface MimeMessage {
  /** Headers that stand before the first boundary: HTTP, mail, or none. */
  readonly headers: readonly MimeHeader[]
  readonly contentType: Located<string> | undefined
  /** Leaves, nested multiparts flattened, in order. */
  readonly parts: readonly MimePart[]
  /** The closing boundary is missing, or the limit of parts is reached. */
  readonly truncated: boolean
  readonly problems: readonly Problem[]
}

export interface MimeDump {
  readonly messages: readonly MimeMessage[]
  /** Byte ranges outside the messages that hold text other than headers: XML may stand there. */
  readonly gaps: readonly { readonly start: number; readonly end: number }[]
  readonly problems: readonly Problem[]
}

/** How much text before a boundary is searched for headers, and how long a block of part headers may be. */
const HEADERS_BYTES = 64 * 1024
/** RFC 2046 says 70; stacks in the field go a little beyond. */
const BOUNDARY_BYTES = 200
/** Multiparts inside one another. Each is searched again, so the bound also bounds the work. */
const NESTING = 10
const LF = 0x0a
const CR = 0x0d

/** Finds every MIME message of a dump. Never throws: what is wrong is in `problems`. */
export function parseMime(source: Source, limits: Limits): MimeDump {
  const bytes = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)
  const reader = new Reader(source, bytes, limits)
  const messages: MimeMessage[] = []
  const gaps: { start: number; end: number }[] = []
  let at = 0
  while (at < bytes.length && !reader.full) {
    const first = firstDelimiter(bytes, at)
    if (!first) break
    if (first.start > at) gaps.push({ start: at, end: first.start })
    const headers = reader.headersBefore(at, first.start)
    const contentType = last(headers, 'content-type')
    const { parts, end, closed } = reader.parts(first.boundary, first.start, bytes.length, 0)
    if (!closed) reader.problem(first.start, 'the closing boundary is missing: the message is cut short')
    messages.push({ headers, contentType, parts, truncated: !closed || reader.full, problems: reader.takeProblems() })
    at = end
  }
  if (at < bytes.length) gaps.push({ start: at, end: bytes.length })
  if (messages.length === 0) reader.problem(0, 'no boundary is followed by a part')
  return { messages, gaps, problems: reader.takeProblems() }
}

/** A parameter of a Content-Type or Content-Disposition. */
export function parameterOf(header: string | undefined, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s"]*))`, 'i').exec(header ?? '')
  return match?.[1] ?? match?.[2]
}

/** A parameter with its own place in the header; that of the whole header when it is folded. */
export function locatedParameter(header: Located<string> | undefined, name: string): Located<string> | undefined {
  const value = parameterOf(header?.value, name)
  if (header === undefined || value === undefined) return undefined
  const { source, offset, length, path } = header.at
  const after = new RegExp(`;\\s*${name}\\s*=\\s*"?`, 'i').exec(header.value)
  if (!after || length !== header.value.length) return { value, at: header.at }
  return { value, at: { source, offset: offset + after.index + after[0].length, length: value.length, path } }
}

/** `<id>` or `id`, as Content-ID and `start` are written, to the bare id. */
export const bareId = (id: string): string => id.trim().replace(/^<(.*)>$/s, '$1')

class Reader {
  readonly #source: Source
  readonly #bytes: Buffer
  readonly #limits: Limits
  #problems: Problem[] = []
  #count = 0

  constructor(source: Source, bytes: Buffer, limits: Limits) {
    this.#source = source
    this.#bytes = bytes
    this.#limits = limits
  }

  /** The limit of parts is reached: what follows is not read. */
  get full(): boolean {
    return this.#count > this.#limits.parts
  }

  takeProblems(): Problem[] {
    const taken = this.#problems
    this.#problems = []
    return taken
  }

  problem(offset: number, detail: string, code: Problem['code'] = 'malformed', limit?: keyof Limits): void {
    this.#problems.push({
      code,
      at: this.#place(offset, offset),
      format: 'MIME',
      detail,
      ...(limit === undefined ? {} : { limit }),
    })
  }

  #place(start: number, end: number, path = ''): Location {
    return new ByteLocation(this.#source, start, end, path)
  }

  /** Parts from the delimiter at `start` to the closing one. `end` is the offset after the message. */
  parts(
    boundary: string,
    start: number,
    end: number,
    depth: number,
  ): { parts: MimePart[]; end: number; closed: boolean } {
    const region = this.#bytes.subarray(0, end)
    const parts: MimePart[] = []
    let delimiter = nextDelimiter(region, boundary, start)
    while (delimiter && !delimiter.closing) {
      if (++this.#count > this.#limits.parts) {
        this.problem(delimiter.start, `more than ${this.#limits.parts} parts`, 'limit', 'parts')
        return { parts, end, closed: true }
      }
      const next = nextDelimiter(region, boundary, delimiter.next)
      parts.push(...this.#part(delimiter.next, next ? next.bodyEnd : end, depth))
      delimiter = next
      if (!delimiter) return { parts, end, closed: false }
    }
    return { parts, end: delimiter?.next ?? end, closed: delimiter !== undefined }
  }

  #part(start: number, end: number, depth: number): MimePart[] {
    const { headers, bodyStart } = this.#headers(start, end)
    const contentType = last(headers, 'content-type')
    const mediaType = contentType?.value.split(';')[0]?.trim().toLowerCase() || undefined
    const inner = mediaType?.startsWith('multipart/') ? parameterOf(contentType?.value, 'boundary')?.trim() : undefined
    if (inner) {
      if (depth + 1 >= NESTING) {
        this.problem(start, `more than ${NESTING} multiparts inside one another`, 'limit', 'depth')
        return []
      }
      const nested = this.parts(inner, bodyStart, end, depth + 1)
      if (!nested.closed) this.problem(start, 'the closing boundary of a nested multipart is missing')
      return nested.parts
    }
    const charset = parameterOf(contentType?.value, 'charset')?.trim() || undefined
    const contentId = last(headers, 'content-id')
    const transferEncoding = last(headers, 'content-transfer-encoding')
    const name =
      (contentId && bareId(contentId.value)) ||
      parameterOf(last(headers, 'content-disposition')?.value, 'filename') ||
      parameterOf(contentType?.value, 'name') ||
      `part ${this.#count}`
    const source = this.#content({
      uri: `${this.#source.uri}!/${name}`,
      start: bodyStart,
      end,
      encoding: transferEncoding?.value.toLowerCase() ?? '',
      ...(charset ? { charset } : {}),
    })
    return [{ headers, contentType, mediaType, contentId, transferEncoding, charset, source }]
  }

  #content(body: { uri: string; start: number; end: number; encoding: string; charset?: string }): Source {
    const raw = this.#bytes.subarray(body.start, body.end)
    const source = (bytes: Uint8Array, slice: boolean): Source =>
      new Source({
        uri: body.uri,
        bytes,
        kind: isBinary(bytes) ? 'binary' : 'text',
        ...(slice ? { outer: { source: this.#source, byteOffset: body.start } } : {}),
        ...(body.charset === undefined ? {} : { charset: body.charset }),
      })
    switch (body.encoding) {
      case 'base64': {
        const text = raw.toString('latin1')
        if (!/[^A-Za-z0-9+/=\s]/.test(text)) return source(Buffer.from(text, 'base64'), false)
        // Some tools write the decoded content under the header of the encoded one.
        this.problem(body.start, 'a part declared base64 holds other characters')
        return source(raw, true)
      }
      case 'quoted-printable':
        return source(quotedPrintable(raw), false)
      case '':
      case '7bit':
      case '8bit':
      case 'binary':
        return source(raw, true)
      default:
        this.problem(body.start, 'unknown Content-Transfer-Encoding, read as binary')
        return source(raw, true)
    }
  }

  /** Header block of a part. A part that starts with something else has no headers, only a body. */
  #headers(start: number, end: number): { headers: MimeHeader[]; bodyStart: number } {
    const headers: MimeHeader[] = []
    const stop = Math.min(end, start + HEADERS_BYTES)
    let at = start
    while (at < stop) {
      const line = lineAt(this.#bytes, at, end)
      if (line.end === at) return { headers, bodyStart: line.next }
      const header = this.#header(at, end)
      if (!header) return { headers, bodyStart: at }
      headers.push(header.header)
      at = header.next
    }
    return { headers, bodyStart: Math.min(at, end) }
  }

  /** The header that starts at `at`, with its continuation lines. */
  #header(at: number, end: number): { header: MimeHeader; next: number } | undefined {
    let line = lineAt(this.#bytes, at, end)
    if (line.end - at > HEADERS_BYTES) return undefined
    const name = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*:/.exec(this.#bytes.toString('latin1', at, line.end))
    if (!name) return undefined
    while (line.next < end && line.next - at < HEADERS_BYTES && isBlank(this.#bytes[line.next])) {
      const more = lineAt(this.#bytes, line.next, end)
      if (!/\S/.test(this.#bytes.toString('latin1', line.next, Math.min(more.end, line.next + HEADERS_BYTES)))) break
      line = more
    }
    let from = at + name[0].length
    let to = line.end
    while (from < to && isSpace(this.#bytes[from])) from++
    while (to > from && isSpace(this.#bytes[to - 1])) to--
    const value = decodeText(this.#bytes.subarray(from, to)).text.replace(/\r?\n[ \t]+/g, ' ')
    const label = name[1] as string
    return { header: { name: label, value: { value, at: this.#place(from, to, label) } }, next: line.next }
  }

  /** Headers among the lines before a message, log lines left aside. */
  headersBefore(from: number, to: number): MimeHeader[] {
    const headers: MimeHeader[] = []
    let at = Math.max(from, to - HEADERS_BYTES)
    while (at < to) {
      const header = this.#header(at, to)
      if (header) headers.push(header.header)
      at = header?.next ?? lineAt(this.#bytes, at, to).next
    }
    return headers
  }
}

/** A place known by its bytes; its text offset costs a decoding of what stands before, so it waits to be asked. */
class ByteLocation implements Location {
  readonly source: Source
  readonly path: string
  readonly #start: number
  readonly #end: number

  constructor(source: Source, start: number, end: number, path: string) {
    this.source = source
    this.path = path
    this.#start = start
    this.#end = end
  }

  get offset(): number {
    return this.source.textOffset(this.#start)
  }

  get length(): number {
    return decodeText(this.source.bytes.subarray(this.#start, this.#end)).text.length
  }
}

interface Delimiter {
  readonly start: number
  /** End of the part before it: the line end belongs to the delimiter. */
  readonly bodyEnd: number
  /** Offset after its own line. */
  readonly next: number
  readonly closing: boolean
}

function nextDelimiter(bytes: Buffer, boundary: string, from: number): Delimiter | undefined {
  const needle = Buffer.from(`--${boundary}`, 'latin1')
  for (let at = bytes.indexOf(needle, from); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    if (at > from && bytes[at - 1] !== LF) continue
    let after = at + needle.length
    const closing = bytes[after] === 0x2d && bytes[after + 1] === 0x2d
    if (closing) after += 2
    while (isBlank(bytes[after])) after++
    if (bytes[after] === CR) after++
    if (after < bytes.length && bytes[after] !== LF) continue
    const lineEnd = at > from && bytes[at - 1] === LF ? (bytes[at - 2] === CR ? 2 : 1) : 0
    return { start: at, bodyEnd: Math.max(from, at - lineEnd), next: Math.min(after + 1, bytes.length), closing }
  }
  return undefined
}

/** First boundary after `from`: one that a header declares, or a line of dashes that a part header follows. */
function firstDelimiter(bytes: Buffer, from: number): { start: number; boundary: string } | undefined {
  const declared = new Set<string>()
  const head = bytes.toString('latin1', from, from + HEADERS_BYTES)
  for (const match of head.matchAll(/boundary\s*=\s*(?:"([^"\r\n]*)"|([^\s;,"]+))/gi))
    declared.add((match[1] ?? match[2] ?? '').trim())
  for (let at = lineStart(bytes, from); at >= 0; at = lineStart(bytes, at + 1)) {
    const line = lineAt(bytes, at, bytes.length)
    if (line.end - at > BOUNDARY_BYTES) continue
    const boundary = bytes.toString('latin1', at + 2, line.end).trimEnd()
    if (boundary === '') continue
    const following = bytes.toString('latin1', line.next, line.next + 20)
    if (declared.has(boundary) || /^(content-|mime-version)/i.test(following)) return { start: at, boundary }
  }
  return undefined
}

/** Offset of the next line that starts with two dashes. */
function lineStart(bytes: Buffer, from: number): number {
  if ((from === 0 || bytes[from - 1] === LF) && bytes[from] === 0x2d && bytes[from + 1] === 0x2d) return from
  const found = bytes.indexOf('\n--', from)
  return found < 0 ? -1 : found + 1
}

function lineAt(bytes: Buffer, at: number, limit: number): { end: number; next: number } {
  const lf = bytes.indexOf(LF, at)
  if (lf < 0 || lf >= limit) return { end: limit, next: limit }
  return { end: lf > at && bytes[lf - 1] === CR ? lf - 1 : lf, next: lf + 1 }
}

const last = (headers: readonly MimeHeader[], name: string): Located<string> | undefined =>
  headers.findLast(h => h.name.toLowerCase() === name)?.value

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09
const isSpace = (byte: number | undefined): boolean => isBlank(byte) || byte === CR || byte === LF

/** NUL bytes near the start, unless they are those of UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 1024)
  if (!head.includes(0)) return false
  const [a, b] = head
  const utf16 =
    (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0x3c && b === 0) || (a === 0 && b === 0x3c)
  return !utf16
}

function quotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const after = lineAt(bytes, i + 1, Math.min(bytes.length, i + 80))
    const code = Number.parseInt(bytes.toString('latin1', i + 1, i + 3).match(/^[0-9A-Fa-f]{2}$/)?.[0] ?? '', 16)
    if (!Number.isNaN(code)) {
      out[length++] = code
      i += 2
    } else if (/^\s*$/.test(bytes.toString('latin1', i + 1, after.end))) i = after.next - 1
    else out[length++] = byte
  }
  return out.subarray(0, length)
}
