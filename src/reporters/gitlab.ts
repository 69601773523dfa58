import type { Report } from '../engine/report.ts'
import type { Level } from '../engine/rule.ts'
import { activeResults, statement } from './digest.ts'
import { json, visible } from './escape.ts'
import type { Reporter } from './reporter.ts'
import { fileOf, TEXTS } from './texts.ts'

/** GitLab code quality: the form that merge requests show. Findings only; it can say neither the rest nor bytes. */
export const reporter: Reporter = {
  name: 'gitlab',
  extension: '.json',
  render: (report: Report, { lang }) =>
    `${json(
      activeResults(report).map(result => ({
        description: visible(
          result.place.member === undefined
            ? statement(result, TEXTS[lang])
            : `${fileOf(result.place)}: ${statement(result, TEXTS[lang])}`,
        ),
        check_name: result.rule,
        fingerprint: result.fingerprint,
        severity: SEVERITIES[result.level],
        location: {
          path: result.place.uri,
          // A line is demanded; those of a member are not lines of the file.
          lines: { begin: result.place.member === undefined ? (result.place.line ?? 1) : 1 },
        },
      })),
      2,
    )}\n`,
}

const SEVERITIES: Readonly<Record<Level, string>> = { error: 'critical', warning: 'major', note: 'info' }
