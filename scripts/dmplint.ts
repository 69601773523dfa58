import { processIo } from '../src/cli/process-io.ts'
import { run } from '../src/cli/run.ts'

/** The program from its sources, without a build: `npx tsx scripts/dmplint.ts check …`. */
process.exitCode = await run(process.argv.slice(2), processIo())
