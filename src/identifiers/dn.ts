/**
 * Distinguished names as text, in the forms met in tokens, signatures and white lists: RFC 2253 and RFC 4514, either
 * order, with or without spaces, the keywords of OpenSSL, Java, .NET and Windows, and `#hex` values.
 */

export interface DnAttribute {
  /** Attribute type as a dotted OID; a keyword nobody knows stays as written, in upper case. */
  readonly type: string
  /** Type as written: `S`, `ST`, `2.5.4.8`, `OID.2.5.4.8`. */
  readonly keyword: string
  /** Value without escapes, quotes or DER wrapping. */
  readonly value: string
  /** Start of the value in the text and its length there, in UTF-16 units. */
  readonly offset: number
  readonly length: number
  /** Number of its RDN from 0, in the order written; attributes of a multi-valued RDN share it. */
  readonly rdn: number
}

const OID_OF_KEYWORD: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  COMMONNAME: '2.5.4.3',
  SN: '2.5.4.4',
  SURNAME: '2.5.4.4',
  SERIALNUMBER: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  S: '2.5.4.8',
  SP: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  T: '2.5.4.12',
  TITLE: '2.5.4.12',
  POSTALCODE: '2.5.4.17',
  G: '2.5.4.42',
  GN: '2.5.4.42',
  GIVENNAME: '2.5.4.42',
  I: '2.5.4.43',
  INITIALS: '2.5.4.43',
  DNQ: '2.5.4.46',
  DNQUALIFIER: '2.5.4.46',
  ORGANIZATIONIDENTIFIER: '2.5.4.97',
  E: '1.2.840.113549.1.9.1',
  EMAIL: '1.2.840.113549.1.9.1',
  EMAILADDRESS: '1.2.840.113549.1.9.1',
  UID: '0.9.2342.19200300.100.1.1',
  DC: '0.9.2342.19200300.100.1.25',
}

/** Real names have eight attributes; the limit keeps the comparison of hostile ones short. */
const MAX_ATTRIBUTES = 64

const TYPE = /\s*([A-Za-z][A-Za-z0-9-]*|(?:OID\.|oid\.)?[0-9]+(?:\.[0-9]+)+)\s*=\s*/y

/**
 * Reads a distinguished name; `undefined` when the text does not begin with `type=` or names more than 64 attributes.
 * A separator that no `type=` follows is taken as part of the value (`O=ACME, SAS` is written without escape in practice).
 */
export function parseDn(text: string): readonly DnAttribute[] | undefined {
  const attributes: DnAttribute[] = []
  let rdn = 0
  let type = typeAt(text, 0)
  if (!type) return undefined
  for (;;) {
    const { end, next } = valueEnd(text, type.end)
    const raw = text.slice(type.end, end).trimEnd()
    const length = endsWithEscapedSpace(raw, text, type.end) ? raw.length + 1 : raw.length
    const written = text.slice(type.end, type.end + length)
    attributes.push({
      type: type.oid,
      keyword: type.keyword,
      value: decodeValue(written),
      offset: type.end,
      length,
      rdn,
    })
    if (!next) return attributes
    if (attributes.length === MAX_ATTRIBUTES) return undefined
    if (text[end] !== '+') rdn++
    type = next
  }
}

/**
 * Whether two names hold the same attributes, in any order. Case, accents and white space do not count, and `?` or
 * U+FFFD stands for any one letter outside ASCII: tokens often lost them on the way (`OU=M?decin`).
 */
export function sameDn(
  a: readonly Pick<DnAttribute, 'type' | 'value'>[],
  b: readonly Pick<DnAttribute, 'type' | 'value'>[],
): boolean {
  if (a.length !== b.length) return false
  const left = [...b]
  // Exact pairs first, so that a damaged value does not take the partner of an intact one.
  const damaged = a.filter(attribute => !take(left, other => same(attribute, other, sameLetter)))
  return damaged.every(attribute => take(left, other => same(attribute, other, sameLetterOrLost)))
}

interface Type {
  readonly oid: string
  readonly keyword: string
  /** Offset behind the equals sign and the spaces around it. */
  readonly end: number
}

function typeAt(text: string, offset: number): Type | undefined {
  TYPE.lastIndex = offset
  const match = TYPE.exec(text)
  if (!match) return undefined
  const keyword = match[1]!
  const upper = keyword.toUpperCase().replace(/^OID\./, '')
  return { oid: OID_OF_KEYWORD[upper] ?? upper, keyword, end: TYPE.lastIndex }
}

/** End of the value that starts at `start`, and the type behind its separator if another attribute follows. */
function valueEnd(text: string, start: number): { readonly end: number; readonly next?: Type } {
  let at = start
  if (text[at] === '"') {
    const closing = closingQuote(text, at)
    if (closing !== undefined) at = closing + 1
  }
  for (; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === ',' || character === ';' || character === '+') {
      const next = typeAt(text, at + 1)
      if (next) return { end: at, next }
    }
  }
  return { end: text.length }
}

function closingQuote(text: string, opening: number): number | undefined {
  for (let at = opening + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return undefined
}

/** `\ ` at the end of a value is a space that belongs to it. */
function endsWithEscapedSpace(trimmed: string, text: string, start: number): boolean {
  let backslashes = 0
  while (trimmed[trimmed.length - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1 && text[start + trimmed.length] === ' '
}

function decodeValue(written: string): string {
  if (/^#(?:[0-9A-Fa-f]{2})+$/.test(written)) return decodeDer(written) ?? written
  const quoted = written.length >= 2 && closingQuote(written, 0) === written.length - 1 && written.startsWith('"')
  const text = quoted ? written.slice(1, -1) : written
  return text.replace(/((?:\\[0-9A-Fa-f]{2})+)|\\([\s\S])/g, (_, hex: string | undefined, character: string) =>
    hex === undefined ? character : decodeUtf8(bytesOf(hex.replaceAll('\\', ''))),
  )
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** The text of a DER string (X.690); `undefined` for another type or a length that does not fit. */
function decodeDer(written: string): string | undefined {
  const bytes = bytesOf(written.slice(1))
  const tag = bytes[0]
  let start = 2
  let length = bytes[1] ?? -1
  if (length >= 0x80) {
    const count = length & 0x7f
    if (count < 1 || count > 3) return undefined
    length = bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
    start += count
  }
  if (start + length !== bytes.length) return undefined
  const content = bytes.subarray(start)
  switch (tag) {
    case 0x0c: // UTF8String
      return decodeUtf8(content)
    case 0x12: // NumericString
    case 0x13: // PrintableString
    case 0x14: // TeletexString, Latin-1 in practice
    case 0x16: // IA5String
      return Array.from(content, byte => String.fromCharCode(byte)).join('')
    case 0x1e: // BMPString
      return length % 2 === 0 ? new TextDecoder('utf-16be').decode(content) : undefined
    default:
      return undefined
  }
}

function take<T>(items: T[], matches: (item: T) => boolean): boolean {
  const index = items.findIndex(matches)
  if (index >= 0) items.splice(index, 1)
  return index >= 0
}

type LetterTest = (a: string, b: string) => boolean

function same(a: Pick<DnAttribute, 'type' | 'value'>, b: Pick<DnAttribute, 'type' | 'value'>, letter: LetterTest) {
  if (a.type !== b.type) return false
  const [x, y] = [letters(a.value), letters(b.value)]
  return x.length === y.length && x.every((character, index) => letter(character, y[index]!))
}

function letters(value: string): string[] {
  return [...value.normalize('NFC').replace(/\s+/g, ' ').trim()]
}

function sameLetter(a: string, b: string): boolean {
  return a === b || fold(a) === fold(b)
}

function sameLetterOrLost(a: string, b: string): boolean {
  return sameLetter(a, b) || (isLost(a) && isOutsideAscii(b)) || (isLost(b) && isOutsideAscii(a))
}

function fold(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function isLost(letter: string): boolean {
  return letter === '?' || letter === '\uFFFD'
}

function isOutsideAscii(letter: string): boolean {
  return letter.codePointAt(0)! > 0x7f
}
