import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'

describe('docs/limits.md', () => {
  const rows = [...readFileSync('docs/limits.md', 'utf8').matchAll(/^\| `(\w+)` \| (\d+) \| .+ \| `([^`]+)` \|$/gm)]

  it('gives every limit with its default and its flag', () => {
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, Number(value)]))).toEqual(DEFAULT_LIMITS)
    for (const [, name, , flag] of rows) expect(flag).toBe(`--limit ${name}=N`)
  })
})
