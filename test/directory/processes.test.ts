import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { random, rpps, withKey } from '../../bench/generate-directory.ts'
import { openDirectory } from '../../src/directory/directory.ts'
import { importDirectory } from '../../src/directory/import.ts'
import { COLUMNS_56, file, folder, person, table } from './extraction.ts'

/** How often an import is killed; the figure asked for is 50, a run of the suite takes a sample. */
const KILLS = Number(process.env.DMPLINT_KILLS ?? 8)

const where = folder()
// Beside the packages, which stay outside the bundle.
const bundles = join(process.cwd(), 'node_modules/.cache/dmplint-directory')
const child = join(bundles, 'import.mjs')
const reader = join(bundles, 'reader.mjs')
const id = `8${rpps(7)}`
const structure = `4${withKey(`${rpps(7)}00`)}`
let source = ''

beforeAll(async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) =>
    person(rpps(i), {
      'Ancien identifiant de la structure': `4${withKey(`${rpps(i)}00`)}`,
      "Code secteur d'activité": 'SA07',
    }),
  )
  source = file(where, 'a.txt', table(COLUMNS_56, rows))
  const here = new URL('.', import.meta.url).pathname
  const common = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' } as const
  await build({ ...common, entryPoints: [join(here, 'import-child.ts')], outfile: child })
  await build({ ...common, entryPoints: [join(here, 'reader-child.ts')], outfile: reader })
})

const run = (script: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() })

describe('imports that are killed', () => {
  it(`leave the old index answering, ${KILLS} times`, { timeout: 20_000 + KILLS * 3_000 }, async () => {
    const out = join(where, 'killed')
    await importDirectory([source], out, { version: 'old' })
    const started = performance.now()
    await once(run(child, source, join(where, 'timed')), 'exit')
    const whole = performance.now() - started
    const next = random(KILLS)
    for (let i = 0; i < KILLS; i++) {
      const importing = run(child, source, out)
      const exited = once(importing, 'exit')
      const timer = setTimeout(() => importing.kill('SIGKILL'), next() * whole)
      await exited
      clearTimeout(timer)
      const directory = await openDirectory(out)
      expect(directory.person(id)?.activities[0]?.structure).toBe(structure)
      expect(directory.structure(structure)?.practitioners).toEqual([id])
    }
    // What the killed ones left is gone after the next import.
    await importDirectory([source], out, { version: 'new' })
    expect(readdirSync(out).filter(name => name.startsWith('build-'))).toHaveLength(1)
  })
})

describe('two processes that read while a third imports', () => {
  it('always find what both indexes hold', { timeout: 60_000 }, async () => {
    const out = join(where, 'shared')
    await importDirectory([source], out, { version: 'old' })
    const importing = run(child, source, out, '4')
    const readers = [run(reader, out, id, structure), run(reader, out, id, structure)]
    const answers = readers.map(async process => {
      let said = ''
      process.stdout?.on('data', data => {
        said += data
      })
      const [code] = await once(process, 'exit')
      return { code, said: said.trim() }
    })
    const [code] = await once(importing, 'exit')
    expect(code).toBe(0)
    for (const answer of await Promise.all(answers)) {
      expect(answer.code).toBe(0)
      expect(answer.said).toMatch(/^[0-9]+ openings, 0 wrong$/)
    }
  })
})
