import { type XmlAttribute, XmlDocument, type XmlElement, type XmlNode } from '../sources/xml.ts'

/**
 * Canonical XML 1.0 and Exclusive XML Canonicalization 1.0 over the tree that the rules judge: what is digested is what
 * is judged, so no second parser can be made to read something else. The reasons and the measures stand in
 * docs/decisions/0001-canonicalisation.md.
 */

export interface Canonicalization {
  readonly exclusive: boolean
  readonly comments: boolean
  /** Exclusive only: prefixes treated as by Canonical XML, `''` for the default namespace. */
  readonly inclusivePrefixes: readonly string[]
}

const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** The method that an Algorithm URI names; `undefined` for any other. */
export function canonicalizationOf(algorithm: string, prefixList = ''): Canonicalization | undefined {
  const comments = algorithm.endsWith('WithComments')
  switch (algorithm) {
    case C14N:
    case `${C14N}#WithComments`:
      return { exclusive: false, comments, inclusivePrefixes: [] }
    case EXCLUSIVE:
    case `${EXCLUSIVE}WithComments`:
      return { exclusive: true, comments, inclusivePrefixes: prefixes(prefixList) }
    default:
      return undefined
  }
}

/** What a Reference is canonicalised by when none of its transforms does it (XMLDSig §4.3.3.2). */
export const DEFAULT_CANONICALIZATION: Canonicalization = { exclusive: false, comments: false, inclusivePrefixes: [] }

const prefixes = (list: string): string[] =>
  list
    .split(/[ \t\r\n]+/)
    .filter(token => token !== '')
    .map(token => (token === '#default' ? '' : token))

/** The octets cannot be known; `message` says why, without values of the file. */
export class CanonicalizationError extends Error {
  constructor(
    message: string,
    /** UTF-16 units written before it stopped. */
    readonly written: number,
  ) {
    super(message)
  }
}

/**
 * Canonical form of a document or of one element and all below it.
 * @param without element left out, with all below it
 * @param most UTF-16 units: exclusive canonicalisation repeats declarations, so few octets can become very many
 * @throws {CanonicalizationError} relative namespace name, or more than `most`
 */
export function canonicalize(
  apex: XmlDocument | XmlElement,
  method: Canonicalization,
  options: { without?: XmlElement | undefined; most?: number } = {},
): string {
  const writer = new Writer(method, options.without, options.most ?? Number.POSITIVE_INFINITY)
  if (apex instanceof XmlDocument) writer.document(apex)
  else writer.apex(apex)
  return writer.out
}

type Namespaces = ReadonlyMap<string, string>

class Writer {
  out = ''
  constructor(
    readonly method: Canonicalization,
    readonly without: XmlElement | undefined,
    readonly most: number,
  ) {}

  document(document: XmlDocument): void {
    const { root, outside } = document
    for (const node of outside) {
      if (node.start > root.start || (node.type === 'comment' && !this.method.comments)) continue
      this.node(node, NONE, NONE)
      this.out += '\n'
    }
    this.apex(root)
    for (const node of outside) {
      if (node.start < root.start || (node.type === 'comment' && !this.method.comments)) continue
      this.out += '\n'
      this.node(node, NONE, NONE)
    }
  }

  apex(element: XmlElement): void {
    const { exclusive, inclusivePrefixes } = this.method
    const scope = new Map<string, string>()
    const xml = new Map<string, XmlAttribute>()
    for (const ancestor of ancestors(element)) {
      for (const attribute of ancestor.attributes) {
        const prefix = declares(attribute)
        if (prefix !== undefined) scope.set(prefix, attribute.value)
        // Canonical XML gives the apex the xml:lang, xml:space and so on that it inherits.
        else if (!exclusive && attribute.namespace === XML) xml.set(attribute.local, attribute)
      }
    }
    for (const attribute of element.attributes) if (attribute.namespace === XML) xml.delete(attribute.local)
    for (const attribute of element.attributes) {
      const prefix = declares(attribute)
      if (prefix !== undefined) scope.set(prefix, attribute.value)
    }
    const candidates = exclusive ? inclusivePrefixes : [...scope.keys()]
    this.element(element, scope, NONE, candidates, [...xml.values()])
  }

  node(node: XmlNode, scope: Namespaces, rendered: Namespaces): void {
    switch (node.type) {
      case 'text':
        this.out += escapeText(node.value)
        break
      case 'comment':
        if (this.method.comments) this.out += `<!--${escapeReturns(node.value)}-->`
        break
      case 'instruction':
        this.out += `<?${node.target}${node.value === '' ? '' : ` ${escapeReturns(node.value)}`}?>`
        break
      case 'element': {
        if (node === this.without) return
        const { exclusive, inclusivePrefixes } = this.method
        let inner: Map<string, string> | undefined
        let candidates = NO_PREFIXES
        // Only what may be declared without being used is looked up in the scope.
        if (!exclusive || inclusivePrefixes.length > 0) {
          for (const attribute of node.attributes) {
            const prefix = declares(attribute)
            if (prefix === undefined) continue
            inner ??= new Map(scope)
            inner.set(prefix, attribute.value)
            if (!exclusive || inclusivePrefixes.includes(prefix)) candidates = [...candidates, prefix]
          }
        }
        this.element(node, inner ?? scope, rendered, candidates, [])
      }
    }
  }

  /**
   * @param scope namespaces in scope, those that the element declares included
   * @param rendered namespaces as the output around the element declares them
   * @param candidates prefixes to declare here, whether the element uses them or not
   */
  private element(
    element: XmlElement,
    scope: Namespaces,
    rendered: Namespaces,
    candidates: readonly string[],
    inherited: readonly XmlAttribute[],
  ): void {
    const { exclusive } = this.method
    // Most elements declare nothing and have their few attributes in order: no list and no map is made for them.
    let attributes: readonly XmlAttribute[] = element.attributes
    if (inherited.length > 0 || attributes.some(isDeclaration)) {
      for (const attribute of attributes)
        if (isDeclaration(attribute) && attribute.value !== '' && !ABSOLUTE.test(attribute.value))
          throw new CanonicalizationError('a relative namespace name has no canonical form', this.out.length)
      attributes = [...inherited, ...attributes.filter(attribute => !isDeclaration(attribute))]
    }
    if (!inOrder(attributes)) attributes = [...attributes].sort(byName)

    let fresh: Map<string, string> | undefined
    for (const prefix of candidates) fresh = toDeclare(fresh, rendered, prefix, scope.get(prefix) ?? '')
    if (exclusive) {
      fresh = toDeclare(fresh, rendered, element.prefix, element.namespace)
      for (const attribute of attributes)
        if (attribute.namespace !== '') fresh = toDeclare(fresh, rendered, prefixOf(attribute), attribute.namespace)
    }
    let declared = rendered
    this.out += `<${element.name}`
    if (fresh) {
      for (const prefix of [...fresh.keys()].sort(byCodePoint))
        this.out += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(fresh.get(prefix) as string)}"`
      declared = new Map([...rendered, ...fresh])
    }
    for (const attribute of attributes) this.out += ` ${attribute.name}="${escapeAttribute(attribute.value)}"`
    this.out += '>'
    if (this.out.length > this.most) throw new CanonicalizationError('the canonical form is too large', this.out.length)
    for (const child of element.children) this.node(child, scope, declared)
    this.out += `</${element.name}>`
  }
}

const NONE: Namespaces = new Map()
const NO_PREFIXES: readonly string[] = []
const XML = 'http://www.w3.org/XML/1998/namespace'
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/

/** The prefix that a namespace declaration binds, `''` for the default; `undefined` for any other attribute. */
function declares(attribute: XmlAttribute): string | undefined {
  const { name } = attribute
  if (!name.startsWith('xmlns')) return undefined
  if (name.length === 5) return ''
  return name[5] === ':' ? name.slice(6) : undefined
}

const isDeclaration = (attribute: XmlAttribute): boolean => declares(attribute) !== undefined

/** Adds what the output around an element does not declare so. */
function toDeclare(
  fresh: Map<string, string> | undefined,
  rendered: Namespaces,
  prefix: string,
  uri: string,
): Map<string, string> | undefined {
  if (prefix === 'xml' || (rendered.get(prefix) ?? '') === uri) return fresh
  return (fresh ?? new Map<string, string>()).set(prefix, uri)
}

const inOrder = (attributes: readonly XmlAttribute[]): boolean =>
  attributes.every((attribute, i) => i === 0 || byName(attributes[i - 1] as XmlAttribute, attribute) <= 0)

const prefixOf = (attribute: XmlAttribute): string => attribute.name.slice(0, Math.max(0, attribute.name.indexOf(':')))

function ancestors(element: XmlElement): XmlElement[] {
  const list: XmlElement[] = []
  for (let here = element.parent; here; here = here.parent) list.unshift(here)
  return list
}

const byName = (a: XmlAttribute, b: XmlAttribute): number =>
  byCodePoint(a.namespace, b.namespace) || byCodePoint(a.local, b.local)

/** Order of code points, which is not that of UTF-16 units above U+D7FF. */
function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? (a.codePointAt(i) as number) - (b.codePointAt(i) as number) : x - y
  }
  return a.length - b.length
}

const escapeText = (text: string): string =>
  /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, c => ENTITIES[c] as string) : text

const escapeAttribute = (text: string): string =>
  /[&<"\t\n\r]/.test(text) ? text.replace(/[&<"\t\n\r]/g, c => ENTITIES[c] as string) : text

const escapeReturns = (text: string): string => text.replaceAll('\r', '&#xD;')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
