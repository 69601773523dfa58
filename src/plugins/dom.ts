import type { Location } from '../engine/location.ts'
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement, XmlInstruction, XmlText } from '../sources/xml.ts'

/**
 * Our positional tree, in the shape that an XPath library walks: the fields of the DOM that XPath 1.0 needs, and no
 * more. Evidence is read by one parser only, and every node that an expression finds is a node that knows its place.
 */

const TYPE = { element: 1, attribute: 2, text: 3, instruction: 7, comment: 8, document: 9 } as const

export class DomNode {
  parentNode: DomNode | null = null
  firstChild: DomNode | null = null
  previousSibling: DomNode | null = null
  nextSibling: DomNode | null = null
  ownerElement: DomNode | null = null
  ownerDocument: DomNode | null = null
  documentElement: DomNode | null = null
  attributes: Attributes | null = null

  constructor(
    readonly nodeType: number,
    readonly nodeName: string,
    readonly localName: string,
    readonly namespaceURI: string | null,
    readonly nodeValue: string | null,
    /** Place in document order. */
    readonly order: number,
    /** `undefined` for the document. */
    readonly origin: XmlElement | XmlAttribute | XmlText | XmlComment | XmlInstruction | undefined,
  ) {}

  get value(): string | null {
    return this.nodeValue
  }
  get target(): string {
    return this.nodeName
  }

  /** The bits of the DOM that say before or after; the library asks for no others. */
  compareDocumentPosition(other: DomNode): number {
    return other.order < this.order ? 0x02 : 0x04
  }
}

class Attributes {
  readonly #list: readonly DomNode[]
  constructor(list: readonly DomNode[]) {
    this.#list = list
  }
  get length(): number {
    return this.#list.length
  }
  item(index: number): DomNode | undefined {
    return this.#list[index]
  }
}

export class Dom {
  readonly #byOrigin = new Map<XmlElement, DomNode>()
  readonly #document: DomNode
  #count = 0

  constructor(document: XmlDocument) {
    this.#document = this.#node(TYPE.document, '#document', '', null, null, undefined)
    this.#append(this.#document, [this.#element(document.root)])
    this.#document.documentElement = this.#document.firstChild
  }

  /** The node that stands for an element of the document. */
  of(element: XmlElement): DomNode {
    return this.#byOrigin.get(element) as DomNode
  }

  #element(element: XmlElement): DomNode {
    const { name, local, namespace } = element
    const own = this.#node(TYPE.element, name, local, namespace === '' ? null : namespace, null, element)
    this.#byOrigin.set(element, own)
    own.attributes = new Attributes(
      element.attributes.map(attribute => {
        const { name, local, namespace, value } = attribute
        const node = this.#node(TYPE.attribute, name, local, namespace === '' ? null : namespace, value, attribute)
        node.ownerElement = own
        return node
      }),
    )
    this.#append(
      own,
      element.children.map(child => (child.type === 'element' ? this.#element(child) : this.#leaf(child))),
    )
    return own
  }

  #leaf(node: XmlText | XmlComment | XmlInstruction): DomNode {
    if (node.type === 'instruction')
      return this.#node(TYPE.instruction, node.target, node.target, null, node.value, node)
    return this.#node(TYPE[node.type], `#${node.type}`, '', null, node.value, node)
  }

  #node(...[type, name, local, namespace, value, origin]: NodeFields): DomNode {
    const node = new DomNode(type, name, local, namespace, value, this.#count++, origin)
    node.ownerDocument = this.#document ?? null
    return node
  }

  #append(parent: DomNode, children: readonly DomNode[]): void {
    parent.firstChild = children[0] ?? null
    children.forEach((child, i) => {
      child.parentNode = parent
      child.previousSibling = children[i - 1] ?? null
      child.nextSibling = children[i + 1] ?? null
    })
  }
}

type NodeFields = [
  type: number,
  name: string,
  local: string,
  namespace: string | null,
  value: string | null,
  origin: DomNode['origin'],
]

/** Where a finding about a node points: the value of an attribute, the text of an element that holds nothing else. */
export function placeOfNode({ origin }: DomNode, root: XmlElement): Location {
  if (!origin) return root.at
  if (!('type' in origin)) return origin.at
  if (origin.type === 'element') return origin.elements.length === 0 ? origin.textAt : origin.at
  const { source } = root.document
  return source.at(origin.start, origin.end - origin.start, origin.parent?.path ?? '')
}
