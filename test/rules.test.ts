/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest'
import type { Counts } from '../src/engine/report.ts'
import type { Rule } from '../src/engine/rule.ts'
import type { CaseTable } from '../src/testing/cases.ts'
import { judgeCase, matches } from '../src/testing/judge.ts'

/** One generic loop: every rule against its cases, by the files that lie in rules/ and fixtures/cases/. */
const rules = Object.entries(
  import.meta.glob<{ default: Rule }>(['../rules/*/*.ts', '!../rules/{shared,presets}/*.ts'], { eager: true }),
)
const tables = import.meta.glob<{ default: CaseTable }>('../fixtures/cases/*/*.ts', { eager: true })

const COUNTER = {
  pass: 'pass',
  'not-applicable': 'notApplicable',
  'not-evaluated': 'notEvaluated',
  'not-effective': 'notEffective',
} as const satisfies Record<string, keyof Counts>

for (const [path, { default: rule }] of rules)
  describe(`${rule.id} ${rule.name}`, () => {
    const table = tables[path.replace('../rules/', '../fixtures/cases/')]?.default
    const said = new Set<string>()
    const run = [rule, ...rules.map(([, module]) => module.default).filter(other => table?.beside?.includes(other.id))]
    const judged = async (one: Parameters<typeof judgeCase>[0]) => {
      const report = await judgeCase(one, run)
      return { ...report, results: report.results.filter(result => result.rule === rule.id) }
    }

    it('has valid and invalid cases of its own, told apart by name', () => {
      expect(path.endsWith(`/${rule.name}.ts`), 'the file is named like the rule').toBe(true)
      expect(table?.rule).toBe(rule.id)
      expect(table?.valid.length).toBeGreaterThan(0)
      expect(table?.invalid.length).toBeGreaterThan(0)
      const names = [...(table?.valid ?? []), ...(table?.invalid ?? [])].map(one => one.name)
      expect(new Set(names).size).toBe(names.length)
      expect(names.every(name => name.trim() !== '')).toBe(true)
    })

    for (const one of table?.valid ?? [])
      it(`valid: ${one.name}`, async () => {
        const report = await judged(one)
        expect(report.results.map(result => `${result.messageId}: ${result.message}`)).toEqual([])
        expect(report.failures.filter(failure => failure.kind === 'rule-crashed')).toEqual([])
        const counts = report.rules.find(({ id }) => id === rule.id)?.counts as Counts
        const outcome = one.outcome ?? 'pass'
        expect(counts[COUNTER[outcome]], `no outcome is ${outcome}: ${JSON.stringify(counts)}`).toBeGreaterThan(0)
        if (outcome !== 'pass') expect(counts.pass, 'something passed').toBe(0)
      })

    for (const one of table?.invalid ?? [])
      it(`invalid: ${one.name}`, async () => {
        const report = await judged(one)
        expect(report.failures.filter(failure => failure.kind === 'rule-crashed')).toEqual([])
        const left = [...report.results]
        for (const expected of one.expect) {
          const found = left.findIndex(result => matches(result, expected))
          expect(
            found,
            `${JSON.stringify(expected)} is not among ${JSON.stringify(report.results.map(r => [r.messageId, r.level, r.message, r.actual, r.place.path]))}`,
          ).toBeGreaterThanOrEqual(0)
          const [result] = left.splice(found, 1)
          if (result) said.add(result.messageId)
        }
        expect(
          left.map(result => `${result.messageId}: ${result.message}`),
          'findings that were not expected',
        ).toEqual([])
        expect(one.expect.length).toBeGreaterThan(0)
      })

    it('has every message exercised by an invalid case', () => {
      if (table?.invalid.length) expect([...said].sort()).toEqual(Object.keys(rule.messages).sort())
    })

    it('speaks French and English, and names requirements by id', () => {
      // A detail is a sentence of its own.
      for (const text of Object.values(rule.messages))
        for (const words of [text.en, text.fr]) expect(words.trim()).toMatch(/\S.*[.?…]$|^\{detail\}$/s)
      for (const page of [rule.docs.en, rule.docs.fr])
        for (const words of [page.title, page.why, page.fix]) expect(words.trim()).toMatch(/\S.*[.…)]$/s)
    })
  })
