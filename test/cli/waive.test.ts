import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { dmplint } from './capture.ts'

const cwd = mkdtempSync(join(tmpdir(), 'dmplint-waive-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const waive = (rule: string) =>
  dmplint(['waive', rule, '--artifact', 'a.xml', '--reason', 'Ordered on Tuesday', '--expires', '2026-12-15'], { cwd })
const written = (): string[] =>
  parse(readFileSync(join(cwd, 'waivers.yaml'), 'utf8')).waivers.map(({ rule }: { rule: string }) => rule)

it.each([
  ['no file yet', undefined],
  ['a list without a value', 'version: 1\nwaivers:\n'],
])('%s: each waiver is an entry of the list', async (_, before) => {
  rmSync(join(cwd, 'waivers.yaml'), { force: true })
  if (before !== undefined) writeFileSync(join(cwd, 'waivers.yaml'), before)
  for (const rule of ['VIHF-001', 'nameid-mos-prefixed', 'ACME-001']) expect((await waive(rule)).code).toBe(0)
  expect(written()[0]).toBe('VIHF-001')
  expect(written()).toHaveLength(3)
  expect(written()).toContain('ACME-001')
})

it('a rule of a built-in family that does not exist is an error', async () => {
  expect((await waive('VIHF-999')).code).toBe(2)
})
