import type { Io } from './io.ts'

/** The process itself as the outside world of a command. */
export function processIo(): Io {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    ...(process.stdin.isTTY ? { ask: async question => (await import('./ask.ts')).askSecret(question) } : {}),
  }
}
