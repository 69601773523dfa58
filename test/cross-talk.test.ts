/// <reference types="vite/client" />
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import type { CaseTable } from '../src/testing/cases.ts'
import { judgeCase } from '../src/testing/judge.ts'

/**
 * Every invalid case judged by all rules: what else it sets off must follow from the same defect. The list is a golden
 * file, so a rule that begins to speak where another one should is seen: `UPDATE_GOLDEN=1 npx vitest run
 * test/cross-talk.test.ts`, then read the difference.
 */
const GOLDEN = 'fixtures/cross-talk.tsv'

const tables = Object.values(import.meta.glob<{ default: CaseTable }>('../fixtures/cases/*/*.ts', { eager: true })).map(
  module => module.default,
)

it('an invalid case yields its rule, and only what follows from the same defect', async () => {
  const lines: string[] = ['rule\tcase\talso']
  for (const table of [...tables].sort((a, b) => (a.rule < b.rule ? -1 : 1)))
    for (const one of table.invalid) {
      const report = await judgeCase(one, RULES)
      const crashed = report.failures.filter(failure => failure.kind === 'rule-crashed').map(failure => failure.message)
      expect(crashed, `${table.rule}: ${one.name}`).toEqual([])
      const found = new Set(report.results.filter(({ level }) => level !== 'note').map(({ rule }) => rule))
      const own = RULES.find(rule => rule.id === table.rule)
      if (own?.level !== 'note' && one.expect.length > 0)
        expect(
          report.results.some(({ rule }) => rule === table.rule),
          `${table.rule}: ${one.name}`,
        ).toBe(true)
      found.delete(table.rule)
      if (found.size > 0) lines.push(`${table.rule}\t${one.name}\t${[...found].sort().join(' ')}`)
    }
  const text = `${lines.join('\n')}\n`
  if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, text)
  expect(existsSync(GOLDEN)).toBe(true)
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'))
}, 600_000)
