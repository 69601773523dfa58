import { XMLBuilder } from 'fast-xml-parser'
import type { Report, Result } from '../engine/report.ts'
import { statement } from './digest.ts'
import { visible, xml } from './escape.ts'
import { compare } from './order.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import { TEXTS, type Texts, whereOf } from './texts.ts'

/**
 * JUnit, for CI servers that show tests: one suite per site or exchange with findings, one of the rules that passed, one
 * of what was not evaluated (skipped, with the reason) and one of what could not be completed (error). Notes and waived
 * findings do not fail.
 */
export const reporter: Reporter = { name: 'junit', extension: '.xml', render }

interface TestCase {
  readonly classname: string
  readonly name: string
  readonly file?: string
  readonly line?: number
  readonly outcome?: { readonly tag: 'failure' | 'error' | 'skipped'; readonly message: string; readonly type?: string }
  /** Lines below the outcome, or the output of a test that passed. */
  readonly details?: readonly string[]
}

interface Suite {
  readonly name: string
  readonly cases: readonly TestCase[]
}

function render(report: Report, { lang }: ReporterOptions): string {
  const texts = TEXTS[lang]
  const suites: readonly Suite[] = [
    ...findings(report, texts),
    { name: texts.labelled('dmplint', texts.rules), cases: passed(report) },
    { name: texts.labelled('dmplint', texts.notEvaluated), cases: notEvaluated(report, texts) },
    { name: texts.labelled('dmplint', texts.failures), cases: failures(report, texts) },
  ].filter(({ cases }) => cases.length > 0)
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      '@_name': 'dmplint',
      ...totals(suites.flatMap(({ cases }) => cases)),
      testsuite: suites.map(({ name, cases }) => ({
        '@_name': xml(name),
        ...totals(cases),
        testcase: cases.map(element),
      })),
    },
  })
}

function findings(report: Report, texts: Texts): readonly Suite[] {
  const suites = new Map<string, TestCase[]>()
  for (const result of report.results) {
    const { label, site } = result.scope
    const name = site === undefined || site === label ? label : `${site}: ${label}`
    const cases = suites.get(name)
    if (cases) cases.push(finding(result, texts))
    else suites.set(name, [finding(result, texts)])
  }
  return [...suites].sort(([a], [b]) => compare(a, b)).map(([name, cases]) => ({ name, cases }))
}

function finding(result: Result, texts: Texts): TestCase {
  const where = whereOf(result.place, texts)
  const { path, uri, member, line } = result.place
  const test = {
    classname: result.rule,
    name: `${result.name} (${where})`,
    file: uri,
    ...(line === undefined || member !== undefined ? {} : { line }),
    details: [
      statement(result, texts),
      texts.labelled(texts.at, `${where} ${path}`.trimEnd()),
      ...result.related.map(({ place, text }) => texts.labelled(texts.related, `${text} (${whereOf(place, texts)})`)),
      ...(result.dmpAnswer === undefined ? [] : [texts.labelled(texts.dmpAnswers, result.dmpAnswer)]),
      texts.labelled(texts.fix, result.fix),
    ],
  }
  if (result.suppression)
    return { ...test, outcome: { tag: 'skipped', message: texts.waivedBecause(result.suppression.reason) } }
  if (result.level === 'note') return test
  return { ...test, outcome: { tag: 'failure', message: result.message, type: result.level } }
}

function passed(report: Report): readonly TestCase[] {
  return report.rules
    .filter(({ counts }) => counts.pass > 0 && counts.fail === 0 && counts.crashed === 0)
    .map(({ id, name }) => ({ classname: id, name }))
}

function notEvaluated(report: Report, texts: Texts): readonly TestCase[] {
  return report.notEvaluated.map(({ rule, name, reason, count, places }) => ({
    classname: rule,
    name: `${name} ×${count}`,
    outcome: { tag: 'skipped', message: reason },
    details: places.map(place => whereOf(place, texts)),
  }))
}

function failures(report: Report, texts: Texts): readonly TestCase[] {
  return report.failures.map(({ kind, message, rule, place }) => ({
    classname: rule ?? kind,
    name: place ? whereOf(place, texts) : message,
    ...(place ? { file: place.uri } : {}),
    outcome: { tag: 'error', message, type: kind },
  }))
}

function totals(cases: readonly TestCase[]) {
  const count = (tag: string) => cases.filter(({ outcome }) => outcome?.tag === tag).length
  return {
    '@_tests': cases.length,
    '@_failures': count('failure'),
    '@_errors': count('error'),
    '@_skipped': count('skipped'),
  }
}

function element({ classname, name, file, line, outcome, details = [] }: TestCase) {
  const text = details.map(visible).join('\n')
  return {
    '@_classname': xml(classname),
    '@_name': xml(name),
    ...(file === undefined ? {} : { '@_file': xml(file) }),
    ...(line === undefined ? {} : { '@_line': line }),
    ...(outcome && {
      [outcome.tag]: {
        '@_message': xml(outcome.message),
        ...(outcome.type === undefined ? {} : { '@_type': outcome.type }),
        ...(text === '' ? {} : { '#text': text }),
      },
    }),
    ...(!outcome && text !== '' ? { 'system-out': text } : {}),
  }
}
