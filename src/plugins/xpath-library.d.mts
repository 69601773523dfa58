/** What we use of the `xpath` library, which asks nothing of its nodes but a few fields of the DOM. */

export interface Value {
  booleanValue(): boolean
  stringValue(): string
}

export interface NodeSet extends Value {
  /** In no order: the library's own sorting is far too slow for wide trees. */
  toUnsortedArray(): unknown[]
}

export interface Expression {
  /** @throws {Error} an unknown prefix, function or variable, a wrong type */
  evaluate(options: {
    readonly node: unknown
    readonly namespaces: Readonly<Record<string, string>>
  }): Value | NodeSet
}

/** XPath 1.0. @throws {Error} not well-formed */
export function parse(expression: string): Expression
