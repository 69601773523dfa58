import { chmodSync, rmSync } from 'node:fs'
import { bundle } from './bundle.ts'

/** Bundles the program with code splitting: what a command does not need is not even read. */
rmSync('dist', { recursive: true, force: true })
await bundle({
  entryPoints: { bin: 'src/bin.ts', index: 'src/index.ts', testing: 'src/testing/index.ts' },
  outdir: 'dist',
})
chmodSync('dist/bin.js', 0o755)
