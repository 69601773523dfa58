import type { Report } from '../engine/report.ts'
import { LEVELS, type Level } from '../engine/rule.ts'

/** Exit codes, see docs/exit-codes.md. */
export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3 } as const

/** What the user typed is wrong: printed without a stack, exit 2. */
export class UsageError extends Error {}

/** Incomplete wins over findings: a report that could not be finished must not be read as one that was. */
export function exitCode(report: Report, failOn: Level, strictCoverage: boolean): number {
  if (report.failures.length > 0) return EXIT.incomplete
  if (strictCoverage && report.counts.notEvaluated > 0) return EXIT.incomplete
  const worst = LEVELS.indexOf(failOn)
  const failing = report.results.some(result => !result.suppression && LEVELS.indexOf(result.level) <= worst)
  return failing ? EXIT.findings : EXIT.clean
}
