import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import { check } from '../src/check.ts'
import type { Report } from '../src/engine/report.ts'
import type { Lang } from '../src/engine/rule.ts'
import { DiskFiles } from '../src/loading/files.ts'
import { loadReporter } from '../src/reporters/index.ts'

/**
 * Golden reports of whole sites. `UPDATE_GOLDEN=1 npx vitest run test/sites.test.ts` writes them; the change is then
 * read like any other.
 */
const ROOT = 'fixtures/sites'
const CORRECT_ME = 'cabinet-a-corriger'

const judge = (site: string, lang: Lang = 'en', rules = RULES): Promise<Report> =>
  check({
    files: new DiskFiles(process.cwd()),
    paths: [join(ROOT, site)],
    rules,
    at: Date.parse('2026-11-24T12:00:00Z'),
    version: '0.0.0',
    lang,
    password: async entry => (entry.passwordEnv ? 'imagerie' : undefined),
  })

async function golden(report: Report, site: string, lang: Lang): Promise<void> {
  const reporter = await loadReporter('console')
  const rendered = reporter.render(report, {
    lang,
    color: false,
    width: 100,
    sarifProfile: 'full',
    coverage: false,
    quiet: false,
  })
  const text = typeof rendered === 'string' ? rendered : [...rendered].join('')
  const path = join(ROOT, site, 'expected', `report.${lang}.txt`)
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(join(ROOT, site, 'expected'), { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path), `${path} is missing: UPDATE_GOLDEN=1`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}

const sites = readdirSync(ROOT)

describe('example sites', () => {
  for (const site of sites)
    it(`${site}: the report is the golden one`, async () => {
      await golden(await judge(site), site, 'en')
    })

  it('the site to correct, in French', async () => {
    await golden(await judge(CORRECT_ME, 'fr'), CORRECT_ME, 'fr')
  })

  for (const site of sites.filter(site => site !== CORRECT_ME))
    it(`${site}: a valid site has no error and no warning, and nothing crashes`, async () => {
      const report = await judge(site)
      expect(
        report.results.filter(({ level }) => level !== 'note').map(({ rule, message }) => `${rule} ${message}`),
      ).toEqual([])
      expect(report.failures).toEqual([])
      expect(report.counts.pass).toBeGreaterThan(100)
    })

  it('two runs give equal bytes', async () => {
    expect(JSON.stringify(await judge(CORRECT_ME))).toBe(JSON.stringify(await judge(CORRECT_ME)))
  })
})
