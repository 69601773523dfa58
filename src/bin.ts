#!/usr/bin/env node
import { run } from './cli/run.ts'

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  ...(process.stdin.isTTY ? { ask: async question => (await import('./cli/ask.ts')).askSecret(question) } : {}),
})
