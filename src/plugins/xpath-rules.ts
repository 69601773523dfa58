import { schemaDefects } from '../artifacts/schema-defects.ts'
import type { Location } from '../engine/location.ts'
import {
  type Artifact,
  each,
  type Kind,
  type Level,
  notApplicable,
  notEvaluated,
  type Page,
  type Rule,
  type Text,
} from '../engine/rule.ts'
import { clock, DEFAULT_LIMITS, type Limits } from '../sources/limits.ts'
import { SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'
import type { XmlDocument, XmlElement } from '../sources/xml.ts'
import { parseYaml, type YamlNode } from '../sources/yaml.ts'
import { Dom, type DomNode, placeOfNode } from './dom.ts'
import { both, PluginError } from './plugin.ts'
import type { Expression, NodeSet, Value } from './xpath-library.d.mts'

/**
 * Rules written in YAML: XPath says which nodes to judge and what must hold at each (`schemas/xpath-rules.schema.json`,
 * docs/plugins.md). What `select` does not find is not concerned.
 *
 * @throws {PluginError} the file or an expression is not valid, with the place
 */
export async function readXPathRules(source: Source, limits: Limits = DEFAULT_LIMITS): Promise<readonly Rule[]> {
  const root = await parseYaml(source, limits).catch((error: unknown) => {
    if (error instanceof SourceError) throw refused(error.problem.at, both(error.problem.detail, error.problem.detail))
    throw error
  })
  const [defect] = await schemaDefects(root, 'xpath-rules')
  if (defect) throw refused(defect.at, defect.detail)
  const { parse } = await import('./xpath-library.mjs')
  const namespaces = Object.fromEntries(
    [...(root.get('namespaces')?.entries ?? [])].map(([key, { text }]) => [key, text]),
  )
  return (root.get('rules')?.items ?? []).map(node => xpathRule(node, namespaces, parse))
}

type Namespaces = Readonly<Record<string, string>>

/** Kinds of artifacts that are one XML element. */
interface XmlArtifact extends Artifact {
  readonly element: XmlElement
}

/** Wider trees would keep an expression busy for minutes: the library compares found nodes with one another. */
const MOST_NODES = 50_000
const LONGEST = 10_000

function xpathRule(node: YamlNode, namespaces: Namespaces, parse: (expression: string) => Expression): Rule {
  const text = (key: string): string => node.get(key)?.text ?? ''
  const expression = (key: string): Expression | undefined => {
    const at = node.get(key)
    return at && compiled(at, namespaces, parse)
  }
  const select = expression('select') as Expression
  const assert = expression('assert')
  const forbid = expression('forbid')
  const held = assert ?? forbid
  if (!held || (assert && forbid))
    throw refused(node.at, both('a rule has either assert or forbid', 'une règle a soit assert, soit forbid'))
  const message = node.get('message')?.value as Text
  for (const [, name] of `${message.en}${message.fr}`.matchAll(/\{(\w+)\}/g))
    if (name !== 'value')
      throw refused(
        (node.get('message') as YamlNode).at,
        both(
          `{${name}} is unknown: only {value} can be shown`,
          `{${name}} est inconnu : seul {value} peut être montré`,
        ),
      )
  const shows = { en: message.en.includes('{value}'), fr: message.fr.includes('{value}') }
  const effective = node.get('effective')?.value as { from?: string; to?: string } | undefined
  return {
    id: text('id'),
    name: text('name'),
    level: text('level') as Level,
    priority: 1,
    requirements: (node.get('requirements')?.items ?? []).map(item => item.text),
    evidence: (node.get('evidence')?.text ?? 'vendor') as Rule['evidence'],
    ...(effective ? { effective } : {}),
    inputs: { artifact: each(text('kind') as Kind) },
    messages: { refused: { en: message.en, fr: message.fr } },
    docs: { en: pageOf(node, 'en'), fr: pageOf(node, 'fr') },
    *check(inputs) {
      const { element } = inputs.artifact as XmlArtifact
      const dom = domOf(element.document)
      if (!dom) return notEvaluated(TOO_WIDE)
      const started = clock()
      const found = select.evaluate({ node: dom.of(element), namespaces })
      if (!isNodeSet(found)) throw new TypeError('select finds no nodes')
      const nodes = (found.toUnsortedArray() as DomNode[]).sort((a, b) => a.order - b.order)
      if (nodes.length === 0) return notApplicable
      for (const one of nodes) {
        // Evidence decides how many nodes there are: no rule may keep the run busy for good.
        if (clock() - started > LONGEST) throw new RangeError('too slow')
        if (held.evaluate({ node: one, namespaces }).booleanValue() === (assert !== undefined)) continue
        const value = one.nodeValue ?? (one.origin && 'text' in one.origin ? one.origin.text.trim() : '')
        yield {
          message: 'refused',
          at: placeOfNode(one, element),
          actual: value,
          ...(shows.en || shows.fr ? { data: { value } } : {}),
        }
      }
    },
  }
}

const TOO_WIDE = both(
  `the document has more than ${MOST_NODES} elements: rules in XPath are not run on it`,
  `le document a plus de ${MOST_NODES} éléments : les règles en XPath n'y sont pas appliquées`,
)

const doms = new WeakMap<XmlDocument, Dom | 'wide'>()

function domOf(document: XmlDocument): Dom | undefined {
  let dom = doms.get(document)
  if (!dom) {
    dom = document.elements.length > MOST_NODES ? 'wide' : new Dom(document)
    doms.set(document, dom)
  }
  return dom === 'wide' ? undefined : dom
}

const isNodeSet = (value: Value | NodeSet): value is NodeSet => 'toUnsortedArray' in value

/** The core functions of XPath 1.0, but `id()`: nothing is of type ID without a document type. */
const FUNCTIONS = new Set(
  (
    'last position count local-name namespace-uri name string concat starts-with contains substring-before ' +
    'substring-after substring string-length normalize-space translate boolean not true false lang number sum floor ' +
    'ceiling round'
  ).split(' '),
)
const NODE_TESTS = new Set(['node', 'text', 'comment', 'processing-instruction'])
const OPERATORS = new Set(['and', 'or', 'div', 'mod'])

/** The library notices unknown names only when it meets them, which may be years later: they are looked for at once. */
function compiled(node: YamlNode, namespaces: Namespaces, parse: (expression: string) => Expression): Expression {
  const bare = node.text.replace(/"[^"]*"|'[^']*'/g, "''")
  for (const [, prefix] of bare.matchAll(/([\p{L}_][\p{L}\d_.-]*):(?![:\s])/gu))
    if (prefix !== 'xml' && !Object.hasOwn(namespaces, prefix as string))
      throw refused(
        node.at,
        both(`the prefix '${prefix}' is not under namespaces`, `le préfixe « ${prefix} » n'est pas sous namespaces`),
      )
  for (const [, name = ''] of bare.matchAll(/(?<![$:\w.-])([\p{L}_][\p{L}\d_:.-]*)\s*\(/gu))
    if (!FUNCTIONS.has(name) && !NODE_TESTS.has(name) && !OPERATORS.has(name) && !name.includes('::'))
      throw refused(node.at, both(`XPath 1.0 has no function '${name}'`, `XPath 1.0 n'a pas de fonction « ${name} »`))
  if (/\$/.test(bare)) throw refused(node.at, both('there are no variables', "il n'y a pas de variables"))
  try {
    return parse(node.text)
  } catch {
    throw refused(node.at, both('not an XPath 1.0 expression', "ce n'est pas une expression XPath 1.0"))
  }
}

function pageOf(node: YamlNode, lang: 'en' | 'fr'): Page {
  const page = node.get('docs')?.get(lang)
  return { title: page?.get('title')?.text ?? '', why: page?.get('why')?.text ?? '', fix: page?.get('fix')?.text ?? '' }
}

function refused(at: Location, detail: Text): PluginError {
  const { uri, line, column } = at.source.position(at.offset)
  const where = `${uri}:${line}:${column}`
  return new PluginError(both(`${where}: ${detail.en}`, `${where} : ${detail.fr}`))
}
