import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import { requirement } from '../src/requirements/index.ts'

/** The catalogue stands beside the repository; what differs from it on purpose is in docs/catalogue-deviations.md. */
const CATALOGUE = '../shared/catalogue/rules.tsv'
const present = existsSync(CATALOGUE)

describe('the rules', () => {
  it('have ids and names of their own, in the order of ids', () => {
    const ids = RULES.map(rule => rule.id)
    expect(ids).toEqual([...new Set(ids)].sort())
    expect(new Set(RULES.map(rule => rule.name)).size).toBe(RULES.length)
  })

  it('cite requirements that dmplint explain knows', () => {
    const unknown = RULES.flatMap(rule =>
      rule.requirements.filter(id => !requirement(id)).map(id => `${rule.id} ${id}`),
    )
    expect(unknown).toEqual([])
  })

  it('of level error rest on something that can be looked up', () => {
    const bare = RULES.filter(
      rule => rule.level === 'error' && rule.requirements.length === 0 && !rule.id.startsWith('RUN-'),
    )
    expect(bare.map(rule => rule.id)).toEqual([])
  })
})

describe.skipIf(!present)('the catalogue (needs ../shared)', () => {
  const rows = (present ? readFileSync(CATALOGUE, 'utf8') : '').trim().split('\n').slice(1)
  const deviations = existsSync('docs/catalogue-deviations.md')
    ? readFileSync('docs/catalogue-deviations.md', 'utf8')
    : ''

  it('and the rules agree on name, level, priority, requirements and evidence', () => {
    const built = new Map(RULES.map(rule => [rule.id, rule]))
    const different: string[] = []
    for (const row of rows) {
      const [id = '', name, level, priority, , requirements, , , evidence] = row.split('\t')
      const rule = built.get(id)
      if (!rule) continue
      const cited = requirements === '-' ? '' : requirements
      const actual = [rule.name, rule.level, String(rule.priority), rule.requirements.join(','), rule.evidence].join(
        ' | ',
      )
      const wanted = [name, level, priority, cited, evidence === '-' ? rule.evidence : evidence].join(' | ')
      if (actual !== wanted && !deviations.includes(id)) different.push(`${id}: ${actual} ≠ ${wanted}`)
    }
    expect(different).toEqual([])
  })

  it('is built: all rules of priority 1 and 2, and those of priority 3 or a reason', () => {
    const ids = new Set(RULES.map(rule => rule.id))
    const families = new Map<string, [number, number]>()
    const missing: string[] = []
    for (const row of rows) {
      const [id = '', , , priority] = row.split('\t')
      const family = id.split('-')[0] as string
      const [have, all] = families.get(family) ?? [0, 0]
      families.set(family, [have + (ids.has(id) ? 1 : 0), all + 1])
      if (!ids.has(id)) missing.push(`${id} (priority ${priority})`)
    }
    console.info([...families].map(([family, [have, all]]) => `${family} ${have}/${all}`).join('  '))
    expect(missing.filter(id => !deviations.includes(id.slice(0, id.indexOf(' '))))).toEqual([])
    expect(RULES.filter(rule => !rows.some(row => row.startsWith(`${rule.id}\t`))).map(rule => rule.id)).toEqual([])
  })
})
