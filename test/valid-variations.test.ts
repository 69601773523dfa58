import { expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import { judgeCase } from '../src/testing/judge.ts'
import { VARIATIONS } from './support/valid-variations.ts'

/**
 * Feeds of hospitals and practices that differ from the worlds in everything that is allowed to differ. All rules look
 * at each of them, and none may speak above a note.
 */
it.each(VARIATIONS.map(one => [one.name, one] as const))('nothing to say about %s', async (_, variation) => {
  const { results, failures } = await judgeCase(variation, RULES)
  expect(failures.filter(({ kind }) => kind === 'rule-crashed')).toEqual([])
  expect(
    results
      .filter(({ level }) => level !== 'note')
      .map(({ rule, message, place }) => `${rule} ${message} (${place.path})`),
  ).toEqual([])
})
