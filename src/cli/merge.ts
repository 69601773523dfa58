import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Report } from '../engine/report.ts'
import { mergeReports } from '../reporters/merge.ts'
import { levelOf, type OutputFlags, outputOf, write } from './check.ts'
import { exitCode, UsageError } from './exit.ts'
import type { Io } from './io.ts'

export interface MergeFlags extends OutputFlags {
  readonly format: readonly string[]
  readonly failOn?: string
}

/** One report of several that were judged apart: other folders, other sites, other machines; of one day and one version. */
export async function mergeCommand(paths: readonly string[], flags: MergeFlags, io: Io): Promise<number> {
  const outputs = await Promise.all((flags.format.length === 0 ? ['console'] : flags.format).map(outputOf))
  const failOn = levelOf(flags.failOn) ?? 'error'
  const report = merged(await Promise.all(paths.map(path => reportAt(path, io))))
  for (const output of outputs) await write(report, output, flags, report.lang, io)
  return exitCode(report, failOn, false)
}

function merged(reports: readonly Report[]): Report {
  try {
    return mergeReports(reports)
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

async function reportAt(path: string, io: Io): Promise<Report> {
  try {
    const report = JSON.parse(await readFile(resolve(io.cwd, path), 'utf8')) as Partial<Report>
    if (report.schema === 1 && Array.isArray(report.results) && Array.isArray(report.rules)) {
      // The name of its schema is no part of it.
      const { $schema: _, ...plain } = report as Report & { $schema?: string }
      return plain
    }
  } catch {
    // Said below, without what the file holds.
  }
  throw new UsageError(`${path} is not a report that --format json wrote`)
}
