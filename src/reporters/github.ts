import type { Place, Report } from '../engine/report.ts'
import { LEVELS, type Level } from '../engine/rule.ts'
import { activeResults, statement, verdict } from './digest.ts'
import { githubMessage, githubProperty } from './escape.ts'
import { markdownReport } from './markdown.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import { TEXTS, type Texts, whereOf } from './texts.ts'

/** GitHub annotations: workflow commands on standard output, worst first, the last line says what was left out. */
export const reporter: Reporter = { name: 'github', extension: '.txt', render }

/** GitHub drops what a step says beyond this, for each command. */
const MOST = 10
const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/** Findings of a job summary: GitHub refuses one of more than 1 MiB. */
const SUMMARY_FINDINGS = 100

function* render(report: Report, { lang }: ReporterOptions): Generator<string> {
  const texts = TEXTS[lang]
  const results = activeResults(report)
  // A run that could not be completed is worse than any finding.
  const failures = report.failures
    .slice(0, MOST)
    .map(({ message, place }) => command('error', texts.failures, [message], place, texts))
  yield* failures
  let left = report.failures.length - failures.length
  for (const level of LEVELS) {
    const own = results.filter(result => result.level === level)
    const shown = own.slice(0, MOST - (level === 'error' ? failures.length : 0))
    for (const result of shown) {
      const lines = [statement(result, texts), texts.labelled(texts.fix, result.fix)]
      yield command(COMMANDS[level], `${result.rule} ${result.name}`, lines, result.place, texts)
    }
    left += own.length - shown.length
  }
  if (left > 0) yield `dmplint: ${texts.leftOut(left)}\n`
  yield `dmplint: ${githubMessage(verdict(report, texts))}\n`
}

function command(
  name: string,
  title: string,
  lines: readonly string[],
  place: Place | undefined,
  texts: Texts,
): string {
  const properties = [`title=${githubProperty(title)}`]
  const textual = place?.line !== undefined && place.member === undefined
  if (place) properties.unshift(`file=${githubProperty(place.uri)}`)
  if (place && textual) {
    properties.push(`line=${place.line}`)
    if (place.endLine !== undefined) properties.push(`endLine=${place.endLine}`)
    // Columns are read only within one line.
    if (place.endLine === place.line) properties.push(`col=${place.column}`, `endColumn=${place.endColumn}`)
  }
  const said = place && !textual ? [...lines, `${whereOf(place, texts)} ${place.path}`.trimEnd()] : lines
  return `::${name} ${properties.join(',')}::${said.map(githubMessage).join('%0A')}\n`
}

/** Markdown for `$GITHUB_STEP_SUMMARY`. */
export function jobSummary(report: Report, options: Pick<ReporterOptions, 'lang'>): string {
  return [...markdownReport(report, { ...options, quiet: false }, SUMMARY_FINDINGS)].join('')
}
