import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type DelimitedOptions, readDelimited } from '../../src/sources/delimited.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'

const source = (text: string): Source => new Source({ uri: 'x.csv', bytes: Buffer.from(text) })
const rows = (text: string, options: Partial<DelimitedOptions> = {}): string[][] =>
  [...readDelimited(source(text), { separator: ';', quotes: true, ...options })].map(r => r.map(c => c.value))

it('reads rows with LF, CRLF, without a last line end, with a byte-order mark and empty lines', () => {
  expect(rows('\ufeffa;b\r\n\r\nc;\n;d')).toEqual([
    ['a', 'b'],
    ['c', ''],
    ['', 'd'],
  ])
})

it('reads quotes that hold separators, quotes and line ends', () => {
  expect(rows('"a;1";"say ""x""";"two\nlines"\r\nb;c;d')).toEqual([
    ['a;1', 'say "x"', 'two\nlines'],
    ['b', 'c', 'd'],
  ])
})

it('takes quotes as characters when told so', () => {
  expect(rows('"a;1"|b\n', { separator: '|', quotes: false })).toEqual([['"a;1"', 'b']])
})

it.each(['"a;b', '"a"x;b', 'a;"b""'])('refuses %j', text => {
  expect(() => rows(text)).toThrow(SourceError)
})

it('gives back what was written, at the place where it stands', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', ' ', '\n', '€'), maxLength: 6 })
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), table => {
      const file = source(table.map(r => r.map(c => `"${c.replaceAll('"', '""')}"`).join(';')).join('\r\n'))
      const read = [...readDelimited(file, { separator: ';', quotes: true })]
      expect(read.map(r => r.map(c => c.value))).toEqual(table)
      for (const c of read.flat())
        expect(file.text.slice(c.offset, c.offset + c.length).replaceAll('""', '"')).toBe(c.value)
    }),
  )
})
