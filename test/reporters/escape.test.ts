import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  csv,
  githubMessage,
  githubProperty,
  html,
  json,
  jsonPieces,
  markdown,
  markdownCode,
  visible,
} from '../../src/reporters/escape.ts'
import { HOSTILE } from './sample.ts'

describe('escapes', () => {
  it('shows active characters as what they are', () => {
    expect(visible('a\x1b[2J\x9bb\u202e\u{e0041}\ud800\r\n\t')).toBe('a\\x1b[2J\\x9bb\\u202e\\u{e0041}\\ud800\\r\\n\\t')
  })

  it('leaves ordinary text alone', () => {
    const text = "L’exigence « G-66 » vise l'établissement 😀 C:\\certs\\x.pem"
    expect(visible(text)).toBe(text)
  })

  it('writes for HTML', () => {
    expect(html(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;')
  })

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    [' =1+1', "' =1+1"],
    ['+33 1', "'+33 1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\\t=1"],
    ['a;b', '"a;b"'],
    ['a\nb', 'a\\nb'],
    ['plain', 'plain'],
  ])('writes %j as a cell', (cell, expected) => expect(csv(cell)).toBe(expected))

  it('writes prose and code in Markdown', () => {
    expect(markdown('[x](http://evil) <script> *a* _b_ Identifiant_Structure | `c`')).toBe(
      '\\[x\\](http\\://evil) &lt;script&gt; \\*a\\* \\_b\\_ Identifiant_Structure \\| &#96;c&#96;',
    )
    expect(markdown('# x')).toBe('\\# x')
    expect(markdownCode('a``b`')).toBe('``` a``b` ```')
  })

  it('writes GitHub workflow commands', () => {
    expect(githubMessage('50 %\n::error::x')).toBe('50 %25\\n::error::x')
    expect(githubProperty('a:b,c')).toBe('a%3Ab%2Cc')
  })

  it('writes JSON that parses to the same value and holds nothing active', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), noise => {
        const value = { [noise]: HOSTILE + noise }
        const text = json(value)
        expect(JSON.parse(text)).toEqual(value)
        expect(text).not.toMatch(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|<\/?script/i)
      }),
    )
  })

  it('writes JSON in pieces, the same to the byte at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), fc.nat({ max: 5 }), (value, indent, depth) => {
        expect([...jsonPieces(value, indent, depth)].join('')).toBe(json(value, indent))
      }),
    )
    const absent = { a: undefined, b: [], c: {}, d: [{ e: undefined }, '\u202e\n'] }
    for (const depth of [0, 1, 2, 3, 9]) expect([...jsonPieces(absent, 2, depth)].join('')).toBe(json(absent, 2))
    expect([...jsonPieces({ a: new Set([1, [2]]) }, 2, 2)].join('')).toBe(json({ a: [1, [2]] }, 2))
  })
})
