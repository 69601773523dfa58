import { UsageError } from './exit.ts'

/** The date judged, `--at YYYY-MM-DD` or now, in milliseconds since 1970. @throws {UsageError} no such day */
export function dateJudged(at: string | undefined): number {
  if (at === undefined) return Date.now()
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(at) ? Date.parse(`${at}T12:00:00Z`) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== at)
    throw new UsageError(`--at is a date YYYY-MM-DD, not '${at}'`)
  return ms
}
