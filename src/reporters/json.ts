import { jsonPieces } from './escape.ts'
import { REPORT_SCHEMA_URL } from './links.ts'
import type { Reporter } from './reporter.ts'

/** The whole report as data, `schemas/report.schema.json`; what `merge` reads back. */
export const reporter: Reporter = {
  name: 'json',
  extension: '.json',
  *render(report) {
    yield* jsonPieces({ $schema: REPORT_SCHEMA_URL, ...report }, 2, LISTS)
    yield '\n'
  },
}

/** Levels down to the members of the lists of a report. */
const LISTS = 2
