#!/usr/bin/env node
import { VERSION } from './cli/version.ts'

// The one answer that scripts ask for in a loop is given before anything else is loaded.
if (process.argv.length === 3 && process.argv[2] === '--version') process.stdout.write(`${VERSION}\n`)
else {
  const { run } = await import('./cli/run.ts')
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    ...(process.stdin.isTTY ? { ask: async question => (await import('./cli/ask.ts')).askSecret(question) } : {}),
  })
}
