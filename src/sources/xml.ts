import { SaxesParser } from 'saxes'
import type { Location } from '../engine/location.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { SourceError } from './problem.ts'
import type { Source } from './source.ts'

/**
 * A positional XML tree on top of saxes: every tag, attribute and text knows its offsets in the decoded text of its
 * source. DOCTYPE is refused, depth and attributes are capped, the first error of well-formedness ends the parse.
 */

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction

/** Character data. `value` has entities resolved; the raw slice is `[start, end)`. */
export class XmlText {
  readonly type = 'text'
  constructor(
    readonly parent: XmlElement,
    readonly value: string,
    readonly start: number,
    readonly end: number,
    readonly cdata: boolean,
  ) {}
}

export class XmlComment {
  readonly type = 'comment'
  constructor(
    readonly parent: XmlElement | undefined,
    readonly value: string,
    readonly start: number,
    readonly end: number,
  ) {}
}

export class XmlInstruction {
  readonly type = 'instruction'
  constructor(
    readonly parent: XmlElement | undefined,
    readonly target: string,
    readonly value: string,
    readonly start: number,
    readonly end: number,
  ) {}
}

export class XmlAttribute {
  constructor(
    readonly element: XmlElement,
    /** Qualified name as written. */
    readonly name: string,
    readonly local: string,
    /** Namespace URI, empty when unprefixed. */
    readonly namespace: string,
    readonly value: string,
    /** Offset of the name. */
    readonly start: number,
    /** Offsets of the raw value, between its quotes. */
    readonly valueStart: number,
    readonly valueEnd: number,
  ) {}

  /** The value, for a finding. */
  get at(): Location {
    return new XmlLocation(this.element.document.source, this.valueStart, this.valueEnd - this.valueStart, this)
  }
}

export class XmlElement {
  readonly type = 'element'
  readonly children: XmlNode[] = []
  attributes: readonly XmlAttribute[] = []
  /** Offset after the `>` of the start tag. */
  startEnd = 0
  /** Offset of `</`; equals `end` for an empty-element tag. */
  endStart = 0
  /** Offset after the `>` of the end tag. */
  end = 0

  constructor(
    readonly document: XmlDocument,
    readonly parent: XmlElement | undefined,
    /** Qualified name as written. */
    readonly name: string,
    readonly local: string,
    readonly prefix: string,
    /** Namespace URI, empty when none. */
    readonly namespace: string,
    /** Offset of `<`. */
    readonly start: number,
    /** Position among all elements of the document, in document order. */
    readonly order: number,
  ) {}

  is(namespace: string, local: string): boolean {
    return this.local === local && this.namespace === namespace
  }

  get elements(): XmlElement[] {
    return this.children.filter((node): node is XmlElement => node.type === 'element')
  }

  /** First child element of that name. */
  child(namespace: string, local: string): XmlElement | undefined {
    for (const node of this.children) if (node.type === 'element' && node.is(namespace, local)) return node
    return undefined
  }

  childrenNamed(namespace: string, local: string): XmlElement[] {
    return this.children.filter((node): node is XmlElement => node.type === 'element' && node.is(namespace, local))
  }

  /** Follows child names of one namespace: `descend(CDA, 'assignedEntity', 'assignedPerson')`. */
  descend(namespace: string, ...locals: string[]): XmlElement | undefined {
    let here: XmlElement | undefined = this
    for (const local of locals) here = here?.child(namespace, local)
    return here
  }

  /** Attribute by local name; unprefixed unless a namespace is given. */
  attribute(local: string, namespace = ''): XmlAttribute | undefined {
    return this.attributes.find(a => a.local === local && a.namespace === namespace)
  }

  /** Text of this element and of all below it, comments left out. */
  get text(): string {
    let out = ''
    for (const node of this.children) {
      if (node.type === 'text') out += node.value
      else if (node.type === 'element') out += node.text
    }
    return out
  }

  /** The start tag: where findings about the element as a whole point. */
  get at(): Location {
    return new XmlLocation(this.document.source, this.start, this.startEnd - this.start, this)
  }

  /** The content without the white space around it; the start tag when there is none. */
  get textAt(): Location {
    const raw = this.document.source.text.slice(this.startEnd, this.endStart)
    const trimmed = raw.trim()
    if (trimmed === '') return this.at
    const lead = raw.length - raw.trimStart().length
    return new XmlLocation(this.document.source, this.startEnd + lead, trimmed.length, this)
  }

  /** Every element below this one, in document order. */
  *descendants(): Generator<XmlElement> {
    for (const node of this.children) {
      if (node.type !== 'element') continue
      yield node
      yield* node.descendants()
    }
  }

  /** XPath with the prefixes of the document; an index only where siblings share the name. */
  get path(): string {
    const parent = this.parent
    if (!parent) return `/${this.name}`
    const same = parent.children.filter(node => node.type === 'element' && node.name === this.name)
    const step = same.length > 1 ? `${this.name}[${same.indexOf(this) + 1}]` : this.name
    return `${parent.path}/${step}`
  }
}

/** A place in XML whose path is computed when somebody reads it. */
class XmlLocation implements Location {
  constructor(
    readonly source: Source,
    readonly offset: number,
    readonly length: number,
    private readonly node: XmlElement | XmlAttribute,
  ) {}

  get path(): string {
    const node = this.node
    return node instanceof XmlAttribute ? `${node.element.path}/@${node.name}` : node.path
  }
}

export class XmlDocument {
  readonly #index = new Map<string, XmlElement[]>()
  root!: XmlElement
  /** Comments and instructions outside the root, in order. */
  readonly outside: (XmlComment | XmlInstruction)[] = []
  /** Attributes of the XML declaration. */
  declaration: { version?: string; encoding?: string; standalone?: string } = {}

  constructor(readonly source: Source) {}

  /** All elements of that name, in document order: one map look-up. */
  all(namespace: string, local: string): readonly XmlElement[] {
    return this.#index.get(`{${namespace}}${local}`) ?? []
  }

  first(namespace: string, local: string): XmlElement | undefined {
    return this.all(namespace, local)[0]
  }

  /** @internal */
  add(element: XmlElement): void {
    const key = `{${element.namespace}}${element.local}`
    const list = this.#index.get(key)
    if (list) list.push(element)
    else this.#index.set(key, [element])
  }
}

export interface XmlOptions {
  readonly limits?: Limits
  /** Part of the source's text to parse, for XML inside a log or a dump. */
  readonly start?: number
  readonly end?: number
}

const CLOCK_EVERY = 4096

type Saxes = SaxesParser<{ xmlns: true; position: true }>

/**
 * saxes stores each handler under a computed key, and V8 turns an object that receives this many so into a dictionary:
 * every character then costs six times as much. Fields that exist beforehand keep it fast.
 */
class FastSaxes extends (SaxesParser as unknown as new (options: { xmlns: true; position: true }) => object) {
  readonly errorHandler = undefined
  readonly doctypeHandler = undefined
  readonly xmldeclHandler = undefined
  readonly openTagStartHandler = undefined
  readonly attributeHandler = undefined
  readonly openTagHandler = undefined
  readonly closeTagHandler = undefined
  readonly textHandler = undefined
  readonly cdataHandler = undefined
  readonly commentHandler = undefined
  readonly piHandler = undefined
}

/**
 * @throws {SourceError} `malformed`, `doctype` or `limit`, with the place.
 */
export function parseXml(source: Source, options: XmlOptions = {}): XmlDocument {
  const limits = options.limits ?? DEFAULT_LIMITS
  const base = options.start ?? 0
  const whole = source.text
  const text = base === 0 && options.end === undefined ? whole : whole.slice(base, options.end)
  const document = new XmlDocument(source)
  const parser = new FastSaxes({ xmlns: true, position: true }) as unknown as Saxes
  const started = performance.now()

  let here: XmlElement | undefined
  let depth = 0
  let order = 0
  /** End of the last markup: text starts there. */
  let markupEnd = 0
  let tagStart = 0
  let spans: { start: number; valueStart: number; valueEnd: number }[] = []

  const place = (offset: number, length = 1): Location =>
    source.at(base + Math.max(0, Math.min(offset, text.length)), length, here?.path ?? '')
  const fail = (
    code: 'malformed' | 'doctype' | 'limit',
    offset: number,
    detail: string,
    limit?: keyof Limits,
  ): never => {
    throw new SourceError({
      code,
      at: place(offset),
      // Well-formed XML 1.0 whose prefixes lead nowhere is refused too, but by the other recommendation.
      format: detail.startsWith('unbound namespace prefix') ? 'XML Namespaces' : 'XML',
      detail,
      ...(limit === undefined ? {} : { limit }),
    })
  }

  parser.on('error', error => fail('malformed', parser.position, error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () =>
    fail('doctype', text.lastIndexOf('<!DOCTYPE', parser.position), 'a document type declaration is refused'),
  )
  parser.on('xmldecl', declaration => {
    document.declaration = {
      ...(declaration.version === undefined ? {} : { version: declaration.version }),
      ...(declaration.encoding === undefined ? {} : { encoding: declaration.encoding }),
      ...(declaration.standalone === undefined ? {} : { standalone: declaration.standalone }),
    }
    markupEnd = parser.position
  })
  parser.on('opentagstart', () => {
    tagStart = text.lastIndexOf('<', parser.position - 1)
    spans = []
    if (++depth > limits.depth)
      fail('limit', tagStart, `more than ${limits.depth} elements inside one another`, 'depth')
  })
  parser.on('attribute', attribute => {
    if (spans.length >= limits.attributes)
      fail('limit', tagStart, `more than ${limits.attributes} attributes on one element`, 'attributes')
    const valueEnd = parser.position - 1
    const valueStart = text.lastIndexOf(text[valueEnd] as string, valueEnd - 1) + 1
    let nameEnd = text.lastIndexOf('=', valueStart - 1)
    while (/\s/.test(text[nameEnd - 1] as string)) nameEnd--
    spans.push({
      start: base + nameEnd - attribute.name.length,
      valueStart: base + valueStart,
      valueEnd: base + valueEnd,
    })
  })
  parser.on('opentag', tag => {
    const element = new XmlElement(document, here, tag.name, tag.local, tag.prefix, tag.uri, base + tagStart, order++)
    let i = 0
    const attributes: XmlAttribute[] = []
    for (const name in tag.attributes) {
      const a = tag.attributes[name]
      const span = spans[i++]
      if (a && span)
        attributes.push(
          new XmlAttribute(element, a.name, a.local, a.uri, a.value, span.start, span.valueStart, span.valueEnd),
        )
    }
    element.attributes = attributes
    markupEnd = parser.position
    element.startEnd = base + markupEnd
    if (here) here.children.push(element)
    else document.root = element
    document.add(element)
    here = element
    if (order % CLOCK_EVERY === 0 && performance.now() - started > limits.milliseconds)
      fail('limit', tagStart, `more than ${limits.milliseconds} ms spent on one file`, 'milliseconds')
  })
  parser.on('closetag', tag => {
    const element = here as XmlElement
    const end = parser.position
    element.end = base + end
    element.endStart = tag.isSelfClosing ? element.end : base + text.lastIndexOf('</', end - 1)
    markupEnd = end
    here = element.parent
    depth--
  })
  parser.on('text', value => {
    if (!here) return
    const next = text.indexOf('<', markupEnd)
    here.children.push(new XmlText(here, value, base + markupEnd, base + (next < 0 ? text.length : next), false))
  })
  parser.on('cdata', value => {
    const start = text.lastIndexOf('<![CDATA[', parser.position - 1)
    const end = text.indexOf(']]>', start) + 3
    if (here) here.children.push(new XmlText(here, value, base + start + 9, base + end - 3, true))
    markupEnd = end
  })
  parser.on('comment', value => {
    // saxes reports a comment before it has read the final `>`.
    const start = text.lastIndexOf('<!--', parser.position)
    const end = text.indexOf('-->', start + 4) + 3
    const node = new XmlComment(here, value, base + start, base + end)
    if (here) here.children.push(node)
    else document.outside.push(node)
    markupEnd = end
  })
  parser.on('processinginstruction', instruction => {
    const start = text.lastIndexOf('<?', parser.position - 1)
    const end = text.indexOf('?>', start) + 2
    const node = new XmlInstruction(here, instruction.target, instruction.body, base + start, base + end)
    if (here) here.children.push(node)
    else document.outside.push(node)
    markupEnd = end
  })
  parser.write(text).close()
  return document
}
