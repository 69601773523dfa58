import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/engine/report.ts'
import type { Lang } from '../../src/engine/rule.ts'
import { requirementCoverage } from '../../src/reporters/coverage.ts'
import { deadlines, noon } from '../../src/reporters/deadlines.ts'
import { groupFindings } from '../../src/reporters/groups.ts'
import { reporter } from '../../src/reporters/html.ts'
import { markup, prose } from '../../src/reporters/html-markup.ts'
import { siteReports } from '../../src/reporters/site-reports.ts'
import {
  artifact,
  binaryPlace,
  certificate,
  counts,
  failure,
  HOSTILE,
  hostileReport,
  longReport,
  notEvaluated,
  options,
  place,
  report,
  result,
  richReport,
  rule,
  site,
  wholeFile,
} from './sample.ts'

const written = (sample: Report, lang: Lang = 'en') => [...reporter.render(sample, options({ lang }))].join('')

/** Elements of a page as tags and attributes: an HTML tokenizer that knows nothing but well-quoted attributes. */
function tags(page: string): { name: string; attributes: string }[] {
  const body = page.replace(/<style>[\s\S]*?<\/style>/, '').replace('<!doctype html>', '')
  const found = [...body.matchAll(/<(\/?)([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?|\s*[a-z0-9-]+="[^"<>]*")*)\s*\/?>/g)]
  // Nothing that a browser would take for markup escapes this tokenizer.
  expect(body.match(/</g)?.length).toBe(found.length)
  return found.map(([, close = '', name = '', attributes = '']) => ({ name: `${close}${name}`, attributes }))
}

describe('markup', () => {
  it('escapes values, not what is markup already', () => {
    const inner = markup`<b title="${'"><script>'}">${'<&\'">'}</b>`
    expect(markup`<p>${[inner, ' ', 3, undefined]}</p>`.text).toBe(
      '<p><b title="&quot;&gt;&lt;script&gt;">&lt;&amp;&#39;&quot;&gt;</b> 3</p>',
    )
  })

  it('keeps French punctuation with its word, in sentences only', () => {
    expect(prose('« a » : b ?').text).toBe('«\u00a0a\u00a0»\u00a0: b\u00a0?')
    expect(markup`${'« a » : b'}`.text).toBe('« a » : b')
  })
})

describe('HTML report', () => {
  it('is one page that admits its own style sheet and nothing else', () => {
    const page = written(richReport())
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    )
    expect(style).not.toMatch(/url\(|@import/)
    for (const { name, attributes } of tags(page)) {
      expect(name).not.toMatch(/^(?:script|link|img|iframe|object|embed|form|base)$/)
      expect(attributes).not.toMatch(/\s(?:style|src|srcset|action|on\w+)=/)
    }
  })

  it.each(['en', 'fr'] as const)('%s: is well-formed whatever the values, and nothing of them is an element', lang => {
    for (const sample of [report(), richReport(), hostileReport(), longReport()]) {
      const page = written(sample, lang)
      expect(page).toContain(`<html lang="${lang}">`)
      const open: string[] = []
      for (const { name, attributes } of tags(page)) {
        if (/^(?:meta|br|input|rect|line)$/.test(name)) continue
        if (name.startsWith('/')) expect(open.pop()).toBe(name.slice(1))
        else open.push(name)
        const href = / href="([^"]*)"/.exec(attributes)?.[1]
        if (href !== undefined) expect(href).toMatch(/^(?:#|https:\/\/dmplint\.github\.io\/)/)
      }
      expect(open).toEqual([])
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, target = ''] of page.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(target)
    }
  })

  it('says all of a finding, and what was not completed before it', () => {
    const page = written(richReport())
    for (const text of [
      'Incomplete: 2 problems',
      'The file ends in the middle of a MIME part.',
      '<code class="expected">810001234567</code>',
      '<mark>10001234567</mark>',
      '<q>Identifiant du professionnel inconnu</q>',
      'the certificate <code>sites/parc/certs/dmp auth.der (bytes 120 to 136)</code>',
      'Write the prefix 8 before',
      'RFC 5280, section 4.1.2.6',
      'sites/parc/lot.zip!/IHE_XDM/SUBSET01/METADATA.XML:4:27',
      artifact('sites/parc/token.xml').sha256,
      'PS_LibreAcces',
      '2025-05-23',
    ])
      expect(page).toContain(text)
    expect(page.indexOf('id="failures"')).toBeLessThan(page.indexOf('id="findings"'))
  })

  it('keeps waived findings in a section of their own', () => {
    const [before = '', after = ''] = written(richReport()).split('<section id="waived"')
    expect(before).not.toContain('The server is not named.')
    expect(after).toContain('One server only, agreed on 3 November. <code>waivers.yaml:3:3</code>')
  })

  it('never looks like success when something was not evaluated', () => {
    const open = report({ counts: counts({ pass: 5, notEvaluated: 1 }), notEvaluated: [notEvaluated({ count: 1 })] })
    expect(written(open)).toContain('class="verdict doubtful"')
    expect(written(open)).toContain('List it under certificates: in dmplint.yaml.'.replace('List', 'list'))
    expect(written(report())).toContain('class="verdict good"')
    expect(written(report({ counts: counts() }))).toContain('class="verdict empty"')
    expect(written(report({ failures: [failure()] }))).toContain('class="verdict bad"')
  })

  it('opens with one line for each of many findings, and holds them all', () => {
    const page = written(longReport())
    expect(page).toContain('id="brief" autocomplete="off" checked')
    expect(page.match(/<article class="finding"/g)).toHaveLength(300)
    expect(written(richReport())).not.toContain('id="brief" autocomplete="off" checked')
  })
})

describe('folder of HTML pages', () => {
  const folder = (sample: Report) =>
    new Map([...(reporter.folder?.(sample, options()) ?? [])].map(({ name, pieces }) => [name, [...pieces].join('')]))
  const other = site({ label: 'Hôpital du Parc', uri: 'sites/hopital/dmplint.yaml', rules: [] })
  const two = () =>
    richReport({
      sites: [site(), other, site({ label: 'Parc', uri: 'sites/second/dmplint.yaml' })],
      results: [result(), result({ place: wholeFile('elsewhere/x.xml'), scope: { level: 'run', label: '' } })],
      certificates: [certificate({ notAfter: '2026-12-01T08:00:00.000Z' })],
    })

  it('has an index that leads to each page, the worst first, and pages that lead back', () => {
    const pages = folder(two())
    expect([...pages.keys()]).toEqual([
      'index.html',
      'site-parc.html',
      'site-hopital-du-parc.html',
      'site-parc-2.html',
      'site.html',
    ])
    const index = pages.get('index.html') ?? ''
    const links = [...index.matchAll(/<a href="(site[^"]*)"/g)].map(([, name]) => name)
    expect([...links].sort()).toEqual([...pages.keys()].filter(name => name !== 'index.html').sort())
    expect(index.indexOf('site-parc.html')).toBeLessThan(index.indexOf('site-hopital-du-parc.html'))
    expect(index).toContain('renew now: less than 15 days')
    expect(pages.get('site-parc.html')).toContain('<a href="index.html">All sites</a>')
    expect(pages.get('site.html')).toContain('Outside of any site')
  })

  it('gives files names that no label can abuse', () => {
    for (const name of folder(hostileReport()).keys()) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,64}\.html$/)
    for (const label of ['../../etc/passwd', 'CON', '', '…', 'a'.repeat(500)])
      for (const name of folder(report({ sites: [site({ label })] })).keys())
        expect(name).toMatch(/^(?:index|site[a-z0-9-]{0,60})\.html$/)
  })
})

describe('reports by site', () => {
  it('take a report apart without losing anything', () => {
    const whole = richReport({
      rules: [
        rule({ counts: counts({ pass: 3, fail: 1 }) }),
        rule({ id: 'RUN-001', name: 'readable', counts: counts({ pass: 1 }) }),
      ],
      counts: counts({ pass: 4, fail: 1 }),
      sites: [
        site({ rules: [{ rule: 'VIHF-001', counts: counts({ pass: 1, fail: 1 }) }] }),
        site({
          label: 'Inside',
          uri: 'sites/parc/annexe/dmplint.yaml',
          rules: [{ rule: 'VIHF-001', counts: counts({ pass: 2 }) }],
        }),
      ],
      artifacts: [artifact('sites/parc/a.xml'), artifact('sites/parc/annexe/b.xml'), artifact('igc/ca.pem')],
      notEvaluated: [notEvaluated({ site: 'sites/parc/dmplint.yaml' }), notEvaluated()],
      failures: [failure(), failure({ place: wholeFile('sites/parc/annexe/b.xml') }), failure({ message: 'Nowhere.' })],
    })
    const parts = siteReports(whole)
    expect(parts.map(part => part.site?.label)).toEqual(['Parc', 'Inside', undefined])
    const lists = ['artifacts', 'results', 'notEvaluated', 'certificates', 'failures'] as const
    for (const list of lists) {
      const together = parts.flatMap(part => part.report[list] as readonly unknown[])
      expect(together.filter(item => item !== failure)).toHaveLength(
        list === 'failures' ? whole.failures.length : whole[list].length,
      )
    }
    expect(parts.map(part => part.report.artifacts.map(({ uri }) => uri))).toEqual([
      ['sites/parc/a.xml'],
      ['sites/parc/annexe/b.xml'],
      ['igc/ca.pem'],
    ])
    expect(parts.map(part => part.report.counts)).toEqual([
      counts({ pass: 1, fail: 1 }),
      counts({ pass: 2 }),
      counts({ pass: 1 }),
    ])
  })
})

describe('groups of findings', () => {
  it('are the exchange, the certificate or the system that a person corrects, the worst first', () => {
    const scope = { level: 'site', label: 'Parc', site: 'Parc', siteUri: 'sites/parc/dmplint.yaml' } as const
    const yaml = (path: string) => place({ uri: 'sites/parc/dmplint.yaml', path })
    const findings = [
      result({ level: 'note', scope, place: yaml('/name') }),
      result({ level: 'warning', scope, place: yaml('/systems/ris-1/kind') }),
      result({ level: 'warning', scope, place: yaml('/proxies/px-1/mutualTls') }),
      result({ scope, place: binaryPlace() }),
      result({ scope, place: yaml('/certificates/0/server') }),
      result(),
      result({ level: 'note', scope: { level: 'run', label: '' }, place: wholeFile('elsewhere/x.xml') }),
    ]
    expect(
      groupFindings(report(), findings).map(({ kind, label, findings }) => [kind, label, findings.length]),
    ).toEqual([
      ['certificate', 'certs/dmp auth.der', 2],
      ['exchange', 'exchange-1', 1],
      ['system', 'ris-1', 1],
      ['proxy', 'px-1', 1],
      ['description', 'dmplint.yaml', 1],
      ['file', 'elsewhere/x.xml', 1],
    ])
  })
})

describe('coverage of requirements', () => {
  it.each([
    [{ pass: 5, fail: 1, notEvaluated: 1 }, 'contradicted'],
    [{ pass: 5, notEvaluated: 1 }, 'open'],
    [{ pass: 5, crashed: 1 }, 'open'],
    [{ pass: 5, notApplicable: 3 }, 'shown'],
    [{ notApplicable: 3 }, 'unconcerned'],
    [{ notEffective: 1 }, 'unconcerned'],
    [{}, 'absent'],
  ] as const)('%o is %s', (changes, coverage) => {
    const rules = [rule({ requirements: ['G-63'], counts: counts(changes) })]
    expect(requirementCoverage(report({ rules }))).toMatchObject([{ id: 'G-63', coverage }])
  })

  it('sums the rules that check a requirement, the guide first, numbers in their order', () => {
    const rules = [
      rule({ requirements: ['RFC5280-4.1', 'G-10'], counts: counts({ pass: 1 }) }),
      rule({ id: 'VIHF-002', requirements: ['G-9', 'G-10', 'G-10'], counts: counts({ fail: 1 }) }),
    ]
    expect(
      requirementCoverage(report({ rules })).map(({ id, coverage, counts: { pass, fail } }) => [
        id,
        coverage,
        pass,
        fail,
      ]),
    ).toEqual([
      ['G-9', 'contradicted', 0, 1],
      ['G-10', 'contradicted', 1, 1],
      ['RFC5280-4.1', 'shown', 1, 0],
    ])
  })
})

describe('deadlines of certificates', () => {
  const ending = (notAfter: string, notBefore = '2024-01-01T00:00:00.000Z') => certificate({ notAfter, notBefore })
  const at = noon('2026-11-20')

  it.each([
    ['2026-11-20T11:59:59.000Z', 'expired'],
    ['2026-11-20T12:00:00.000Z', 'urgent'],
    ['2026-12-05T12:00:00.000Z', 'urgent'],
    ['2026-12-05T12:00:01.000Z', 'renew'],
    ['2027-01-19T12:00:00.000Z', 'renew'],
    ['2027-01-19T12:00:01.000Z', 'valid'],
  ])('ending %s is %s on 20 November 2026', (end, state) => {
    expect(deadlines([ending(end)], at)[0]?.state).toBe(state)
  })

  it('puts the next end first and copes with dates that are none', () => {
    const list = [
      ending('2029-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
      ending(HOSTILE),
      ending('2026-12-01T00:00:00.000Z'),
    ]
    expect(deadlines(list, at).map(({ state }) => state)).toEqual(['urgent', 'future'])
    expect(written(report({ at: HOSTILE, certificates: list }))).toContain('id="certificates"')
  })
})
