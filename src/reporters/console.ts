import { styleText } from 'node:util'
import type { Place, Report, Result, Snippet } from '../engine/report.ts'
import type { Level } from '../engine/rule.ts'
import { activeResults, byReason, byRule, countLevels, OUTCOMES, summaryLines, verdict } from './digest.ts'
import { terminal } from './escape.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import { TEXTS, type Texts, whereOf } from './texts.ts'

/** For a person at a terminal, or a log: worst first, each finding with its line, what is wanted and what to do. */
export const reporter: Reporter = { name: 'console', extension: '.txt', render }

type Style = Parameters<typeof styleText>[0]

/** Narrower, and words would stand one below the other. */
const NARROWEST = 40
/** From this many findings on, a table by rule says where to begin. */
const MANY = 10
const INDENT = '  '

class Page {
  readonly texts: Texts
  readonly width: number
  readonly #color: boolean
  /** Columns of the longest label, so that values stand below each other. */
  readonly labels: number

  constructor(options: ReporterOptions) {
    this.texts = TEXTS[options.lang]
    this.width = Math.max(NARROWEST, options.width)
    this.#color = options.color
    const { at, expected, actual, related, fix, dmpAnswers } = this.texts
    this.labels = Math.max(...[at, expected, actual, related, fix, dmpAnswers].map(label => label.length))
  }

  /** The caller has escaped the text; whether the stream takes colours is the caller's choice, not the stream's. */
  style(style: Style, text: string): string {
    return this.#color ? styleText(style, text, { validateStream: false }) : text
  }

  level(level: Level): string {
    const styles = { error: ['red', 'bold'], warning: ['yellow', 'bold'], note: ['cyan', 'bold'] } as const
    return this.style([...styles[level]], this.texts.levels[level])
  }

  /** `label   value`, the value wrapped under itself. */
  labelled(label: string, value: string, columns = this.labels): string {
    const indent = INDENT.length + columns + 2
    const lines = wrap(terminal(value), this.width - indent)
    const head = INDENT + this.style('dim', label.padEnd(columns)) + INDENT
    return lines.map((line, i) => `${i === 0 ? head : ' '.repeat(indent)}${line}\n`).join('')
  }

  paragraph(text: string, indent = INDENT): string {
    return wrap(terminal(text), this.width - indent.length)
      .map(line => `${indent}${line}\n`)
      .join('')
  }

  heading(text: string): string {
    return `${this.style('bold', text)}\n`
  }
}

function* render(report: Report, options: ReporterOptions): Generator<string> {
  const page = new Page(options)
  const results = activeResults(report)
  const explained = new Set<string>()
  for (const result of results) {
    yield finding(result, page, explained.has(result.rule))
    explained.add(result.rule)
  }
  if (options.quiet) {
    yield quietLine(report, page)
    return
  }
  if (results.length >= MANY) yield rulesTable(results, page)
  if (report.notEvaluated.length > 0) yield open(report, page)
  if (report.failures.length > 0) yield failures(report, page)
  yield summary(report, page)
}

function finding(result: Result, page: Page, explained: boolean): string {
  const { texts } = page
  const sameAsAbove = texts.sameAsAbove(result.rule)
  const lines = [
    `${page.level(result.level)} ${page.style('bold', terminal(`${result.rule} ${result.name}`))}\n`,
    page.paragraph(result.message),
    page.labelled(texts.at, whereOf(result.place, texts)),
  ]
  if (result.place.path !== '') lines.push(page.labelled('', result.place.path))
  if (result.snippet) lines.push(source(result.snippet, result.place, page))
  if (result.expected !== undefined) lines.push(page.labelled(texts.expected, result.expected))
  if (result.actual !== undefined) lines.push(page.labelled(texts.actual, result.actual))
  for (const related of result.related)
    lines.push(page.labelled(texts.related, `${related.text} (${whereOf(related.place, texts)})`))
  if (result.dmpAnswer !== undefined && !explained) lines.push(page.labelled(texts.dmpAnswers, result.dmpAnswer))
  lines.push(page.labelled(texts.fix, explained ? sameAsAbove : result.fix))
  return `${lines.join('')}\n`
}

/** The source line and the caret line below it, cut around the value to the width of the terminal. */
function source(snippet: Snippet, place: Place, page: Page): string {
  const number = String(place.line ?? '')
  const gutter = INDENT.length + page.labels - 1
  // Tabs indent; as escapes they would push the value out of sight.
  const shown = (from: number, to: number) => terminal(snippet.text.slice(from, to).replaceAll('\t', ' '))
  const end = snippet.start + snippet.length
  const before = shown(0, snippet.start)
  const value = shown(snippet.start, end)
  const line = before + value + shown(end, snippet.text.length)
  const room = page.width - gutter - 3
  const from = line.length <= room ? 0 : Math.max(0, Math.min(before.length - Math.floor(room / 3), line.length - room))
  const caret = Math.max(0, before.length - from)
  const carets = '^'.repeat(Math.max(1, Math.min(value.length, room - caret)))
  return (
    `${page.style('dim', `${number.padStart(gutter)} |`)} ${line.slice(from, from + room)}\n` +
    `${page.style('dim', `${' '.repeat(gutter)} |`)} ${' '.repeat(caret)}${page.style('red', carets)}\n`
  )
}

function rulesTable(results: readonly Result[], page: Page): string {
  const { texts } = page
  const rows = byRule(results).map(
    ({ rule, name, level, findings, files }) =>
      `${INDENT}${String(findings).padStart(5)}  ${page.level(level)} ${terminal(`${rule} ${name}`)} (${texts.files(files)})\n`,
  )
  return `${page.heading(texts.findingsByRule)}${rows.join('')}\n`
}

function open(report: Report, page: Page): string {
  const { texts } = page
  const blocks = byReason(report.notEvaluated).map(({ reason, count, rules, places }) => {
    const where = places.map(place => whereOf(place, texts)).join(', ')
    return (
      page.labelled(String(count).padStart(5), reason, 5) +
      page.labelled('', texts.notEvaluatedRules(rules.join(', ')), 5) +
      (where === '' ? '' : page.labelled('', where, 5))
    )
  })
  const heading = `${texts.notEvaluated} (${report.counts.notEvaluated})`
  return `${page.heading(page.style('yellow', heading))}${blocks.join('')}\n`
}

function failures(report: Report, page: Page): string {
  const { texts } = page
  const lines = report.failures.map(({ place, message }) =>
    page.paragraph(place ? texts.labelled(whereOf(place, texts), message) : message),
  )
  const heading = `${texts.failures} (${report.failures.length})`
  return `${page.heading(page.style('red', heading))}${lines.join('')}\n`
}

function summary(report: Report, page: Page): string {
  const { texts } = page
  const lines = summaryLines(report, texts)
  const columns = Math.max(...lines.map(([label]) => label.length))
  return [
    page.heading(`${texts.summary}, ${texts.judged(report.at, terminal(report.preset))}`),
    ...lines.map(([label, value]) => page.labelled(label, value, columns)),
    '\n',
    verdictLine(report, page),
  ].join('')
}

function verdictLine(report: Report, page: Page): string {
  const { error } = countLevels(activeResults(report))
  const { fail, pass, notEvaluated } = report.counts
  const bad = error > 0 || report.failures.length > 0
  const doubtful = fail > 0 || notEvaluated > 0 || pass === 0
  const style = bad ? 'red' : doubtful ? 'yellow' : 'green'
  return wrap(`${page.texts.verdict} ${verdict(report, page.texts)}`, page.width)
    .map(line => `${page.style([style, 'bold'], line)}\n`)
    .join('')
}

function quietLine(report: Report, page: Page): string {
  const { texts } = page
  const outcomes = OUTCOMES.map(outcome => texts.outcomeCount[outcome](report.counts[outcome]))
  return `${texts.files(report.artifacts.length)}, ${texts.rulesRun(report.rules.length)}: ${outcomes.join(', ')}. ${verdict(report, texts)}\n`
}

/** A space where no line may end: inside French quotation marks and before high punctuation. */
const BREAKABLE = / (?![»:;?!])(?<!« )/

/** Breaks at spaces; a longer word, such as a path to copy, stays whole. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(BREAKABLE)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines
}
