import type { Article, Item } from '../pages/article.ts'
import { markdown, terminal } from './escape.ts'

/** Markdown that ends with a newline. */
export function articleMarkdown({ title, facts, sections }: Article): string {
  const blocks = [`# ${markdown(title)}`, markdown(facts)]
  for (const { heading, paragraphs = [], items = [], lines = [] } of sections) {
    if (heading !== undefined) blocks.push(`## ${markdown(heading)}`)
    blocks.push(...paragraphs.map(markdown))
    if (items.length > 0) blocks.push(items.map(item => `- ${itemMarkdown(item)}`).join('\n'))
    if (lines.length > 0) blocks.push(fenced(lines))
  }
  return `${blocks.join('\n\n')}\n`
}

function itemMarkdown({ text, link }: Item): string {
  return link === undefined ? markdown(text) : `[${markdown(text)}](${link})`
}

/** No line of the output may end the block that holds it. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(0, ...lines.flatMap(line => line.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return [`${fence}text`, ...lines.map(terminal), fence].join('\n')
}

const NARROWEST = 40
const WIDEST = 100

/** Lines for a terminal of that many columns, folded at spaces; ends with a newline. */
export function articleText({ title, facts, sections }: Article, columns = WIDEST): string {
  const width = Math.min(Math.max(columns, NARROWEST), WIDEST)
  const out = [...folded(title, width, ''), ...folded(facts, width, '')]
  for (const { heading, paragraphs = [], items = [], lines = [] } of sections) {
    out.push('')
    if (heading !== undefined) out.push(...folded(heading, width, ''))
    for (const paragraph of paragraphs) out.push(...folded(paragraph, width, '  '))
    for (const { text } of items) out.push(...folded(text, width, '  - ', '    '))
    for (const line of lines) out.push(`  ${terminal(line)}`)
  }
  return `${out.join('\n')}\n`
}

/** No line begins with the second half of a French guillemet or with its punctuation. */
function folded(text: string, width: number, first: string, rest = first): string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of terminal(text).split(/(?<!«) (?![»:;!?])/)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = rest
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
