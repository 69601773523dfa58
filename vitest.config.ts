import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores are the machine this must pass on.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
})
