import type { Counts, Report, ReportSite } from '../engine/report.ts'
import { sumCounts } from './coverage.ts'

export interface SiteReport {
  /** Absent for what no site claims. */
  readonly site?: ReportSite
  readonly report: Report
}

/**
 * The report of each site, then of what no site claims. Outcomes of single bindings are left out, and how many files
 * were ignored is known of the whole run only.
 */
export function siteReports(report: Report): readonly SiteReport[] {
  const sites = report.sites.filter(site => site.uri !== undefined)
  // The deepest folder claims a file.
  const folders = sites
    .map(({ uri = '' }) => ({ uri, folder: folderOf(uri) }))
    .sort((a, b) => b.folder.length - a.folder.length)
  const claims = (uri: string) => folders.find(({ folder }) => uri.startsWith(folder))?.uri

  const part = (site: string | undefined, counts: ReadonlyMap<string, Counts>): Report => {
    const { outcomes, ...whole } = report
    return {
      ...whole,
      directories: report.directories.filter(({ path }) => (claims(path) ?? site) === site),
      artifacts: report.artifacts.filter(({ uri }) => claims(uri) === site),
      certificates: report.certificates.filter(certificate => certificate.site === site),
      ignored: 0,
      rules: report.rules.map(rule => ({ ...rule, counts: counts.get(rule.id) ?? sumCounts([]) })),
      counts: sumCounts([...counts.values()]),
      results: report.results.filter(({ scope, place }) => (scope.siteUri ?? claims(place.uri)) === site),
      notEvaluated: report.notEvaluated.filter(open => open.site === site),
      failures: report.failures.filter(
        failure => (failure.site ?? (failure.place && claims(failure.place.uri))) === site,
      ),
      sites: report.sites.filter(({ uri }) => uri === site),
    }
  }

  const parts: SiteReport[] = sites.map(site => ({
    site,
    report: part(site.uri, new Map(site.rules.map(({ rule, counts }) => [rule, counts]))),
  }))
  const rest = part(undefined, countsOutside(report, sites))
  const { artifacts, results, notEvaluated, failures } = rest
  if (rest.sites.length + artifacts.length + results.length + notEvaluated.length + failures.length > 0)
    parts.push({ report: rest })
  return parts
}

/** Ends with `/`, or is empty for the working directory. */
function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1)
}

/** Bindings of the run as a whole belong to no site: they are what the sites leave over. */
function countsOutside(report: Report, sites: readonly ReportSite[]): ReadonlyMap<string, Counts> {
  const inside = new Map<string, Counts>()
  for (const { rules } of sites)
    for (const { rule, counts } of rules) inside.set(rule, sumCounts([inside.get(rule) ?? sumCounts([]), counts]))
  return new Map(
    report.rules.map(({ id, counts }) => {
      const less = inside.get(id)
      if (!less) return [id, counts]
      const left = Object.entries(counts).map(([key, count]) => [key, count - less[key as keyof Counts]])
      return [id, Object.fromEntries(left) as unknown as Counts]
    }),
  )
}
