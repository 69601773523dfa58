import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RULES } from '../../rules/index.ts'
import { run } from '../../src/cli/run.ts'
import { judgeWorld } from '../../src/testing/judge.ts'
import type { World } from '../../src/testing/world.ts'
import { selarl } from '../../src/testing/worlds/selarl.ts'
import { matchesGlob } from '../../src/waivers/glob.ts'

describe('globs', () => {
  it.each([
    ['certs/a.pem', 'certs/*.pem', true],
    ['certs/sub/a.pem', 'certs/*.pem', false],
    ['certs/sub/a.pem', 'certs/**/*.pem', true],
    ['certs/a.pem', 'certs/**/*.pem', true],
    ['certs/a.pem', '**', true],
    ['a.pem', '?.pem', true],
    ['ab.pem', '?.pem', false],
    ['a.pem', 'A.pem', false],
  ])('%s against %s', (path, glob, expected) => {
    expect(matchesGlob(path, glob)).toBe(expected)
  })

  it('does not hang on a hostile pattern', () => {
    expect(matchesGlob('a'.repeat(5000), `${'*a'.repeat(500)}b`)).toBe(false)
    expect(matchesGlob('a/'.repeat(300), `${'**/'.repeat(300)}b`)).toBe(false)
  })
})

describe('waivers', () => {
  const waivers = (text: string) => (w: World) => {
    w.token.nameId('10001045367')
    w.extraFiles.set('waivers.yaml', `version: 1\n${text}`)
    return w
  }
  const rules = RULES.filter(({ id }) => ['VIHF-001', 'RUN-011', 'RUN-013', 'RUN-014'].includes(id))
  const judge = (text: string) => judgeWorld(waivers(text)(selarl()), rules)

  it('marks a finding and keeps it in the report', async () => {
    const report = await judge(
      'waivers:\n  - { rule: VIHF-001, artifact: "messages/**", reason: "corrected in the next version", expires: "2026-12-31", owner: "équipe RIS" }\n',
    )
    expect(report.results).toHaveLength(1)
    expect(report.results[0]?.suppression).toMatchObject({
      kind: 'waiver',
      reason: 'corrected in the next version · équipe RIS · 2026-12-31',
      place: { uri: 'waivers.yaml', line: 3 },
    })
  })

  it('lets the finding come back after the last day, and says so', async () => {
    const report = await judge(
      'waivers:\n  - { rule: VIHF-001, artifact: "messages/**", reason: "corrected in the next version", expires: "2026-11-01" }\n',
    )
    expect(report.results.map(({ rule, suppression }) => [rule, suppression])).toEqual([
      ['VIHF-001', undefined],
      ['RUN-013', undefined],
    ])
  })

  it('recognises a finding of the baseline by its fingerprint, not by its place', async () => {
    const [known] = (await judge('')).results
    const report = await judge(`baseline:\n  - { fingerprint: "${known?.fingerprint}", rule: VIHF-001, path: x }\n`)
    expect(report.results.find(({ rule }) => rule === 'VIHF-001')?.suppression?.kind).toBe('baseline')
  })

  it('reports a waiver without reason or end, which then hides nothing', async () => {
    const report = await judge('waivers:\n  - { rule: VIHF-001, artifact: "**" }\n')
    expect(report.results.map(({ rule }) => rule).sort()).toEqual(['RUN-011', 'RUN-011', 'VIHF-001'])
    expect(report.results.every(({ suppression }) => !suppression)).toBe(true)
  })
})

describe('dmplint waive', () => {
  let folder: string
  let printed: string[] = []
  const io = () => ({
    stdout: { write: (text: string) => void printed.push(text) },
    stderr: { write: (text: string) => void printed.push(text) },
    env: {},
    cwd: folder,
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waive-'))
    printed = []
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('adds a waiver and keeps what stands there', async () => {
    await writeFile(
      join(folder, 'waivers.yaml'),
      'version: 1\n# pilote\nwaivers:\n  - { rule: VIHF-003, artifact: "**", reason: "closed prefix known", expires: 2027-01-31 }\n',
    )
    const args = [
      'waive',
      'nameid-mos-prefixed',
      '--artifact',
      'out/*.xml',
      '--reason',
      'fixed in 7.3',
      '--expires',
      '2027-03-31',
    ]
    expect(await run(args, io())).toBe(0)
    const text = await readFile(join(folder, 'waivers.yaml'), 'utf8')
    expect(text).toContain('# pilote')
    expect(text).toContain('VIHF-003')
    expect(text).toMatch(/rule: VIHF-001\n\s+artifact: out\/\*\.xml\n\s+reason: fixed in 7\.3\n\s+expires: 2027-03-31/)
  })

  it.each([
    [
      ['waive', 'VIHF-999', '--artifact', '*', '--reason', 'long enough reason', '--expires', '2027-01-01'],
      /no rule is called/,
    ],
    [['waive', 'VIHF-001', '--artifact', '*', '--reason', 'short', '--expires', '2027-01-01'], /--reason/],
    [['waive', 'VIHF-001', '--artifact', '*', '--reason', 'long enough reason'], /--expires/],
    [['waive', '--baseline', 'none.json'], /--baseline takes/],
  ])('refuses %j', async (args, message) => {
    expect(await run(args, io())).toBe(2)
    expect(printed.join('')).toMatch(message)
  })
})
