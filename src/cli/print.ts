import type { Block } from '../planning/document.ts'
import { csv, markdown, terminal } from '../reporters/escape.ts'

/** Prints pages of the plan and the calendar: nothing of a value acts on what shows it. */

export function printMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownBlock).join('\n\n')}\n`
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdown(block.text)}`
    case 'paragraph':
      return markdown(block.text)
    case 'list':
      return block.items
        .map(({ text, address }, i) => {
          const mark = block.ordered ? `${i + 1}.` : '-'
          return address === undefined ? `${mark} ${markdown(text)}` : `${mark} ${markdown(text)} <${address}>`
        })
        .join('\n')
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.map(cell => markdown(cell)).join(' | ')} |`
      return [row(block.header), `|${' --- |'.repeat(block.header.length)}`, ...block.rows.map(row)].join('\n')
    }
  }
}

/** @param width of the terminal in characters */
export function printConsole(blocks: readonly Block[], width: number): string {
  return blocks
    .map(block => consoleBlock(block, width))
    .join('')
    .replace(/^\n/, '')
}

const RULES: Readonly<Record<number, string>> = { 1: '═', 2: '─' }

function consoleBlock(block: Block, width: number): string {
  switch (block.kind) {
    case 'heading': {
      const text = terminal(block.text)
      const rule = RULES[block.level]
      return `\n${text}\n${rule ? `${rule.repeat(Math.min(width, text.length))}\n` : ''}`
    }
    case 'paragraph':
      return `${wrapped(terminal(block.text), width).join('\n')}\n`
    case 'list':
      return block.items
        .map(({ text, address }, i) => consoleItem(block.ordered ? `${i + 1}.` : '-', text, address, width))
        .join('')
    case 'table':
      return consoleTable(block.header, block.rows, width)
  }
}

function consoleItem(mark: string, text: string, address: string | undefined, width: number): string {
  const full = terminal(address === undefined ? text : `${text} ${address}`)
  return `${wrapped(full, width - 4)
    .map((line, n) => `${(n === 0 ? mark : '').padEnd(4)}${line}`)
    .join('\n')}\n`
}

const GAP = 2
const NARROWEST = 6

function consoleTable(header: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const cells = [header, ...rows].map(row => row.map(terminal))
  const widths = header.map((_, column) => Math.max(...cells.map(row => (row[column] ?? '').length)))
  const available = width - GAP * (header.length - 1)
  const words = header.map((_, column) => Math.max(...cells.map(row => longestWord(row[column] ?? ''))))
  // What is too wide gives way first, between its words; only where that is not enough words are cut.
  shrink(widths, words, available)
  shrink(
    widths,
    words.map(() => NARROWEST),
    available,
  )
  const line = (row: readonly string[]): string => {
    const wrappedCells = row.map((cell, column) => wrapped(cell, widths[column] ?? NARROWEST))
    const height = Math.max(...wrappedCells.map(({ length }) => length))
    return Array.from({ length: height }, (_, i) =>
      wrappedCells
        .map((lines, column) => (lines[i] ?? '').padEnd(widths[column] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    ).join('\n')
  }
  const [first = [], ...others] = cells
  const rule = widths.map(one => '─'.repeat(one)).join(' '.repeat(GAP))
  return `${[line(first), rule, ...others.map(line)].join('\n')}\n`
}

const longestWord = (text: string): number => Math.max(...text.split(' ').map(({ length }) => length))

function shrink(widths: number[], least: readonly number[], available: number): void {
  for (;;) {
    const spare = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0))
    const widest = Math.max(...spare)
    if (widest === 0 || widths.reduce((sum, one) => sum + one, 0) <= available) return
    widths[spare.indexOf(widest)] = widest - 1
  }
}

/** Lines of at most `width` characters; a word that is longer is cut. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ''
    } else if (line !== '') line += ' '
    line += word
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width))
  }
  lines.push(line)
  return lines
}

/** For spreadsheets: `;` between cells as French ones expect, CRLF, a byte order mark for the accents. */
export function printCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(row => row.map(csv).join(';')).join('\r\n')}\r\n`
}
