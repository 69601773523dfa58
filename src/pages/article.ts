import { markdown, terminal } from '../reporters/escape.ts'

/**
 * A page before anybody has said where it is shown: `explain` prints it on a terminal, the docs keep it as Markdown.
 * Its texts are plain prose; each way of showing escapes them for itself.
 */
export interface Article {
  readonly title: string
  /** One line under the title. */
  readonly facts: string
  readonly sections: readonly Section[]
}

export interface Section {
  /** Absent for what follows the title at once. */
  readonly heading?: string
  readonly paragraphs?: readonly string[]
  readonly items?: readonly Item[]
}

export interface Item {
  readonly text: string
  /** Page that the Markdown form links the text to, relative to the article. */
  readonly link?: string
}

/** Markdown that ends with a newline. */
export function articleMarkdown({ title, facts, sections }: Article): string {
  const blocks = [`# ${markdown(title)}`, markdown(facts)]
  for (const { heading, paragraphs = [], items = [] } of sections) {
    if (heading !== undefined) blocks.push(`## ${markdown(heading)}`)
    blocks.push(...paragraphs.map(markdown))
    if (items.length > 0) blocks.push(items.map(item => `- ${itemMarkdown(item)}`).join('\n'))
  }
  return `${blocks.join('\n\n')}\n`
}

function itemMarkdown({ text, link }: Item): string {
  return link === undefined ? markdown(text) : `[${markdown(text)}](${link})`
}

const NARROWEST = 40
const WIDEST = 100

/** Lines for a terminal of that many columns, folded at spaces; ends with a newline. */
export function articleText({ title, facts, sections }: Article, columns = WIDEST): string {
  const width = Math.min(Math.max(columns, NARROWEST), WIDEST)
  const lines = [...folded(title, width, ''), ...folded(facts, width, '')]
  for (const { heading, paragraphs = [], items = [] } of sections) {
    lines.push('')
    if (heading !== undefined) lines.push(...folded(heading, width, ''))
    for (const paragraph of paragraphs) lines.push(...folded(paragraph, width, '  '))
    for (const { text } of items) lines.push(...folded(text, width, '  - ', '    '))
  }
  return `${lines.join('\n')}\n`
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
