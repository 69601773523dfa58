import { isUtf8 } from 'node:buffer'

/** Bytes to text, leniently: real captures mix UTF-8 and Latin-1 in one file, and a linter must read on. */

export interface DecodedText {
  readonly text: string
  /** Label of the encoding used. */
  readonly encoding: string
  /** Text offsets of characters whose bytes were wrong in that encoding, at most {@link INVALID_KEPT}. */
  readonly invalid: readonly number[]
}

const INVALID_KEPT = 100
const windows1252 = new TextDecoder('windows-1252')

/**
 * @param charset label declared outside the bytes (MIME). A byte-order mark and the XML declaration win over it, and
 *   bytes that are valid UTF-8 are read as UTF-8 whatever a single-byte label says: mislabelled UTF-8 is common,
 *   Latin-1 text that is valid UTF-8 by accident is not.
 */
export function decodeText(bytes: Uint8Array, charset?: string): DecodedText {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return whole('utf-16be', bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return whole('utf-16le', bytes)
  if (bytes[0] === 0 && bytes[1] === 0x3c) return whole('utf-16be', bytes)
  if (bytes[0] === 0x3c && bytes[1] === 0) return whole('utf-16le', bytes)
  const label = declaredInXml(bytes) ?? charset
  if (label && /^utf-?16/i.test(label) && bytes.includes(0)) return whole(label, bytes)
  if (isUtf8(bytes)) return { text: utf8(bytes), encoding: 'utf-8', invalid: [] }
  if (label && !/^(utf-?8|us-ascii)$/i.test(label)) {
    try {
      return { text: new TextDecoder(canonical(label)).decode(bytes), encoding: canonical(label), invalid: [] }
    } catch {
      // An unknown label: read as mixed.
    }
  }
  return mixed(bytes)
}

const BLOCK = 512

/**
 * Valid UTF-8 to text. V8 decodes ten times faster what is all ASCII, which most of a message is (base64, codes), so it
 * is given blocks.
 */
function utf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  for (let from = 0; from < buffer.length; ) {
    let to = Math.min(from + BLOCK, buffer.length)
    // Never inside a letter.
    while (((buffer[to] ?? 0) & 0xc0) === 0x80) to++
    text += buffer.toString('utf8', from, to)
    from = to
  }
  return text
}

function whole(label: string, bytes: Uint8Array): DecodedText {
  return { text: new TextDecoder(label, { ignoreBOM: true }).decode(bytes), encoding: label.toLowerCase(), invalid: [] }
}

/** One name per encoding. Java and .NET write `Cp1252`; the Encoding standard knows `windows-1252`. */
function canonical(label: string): string {
  const plain = label.toLowerCase().replace(/^cp-?(\d+)$/, 'windows-$1')
  return SAME[plain] ?? plain
}

/** The encoding pseudo-attribute of an XML declaration; found in the bytes while they are ASCII, else in the text. */
export function declaredInXml(bytes: Uint8Array, text?: string): string | undefined {
  const from = bytes[0] === 0xef ? 3 : 0
  const ascii = bytes[from] === 0x3c && bytes[from + 1] === 0x3f
  if (!ascii && text === undefined) return undefined
  const head = ascii ? windows1252.decode(bytes.subarray(from, from + 200)) : (text as string).slice(0, 200)
  return /^\uFEFF?<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1]
}

/** Labels that name the same bytes for the letters of French. */
const SAME: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'windows-1252',
  latin1: 'windows-1252',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
}

/** @param actual label under which the bytes were read */
export function contradicts(label: string, actual: string, bytes: Uint8Array, text: string): boolean {
  const declared = canonical(label)
  if (declared === actual || (declared === 'utf-16' && actual.startsWith('utf-16'))) return false
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return marked || declared.startsWith('utf-16') || actual.startsWith('utf-16') || /[^\u0000-\u007F]/.test(text)
}

/** UTF-8 where it is valid, windows-1252 byte by byte where it is not. */
function mixed(bytes: Uint8Array): DecodedText {
  const invalid: number[] = []
  const pieces: string[] = []
  let length = 0
  let from = 0
  const flush = (to: number): void => {
    if (to === from) return
    const piece = utf8(bytes.subarray(from, to))
    pieces.push(piece)
    length += piece.length
  }
  for (let i = 0; i < bytes.length; ) {
    const size = sequenceLength(bytes, i)
    if (size > 0) {
      i += size
      continue
    }
    flush(i)
    if (invalid.length < INVALID_KEPT) invalid.push(length)
    pieces.push(windows1252.decode(bytes.subarray(i, i + 1)))
    length += 1
    i += 1
    from = i
  }
  flush(bytes.length)
  return { text: pieces.join(''), encoding: 'utf-8', invalid }
}

/** Length of the valid UTF-8 sequence at `i` (Unicode table 3-7), or 0. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const a = bytes[i] as number
  if (a < 0x80) return 1
  const next = (k: number, low = 0x80, high = 0xbf): boolean => {
    const b = bytes[i + k]
    return b !== undefined && b >= low && b <= high
  }
  if (a >= 0xc2 && a <= 0xdf) return next(1) ? 2 : 0
  if (a >= 0xe0 && a <= 0xef) {
    const first = a === 0xe0 ? next(1, 0xa0) : a === 0xed ? next(1, 0x80, 0x9f) : next(1)
    return first && next(2) ? 3 : 0
  }
  if (a >= 0xf0 && a <= 0xf4) {
    const first = a === 0xf0 ? next(1, 0x90) : a === 0xf4 ? next(1, 0x80, 0x8f) : next(1)
    return first && next(2) && next(3) ? 4 : 0
  }
  return 0
}
