import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { parseYaml } from '../../src/sources/yaml.ts'

const source = (text: string | Uint8Array) =>
  new Source({ uri: 'dmplint.yaml', bytes: typeof text === 'string' ? Buffer.from(text) : text })
const parse = (text: string) => parseYaml(source(text))
const refusal = async (text: string) => {
  const error = await parse(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(SourceError)
  return (error as SourceError).problem
}

describe('places', () => {
  const text = 'a:\n  - { b/c: "x", d~: 12 }\ne: >\n  folded\n  text\nf:\n'

  it('names every value by a JSON pointer and cuts it out of the text', async () => {
    const root = await parse(text)
    const slices = [...root.all()].map(node => [
      node.at.path,
      text.slice(node.at.offset, node.at.offset + node.at.length),
      node.keyAt && text.slice(node.keyAt.offset, node.keyAt.offset + node.keyAt.length),
    ])
    expect(slices.filter(([path]) => path !== '' && path !== '/e')).toEqual([
      ['/a', '- { b/c: "x", d~: 12 }', 'a'],
      ['/a/0', '{ b/c: "x", d~: 12 }', undefined],
      ['/a/0/b~1c', '"x"', 'b/c'],
      ['/a/0/d~0', '12', 'd~'],
      ['/f', '', 'f'],
    ])
    expect(root.find('/a/0/b~1c')?.text).toBe('x')
    expect(root.find('/a/7/x')).toBeUndefined()
    expect(root.get('e')?.value).toBe('folded text\n')
  })

  it('counts lines after a byte-order mark and with Windows ends', async () => {
    const bom = source('\uFEFFa: 1\r\nb: 2\r\n')
    const node = (await parseYaml(bom)).get('b')
    expect(bom.position(node?.at.offset ?? 0)).toMatchObject({ line: 2, column: 4 })
  })
})

describe('values', () => {
  it('reads core 1.2 even when a directive asks for 1.1', async () => {
    const root = await parse('%YAML 1.1\n---\na: off\nb: 2026-11-20\nc: yes\nd: 012\ne: 1.10\nf: ~\n')
    expect(root.value).toEqual({ a: 'off', b: '2026-11-20', c: 'yes', d: 12, e: 1.1, f: null })
  })

  it('keeps the characters of numbers', async () => {
    const root = await parse('a: 012345678901234\nb: 99999999999999999999\nc: 0x1F\nd: 1e5\n')
    expect([...root.entries.values()].map(node => node.text)).toEqual([
      '012345678901234',
      '99999999999999999999',
      '0x1F',
      '1e5',
    ])
  })

  it('lists duplicate keys and keeps the first', async () => {
    const root = await parse('a: 1\nb: 2\na: 3\n')
    expect(root.value).toEqual({ a: 1, b: 2 })
    expect(root.duplicates.map(node => [node.at.path, node.value])).toEqual([['/a', 3]])
  })

  it('takes __proto__ and constructor for plain keys', async () => {
    const root = await parse('__proto__: { polluted: true }\nconstructor: 1\n')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.keys(root.value as object)).toEqual(['__proto__', 'constructor'])
    expect(root.find('/__proto__/polluted')?.value).toBe(true)
  })

  it('reads anchors and aliases, core tags, and an empty file', async () => {
    const root = await parse('a: &x { n: 1 }\nb: *x\nc: !!str 012\n')
    expect(root.value).toEqual({ a: { n: 1 }, b: { n: 1 }, c: '012' })
    expect(root.find('/b/n')?.at.path).toBe('/b/n')
    expect((await parse('')).value).toBeNull()
    expect((await parse('# only a comment\n')).value).toBeNull()
  })
})

describe('refusals', () => {
  it.each([
    ['a: !custom x', 11],
    ['a: !!binary aGk=', 12],
    ['!!js/function x', 14],
    ['a: "x', 5],
    ['a: 1\n---\nb: 2\n', 5],
    ['? [a]\n: b\n', 2],
    ['a: *nowhere', 3],
    ['a: [1, 2\nb: 3', 9],
    ['a:\n\t- b', 3],
  ])('%j is malformed at %i', async (text, offset) => {
    const problem = await refusal(text)
    expect(problem).toMatchObject({ code: 'malformed', format: 'YAML' })
    expect(problem.at.offset).toBe(offset)
  })

  it('does not quote the file', async () => {
    expect((await refusal('password: hunter2\n  hunter2: [')).detail).not.toContain('hunter2')
  })

  const bomb = ['a: &a [x, x, x, x, x]']
  for (const [to, from] of ['ba', 'cb', 'dc', 'ed']) bomb.push(`${to}: &${to} [*${from}, *${from}, *${from}, *${from}]`)
  it.each([
    ['aliases', bomb.join('\n')],
    ['aliases', '&a [*a]'],
    ['depth', '['.repeat(20_000)],
    ['depth', '- '.repeat(5_000)],
    ['depth', '{a: '.repeat(5_000)],
    ['depth', '? '.repeat(5_000)],
    ['yamlBytes', '#'.repeat(DEFAULT_LIMITS.yamlBytes + 1)],
  ])('stops at the limit of %s', async (limit, text) => {
    expect(await refusal(text)).toMatchObject({ code: 'limit', limit })
  })

  it('stops at the limit of time', async () => {
    const reading = parseYaml(source('a: 1\n'.repeat(10)), { ...DEFAULT_LIMITS, milliseconds: -1 })
    await expect(reading).rejects.toMatchObject({ problem: { code: 'limit', limit: 'milliseconds' } })
  })

  it('reads a hundred thousand keys in linear time', async () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `k${i}: ${i}`).join('\n')
    expect((await parse(text)).entries.size).toBe(100_000)
  }, 20_000)
})

it('throws nothing but SourceError on any bytes', async () => {
  const token = fc.constantFrom(
    ...[
      'a',
      '- ',
      ': ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '\n',
      '  ',
      '"',
      "'",
      '&x ',
      '*x',
      '!t ',
      '!!str ',
      '|',
      '>',
      '#',
    ],
    ...['%YAML 1.1\n', '---\n', '...\n', '\t', '1', '~', '<<', '\uFEFF', '\0', '\\', '@', '\r', '__proto__'],
  )
  const text = fc.array(token, { maxLength: 40 }).map(parts => Buffer.from(parts.join('')))
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, fc.uint8Array({ maxLength: 60 })), async bytes => {
      await parseYaml(source(bytes)).catch((error: unknown) => {
        if (!(error instanceof SourceError)) throw error
      })
    }),
    { numRuns: 2000 },
  )
})
