import type { CST as Cst, Document, Node, Pair } from 'yaml'
import type { Location } from '../engine/location.ts'
import { clock, DEFAULT_LIMITS, type Limits } from './limits.ts'
import { SourceError } from './problem.ts'
import type { Source } from './source.ts'

/**
 * A positional YAML tree on top of the `yaml` library: YAML 1.2 core whatever the file's directives say, so `off` and
 * dates stay text. Tags outside the core schema are refused, aliases and depth are bounded.
 */

export class YamlNode {
  constructor(
    readonly kind: 'scalar' | 'sequence' | 'mapping',
    /** Plain data: objects have no prototype, so a key `__proto__` is a key like any other. */
    readonly value: unknown,
    /** Of a scalar: the string, or for a number, boolean or null the characters as written (`012` stays `012`). */
    readonly text: string,
    /** Where it stands; of a collection only its first line. The path is a JSON pointer. */
    readonly at: Location,
    /** Where the key stands, when it is the value of a mapping entry. */
    readonly keyAt: Location | undefined,
    /** Of a sequence. */
    readonly items: readonly YamlNode[],
    /** Of a mapping, in the order of the file; the first one wins when a key is given twice. */
    readonly entries: ReadonlyMap<string, YamlNode>,
    /** Of a mapping: the entries whose key had been given before. */
    readonly duplicates: readonly YamlNode[],
  ) {}

  get(key: string): YamlNode | undefined {
    return this.entries.get(key)
  }

  /** This node and all below it, duplicates included, in the order of the file. */
  *all(): Generator<YamlNode> {
    yield this
    for (const item of this.items) yield* item.all()
    for (const entry of this.entries.values()) yield* entry.all()
    for (const entry of this.duplicates) yield* entry.all()
  }

  /** The node at a JSON pointer, as validators give it. */
  find(pointer: string): YamlNode | undefined {
    let here: YamlNode | undefined = this
    for (const step of pointer.split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
      here = here?.kind === 'sequence' ? here.items[Number(key)] : here?.get(key)
    }
    return here
  }
}

/** One step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

const CORE_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/

/** The library's own sentences quote the file, which may hold a password; these do not. */
const REASONS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'an alias without a name',
  BAD_COLLECTION_TYPE: 'a tag that does not fit its collection',
  BAD_DIRECTIVE: 'a directive that is not YAML 1.2',
  BAD_DQ_ESCAPE: 'an escape sequence that YAML does not know',
  BAD_INDENT: 'wrong indentation',
  BAD_PROP_ORDER: 'anchors and tags must come before the indicator',
  BAD_SCALAR_START: 'this character must be quoted at the start of a value',
  BLOCK_AS_IMPLICIT_KEY: 'a block cannot be a key on one line; is a quote or an indentation missing?',
  BLOCK_IN_FLOW: 'a block collection cannot stand within brackets or braces',
  KEY_OVER_1024_CHARS: 'a key of more than 1024 characters',
  MISSING_CHAR: 'a character is missing: a closing quote, bracket or brace, a comma, a colon or a space',
  MULTILINE_IMPLICIT_KEY: 'a key cannot span lines',
  MULTIPLE_ANCHORS: 'two anchors on one value',
  MULTIPLE_DOCS: 'more than one document',
  MULTIPLE_TAGS: 'two tags on one value',
  TAB_AS_INDENT: 'a tabulation cannot indent',
  TAG_RESOLVE_FAILED: 'a tag that does not fit its value',
  UNEXPECTED_TOKEN: 'unexpected text',
}

/**
 * @throws {SourceError} `malformed` or `limit`, with the place.
 */
export async function parseYaml(source: Source, limits: Limits = DEFAULT_LIMITS): Promise<YamlNode> {
  const { Composer, CST, Parser, isAlias, isMap, isScalar, isSeq } = await import('yaml')
  const text = source.text
  const started = clock()

  const fail = (code: 'malformed' | 'limit', offset: number, detail: string, limit?: keyof Limits): never => {
    const at = source.at(Math.max(0, Math.min(offset, text.length)), 0, '')
    throw new SourceError({ code, at, format: 'YAML', detail, ...(limit === undefined ? {} : { limit }) })
  }
  const checkClock = (offset: number): void => {
    if (clock() - started > limits.milliseconds)
      fail('limit', offset, `more than ${limits.milliseconds} ms spent on one file`, 'milliseconds')
  }
  const tooDeep = (offset: number): never =>
    fail('limit', offset, `more than ${limits.depth} collections inside one another`, 'depth')

  const compose = (): Document => {
    if (source.bytes.length > limits.yamlBytes)
      fail('limit', 0, `more than ${limits.yamlBytes} bytes of YAML`, 'yamlBytes')
    const tokens = [...new Parser(checkClock).parse(text)]
    // The composer recurses, so depth is measured on the tokens first.
    for (const token of tokens) {
      if (token.type !== 'document' || !token.value) continue
      const open: { token: Cst.Token; depth: number }[] = [{ token: token.value, depth: 1 }]
      for (let top = open.pop(); top; top = open.pop()) {
        if (!CST.isCollection(top.token)) continue
        if (top.depth > limits.depth) tooDeep(top.token.offset)
        for (const item of top.token.items) {
          if (item.key) open.push({ token: item.key, depth: top.depth + 1 })
          if (item.value) open.push({ token: item.value, depth: top.depth + 1 })
        }
      }
    }
    const options = {
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      prettyErrors: false,
      // Its check is quadratic in the number of keys.
      uniqueKeys: false,
    } as const
    const documents = [...new Composer(options).compose(tokens, true, text.length)]
    const [document, second] = documents
    const error = document?.errors[0]
    if (error) fail('malformed', error.pos[0], REASONS[error.code] ?? 'not well-formed')
    if (second) fail('malformed', second.range?.[0] ?? 0, REASONS.MULTIPLE_DOCS as string)
    return document as Document
  }

  const anchors = new Map<string, Node>()
  let aliases = 0
  const firstLine = (start: number, end: number): number =>
    // Bounded, or a large file on one line would be scanned once per collection.
    text.slice(start, Math.min(end, start + 200)).split(/[\r\n]/, 1)[0]?.length ?? 0

  const build = (node: Node | null, path: string, keyAt: Location | undefined, depth: number): YamlNode => {
    if (isAlias(node)) {
      const offset = node.range?.[0] ?? 0
      const target = anchors.get(node.source)
      if (!target) return fail('malformed', offset, 'an alias whose anchor is not set before it')
      if (++aliases > limits.aliases) fail('limit', offset, `more than ${limits.aliases} aliases`, 'aliases')
      return build(target, path, keyAt, depth)
    }
    const [start, end] = node?.range ?? [keyAt?.offset ?? 0, keyAt?.offset ?? 0]
    if (!node) return new YamlNode('scalar', null, '', source.at(start, 0, path), keyAt, [], new Map(), [])
    if (node.tag !== undefined && !CORE_TAG.test(node.tag)) fail('malformed', start, 'a tag outside YAML 1.2 core')
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
    if (isScalar(node)) {
      const written = typeof node.value === 'string' ? node.value : (node.source ?? '')
      return new YamlNode('scalar', node.value, written, source.at(start, end - start, path), keyAt, [], new Map(), [])
    }
    if (depth > limits.depth) tooDeep(start)
    checkClock(start)
    const at = source.at(start, firstLine(start, end), path)
    if (isSeq(node)) {
      const items = node.items.map((item, i) => build(item as Node | null, `${path}/${i}`, undefined, depth + 1))
      return new YamlNode(
        'sequence',
        items.map(item => item.value),
        '',
        at,
        keyAt,
        items,
        new Map(),
        [],
      )
    }
    if (!isMap(node)) return fail('malformed', start, 'not well-formed')
    const value: Record<string, unknown> = Object.create(null)
    const entries = new Map<string, YamlNode>()
    const duplicates: YamlNode[] = []
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const keyNode = build(pair.key, path, undefined, depth + 1)
      if (keyNode.kind !== 'scalar') fail('malformed', keyNode.at.offset, 'a collection as a key')
      const key = keyNode.text
      const keyPath = path + pointerStep(key)
      const entry = build(pair.value, keyPath, { ...keyNode.at, path: keyPath }, depth + 1)
      if (entries.has(key)) {
        duplicates.push(entry)
      } else {
        entries.set(key, entry)
        value[key] = entry.value
      }
    }
    return new YamlNode('mapping', value, '', at, keyAt, [], entries, duplicates)
  }

  try {
    return build(compose().contents, '', undefined, 1)
  } catch (error) {
    if (error instanceof SourceError) throw error
    // The library is not ours: whatever it throws on hostile text is a defect of the text.
    return fail('malformed', 0, 'not well-formed')
  }
}
