import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { dmplint } from '../cli/capture.ts'

/** The plan and the calendar of every example site, argued from the guide in the README beside them. */
const ROOT = join(import.meta.dirname, '../../fixtures/sites')
const SITES = readdirSync(ROOT).filter(name => existsSync(join(ROOT, name, 'dmplint.yaml')))
const AT = ['--at', '2026-11-24']

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/plan.schema.json'), 'utf8'))
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)

describe.each(SITES)('%s', name => {
  const cwd = join(ROOT, name)
  // Written without its own version, so that a release changes no golden file.
  const unversioned = (text: string) => text.replace(/("version": ")[^"]*(")|(dmplint\/\/)[^/]*/g, '$1$3X$2')

  it.each([
    ['plan', 'markdown', 'plan.md'],
    ['plan', 'json', 'plan.json'],
    ['renewals', 'csv', 'renewals.csv'],
    ['renewals', 'ics', 'renewals.ics'],
  ])('dmplint %s --format %s', async (command, format, file) => {
    const lang = format === 'markdown' ? [] : ['--lang', 'fr']
    const { code, out, err } = await dmplint([command, '-f', format, ...AT, ...lang], { cwd })
    expect(err).toBe('')
    expect(code).toBe(command === 'plan' && name === 'cabinet-a-corriger' ? 1 : 0)
    await expect(unversioned(out)).toMatchFileSnapshot(join(cwd, file))
  })

  it('the plan of the same site before any order', async () => {
    const before = await mkdtemp(join(tmpdir(), 'golden-'))
    const site = parse(readFileSync(join(cwd, 'dmplint.yaml'), 'utf8'))
    const kept = { ...site, certificates: [], trust: [], ordering: { mode: site.ordering.mode } }
    delete kept.whitelist
    await writeFile(join(before, 'dmplint.yaml'), stringify(kept))
    await copyFile(join(cwd, site.directory), join(before, site.directory))
    const { code, out, err } = await dmplint(['plan', '-f', 'markdown', ...AT], { cwd: before })
    await rm(before, { recursive: true })
    expect(err).toBe('')
    expect(code).toBe(1)
    await expect(out).toMatchFileSnapshot(join(cwd, 'plan-before-any-order.md'))
  })

  it('the plan follows its schema in both languages', async () => {
    for (const lang of ['fr', 'en']) {
      const { out } = await dmplint(['plan', '-f', 'json', '--lang', lang, ...AT], { cwd })
      expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true)
    }
  })

  it('is argued line by line from the guide', () => {
    const readme = readFileSync(join(cwd, 'README.md'), 'utf8')
    const plan = JSON.parse(readFileSync(join(cwd, 'plan.json'), 'utf8'))
    for (const { lines } of plan.sites[0].systems)
      for (const line of lines) {
        expect(readme, line.id).toContain(line.id)
        for (const { sources } of line.why) for (const source of sources) expect(readme, line.id).toContain(source)
      }
  })
})
