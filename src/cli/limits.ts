import { DEFAULT_LIMITS, type Limits } from '../sources/limits.ts'
import { UsageError } from './exit.ts'

/** The defaults with what `--limit NAME=NUMBER` changes. @throws {UsageError} no such limit, or no whole number above 0 */
export function limitsOf(flags: readonly string[] | undefined): Limits {
  const limits: Record<string, number> = { ...DEFAULT_LIMITS }
  for (const flag of flags ?? []) {
    const [name = '', value] = flag.split('=')
    const number = Number(value)
    if (!Object.hasOwn(DEFAULT_LIMITS, name) || !Number.isSafeInteger(number) || number <= 0)
      throw new UsageError(`--limit is NAME=NUMBER with a name of ${Object.keys(limits).join(', ')}, not '${flag}'`)
    limits[name] = number
  }
  return limits as unknown as Limits
}
