import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type JsonNode, parseJson } from '../../src/sources/json.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'

const parse = (text: string): JsonNode => parseJson(new Source({ uri: 'x.json', bytes: Buffer.from(text) }))

function plain(node: JsonNode): unknown {
  if (node.type === 'object') return new Map([...node.members].map(([k, v]) => [k, plain(v)]))
  return node.type === 'array' ? node.items.map(plain) : node.value
}
function asMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asMaps)
  return value instanceof Object ? new Map(Object.entries(value).map(([k, v]) => [k, asMaps(v)])) : value
}

it('agrees with JSON.parse', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, indent) => {
      const value: unknown = JSON.parse(text)
      expect(plain(parse(JSON.stringify(value, null, indent)))).toEqual(asMaps(value))
    }),
  )
})

it('accepts and refuses what JSON.parse does', () => {
  const alphabet = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    'a',
    '\\',
    'u00e9',
    '1',
    '-',
    '.',
    'e',
    ' ',
    'true',
    'null',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 8 }), tokens => {
      const text = tokens.join('')
      let valid = true
      try {
        JSON.parse(text)
      } catch {
        valid = false
      }
      if (valid) parse(text)
      else expect(() => parse(text)).toThrow(SourceError)
    }),
    { numRuns: 5000 },
  )
})

it('knows places and pointers', () => {
  const root = parse('\ufeff{"a/b": [1, {"c~": "x\\u00e9"}]}')
  const node = root.get('a/b')?.items[1]?.get('c~')
  expect(node?.value).toBe('xé')
  expect(node?.path).toBe('/a~1b/1/c~0')
  expect(root.source.text.slice(node!.at.offset, node!.at.offset + node!.at.length)).toBe('x\\u00e9')
})

it('records names written twice and treats no name as special', () => {
  const root = parse('{"a":1,"a":2,"__proto__":{"polluted":true}}')
  expect(root.get('a')?.value).toBe(2)
  expect(root.hidden.map(n => n.value)).toEqual([1])
  expect(root.get('__proto__')?.get('polluted')?.value).toBe(true)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

it('stops at the depth limit', () => {
  expect(() => parse('['.repeat(100_000))).toThrow(/inside one another/)
  expect(() => parse(`${'['.repeat(256)}${']'.repeat(256)}`)).not.toThrow()
})
