import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import type { CertificateEntry, Site } from '../artifacts/site.ts'
import type { Io } from './io.ts'

/**
 * Passwords come from where the entry says, never from an argument: an environment variable, a file, or a question on
 * the terminal. With `--password-stdin` the first line of standard input serves the entries that say nothing.
 */
export function passwords(
  io: Io,
  { stdin = false }: { readonly stdin?: boolean } = {},
): (entry: CertificateEntry, site: Site) => Promise<string | undefined> {
  let line: Promise<string | undefined> | undefined
  return async (entry, site) => {
    if (entry.passwordEnv) return io.env[entry.passwordEnv.value]
    if (entry.passwordFile) {
      const path = entry.passwordFile.value
      const folder = resolve(io.cwd, site.folder)
      try {
        return readFileSync(isAbsolute(path) ? path : join(folder, path), 'utf8').replace(/\r?\n$/, '')
      } catch {
        return undefined
      }
    }
    if (entry.passwordPrompt?.value && io.ask) return io.ask(`${entry.file.value}: `)
    if (!stdin) return undefined
    line ??= firstLine(io)
    return line
  }
}

/** The first line of standard input without its end; `undefined` when there is none. */
export async function firstLine(io: Io): Promise<string | undefined> {
  if (!io.stdin) return undefined
  let text = ''
  for await (const chunk of io.stdin) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    if (text.includes('\n')) break
  }
  return text === '' ? undefined : text.split(/\r?\n/, 1)[0]
}
