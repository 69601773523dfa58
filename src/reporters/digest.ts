import type { Counts, NotEvaluated, Place, Report, Result } from '../engine/report.ts'
import { LEVELS, type Level } from '../engine/rule.ts'
import type { Texts } from './texts.ts'

/** What reporters draw from a report in the same way, so that two formats of one run never disagree. */

/** Order in which the counts of outcomes are told. */
export const OUTCOMES: readonly (keyof Counts)[] = [
  'pass',
  'fail',
  'notApplicable',
  'notEffective',
  'notEvaluated',
  'crashed',
]

/** The finding in one paragraph, for formats with one text per finding. Not escaped. */
export function statement(result: Result, texts: Texts): string {
  const { expected, actual } = texts.headings
  const sentences = [result.message]
  if (result.expected !== undefined) sentences.push(`${expected}'${result.expected}'.`)
  if (result.actual !== undefined) sentences.push(`${actual}'${result.actual}'.`)
  return sentences.join(' ')
}

/** Findings that count: those that no waiver or baseline takes out. */
export function activeResults(report: Report): readonly Result[] {
  return report.results.filter(result => !result.suppression)
}

export function countLevels(results: readonly Result[]): Readonly<Record<Level, number>> {
  const counts: Record<Level, number> = { error: 0, warning: 0, note: 0 }
  for (const result of results) counts[result.level]++
  return counts
}

export interface RuleTally {
  readonly rule: string
  readonly name: string
  readonly level: Level
  readonly findings: number
  readonly files: number
}

/** Rules with findings, worst level first, then the most findings. */
export function byRule(results: readonly Result[]): readonly RuleTally[] {
  const groups = new Map<string, Result[]>()
  for (const result of results) {
    const group = groups.get(result.rule)
    if (group) group.push(result)
    else groups.set(result.rule, [result])
  }
  return [...groups.values()]
    .map(group => {
      const [first] = group as [Result]
      const level = LEVELS.find(candidate => group.some(result => result.level === candidate)) as Level
      const files = new Set(group.map(result => result.place.uri)).size
      return { rule: first.rule, name: first.name, level, findings: group.length, files }
    })
    .sort(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.findings - a.findings || (a.rule < b.rule ? -1 : 1),
    )
}

export interface OpenReason {
  /** Why, and what to add. */
  readonly reason: string
  readonly count: number
  readonly rules: readonly string[]
  readonly places: readonly Place[]
}

/** One entry per reason, since one missing input usually keeps many rules from being evaluated; the widest first. */
export function byReason(notEvaluated: readonly NotEvaluated[]): readonly OpenReason[] {
  const reasons = new Map<string, { reason: string; count: number; rules: string[]; places: Place[] }>()
  for (const { reason, count, rule, places } of notEvaluated) {
    let entry = reasons.get(reason)
    if (!entry) {
      entry = { reason, count: 0, rules: [], places: [] }
      reasons.set(reason, entry)
    }
    entry.count += count
    if (!entry.rules.includes(rule)) entry.rules.push(rule)
    for (const place of places)
      if (!entry.places.some(known => known.uri === place.uri && known.member === place.member))
        entry.places.push(place)
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
}

/** What the run comes to, one to three sentences. What was not evaluated never reads as passed. */
export function verdict(report: Report, texts: Texts): string {
  const { error, warning } = countLevels(activeResults(report))
  const { verdicts } = texts
  const sentences: string[] = []
  if (report.failures.length > 0) sentences.push(verdicts.incomplete(report.failures.length))
  if (error > 0) sentences.push(verdicts.errors(error, warning))
  else if (warning > 0) sentences.push(verdicts.warnings(warning))
  else if (report.counts.pass + report.counts.fail > 0) sentences.push(verdicts.clean)
  else if (report.failures.length === 0 && report.counts.notEvaluated === 0) sentences.push(verdicts.nothing)
  if (report.counts.notEvaluated > 0) sentences.push(verdicts.notEvaluated(report.counts.notEvaluated))
  return sentences.join(' ')
}

/** The lines of the summary as label and value, for every format that prints one. Not escaped. */
export function summaryLines(report: Report, texts: Texts): readonly (readonly [label: string, value: string])[] {
  const active = activeResults(report)
  const levels = countLevels(active)
  const waived = report.results.length - active.length
  const sum = (key: 'exchanges' | 'certificates') => report.sites.reduce((total, site) => total + site[key], 0)
  const read = [
    report.ignored > 0
      ? `${texts.files(report.artifacts.length)} (${texts.ignored(report.ignored)})`
      : texts.files(report.artifacts.length),
    texts.sites(report.sites.filter(site => site.uri !== undefined).length),
    texts.exchanges(sum('exchanges')),
    texts.certificates(sum('certificates')),
  ]
  const findings = LEVELS.map(level => texts.levelCount[level](levels[level]))
  if (waived > 0) findings.push(texts.waived(waived))
  const directories = report.directories.map(directory => {
    const sources = directory.sources.map(source => `${source.name} ${source.extracted}`).join(', ')
    return `${directory.path}: ${sources} (${texts.directorySize(directory.persons, directory.structures)})`
  })
  const tables = report.nomenclatures.map(table => `${table.id} ${table.date}`).join(', ')
  return [
    [texts.read, read.join(', ')],
    ...(directories.length > 0 ? directories : [texts.noDirectory]).map(value => [texts.directory, value] as const),
    ...(tables === '' ? [] : [[texts.nomenclatures, tables] as const]),
    [texts.rules, texts.rulesRun(report.rules.length)],
    [texts.checks, OUTCOMES.map(outcome => texts.outcomeCount[outcome](report.counts[outcome])).join(', ')],
    [texts.findings.toLowerCase(), findings.join(', ')],
  ]
}
