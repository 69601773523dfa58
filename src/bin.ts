#!/usr/bin/env node
import { join } from 'node:path'
import { processIo } from './cli/process-io.ts'
import { VERSION } from './cli/version.ts'

/** The program. A CommonJS script: Node starts one faster than a module. */

// A reader that leaves early (`dmplint check | head`) is no error: the exit code still tells the result.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

// The one answer that scripts ask for in a loop is given before anything else is loaded.
if (process.argv.length === 3 && process.argv[2] === '--version') process.stdout.write(`${VERSION}\n`)
else void start()

async function start(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8')
  // What a run keeps is small beside the messages that pass through it: left alone, the heap grows by gigabytes that
  // are dead, at no gain of time (docs/performance.md). Before the code is loaded: bytecode is bound to these options.
  setFlagsFromString('--heap-growing-percent=20')
  const { loadBundle } = await import('./code-cache.ts')
  const state = (process.env.DMPLINT_SOURCES as string).slice(0, 16)
  const program = loadBundle<typeof import('./cli/run.ts')>(join(__dirname, 'program.cjs'), state)
  process.exitCode = await program.exports.run(process.argv.slice(2), {
    ...processIo(),
    importModule: url => import(url),
    keepCode: program.keep,
  })
}
