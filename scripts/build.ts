import { chmodSync, rmSync } from 'node:fs'
import { bundleModules, bundleProgram } from './bundle.ts'

/** Bundles the library as modules, and the program as one script. */
rmSync('dist', { recursive: true, force: true })
await bundleModules({ index: 'src/index.ts', testing: 'src/testing/index.ts' }, 'dist')
await bundleProgram('dist')
chmodSync('dist/bin.cjs', 0o755)
