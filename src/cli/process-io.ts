import type { Io } from './io.ts'

/**
 * The process itself as the outside world of a command.
 *
 * @param loader what depends on how the program was loaded
 */
export function processIo(loader: Pick<Io, 'importModule' | 'keepCode'> = {}): Io {
  return {
    ...loader,
    stdout: process.stdout,
    stderr: process.stderr,
    // Few commands read it, and opening it takes Node longer than reading a message takes us.
    get stdin() {
      return process.stdin
    },
    env: process.env,
    cwd: process.cwd(),
    get ask() {
      if (!process.stdin.isTTY) return undefined
      return async (question: string) => (await import('./ask.ts')).askSecret(question)
    },
  }
}
