import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/engine/report.ts'
import { reporter } from '../../src/reporters/console.ts'
import type { ReporterOptions } from '../../src/reporters/reporter.ts'
import {
  binaryPlace,
  counts,
  longReport,
  notEvaluated,
  options,
  place,
  report,
  result,
  richReport,
  rule,
} from './sample.ts'

const written = (sample: Report, changes: Partial<ReporterOptions> = {}) =>
  [...reporter.render(sample, options(changes))].join('')

describe('console report', () => {
  it('shows a finding with its line, what is wanted, what stands there and what to do', () => {
    const text = written(report({ counts: counts({ fail: 1 }), results: [richReport().results[1]!] }))
    expect(text).toBe(`error VIHF-001 nameid-mos-prefixed
  The NameID '10001234567' is an RPPS number without its prefix 8.
  at           sites/parc/token.xml:12:18
               /saml:Assertion/saml:Subject/saml:NameID
          12 |     <saml:NameID>10001234567</saml:NameID>
             |                  ^^^^^^^^^^^
  expected     810001234567
  found        10001234567
  see          the certificate (sites/parc/certs/dmp auth.der (bytes 120 to 136))
  see          site (sites/parc/dmplint.yaml:4:18)
  DMP answers  Identifiant du professionnel inconnu
  fix          Write the prefix 8 before the eleven digits of the RPPS number.

Summary, judged for 2026-11-20, preset go-live
  read         1 file (3 ignored), 1 site, 2 exchanges, 3 certificates
  directory    annuaire: PS_LibreAcces 2026-11-02 (1200 persons, 340 structures)
  code tables  TRE_G08 2025-05-23
  rules        1 run
  checks       0 passed, 1 failed, 0 not applicable, 0 not in force, 0 NOT EVALUATED, 0 crashed
  findings     1 error, 0 warnings, 0 notes

Verdict: Not ready: 1 error.
`)
  })

  it('gives the bytes of a binary place', () => {
    expect(written(report({ results: [result({ place: binaryPlace() })] }))).toContain(
      'sites/parc/certs/dmp auth.der (bytes 120 to 136)\n               tbsCertificate.subject.OU',
    )
  })

  it('says why something was not evaluated, once for all rules, and never calls it passed', () => {
    const text = written(
      report({
        counts: counts({ pass: 1, notEvaluated: 3 }),
        notEvaluated: [notEvaluated(), notEvaluated({ rule: 'XCHG-002', count: 1 })],
      }),
    )
    expect(text.split('No DMP authentication certificate is known')).toHaveLength(2)
    expect(text).toContain('Rules: XCHG-001, XCHG-002')
    expect(text).toContain('Verdict: No error and no warning in what was evaluated. 3 checks could NOT be evaluated.')
  })

  it('does not call an empty run clean', () => {
    expect(written(report({ counts: counts(), artifacts: [] }))).toContain('Verdict: Nothing was checked')
  })

  it('lists what could not be read and leaves waived findings out, but counted', () => {
    const text = written(richReport())
    expect(text).toContain('Could not be completed (2)\n  sites/parc/submission.mtom: The file ends')
    expect(text).not.toContain('SITE-005')
    expect(text).toContain('2 errors, 1 warning, 0 notes, 1 waived')
    expect(text).toContain('Verdict: Incomplete: 2 problems')
  })

  it('speaks French', () => {
    const text = written(richReport(), { lang: 'fr' })
    expect(text).toContain('erreur VIHF-001')
    expect(text).toContain('2 réussis, 4 en échec, 1 sans objet, 1 pas en vigueur, 2 NON ÉVALUÉS, 1 interrompu')
    expect(text).toContain('Verdict : Incomplet : 2 problèmes ont empêché de tout juger.')
  })

  it('keeps the caret under the value: tabs, escapes before and inside it, narrow terminals', () => {
    const caretUnder = (text: string, start: number, length: number, width: number) => {
      const output = written(report({ results: [result({ snippet: { text, start, length } })] }), { width })
      const lines = output.split('\n')
      const at = lines.findIndex(line => /^ +\| +\^+$/.test(line))
      const carets = lines[at]!
      expect(lines[at - 1]!.length).toBeLessThanOrEqual(width)
      expect(carets.length).toBeLessThanOrEqual(width)
      return lines[at - 1]!.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)
    }
    expect(caretUnder('\t\t<a>value</a>', 5, 5, 80)).toBe('value')
    expect(caretUnder('\x1b[2J<a>val\u202eue</a>', 7, 6, 80)).toBe('val\\u202eue')
    const long = `${'x'.repeat(80)}value${'y'.repeat(35)}`
    expect(caretUnder(long, 80, 5, 60)).toBe('value')
    expect(caretUnder(long, 80, 5, 40)).toBe('value')
  })

  it('wraps to the width but keeps paths whole', () => {
    const uri = `sites/${'long-folder/'.repeat(8)}token.xml`
    const text = written(report({ results: [result({ place: place({ uri, path: '' }) })] }), { width: 60 })
    expect(text).toContain(`${uri}:12:18\n`)
    for (const line of text.split('\n')) if (!line.includes(uri)) expect(line.length).toBeLessThanOrEqual(60)
  })

  it('colours only when asked to, whatever the stream is', () => {
    expect(written(richReport())).not.toContain('\x1b')
    expect(written(richReport(), { color: true })).toContain('\x1b[31m')
    const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
    expect(written(richReport(), { color: true }).replace(colours, '')).toBe(written(richReport()))
  })

  it('says in quiet mode the findings and one line', () => {
    const lines = written(richReport(), { quiet: true }).trimEnd().split('\n')
    expect(lines.at(-2)).toBe('')
    expect(lines.at(-1)).toMatch(/^4 files, 6 run: 2 passed, 4 failed, .*2 NOT EVALUATED.*Incomplete/)
    expect(written(richReport(), { quiet: true })).not.toContain('Summary')
  })

  it('makes 300 findings something to act on: all there, help once per rule, a table of where to begin', () => {
    const text = written(longReport())
    expect(text.match(/token\.xml:\d+:18/g)).toHaveLength(300)
    expect(text.match(/Write the prefix 8/g)).toHaveLength(12)
    expect(text.match(/as said for VIHF-\d+ above/g)).toHaveLength(288)
    expect(text).toContain('Findings by rule\n     25  error VIHF-001 rule-number-1 (25 files)')
    expect(text.endsWith('Verdict: Not ready: 100 errors and 100 warnings.\n')).toBe(true)
  })

  it('puts no rule table below a handful of findings', () => {
    expect(written(report({ rules: [rule()], results: [result()] }))).not.toContain('Findings by rule')
  })
})
