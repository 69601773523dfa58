/** Writes DER, from the inside out: every function returns the bytes of one value. */

/** One tag-length-value, length in the minimal form. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents)
  const length = content.length
  if (length < 128) return Buffer.concat([Uint8Array.of(tag, length), content])
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Buffer.concat([Uint8Array.of(tag, 0x80 | octets.length, ...octets), content])
}

export const sequence = (...items: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...items)

/** SET OF, its members in the order DER asks for. */
export const setOf = (...items: readonly Uint8Array[]): Uint8Array => tlv(0x31, ...[...items].sort(Buffer.compare))

export const boolean = (value: boolean): Uint8Array => tlv(0x01, Uint8Array.of(value ? 0xff : 0))

/** INTEGER from a number or from big-endian octets taken as they are. */
export function integer(value: number | Uint8Array): Uint8Array {
  if (typeof value !== 'number') return tlv(0x02, value)
  const hex = value.toString(16)
  const octets = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return tlv(0x02, octets[0]! & 0x80 ? Buffer.concat([Uint8Array.of(0), octets]) : octets)
}

export const nothing = (): Uint8Array => Uint8Array.of(0x05, 0x00)

export const octetString = (...contents: readonly Uint8Array[]): Uint8Array => tlv(0x04, ...contents)

/** BIT STRING of whole octets. */
export const bitString = (bytes: Uint8Array): Uint8Array => tlv(0x03, Uint8Array.of(0), bytes)

/** BIT STRING with the named bits set, without trailing zero bits. */
export function namedBits(bits: readonly number[]): Uint8Array {
  const last = Math.max(-1, ...bits)
  const bytes = new Uint8Array(Math.floor(last / 8) + 1)
  for (const bit of bits) bytes[bit >> 3]! |= 0x80 >> (bit & 7)
  return tlv(0x03, Uint8Array.of(bytes.length * 8 - (last + 1)), bytes)
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const octets: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80)
    octets.push(...digits)
  }
  return tlv(0x06, Uint8Array.from(octets))
}

export const STRING_TAGS = { utf8: 0x0c, printable: 0x13, teletex: 0x14, ia5: 0x16, bmp: 0x1e } as const
export type StringType = keyof typeof STRING_TAGS

export function text(value: string, type: StringType = 'utf8'): Uint8Array {
  const bytes =
    type === 'utf8'
      ? Buffer.from(value, 'utf8')
      : type === 'bmp'
        ? Buffer.from(value, 'utf16le').swap16()
        : Buffer.from(value, 'latin1')
  return tlv(STRING_TAGS[type], bytes)
}

/** `YYYYMMDDhhmmssZ` of an ISO instant. */
export const generalizedDigits = (iso: string): string =>
  `${new Date(iso).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`

export const generalizedTime = (iso: string): Uint8Array => tlv(0x18, Buffer.from(generalizedDigits(iso)))

/** UTCTime up to 2049, GeneralizedTime afterwards, as RFC 5280 wants. */
export function time(iso: string): Uint8Array {
  const digits = generalizedDigits(iso)
  return Number(digits.slice(0, 4)) < 2050 ? tlv(0x17, Buffer.from(digits.slice(2))) : generalizedTime(iso)
}

/** `[number] EXPLICIT` or a constructed implicit tag. */
export const tagged = (number: number, ...contents: readonly Uint8Array[]): Uint8Array =>
  tlv(0xa0 | number, ...contents)

/** `[number] IMPLICIT` over primitive contents. */
export const taggedPrimitive = (number: number, content: Uint8Array): Uint8Array => tlv(0x80 | number, content)
