import type { Counts, Report, ReportRule } from '../engine/report.ts'
import { compare } from './order.ts'
import { REQUIREMENT_SOURCES, sourceOfRequirement } from './requirement-sources.ts'

/**
 * What a run says of a requirement, the strongest statement first. `contradicted`: a rule that checks it failed.
 * `open`: not evaluated, or not everywhere. `shown`: evaluated wherever it applies, and met. `absent`: nothing of the
 * kind that its rules judge was read. `unconcerned`: it applies to nothing of what was read.
 */
export const COVERAGE = ['contradicted', 'open', 'shown', 'absent', 'unconcerned'] as const
export type Coverage = (typeof COVERAGE)[number]

export interface CoveredRequirement {
  readonly id: string
  readonly coverage: Coverage
  /** Rules of the run that check it. */
  readonly rules: readonly ReportRule[]
  /** Their bindings. */
  readonly counts: Counts
}

/** Every requirement that rules of the run cite, by source, then by id. */
export function requirementCoverage(report: Report): readonly CoveredRequirement[] {
  const rules = new Map<string, ReportRule[]>()
  for (const rule of report.rules)
    for (const id of new Set(rule.requirements)) {
      const citing = rules.get(id)
      if (citing) citing.push(rule)
      else rules.set(id, [rule])
    }
  return [...rules]
    .map(([id, citing]) => {
      const counts = sumCounts(citing.map(rule => rule.counts))
      return { id, rules: citing, counts, coverage: coverageOf(counts) }
    })
    .sort(
      (a, b) =>
        REQUIREMENT_SOURCES.indexOf(sourceOfRequirement(a.id)) -
          REQUIREMENT_SOURCES.indexOf(sourceOfRequirement(b.id)) ||
        a.id.localeCompare(b.id, 'en', { numeric: true }) ||
        compare(a.id, b.id),
    )
}

/** Doubt wins over success: a requirement that could not be judged everywhere was not shown. */
function coverageOf(counts: Counts): Coverage {
  if (counts.fail > 0) return 'contradicted'
  if (counts.notEvaluated + counts.crashed > 0) return 'open'
  if (counts.pass > 0) return 'shown'
  return counts.notApplicable + counts.notEffective > 0 ? 'unconcerned' : 'absent'
}

export function sumCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0)
  return {
    pass: sum('pass'),
    fail: sum('fail'),
    notApplicable: sum('notApplicable'),
    notEffective: sum('notEffective'),
    notEvaluated: sum('notEvaluated'),
    crashed: sum('crashed'),
  }
}
