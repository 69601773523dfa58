import { type SaxesAttributeNS, SaxesParser } from 'saxes'
import type { Location } from '../engine/location.ts'
import { clock, DEFAULT_LIMITS, type Limits } from './limits.ts'
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

const NO_NODES: readonly XmlNode[] = []
const NO_ATTRIBUTES: readonly XmlAttribute[] = []

export class XmlElement {
  readonly type = 'element'
  children: readonly XmlNode[] = NO_NODES
  attributes: readonly XmlAttribute[] = NO_ATTRIBUTES
  /** Offset after the `>` of the start tag. */
  startEnd = 0
  /** Offset of `</`; equals `end` for an empty-element tag. */
  endStart = 0
  /** Offset after the `>` of the end tag. */
  end = 0
  /** Position of the first element behind this one and all below it. */
  orderEnd = 0

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
    for (const a of this.attributes) if (a.local === local && a.namespace === namespace) return a
    return undefined
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
    const { source } = this.document
    const { text } = source
    let start = this.startEnd
    let end = this.endStart
    while (start < end && isBlank(text, start)) start++
    if (start === end) return this.at
    while (isBlank(text, end - 1)) end--
    return new XmlLocation(source, start, end - start, this)
  }

  /** Every element below this one, in document order. */
  descendants(): XmlElement[] {
    return this.document.elements.slice(this.order + 1, this.orderEnd)
  }

  /** XPath with the prefixes of the document; an index only where siblings share the name. */
  get path(): string {
    const parent = this.parent
    if (!parent) return `/${this.name}`
    const same = parent.children.filter(node => node.type === 'element' && node.name === this.name)
    const step = same.length > 1 ? `${this.name}[${same.indexOf(this) + 1}]` : this.name
    return `${parent.path}/${step}`
  }

  /** @internal A list that is pushed to gets room for seventeen, and most elements hold one text. */
  append(node: XmlNode): void {
    if (this.children === NO_NODES) this.children = [node]
    else (this.children as XmlNode[]).push(node)
  }
}

/** White space as `trim` takes it away; most texts have none, and begin and end with ASCII. */
function isBlank(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset)
  return code <= 0x20 || (code > 0x7e && text.charAt(offset).trim() === '')
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
  /** By namespace, then by local name; built when it is first asked. */
  #index: Map<string, Map<string, XmlElement[]>> | undefined
  root!: XmlElement
  /** Every element, in document order. */
  readonly elements: XmlElement[] = []
  /** Comments and instructions outside the root, in order. */
  readonly outside: (XmlComment | XmlInstruction)[] = []
  /** Attributes of the XML declaration. */
  declaration: { version?: string; encoding?: string; standalone?: string } = {}

  constructor(
    readonly source: Source,
    /** Nothing of the source stands outside it, as it does around the XML of a log. */
    readonly whole: boolean,
  ) {}

  /** All elements of that name, in document order. */
  all(namespace: string, local: string): readonly XmlElement[] {
    this.#index ??= this.#indexed()
    return this.#index.get(namespace)?.get(local) ?? []
  }

  first(namespace: string, local: string): XmlElement | undefined {
    return this.all(namespace, local)[0]
  }

  #indexed(): Map<string, Map<string, XmlElement[]>> {
    const index = new Map<string, Map<string, XmlElement[]>>()
    for (const element of this.elements) {
      let names = index.get(element.namespace)
      if (!names) {
        names = new Map()
        index.set(element.namespace, names)
      }
      const list = names.get(element.local)
      if (list) list.push(element)
      else names.set(element.local, [element])
    }
    return index
  }
}

export interface XmlOptions {
  readonly limits?: Limits
  /** Part of the source's text to parse, for XML inside a log or a dump. */
  readonly start?: number
  readonly end?: number
}

const CLOCK_EVERY = 4096
const LESS_THAN = 0x3c
const EQUALS = 0x3d
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

/** Offset of the last such character at or before `from`: a few characters back, fewer than a call of lastIndexOf costs. */
function back(text: string, code: number, from: number): number {
  let at = from
  while (at > 0 && text.charCodeAt(at) !== code) at--
  return at
}

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
  const end = options.end ?? source.text.length
  const whole = base === 0 && end === source.text.length
  const text = whole ? source.text : source.text.slice(base, end)
  const document = new XmlDocument(source, whole)
  const parser = new FastSaxes({ xmlns: true, position: true }) as unknown as Saxes
  const started = clock()

  let here: XmlElement | undefined
  let depth = 0
  let order = 0
  /** End of the last markup: text starts there. */
  let markupEnd = 0
  let tagStart = 0
  /** Attributes of the tag that is being read; the lists are used again by each tag. */
  let attributes = 0
  const names: string[] = []
  const nameStarts: number[] = []
  const valueStarts: number[] = []
  const valueEnds: number[] = []

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
    tagStart = back(text, LESS_THAN, parser.position - 1)
    attributes = 0
    if (++depth > limits.depth)
      fail('limit', tagStart, `more than ${limits.depth} elements inside one another`, 'depth')
  })
  parser.on('attribute', ({ name, value }) => {
    if (attributes >= limits.attributes)
      fail('limit', tagStart, `more than ${limits.attributes} attributes on one element`, 'attributes')
    const valueEnd = parser.position - 1
    // A raw value is as long as its value, or longer by its references; the quote around it cannot stand in it.
    const shortest = valueEnd - value.length
    const quote = text.charCodeAt(valueEnd)
    const valueStart = text.charCodeAt(shortest - 1) === quote ? shortest : back(text, quote, shortest - 1) + 1
    let nameEnd = back(text, EQUALS, valueStart - 2)
    while (isSpace(text.charCodeAt(nameEnd - 1))) nameEnd--
    names[attributes] = name
    nameStarts[attributes] = base + nameEnd - name.length
    valueStarts[attributes] = base + valueStart
    valueEnds[attributes++] = base + valueEnd
  })
  parser.on('opentag', tag => {
    const element = new XmlElement(document, here, tag.name, tag.local, tag.prefix, tag.uri, base + tagStart, order++)
    if (attributes > 0) {
      const list = new Array<XmlAttribute>(attributes)
      for (let i = 0; i < attributes; i++) {
        const { name, local, uri, value } = tag.attributes[names[i] as string] as SaxesAttributeNS
        list[i] = new XmlAttribute(
          element,
          name,
          local,
          uri,
          value,
          nameStarts[i] as number,
          valueStarts[i] as number,
          valueEnds[i] as number,
        )
      }
      element.attributes = list
    }
    markupEnd = parser.position
    element.startEnd = base + markupEnd
    if (here) here.append(element)
    else document.root = element
    document.elements.push(element)
    here = element
    if (order % CLOCK_EVERY === 0 && clock() - started > limits.milliseconds)
      fail('limit', tagStart, `more than ${limits.milliseconds} ms spent on one file`, 'milliseconds')
  })
  parser.on('closetag', tag => {
    const element = here as XmlElement
    const end = parser.position
    element.end = base + end
    element.endStart = tag.isSelfClosing ? element.end : base + back(text, LESS_THAN, end - 1)
    element.orderEnd = order
    markupEnd = end
    here = element.parent
    depth--
  })
  parser.on('text', value => {
    if (!here) return
    const next = text.indexOf('<', markupEnd)
    here.append(new XmlText(here, value, base + markupEnd, base + (next < 0 ? text.length : next), false))
  })
  parser.on('cdata', value => {
    const start = text.lastIndexOf('<![CDATA[', parser.position - 1)
    const end = text.indexOf(']]>', start) + 3
    if (here) here.append(new XmlText(here, value, base + start + 9, base + end - 3, true))
    markupEnd = end
  })
  parser.on('comment', value => {
    // saxes reports a comment before it has read the final `>`.
    const start = text.lastIndexOf('<!--', parser.position)
    const end = text.indexOf('-->', start + 4) + 3
    const node = new XmlComment(here, value, base + start, base + end)
    if (here) here.append(node)
    else document.outside.push(node)
    markupEnd = end
  })
  parser.on('processinginstruction', instruction => {
    const start = text.lastIndexOf('<?', parser.position - 1)
    const end = text.indexOf('?>', start) + 2
    const node = new XmlInstruction(here, instruction.target, instruction.body, base + start, base + end)
    if (here) here.append(node)
    else document.outside.push(node)
    markupEnd = end
  })
  parser.write(text).close()
  return document
}
