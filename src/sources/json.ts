import type { Located, Location } from '../engine/location.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { SourceError } from './problem.ts'
import type { Source } from './source.ts'

/** A JSON tree (RFC 8259) that knows its offsets. Members are kept in a Map: no name is special. */
export class JsonNode {
  /** Members by name; of names written twice the last one counts, as in `JSON.parse`. */
  readonly members = new Map<string, JsonNode>()
  readonly items: JsonNode[] = []
  /** Members that a later one of the same name hides. */
  readonly hidden: JsonNode[] = []
  /** Offset after the value. */
  end = 0
  /** Of strings, numbers, booleans and null. */
  value: string | number | boolean | null = null

  constructor(
    readonly source: Source,
    readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null',
    /** Offset of the first character. */
    readonly start: number,
    private readonly parent: JsonNode | undefined,
    private readonly key: string | number,
  ) {}

  /** The value; of a string, what stands between its quotes. */
  get at(): Location {
    const inset = this.type === 'string' ? 1 : 0
    return this.source.at(this.start + inset, this.end - this.start - 2 * inset, this.path)
  }

  /** JSON Pointer (RFC 6901). */
  get path(): string {
    const steps: string[] = []
    for (let node: JsonNode = this; node.parent; node = node.parent)
      steps.push(String(node.key).replace(/~/g, '~0').replace(/\//g, '~1'))
    return steps
      .map(step => `/${step}`)
      .reverse()
      .join('')
  }

  get(name: string): JsonNode | undefined {
    return this.members.get(name)
  }

  /** The member, when it is a string. */
  string(name: string): Located<string> | undefined {
    const node = this.members.get(name)
    return node?.type === 'string' ? { value: node.value as string, at: node.at } : undefined
  }
}

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const LITERALS = [
  ['true', 'boolean', true],
  ['false', 'boolean', false],
  ['null', 'null', null],
] as const

/** @throws {SourceError} `malformed` or `limit` (depth), with the place */
export function parseJson(source: Source, limits: Limits = DEFAULT_LIMITS): JsonNode {
  const text = source.text
  let position = text.charCodeAt(0) === 0xfeff ? 1 : 0

  const fail = (detail: string, offset = position): never => {
    throw new SourceError({ code: 'malformed', at: source.at(offset, 1, ''), format: 'JSON', detail })
  }
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = position
    const found = pattern.exec(text)?.[0] ?? ''
    position += found.length
    return found
  }
  const string = (): string => {
    const opening = position++
    let value = ''
    for (;;) {
      value += skip(PLAIN)
      const c = text[position]
      if (c === '"') {
        position++
        return value
      }
      if (c !== '\\')
        return fail(c === undefined ? 'an unclosed string' : 'a control character in a string', c ? position : opening)
      const escaped = text[position + 1] ?? ''
      if (escaped === 'u') {
        const digits = text.slice(position + 2, position + 6)
        if (!/^[0-9A-Fa-f]{4}$/.test(digits)) fail('a damaged \\u escape')
        value += String.fromCharCode(Number.parseInt(digits, 16))
        position += 6
        continue
      }
      const plain = ESCAPES.get(escaped)
      if (plain === undefined) return fail('an unknown escape')
      value += plain
      position += 2
    }
  }
  /** A value without children, or an opened object or array. */
  const open = (parent: JsonNode | undefined, key: string | number): JsonNode => {
    skip(SPACE)
    const start = position
    const c = text[position]
    const make = (type: JsonNode['type'], value: JsonNode['value'] = null): JsonNode => {
      const node = new JsonNode(source, type, start, parent, key)
      node.value = value
      node.end = position
      return node
    }
    if (c === '{' || c === '[') {
      position++
      return make(c === '{' ? 'object' : 'array')
    }
    if (c === '"') return make('string', string())
    for (const [word, type, value] of LITERALS)
      if (text.startsWith(word, position)) {
        position += word.length
        return make(type, value)
      }
    const number = skip(NUMBER)
    if (number === '') return fail(c === undefined ? 'the text ends too early' : 'a value was expected')
    return make('number', Number(number))
  }

  const root = open(undefined, '')
  /** Objects and arrays that are still open: nesting takes no stack. */
  const stack: JsonNode[] = root.type === 'object' || root.type === 'array' ? [root] : []
  for (let here = stack[0]; here; here = stack[stack.length - 1]) {
    skip(SPACE)
    const close = here.type === 'object' ? '}' : ']'
    const filled = here.type === 'object' ? here.members.size > 0 : here.items.length > 0
    if (text[position] === close) {
      here.end = ++position
      stack.pop()
      continue
    }
    if (filled) {
      if (text[position] !== ',')
        fail(position >= text.length ? 'the text ends too early' : `',' or '${close}' was expected`)
      position++
      skip(SPACE)
    }
    let child: JsonNode
    if (here.type === 'object') {
      if (text[position] !== '"')
        fail(position >= text.length ? 'the text ends too early' : 'a member name was expected')
      const name = string()
      skip(SPACE)
      if (text[position] !== ':') fail("':' was expected")
      position++
      child = open(here, name)
      const before = here.members.get(name)
      if (before) here.hidden.push(before)
      here.members.set(name, child)
    } else {
      child = open(here, here.items.length)
      here.items.push(child)
    }
    if (child.type !== 'object' && child.type !== 'array') continue
    if (stack.length >= limits.depth)
      throw new SourceError({
        code: 'limit',
        limit: 'depth',
        at: source.at(child.start, 1, ''),
        format: 'JSON',
        detail: `more than ${limits.depth} collections inside one another`,
      })
    stack.push(child)
  }
  skip(SPACE)
  if (position < text.length) fail('something stands after the value')
  return root
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
  }),
)
