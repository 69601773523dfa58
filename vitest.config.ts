import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // The example plugin imports the package by its name, as its users do.
    alias: [
      { find: /^dmplint$/, replacement: new URL('src/index.ts', import.meta.url).pathname },
      { find: /^dmplint\/testing$/, replacement: new URL('src/testing/index.ts', import.meta.url).pathname },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.mjs'],
    // Two cores are the machine this must pass on.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
})
