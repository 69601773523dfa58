import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'

/** One `--format NAME[=FILE]`. */
export interface OutputOf<Format extends string> {
  readonly format: Format
  /** Standard output when absent. */
  readonly file?: string
}

/** @throws {UsageError} a format that the command does not know */
export function outputsOf<Format extends string>(
  flags: readonly string[],
  formats: readonly [Format, ...Format[]],
): readonly OutputOf<Format>[] {
  if (flags.length === 0) return [{ format: formats[0] }]
  return flags.map(flag => {
    const [name = '', ...rest] = flag.split('=')
    const format = formats.find(one => one === name)
    if (!format) throw new UsageError(`--format is one of ${formats.join(', ')}, not '${name}'`)
    return rest.length === 0 ? { format } : { format, file: rest.join('=') }
  })
}

export async function writeOutput(file: string | undefined, text: string, io: Io): Promise<void> {
  if (file === undefined) io.stdout.write(text)
  else await writeFile(resolve(io.cwd, file), text)
}
