import { worstFirst } from '../engine/collect.ts'
import type { NotEvaluated, Report, ReportSite, Result } from '../engine/report.ts'
import { sumCounts } from './coverage.ts'
import { compare } from './order.ts'

/**
 * One report of the shards of one run, the same in whatever order they come.
 *
 * @throws RangeError when there is no report, TypeError when they are not of one run: another version of the program,
 *   date, language or preset
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (!first) throw new RangeError('no report to merge')
  for (const { tool, at, lang, preset } of reports)
    for (const [what, one, other] of [
      ['version', first.tool.version, tool.version],
      ['date', first.at, at],
      ['language', first.lang, lang],
      ['preset', first.preset, preset],
    ] as const)
      if (one !== other) throw new TypeError(`reports of different ${what} cannot be merged: ${one}, ${other}`)

  const generated = reports.flatMap(report => report.generated ?? []).sort(compare)
  const outcomes = reports.flatMap(report => report.outcomes ?? [])
  const last = generated.at(-1)
  return {
    schema: 1,
    tool: first.tool,
    lang: first.lang,
    at: first.at,
    ...(last === undefined ? {} : { generated: last }),
    preset: first.preset,
    directories: united(reports, report => report.directories),
    nomenclatures: united(reports, report => report.nomenclatures),
    artifacts: [
      ...grouped(
        united(reports, report => report.artifacts),
        artifact => `${artifact.uri}\0${artifact.sha256}`,
      ),
    ].map(group => ({ ...group[0], kinds: [...new Set(group.flatMap(({ kinds }) => kinds))].sort() })),
    certificates: united(reports, report => report.certificates),
    ignored: reports.reduce((sum, report) => sum + report.ignored, 0),
    rules: grouped(sorted(reports.flatMap(({ rules }) => rules)), rule => rule.id).map(group => ({
      ...group[0],
      counts: sumCounts(group.map(rule => rule.counts)),
    })),
    counts: sumCounts(reports.map(report => report.counts)),
    // A finding about a whole site or the whole run is made by every shard, letter by letter the same.
    results: united<Result>(reports, report => report.results).sort(worstFirst),
    notEvaluated: mergeNotEvaluated(reports),
    failures: united(reports, report => report.failures),
    ...(reports.some(report => report.outcomes) && { outcomes: sorted(outcomes) }),
    sites: mergeSites(reports),
  }
}

/** Plain data in an order of its own, so that the order of the shards does not matter. */
function sorted<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, key: JSON.stringify(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item)
}

/** The items of all reports, each once, sorted. */
function united<T>(reports: readonly Report[], of: (report: Report) => readonly T[]): T[] {
  const all = new Map(reports.flatMap(of).map(item => [JSON.stringify(item), item]))
  return sorted([...all.values()])
}

/** Groups in the order of their first members. */
function grouped<T>(items: readonly T[], key: (item: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return [...groups.values()]
}

const PLACES_KEPT = 5

function mergeNotEvaluated(reports: readonly Report[]): NotEvaluated[] {
  return grouped(sorted(reports.flatMap(report => report.notEvaluated)), ({ rule, reason, site = '' }) =>
    [rule, reason, site].join('\0'),
  )
    .map(group => ({
      ...group[0],
      count: group.reduce((sum, { count }) => sum + count, 0),
      places: [
        ...new Map(sorted(group.flatMap(({ places }) => places)).map(p => [JSON.stringify(p), p])).values(),
      ].slice(0, PLACES_KEPT),
    }))
    .sort((a, b) => compare(a.rule, b.rule) || compare(a.reason, b.reason) || compare(a.site ?? '', b.site ?? ''))
}

/** Shards of a site judge different exchanges with the same certificates. */
function mergeSites(reports: readonly Report[]): ReportSite[] {
  return grouped(sorted(reports.flatMap(report => report.sites)), ({ uri, label }) => uri ?? `\0${label}`).map(
    group => ({
      ...group[0],
      exchanges: group.reduce((sum, { exchanges }) => sum + exchanges, 0),
      certificates: Math.max(...group.map(({ certificates }) => certificates)),
      rules: grouped(sorted(group.flatMap(({ rules }) => rules)), ({ rule }) => rule).map(same => ({
        rule: same[0].rule,
        counts: sumCounts(same.map(({ counts }) => counts)),
      })),
    }),
  )
}
