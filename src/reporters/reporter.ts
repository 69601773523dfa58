import type { Report } from '../engine/report.ts'
import type { Lang } from '../engine/rule.ts'

/** A form of the report. Pure: it gets the report and gives text, the command line decides where the text goes. */
export interface Reporter {
  /** What the user types after `--format`. */
  readonly name: string
  /** Extension of the file it is written to, with its dot. */
  readonly extension: string
  /** The whole text, or its pieces in order, each with the ends of line it needs. */
  render(report: Report, options: ReporterOptions): Iterable<string> | string
  /** The files of a folder, for a form that has an index and a page per site. */
  folder?(report: Report, options: ReporterOptions): Iterable<ReportFile>
}

export interface ReportFile {
  /** Without a path: small letters, digits and hyphens, and an extension. */
  readonly name: string
  readonly pieces: Iterable<string>
}

export interface ReporterOptions {
  /** Language of the labels; the texts of the report have the one they were made with. */
  readonly lang: Lang
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** `github` keeps what code scanning takes, within its limits. */
  readonly sarifProfile: 'full' | 'github'
  /** Give the outcomes that are no finding too, in the formats that can say them. */
  readonly coverage: boolean
  /** Findings and one line of summary. */
  readonly quiet: boolean
}
