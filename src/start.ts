import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { processIo } from './cli/process-io.ts'
import { loadBundle } from './code-cache.ts'

/** Sets V8, loads the command line and runs it. */
export async function start(): Promise<void> {
  for (const option of V8_OPTIONS) setFlagsFromString(option)
  const state = (process.env.DMPLINT_SOURCES as string).slice(0, 16)
  const { exports, keep } = loadBundle<typeof import('./cli/run.ts')>(join(__dirname, 'program.cjs'), state)
  process.exitCode = await exports.run(
    process.argv.slice(2),
    processIo({ importModule: url => import(url), keepCode: keep }),
  )
}

/** Set before the code is loaded, since bytecode is bound to them. */
const V8_OPTIONS = [
  // What a run keeps is small beside the messages that pass through it: left alone, the heap grows by gigabytes that are
  // dead, at no gain of time (docs/performance.md).
  '--heap-growing-percent=20',
  // New objects get their full room at once instead of doubling it: a short run collects three times instead of ten.
  '--semi-space-growth-factor=16',
]
