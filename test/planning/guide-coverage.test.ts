import { describe, expect, it } from 'vitest'
import { planDocument } from '../../src/planning/plan-document.ts'
import { GUIDE_COVERAGE } from '../../src/requirements/guide-coverage.ts'
import { requirement } from '../../src/requirements/index.ts'
import { drimboxSharedProxy, hospitalEjEg, scmPool, selarl, toCorrect } from '../../src/testing/index.ts'
import { plan, renewals, uninstalled } from './world.ts'

/** Every id that a printed plan or calendar rests on. */
function cited(printed: unknown): string[] {
  if (Array.isArray(printed)) return printed.flatMap(cited)
  if (typeof printed !== 'object' || printed === null) return []
  return Object.entries(printed).flatMap(([key, value]) => (key === 'sources' ? (value as string[]) : cited(value)))
}

const plans = async () => {
  const worlds = ['A', 'B', 'C', undefined].flatMap(mode =>
    [selarl(), scmPool(), hospitalEjEg(), drimboxSharedProxy()].map(world => {
      world.site.ordering = mode ? { mode } : {}
      return uninstalled(world)
    }),
  )
  return Promise.all([...worlds, selarl(), toCorrect()].map(world => plan(world)))
}

describe('the statements of the guide that plan and calendar serve', () => {
  it('are cited where they are served', async () => {
    const all = await plans()
    const pages = all.map(one => JSON.stringify(planDocument(one))).join('')
    const byPlan = new Set([...all.flatMap(cited), ...(pages.match(/G-\d\d/g) ?? [])])
    const byCalendar = new Set(cited(await renewals(toCorrect())))
    // G-01, whom the guide addresses, is the section of each system.
    for (const one of all) for (const { key } of one.sites[0]?.systems ?? []) expect(pages).toContain(`${key}, run by`)
    const unserved = GUIDE_COVERAGE.filter(
      ({ id, kind }) =>
        (kind === 'plan' && id !== 'G-01' && !byPlan.has(id)) || (kind === 'renewals' && !byCalendar.has(id)),
    )
    expect(unserved.map(({ id }) => id)).toEqual([])
  })

  it('cite only requirements that dmplint explains', async () => {
    const ids = [...new Set([...(await plans()).flatMap(cited), ...cited(await renewals(toCorrect()))])]
    expect(ids.filter(id => requirement(id)?.id !== id)).toEqual([])
  })
})
