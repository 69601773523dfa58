#!/usr/bin/env node
import { VERSION } from './cli/version.ts'

/** The program. A CommonJS script: Node starts one faster than a module. */

// A reader that leaves early (`dmplint check | head`) is no error: the exit code still tells the result.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

// The one answer that scripts ask for in a loop is given before anything else is loaded.
if (process.argv.length === 3 && process.argv[2] === '--version') process.stdout.write(`${VERSION}\n`)
else void import('./start.ts').then(({ start }) => start())
