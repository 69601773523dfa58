import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchPaths } from '../../src/cli/watch.ts'

test('runs at once, again after a change, and ends with Ctrl-C', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmplint-watch-'))
  try {
    let runs = 0
    let changed: () => void = () => undefined
    const second = new Promise<void>(resolve => {
      changed = resolve
    })
    const watching = watchPaths([folder], async () => {
      runs++
      if (runs === 1) setTimeout(() => writeFileSync(join(folder, 'token.xml'), '<a/>'), 50)
      else changed()
    })
    await second
    process.emit('SIGINT')
    await watching
    expect(runs).toBe(2)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
