import { chmodSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

/** Bundles the program with code splitting: what a command does not need is not even read. */
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: { bin: 'src/bin.ts', index: 'src/index.ts', testing: 'src/testing/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'external',
  chunkNames: 'chunks/[name]-[hash]',
  // Native code cannot be bundled. All the rest is: one chunk is read faster than the hundred files of a library.
  external: ['lmdb'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
chmodSync('dist/bin.js', 0o755)
