import type { Report } from '../engine/report.ts'
import { json } from './escape.ts'
import { REPORT_SCHEMA_URL } from './links.ts'
import type { Reporter } from './reporter.ts'

/** The whole report as data, `schemas/report.schema.json`; what `merge` reads back. */
export const reporter: Reporter = {
  name: 'json',
  extension: '.json',
  render: (report: Report) => `${json({ $schema: REPORT_SCHEMA_URL, ...report }, 2)}\n`,
}
