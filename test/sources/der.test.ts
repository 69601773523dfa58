import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binaryOrigin,
  type DerNode,
  type DerOptions,
  octets,
  oidOf,
  parseDer,
  readBitString,
  readBoolean,
  readInteger,
  readOid,
  readString,
  readTime,
} from '../../src/sources/der.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { boolean, integer, octetString, oid, sequence, text, tlv } from '../../src/testing/der-writer.ts'

const parse = (bytes: Uint8Array, options?: DerOptions): DerNode =>
  parseDer(bytes, binaryOrigin(new Source({ uri: 'x.der', bytes, kind: 'binary' })), options)
const hexBytes = (digits: string): Uint8Array => Buffer.from(digits.replace(/ /g, ''), 'hex')
const problemOf = (bytes: Uint8Array, options?: DerOptions) => {
  try {
    parse(bytes, options)
  } catch (error) {
    if (error instanceof SourceError) return error.problem
    throw error
  }
  return undefined
}
const notes = (digits: string): string[] => parse(hexBytes(digits)).document.notes.map(n => n.code)

describe('structure', () => {
  it('keeps the offsets of every value', () => {
    const bytes = sequence(integer(5), sequence(text('é')), oid('2.5.4.11'))
    const root = parse(bytes)
    expect(root.children.map(n => n.tag)).toEqual([0x02, 0x30, 0x06])
    const inner = root.children[1]?.children[0] as DerNode
    expect(readString(inner)).toBe('é')
    const { offset, length } = inner.at('')
    expect(Buffer.from(bytes.subarray(offset, offset + length))).toEqual(Buffer.from(text('é')))
  })

  it.each([
    ['30 80 00 00', 'indefinite length'],
    ['30 03 02 05 01', 'truncated'],
    ['30 84 ff ff ff ff 00', 'larger than the file'],
    ['30 ff 01', 'truncated'],
    ['', 'truncated'],
    ['30', 'truncated'],
    ['1f ff ff ff ff ff 01 00', 'tag number'],
  ])('refuses %s', (digits, detail) => {
    expect(problemOf(hexBytes(digits))).toMatchObject({ code: 'malformed', format: 'DER' })
    expect(problemOf(hexBytes(digits))?.detail).toContain(detail)
  })

  it('stops at the depth limit without recursion', () => {
    const deep = Buffer.concat(Array.from({ length: 200_000 }, () => Buffer.from([0x30, 0x80])))
    expect(problemOf(deep, { ber: true })).toMatchObject({ code: 'limit', limit: 'depth' })
  })

  it('reads indefinite lengths and strings in pieces where BER is allowed', () => {
    const root = parse(hexBytes('30 80 24 80 04 02 0102 04 01 03 00 00 00 00'), { ber: true })
    expect([...octets(root.child(0))]).toEqual([1, 2, 3])
    expect(root.end).toBe(15)
  })
})

describe('notes', () => {
  it.each([
    ['30 81 03 02 01 05', ['length-not-minimal']],
    ['02 02 00 05', ['integer-not-minimal']],
    ['02 02 ff 85', ['integer-not-minimal']],
    ['02 02 00 85', []],
    ['01 01 01', ['boolean-not-ff']],
    ['01 01 ff', []],
    ['03 02 04 ff', ['unused-bits-set']],
    ['03 02 04 f0', []],
    ['24 03 04 01 00', ['constructed-string']],
    ['05 00 00', ['trailing-octets']],
  ])('%s has %j', (digits, expected) => {
    expect(notes(digits)).toEqual(expected)
  })
})

describe('values', () => {
  it('reads object identifiers', () => {
    for (const value of ['2.5.29.15', '1.2.250.1.71.1.2.5', '0.9.2342.19200300.100.1.25', '2.999.3'])
      expect(readOid(parse(oid(value)))).toBe(value)
    const uuid = '2.25.340282366920938463463374607431768211455'
    expect(oidOf(parse(hexBytes(`06 14 69 83 ${'ff'.repeat(17)} 7f`)))).toBe(uuid)
    for (const digits of ['06 00', '06 01 80', `06 82 0200 ${'01'.repeat(512)}`])
      expect(() => readOid(parse(hexBytes(digits)))).toThrow(SourceError)
  })

  it('reads integers, booleans and bit strings', () => {
    expect(readInteger(parse(hexBytes('02 01 80')))).toBe(-128n)
    expect(readInteger(parse(hexBytes('02 09 00 ffffffffffffffff')))).toBe(2n ** 64n - 1n)
    expect(() => readInteger(parse(hexBytes('02 00')))).toThrow(SourceError)
    expect(readBoolean(parse(boolean(true)))).toBe(true)
    expect(() => readBoolean(parse(hexBytes('01 02 00 00')))).toThrow(SourceError)
    expect(readBitString(parse(hexBytes('03 02 05 a0')))).toMatchObject({ unused: 5 })
    for (const digits of ['03 00', '03 01 04', '03 02 08 00'])
      expect(() => readBitString(parse(hexBytes(digits)))).toThrow(SourceError)
  })

  it('reads every string type', () => {
    expect(readString(parse(tlv(0x1e, Buffer.from('00e90041', 'hex'))))).toBe('éA')
    expect(readString(parse(tlv(0x14, Buffer.from([0xe9]))))).toBe('é')
    expect(readString(parse(tlv(0x1c, Buffer.from('0001f600', 'hex'))))).toBe('😀')
    expect(readString(parse(tlv(0x0c, Buffer.from([0xc3]))))).toBe('\ufffd')
    expect(() => readString(parse(octetString()))).toThrow(SourceError)
  })

  it.each([
    [0x17, '260914075623Z', '2026-09-14T07:56:23.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x17, '4912312359Z', '2049-12-31T23:59:00.000Z'],
    [0x17, '260914095623+0200', '2026-09-14T07:56:23.000Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [0x18, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    [0x18, '20500101000000.25Z', '2050-01-01T00:00:00.250Z'],
  ])('reads the time %i %s', (tag, raw, iso) => {
    const read = readTime(parse(tlv(tag, Buffer.from(raw))))
    expect(new Date(read.milliseconds).toISOString()).toBe(iso)
    expect(read.raw).toBe(raw)
  })

  it.each([
    [0x17, '261301000000Z'],
    [0x17, '260230000000Z'],
    [0x17, '260101240000Z'],
    [0x17, '26010100Z'],
    [0x18, '20260229000000Z'],
    [0x18, 'today'],
    [0x04, '260101000000Z'],
  ])('refuses the time %i %s', (tag, raw) => {
    expect(() => readTime(parse(tlv(tag, Buffer.from(raw))))).toThrow(SourceError)
  })
})

it('throws nothing but SourceError on any octets, and every slice stays in its container', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (tail, ber) => {
      const bytes = Buffer.concat([Buffer.from([0x30, 0x81, tail.length & 0x7f]), tail])
      let root: DerNode
      try {
        root = parse(bytes, { ber, depth: 20 })
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError)
        return
      }
      const left = [root]
      for (let node = left.pop(); node; node = left.pop()) {
        expect(node.start < node.contentStart && node.contentStart <= node.contentEnd).toBe(true)
        for (const child of node.children) {
          expect(child.start >= node.contentStart && child.end <= node.contentEnd).toBe(true)
          left.push(child)
        }
      }
    }),
    { numRuns: 2000 },
  )
})
