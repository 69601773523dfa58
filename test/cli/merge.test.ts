import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dmplint } from './capture.ts'

const SITES = join(import.meta.dirname, '..', '..', 'fixtures', 'sites')
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dmplint-merge-'))
  for (const site of ['selarl', 'cabinet-a-corriger']) {
    const { out } = await dmplint([site, '--at', '2026-11-24', '--lang', 'fr', '--deterministic', '-f', 'json'], {
      cwd: SITES,
    })
    writeFileSync(join(folder, `${site}.json`), out)
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('one report of two sites, the same in either order', async () => {
  const one = await dmplint(['merge', 'selarl.json', 'cabinet-a-corriger.json', '-f', 'json'], { cwd: folder })
  const other = await dmplint(['merge', 'cabinet-a-corriger.json', 'selarl.json', '-f', 'json'], { cwd: folder })
  expect(one.out).toBe(other.out)
  expect(JSON.parse(one.out).sites).toHaveLength(2)
  // A container of the second site stays closed: its report is incomplete, and so is theirs.
  expect(one.code).toBe(3)
})

test('what is no report, or one of another day, is refused', async () => {
  writeFileSync(join(folder, 'other.json'), '{"a": 1}')
  expect((await dmplint(['merge', 'selarl.json', 'other.json'], { cwd: folder })).code).toBe(2)
  const { out } = await dmplint(['selarl', '--at', '2027-01-01', '-f', 'json'], { cwd: SITES })
  writeFileSync(join(folder, 'later.json'), out)
  const { code, err } = await dmplint(['merge', 'selarl.json', 'later.json'], { cwd: folder })
  expect(code).toBe(2)
  expect(err).toContain('date')
})
