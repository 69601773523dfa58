import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../../rules/index.ts'
import { check } from '../../src/check.ts'
import type { Report } from '../../src/engine/report.ts'
import type { Lang } from '../../src/engine/rule.ts'
import { DiskFiles } from '../../src/loading/files.ts'
import { reporter } from '../../src/reporters/html.ts'
import { hostileReport, longReport, options, richReport } from '../reporters/sample.ts'

/** The HTML pages in the browser that people use: nothing leaves, nothing is refused, everybody can read them. */

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!CHROMIUM) console.warn('test/e2e/html.test.ts is skipped: no Chromium is installed (apt-get install chromium)')

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!CHROMIUM)('HTML pages in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmplint-html-'))
  let browser: BrowserContext
  let site: Report

  beforeAll(async () => {
    browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: CHROMIUM as string,
      // axe runs by the debugger's hand; the policy of the page still holds for what the page itself does.
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    site = await check({
      files: new DiskFiles(process.cwd()),
      paths: ['fixtures/sites/cabinet-a-corriger'],
      rules: RULES,
      at: Date.parse('2026-11-24T12:00:00Z'),
      version: '0.1.0',
      lang: 'fr',
    })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function file(name: string, report: Report, lang: Lang): string {
    const path = join(folder, `${name}.html`)
    writeFileSync(path, [...reporter.render(report, options({ lang }))].join(''))
    return path
  }

  /** Opens a file; `heard` gets requests beyond the page itself and everything the console says. */
  async function open(
    path: string,
    settings: { width?: number; dark?: boolean } = {},
  ): Promise<{ page: Page; heard: string[] }> {
    const page = await browser.newPage()
    await page.setViewportSize({ width: settings.width ?? 1280, height: 900 })
    await page.emulateMedia({ colorScheme: settings.dark ? 'dark' : 'light' })
    const heard: string[] = []
    page.on('request', request => {
      if (!request.isNavigationRequest()) heard.push(`request ${request.url()}`)
    })
    page.on('console', message => heard.push(`console ${message.text()}`))
    page.on('pageerror', error => heard.push(`error ${error.message}`))
    page.on('dialog', dialog => {
      heard.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(pathToFileURL(path).href)
    return { page, heard }
  }

  /** Serious and critical violations, as rule and the first element concerned. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(AXE)
    const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[]
    }
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - window.innerWidth')

  it.each([
    ['a real site', () => site, 'fr'],
    ['all that a report can hold', richReport, 'en'],
    ['hostile values', hostileReport, 'fr'],
    ['300 findings', longReport, 'en'],
  ] as const)('%s: quiet, accessible in light and dark, and no wider than a phone', async (name, make, lang) => {
    const path = file(name.replaceAll(' ', '-'), make(), lang)
    for (const settings of [{}, { dark: true }, { width: 360 }]) {
      const { page, heard } = await open(path, settings)
      expect(await violations(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(heard).toEqual([])
      await page.close()
    }
  })

  it('filters by level without a script, and shows all on paper', async () => {
    const { page } = await open(file('filters', longReport(), 'en'))
    const shown = () => page.locator('.finding:visible').count()
    expect(await shown()).toBe(300)
    await page.getByRole('checkbox', { name: '100 errors' }).uncheck()
    expect(await shown()).toBe(200)
    await page.getByRole('checkbox', { name: '100 warnings' }).uncheck()
    await page.getByRole('checkbox', { name: '100 notes' }).uncheck()
    expect(await shown()).toBe(0)
    await page.emulateMedia({ media: 'print' })
    expect(await shown()).toBe(300)
    await page.close()
  })

  it('folds many findings to a line each, and unfolds the one that is asked for', async () => {
    const { page } = await open(file('brief', longReport(), 'en'))
    const details = () => page.locator('.detail:visible').count()
    expect(await details()).toBe(0)
    await page.locator('#f7 h5 a').click()
    expect(await details()).toBe(1)
    await page.getByRole('checkbox', { name: 'compact' }).uncheck()
    expect(await details()).toBe(300)
    await page.close()
  })

  it('is read with the keyboard: the first stop skips to the verdict', async () => {
    const { page } = await open(file('keyboard', richReport(), 'en'))
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('verdict')
    await page.close()
  })

  it('has an index whose links lead to the pages of the sites and back', async () => {
    const out = join(folder, 'report')
    try {
      execFileSync(
        process.execPath,
        [
          '--import',
          'tsx',
          'scripts/dmplint.ts',
          'check',
          'fixtures/sites/cabinet-a-corriger',
          'fixtures/sites/selarl',
          '--at',
          '2026-11-24',
          '--lang',
          'fr',
          '--format',
          `html=${out}/`,
        ],
        { stdio: 'pipe' },
      )
    } catch (error) {
      // Findings and open points are what it is for.
      expect([1, 3]).toContain((error as { status: number }).status)
    }
    expect(readdirSync(out)).toHaveLength(3)
    const { page, heard } = await open(join(out, 'index.html'))
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.locator('.sites a').first().click()
    expect(await page.locator('h1').textContent()).toBe("Cabinet d'imagerie des Tilleuls")
    await page.getByRole('link', { name: 'Tous les sites' }).click()
    expect(await page.locator('.sites a').count()).toBe(2)
    expect(heard).toEqual([])
    await page.close()
  })

  it('the site of the pages searches without network', async () => {
    const out = join(folder, 'site')
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/static-site.ts', out], { stdio: 'pipe' })
    const { page, heard } = await open(join(out, 'fr.html'))
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Rechercher').fill('prefixe nameid')
    const found = await page.locator('.index li:visible').count()
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(40)
    expect(await page.locator('#found').textContent()).toMatch(/^\d+ résultats$/)
    await page.locator('.index li:visible a').first().click()
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: 'In English' }).click()
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    expect(heard).toEqual([])
    await page.close()
  }, 180_000)
})
