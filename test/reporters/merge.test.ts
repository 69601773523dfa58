import { describe, expect, it } from 'vitest'
import { mergeReports } from '../../src/reporters/merge.ts'
import {
  artifact,
  counts,
  hostileReport,
  longReport,
  notEvaluated,
  place,
  report,
  result,
  richReport,
} from './sample.ts'

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map(rest => [item, ...rest]))

describe('mergeReports', () => {
  it('gives one report whatever the order of the shards', () => {
    const shards = [richReport(), longReport(20), { ...hostileReport(), preset: 'go-live' }, report()]
    const merged = permutations(shards).map(order => JSON.stringify(mergeReports(order)))
    expect(new Set(merged).size).toBe(1)
  })

  it('leaves a single report as it says', () => {
    const merged = mergeReports([richReport()])
    expect(merged.counts).toEqual(richReport().counts)
    expect(merged.results).toHaveLength(4)
    expect(merged.results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'note'])
    expect(merged.generated).toBe('2026-11-20T09:30:00Z')
  })

  it('sums counts, unites artifacts and rules, sorts results worst first', () => {
    const a = report({
      artifacts: [artifact('a.xml', ['vihf']), artifact('shared.yaml', ['site'])],
      counts: counts({ pass: 1, fail: 2 }),
      results: [result({ level: 'note', place: place({ uri: 'a.xml' }) })],
    })
    const b = report({
      artifacts: [artifact('b.xml', ['vihf']), artifact('shared.yaml', ['document', 'site'])],
      counts: counts({ pass: 5, notEvaluated: 1 }),
      results: [result({ place: place({ uri: 'b.xml' }) })],
    })
    const merged = mergeReports([a, b])
    expect(merged.counts).toEqual(counts({ pass: 6, fail: 2, notEvaluated: 1 }))
    expect(merged.artifacts.map(({ uri }) => uri)).toEqual(['a.xml', 'b.xml', 'shared.yaml'])
    expect(merged.artifacts[2]!.kinds).toEqual(['document', 'site'])
    expect(merged.results.map(({ place }) => place.uri)).toEqual(['b.xml', 'a.xml'])
    expect(merged.rules).toHaveLength(1)
    expect(merged.ignored).toBe(6)
    expect(merged.sites).toEqual([
      { ...report().sites[0], exchanges: 4, rules: [{ rule: 'VIHF-001', counts: counts({ pass: 2 }) }] },
    ])
  })

  it('keeps once what every shard finds of the whole site', () => {
    const same = result({ scope: { level: 'site', label: 'Parc' } })
    expect(mergeReports([report({ results: [same] }), report({ results: [same] })]).results).toEqual([same])
  })

  it('merges what was not evaluated by rule and reason, with five places', () => {
    const open = (n: number) =>
      notEvaluated({ count: 4, places: [0, 1, 2].map(i => place({ uri: `exchange-${n}/${i}.xml` })) })
    const [merged, other] = mergeReports([
      report({ notEvaluated: [open(1), notEvaluated({ reason: 'Another.' })] }),
      report({ notEvaluated: [open(2)] }),
    ]).notEvaluated.toReversed()
    expect(merged).toMatchObject({ rule: 'XCHG-001', count: 8 })
    expect(merged!.places).toHaveLength(5)
    expect(other!.reason).toBe('Another.')
  })

  it('refuses reports of different runs, and none', () => {
    expect(() => mergeReports([])).toThrow(RangeError)
    expect(() => mergeReports([report(), report({ at: '2027-01-01' })])).toThrow(/date .*2026-11-20, 2027-01-01/)
    expect(() => mergeReports([report(), report({ lang: 'fr' })])).toThrow(TypeError)
    expect(() => mergeReports([report(), report({ preset: 'ci' })])).toThrow(TypeError)
  })
})
