import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/engine/report.ts'
import { jobSummary } from '../../src/reporters/github.ts'
import { isReporterName, loadReporter, REPORTER_NAMES, type ReporterName } from '../../src/reporters/index.ts'
import type { ReporterOptions } from '../../src/reporters/reporter.ts'
import { sourceOfRequirement } from '../../src/reporters/requirement-sources.ts'
import { TEXTS } from '../../src/reporters/texts.ts'
import { counts, failure, hostileReport, longReport, options, report, richReport, rule } from './sample.ts'

const written = async (name: ReporterName, sample: Report, changes: Partial<ReporterOptions> = {}) =>
  [...(await loadReporter(name)).render(sample, options(changes))].join('')

describe('every reporter', () => {
  it('is found by its name', async () => {
    for (const name of REPORTER_NAMES) expect((await loadReporter(name)).name).toBe(name)
    expect(isReporterName('sarif')).toBe(true)
    expect(isReporterName('constructor')).toBe(false)
  })

  it.each(REPORTER_NAMES)('%s: leaves nothing of a hostile value live', async name => {
    for (const changes of [{}, { lang: 'fr', coverage: true }, { sarifProfile: 'github', quiet: true }] as const) {
      const text = await written(name, hostileReport(), changes)
      expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe]/)
      expect(text).not.toMatch(/\p{Surrogate}/u)
      for (const line of text.split('\n')) {
        expect(line).not.toMatch(/^\s*(?:=|[^:]*\t=)/)
        if (line.startsWith('::')) expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::/)
      }
      // Terminals and annotations show text as it is; in Markdown a value may stand to the letter in a code span only.
      if (name === 'markdown') expect(text.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '')).not.toMatch(/<|\]\(http:/)
      else if (name !== 'console' && name !== 'github') expect(text).not.toMatch(/<\/?script/i)
    }
  })

  it.each(REPORTER_NAMES)('%s: gives the same text every time, and all of it', async name => {
    const text = await written(name, longReport())
    expect(await written(name, longReport())).toBe(text)
    expect(text.endsWith('\n')).toBe(true)
    if (name !== 'github') expect(new Set(text.match(/exchange-\d+\/token\.xml/g))).toHaveProperty('size', 300)
  })

  it('has both languages', () => {
    const keys = (texts: object): string[] =>
      Object.entries(texts).flatMap(([key, value]) =>
        typeof value === 'object' ? [key, ...keys(value as object)] : [key],
      )
    expect(keys(TEXTS.fr)).toEqual(keys(TEXTS.en))
  })
})

describe('JUnit', () => {
  const parse = (text: string) => {
    expect(XMLValidator.validate(text)).toBe(true)
    const isArray = (name: string) => name === 'testsuite' || name === 'testcase'
    return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray }).parse(text).testsuites
  }
  type Case = { classname: string; line?: string; failure?: object; skipped?: { message: string }; error?: object }
  const casesOf = (suites: { testsuite: { testcase: Case[] }[] }) => suites.testsuite.flatMap(suite => suite.testcase)

  it('is well-formed, whatever the values', async () => {
    parse(await written('junit', hostileReport()))
  })

  it('fails by findings, skips what is waived or not evaluated, errs by what was not completed', async () => {
    const suites = parse(await written('junit', richReport()))
    expect(suites).toMatchObject({ tests: '7', failures: '3', errors: '2', skipped: '2' })
    expect(suites.testsuite.map(({ name }: { name: string }) => name)).toEqual([
      'Parc',
      'Parc: sites/parc/exchange-1',
      'dmplint: Not evaluated',
      'dmplint: Could not be completed',
    ])
    const cases = casesOf(suites)
    expect(cases.find(({ classname }) => classname === 'XCHG-001')!.skipped!.message).toMatch(/^No DMP auth/)
    expect(cases.find(({ classname }) => classname === 'SITE-005')!.skipped!.message).toMatch(/^waived: One server/)
  })

  it('shows the rules that passed, and lets a note pass', async () => {
    const passed = parse(await written('junit', report({ rules: [rule({ counts: counts({ pass: 2 }) })] })))
    expect(casesOf(passed)).toEqual([{ classname: 'VIHF-001', name: 'nameid-mos-prefixed' }])
    const { results } = richReport()
    const note = parse(await written('junit', report({ results: [{ ...results[1]!, level: 'note' }] })))
    expect(note).toMatchObject({ tests: '1', failures: '0' })
  })
})

describe('GitLab code quality', () => {
  it('is what merge requests read', async () => {
    const issues = JSON.parse(await written('gitlab', richReport()))
    expect(issues).toHaveLength(3)
    expect(issues[1]).toEqual({
      description:
        "The NameID '10001234567' is an RPPS number without its prefix 8. Expected: '810001234567'. Found: '10001234567'.",
      check_name: 'VIHF-001',
      fingerprint: richReport().results[1]!.fingerprint,
      severity: 'critical',
      location: { path: 'sites/parc/token.xml', lines: { begin: 12 } },
    })
    expect(issues[2].location).toEqual({ path: 'sites/parc/lot.zip', lines: { begin: 1 } })
  })
})

describe('GitHub', () => {
  it('annotates with place, message and fix', async () => {
    expect((await written('github', richReport())).split('\n')).toContain(
      '::error file=sites/parc/token.xml,title=VIHF-001 nameid-mos-prefixed,line=12,endLine=12,col=18,endColumn=29::' +
        "The NameID '10001234567' is an RPPS number without its prefix 8. Expected: '810001234567'. " +
        "Found: '10001234567'.%0Afix: Write the prefix 8 before the eleven digits of the RPPS number.",
    )
  })

  it('stops at ten of each level, what was not completed first, and says how many are left', async () => {
    const failures = [failure(), failure({ message: 'Another.' })]
    const lines = (await written('github', { ...longReport(), failures })).trimEnd().split('\n')
    const count = (command: string) => lines.filter(line => line.startsWith(`::${command} `)).length
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10])
    expect(lines[0]).toContain('Could not be completed')
    expect(lines.at(-2)).toBe('dmplint: 272 more findings, not shown here: see the full report.')
    expect(lines.at(-1)).toMatch(/^dmplint: Incomplete/)
  })

  it('writes a job summary below the limit', () => {
    const summary = jobSummary(longReport(5000), { lang: 'en' })
    expect(summary.match(/exchange-\d+\/token/g)).toHaveLength(100)
    expect(summary).toContain('4900 more findings, not shown here')
    expect(summary.length).toBeLessThan(1024 * 1024)
  })
})

describe('Markdown', () => {
  it('says each fix once with its places below', async () => {
    const text = await written('markdown', longReport(), { lang: 'fr' })
    expect(text.match(/Write the prefix 8/g)).toHaveLength(12)
    expect(text).toContain('### erreur VIHF-001 rule-number-1 (25)')
    expect(text).toContain('https://dmplint.github.io/dmplint/rules/fr/VIHF-001')
    expect(text).toContain('## Bilan')
  })

  it('tells what was not evaluated and what failed', async () => {
    const text = await written('markdown', richReport())
    expect(text).toContain('## Not evaluated (2)\n\n- No DMP authentication certificate')
    expect(text).toContain('## Could not be completed (2)')
    expect(text).not.toContain('SITE-005')
  })
})

describe('sources of requirements', () => {
  it.each([
    ['G-63', 'ANS-GUIDE'],
    ['EX_2.1-2035', 'GI-DMP'],
    ['RG_EXP_038', 'GI-DMP'],
    ['DB.SO.19', 'REM'],
    ['AUTH/va1.01', 'REM'],
    ['PSC.10', 'REM'],
    ['SSI/IE.43', 'REM'],
    ['ITI-TF-3-4.2.3.2', 'IHE'],
    ['FAQ-01', 'FAQ'],
    ['CISIS-HL7V2-MAPPING-XDS', 'CI-SIS'],
    ['NOS-TRE_G08', 'MOS-NOS'],
    ['JDV_J58', 'MOS-NOS'],
    ['RFC5280-4.2.1.3', 'STANDARDS'],
    ['X.690-11', 'STANDARDS'],
    ['SAML2-core-2.4.1', 'STANDARDS'],
  ])('%s is of %s', (id, source) => expect(sourceOfRequirement(id).name).toBe(source))
})
