import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequirementEvidence } from '../../src/evidence/pack.ts'
import { fileName } from '../../src/evidence/pack.ts'
import { PROOFS } from '../../src/evidence/scenarios.ts'
import { requirement } from '../../src/requirements/index.ts'
import { selarl } from '../../src/testing/worlds/selarl.ts'
import { dmplint } from '../cli/capture.ts'

const root = mkdtempSync(join(tmpdir(), 'dmplint-evidence-'))
afterAll(() => rmSync(root, { recursive: true }))

const evidence = (site: string, out: string, ...argv: string[]) =>
  dmplint(['evidence', site, '--out', out, '--at', '2026-11-24', '--deterministic', '--lang', 'en', ...argv], {
    cwd: process.cwd(),
  })
const read = (path: string): string => readFileSync(path, 'utf8')
const data = (pack: string, id: string): RequirementEvidence =>
  JSON.parse(read(join(pack, 'requirements', fileName(id), 'evidence.json')))

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* filesIn(path)
    else yield path
  }
}

describe('a site to correct', () => {
  const pack = join(root, 'to-correct')
  let code: number
  beforeAll(async () => {
    code = (await evidence('fixtures/sites/cabinet-a-corriger', pack)).code
  })

  it('has the exit code that check has', async () => {
    const checked = await dmplint(
      ['check', 'fixtures/sites/cabinet-a-corriger', '--at', '2026-11-24', '--preset', 'qualification', '--no-waivers'],
      { cwd: process.cwd() },
    )
    expect(code).toBe(checked.code)
    expect(code).toBeGreaterThan(0)
  })

  it('tells what contradicts a requirement, what shows it and what was not judged', () => {
    const user = data(pack, 'DMP/AIRS.06')
    expect(user.standing).toBe('contradicted')
    expect(user.contradicted.map(({ rule }) => rule)).toContain('VIHF-006')
    expect(user.shown.map(({ rule }) => rule)).toContain('VIHF-041')
    expect(user.proofs.map(({ id }) => id)).toEqual(['DMP/AIRS.06.01.02', 'DMP/AIRS.06.01.04'])
    expect(user.artifacts.length).toBeGreaterThan(0)
    for (const { uri, sha256 } of user.artifacts)
      expect(sha256).toBe(createHash('sha256').update(readFileSync(uri)).digest('hex'))
    const revoked = data(pack, 'SSI/IE.43')
    expect(revoked.standing).toBe('open')
    expect(revoked.notEvaluated[0]?.reason).toMatch(/CRL/)
    const page = read(join(pack, 'requirements', 'DMP_AIRS.06', 'README.md'))
    expect(page).toContain('**contradicted**')
    expect(page).toContain('## Contradicted by')
  })

  it('calls nothing shown that was not evaluated everywhere', () => {
    const manifest = JSON.parse(read(join(pack, 'manifest.json')))
    for (const { id, standing } of manifest.requirements) {
      const { rules } = data(pack, id)
      const count = (key: 'fail' | 'notEvaluated' | 'crashed' | 'pass') =>
        rules.reduce((sum, { counts }) => sum + counts[key], 0)
      if (standing === 'shown') expect([count('fail'), count('notEvaluated'), count('crashed')], id).toEqual([0, 0, 0])
      if (standing === 'shown') expect(count('pass'), id).toBeGreaterThan(0)
      if (rules.length === 0) expect(standing, id).toBe('unchecked')
    }
  })

  it('has a manifest whose hashes are those of the files', () => {
    const manifest = JSON.parse(read(join(pack, 'manifest.json')))
    expect(manifest).toMatchObject({
      schema: 1,
      tool: { name: 'dmplint' },
      judged: '2026-11-24',
      preset: 'qualification',
    })
    expect(manifest.generated).toBeUndefined()
    expect(manifest.nomenclatures.length).toBeGreaterThan(10)
    expect(manifest.directories[0].sources[0].sha256).toMatch(/^[0-9a-f]{64}$/)
    for (const { path, sha256 } of manifest.files)
      expect(
        createHash('sha256')
          .update(read(join(pack, path)))
          .digest('hex'),
        path,
      ).toBe(sha256)
    const written = [...filesIn(pack)].map(path => relative(pack, path)).filter(path => path !== 'manifest.json')
    expect(written.sort()).toEqual(manifest.files.map(({ path }: { path: string }) => path).sort())
  })

  it('is the same byte for byte, and takes the place of an earlier one', async () => {
    const before = new Map([...filesIn(pack)].map(path => [path, read(path)]))
    writeFileSync(join(pack, 'requirements', 'left-over.md'), 'old')
    await evidence('fixtures/sites/cabinet-a-corriger', pack)
    expect(new Map([...filesIn(pack)].map(path => [path, read(path)]))).toEqual(before)
  })

  it('does not delete what is no pack', async () => {
    const own = join(root, 'own')
    mkdirSync(own)
    writeFileSync(join(own, 'thesis.md'), 'x')
    expect((await evidence('fixtures/sites/selarl', own)).code).toBe(2)
    expect(existsSync(join(own, 'thesis.md'))).toBe(true)
    writeFileSync(join(pack, 'notes.txt'), 'x')
    expect((await evidence('fixtures/sites/selarl', pack)).code).toBe(2)
    expect(existsSync(join(pack, 'notes.txt'))).toBe(true)
  })
})

it('a site in order is contradicted in nothing, in French', async () => {
  const pack = join(root, 'selarl')
  const { out } = await evidence('fixtures/sites/selarl', pack, '--lang', 'fr')
  expect(out).toContain('Dossier de preuves')
  const manifest = JSON.parse(read(join(pack, 'manifest.json')))
  expect(manifest.requirements.filter((one: { standing: string }) => one.standing === 'contradicted')).toEqual([])
  expect(read(join(pack, 'README.md'))).toContain('## Scénarios et preuves')
})

it('holds no personal value', async () => {
  const world = selarl()
  world.token.nameId('1234567')
  world.token.patient('279035121518989^^^&1.2.250.1.213.1.4.8&ISO^NH')
  const site = join(root, 'site')
  for (const { path, bytes } of world.files()) {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), bytes)
  }
  const pack = join(root, 'redacted')
  await evidence(site, pack)
  const text = [...filesIn(pack)].map(read).join('')
  expect(text).not.toContain('279035121518989')
  expect(text.toUpperCase()).not.toContain('ODELINE')
})

describe('the structure', () => {
  it('names proofs of requirements that are known', () => {
    for (const { id, requirements, scenario } of PROOFS) {
      expect(id.startsWith(scenario)).toBe(true)
      for (const known of requirements) expect(requirement(known)?.id, known).toBe(known)
    }
  })

  it('gives each id a folder of its own, whatever it holds', () => {
    const ids = ['DMP/AIRS.06', 'DMP_AIRS.06', '..', '.', '../../x', 'a b', 'a-b', 'é', 'x'.repeat(300), 'G-64']
    const names = ids.slice(2).map(fileName)
    expect(fileName('DMP/AIRS.06')).toBe('DMP_AIRS.06')
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[\w-][\w.-]{0,99}$/)
  })
})
