import type { Report, Result } from '../engine/report.ts'
import { activeResults, byReason, byRule, summaryLines, verdict } from './digest.ts'
import { markdown, markdownCode } from './escape.ts'
import { ruleUrl } from './links.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import { TEXTS, type Texts, whereOf } from './texts.ts'

/** A report to send: by rule, so that what is wrong and how to fix it is said once and its places follow. */
export const reporter: Reporter = {
  name: 'markdown',
  extension: '.md',
  render: (report, options) => markdownReport(report, options),
}

/** @param most findings to show, for places that take no long text; how many were left out is said */
export function* markdownReport(
  report: Report,
  { lang, quiet }: Pick<ReporterOptions, 'lang' | 'quiet'>,
  most = Number.POSITIVE_INFINITY,
): Generator<string> {
  const texts = TEXTS[lang]
  yield `# ${texts.title}\n\n**${texts.verdict} ${markdown(verdict(report, texts))}**\n\n`
  const results = activeResults(report)
  if (results.length > 0) yield* findings(results, lang, most)
  if (quiet) return
  yield* open(report, texts)
  yield* failures(report, texts)
  yield* summary(report, texts)
}

function* findings(results: readonly Result[], lang: ReporterOptions['lang'], most: number): Generator<string> {
  const texts = TEXTS[lang]
  yield `## ${texts.findings} (${results.length})\n\n`
  let left = most
  for (const { rule, name, level, findings } of byRule(results)) {
    if (left <= 0) break
    const own = results.filter(result => result.rule === rule)
    const [first] = own as [Result]
    yield `### ${texts.levels[level]} ${markdown(`${rule} ${name}`)} (${findings})\n\n`
    yield `- **${texts.fix}** ${markdown(first.fix)} ([${texts.rulePage}](${ruleUrl(rule, lang)}))\n`
    if (first.dmpAnswer !== undefined) yield `- **${texts.dmpAnswers}** ${markdown(first.dmpAnswer)}\n`
    if (first.requirements.length > 0)
      yield `- **${texts.headings.requirements}** ${markdown(first.requirements.join(', '))}\n`
    yield '\n'
    for (const [i, result] of own.slice(0, left).entries()) yield `${i + 1}. ${finding(result, texts)}`
    yield '\n'
    left -= own.length
  }
  if (results.length > most) yield `${texts.leftOut(results.length - most)}\n\n`
}

function finding(result: Result, texts: Texts): string {
  const { place } = result
  const where = markdownCode(whereOf(place, texts))
  const lines = [
    `${markdown(result.message)} ${where}${place.path === '' ? '' : ` ${markdownCode(place.path)}`}`,
    ...(result.expected === undefined ? [] : [`- ${texts.expected} ${markdownCode(result.expected)}`]),
    ...(result.actual === undefined ? [] : [`- ${texts.actual} ${markdownCode(result.actual)}`]),
    ...result.related.map(
      related => `- ${texts.related} ${markdown(related.text)} ${markdownCode(whereOf(related.place, texts))}`,
    ),
  ]
  return `${lines.join('\n    ')}\n`
}

function* open(report: Report, texts: Texts): Generator<string> {
  if (report.notEvaluated.length === 0) return
  yield `## ${texts.notEvaluated} (${report.counts.notEvaluated})\n\n`
  for (const { reason, count, rules } of byReason(report.notEvaluated))
    yield `- ${markdown(reason)} (${count}) ${markdown(texts.notEvaluatedRules(rules.join(', ')))}\n`
  yield '\n'
}

function* failures(report: Report, texts: Texts): Generator<string> {
  if (report.failures.length === 0) return
  yield `## ${texts.failures} (${report.failures.length})\n\n`
  for (const { place, message } of report.failures)
    yield `- ${place ? `${markdownCode(whereOf(place, texts))} ` : ''}${markdown(message)}\n`
  yield '\n'
}

function* summary(report: Report, texts: Texts): Generator<string> {
  yield `## ${texts.summary}\n\n${markdown(texts.judged(report.at, report.preset))}\n\n`
  for (const [label, value] of summaryLines(report, texts)) yield `- **${label}** ${markdown(value)}\n`
}
