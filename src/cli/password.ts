import { readFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { CertificateEntry, Site } from '../artifacts/site.ts'
import type { Io } from './io.ts'

/**
 * Passwords come from where the entry says, never from an argument: an environment variable, a file, or a question on
 * the terminal.
 */
export function passwords(io: Io): (entry: CertificateEntry, site: Site) => Promise<string | undefined> {
  return async (entry, site) => {
    if (entry.passwordEnv) return io.env[entry.passwordEnv.value]
    if (entry.passwordFile) {
      const path = entry.passwordFile.value
      const folder = resolve(io.cwd, site.folder)
      const text = await readFile(isAbsolute(path) ? path : join(folder, path), 'utf8').catch(() => undefined)
      return text?.replace(/\r?\n$/, '')
    }
    if (entry.passwordPrompt?.value && io.ask) return io.ask(`${entry.file.value}: `)
    return undefined
  }
}
