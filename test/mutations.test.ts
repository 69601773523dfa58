import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import type { Location } from '../src/engine/location.ts'
import { MemoryFiles } from '../src/loading/files.ts'
import { load } from '../src/loading/load.ts'
import { DEFAULT_LIMITS } from '../src/sources/limits.ts'
import { Source } from '../src/sources/source.ts'
import { companySites, drimboxSharedProxy, type FileContent, hospitalEjEg, type World } from '../src/testing/index.ts'
import { judgeWorld } from '../src/testing/judge.ts'

/**
 * The whole road over damaged worlds: whatever happens to a file, every rule answers, in time. fast-check prints the
 * seed and the path of a failure.
 */

/** Report, KOS, container, white list, description, MTOM and separate files. */
const worlds: readonly World[] = [drimboxSharedProxy(), hospitalEjEg(), companySites()]
const filesOf = worlds.map(world => world.files().filter(({ path }) => !path.endsWith('.txt')))

type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | {
      readonly kind: 'splice'
      readonly at: number
      readonly other: number
      readonly from: number
      readonly length: number
    }

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const length = fc.integer({ min: 1, max: 400 })
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: share, bit: fc.nat(7) }),
  fc.record({
    kind: fc.constant('set' as const),
    at: share,
    byte: fc.constantFrom(0, 0x0a, 0x22, 0x26, 0x3c, 0x80, 0xff),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({ kind: fc.constant('remove' as const), at: share, length }),
  fc.record({ kind: fc.constant('repeat' as const), at: share, length, times: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('splice' as const), at: share, other: share, from: share, length }),
)
const damagedWorld = fc.record({
  world: fc.nat(worlds.length - 1),
  file: share,
  damages: fc.array(damage, { minLength: 1, maxLength: 3 }),
})

function apply(bytes: Uint8Array, damage: Damage, files: readonly FileContent[]): Uint8Array {
  const at = Math.floor(damage.at * bytes.length)
  const before = bytes.subarray(0, at)
  const after = (skipped: number) => bytes.subarray(at + skipped)
  switch (damage.kind) {
    case 'flip':
    case 'set': {
      const copy = Uint8Array.from(bytes)
      copy[at] = damage.kind === 'set' ? damage.byte : (copy[at] ?? 0) ^ (1 << damage.bit)
      return copy
    }
    case 'cut':
      return before
    case 'remove':
      return Buffer.concat([before, after(damage.length)])
    case 'repeat':
      return Buffer.concat([before, ...Array(damage.times).fill(after(0).subarray(0, damage.length)), after(0)])
    case 'splice': {
      const other = files[Math.floor(damage.other * files.length)]!.bytes
      const from = Math.floor(damage.from * other.length)
      return Buffer.concat([before, other.subarray(from, from + damage.length), after(0)])
    }
  }
}

function damagedFiles({ world, file, damages }: { world: number; file: number; damages: readonly Damage[] }) {
  const files = filesOf[world]!
  const target = files[Math.floor(file * files.length)]!
  const bytes = damages.reduce((all, damage) => apply(all, damage, files), target.bytes)
  return new Map(files.map(one => [one.path, one === target ? bytes : one.bytes]))
}

const MILLISECONDS = 5_000
const RUNS = 150

describe('a damaged world', () => {
  it('is judged to the end, by every rule, in time', async () => {
    await fc.assert(
      fc.asyncProperty(damagedWorld, async damaged => {
        const started = performance.now()
        const report = await judgeWorld(worlds[damaged.world]!, RULES, { files: damagedFiles(damaged) })
        expect(report.failures.filter(({ kind }) => kind === 'rule-crashed')).toEqual([])
        expect(performance.now() - started).toBeLessThan(MILLISECONDS)
      }),
      { numRuns: RUNS, endOnFailure: false },
    )
  }, 300_000)

  it('has every value where it says', async () => {
    let values = 0
    await fc.assert(
      fc.asyncProperty(damagedWorld, async damaged => {
        const files = [...damagedFiles(damaged)].map(([path, bytes]) => ({ path, bytes }))
        for await (const scope of load([''], {
          files: new MemoryFiles(files),
          limits: DEFAULT_LIMITS,
          password: async () => undefined,
          openDirectory: () => Promise.reject(new Error('none')),
        }))
          for (const [kind, artifacts] of scope.own)
            if (kind !== 'summary' && kind !== 'source')
              for (const { value, at } of located(artifacts)) {
                values++
                expect(sliceAt(at), `${at.path} of ${kind}`).toContain(value)
              }
      }),
      { numRuns: RUNS },
    )
    expect(values).toBeGreaterThan(10_000)
  }, 300_000)
})

/** Text values with their places, wherever in the artifacts they stand; those that an escape or a fold changes are left out. */
function* located(root: unknown): Generator<{ value: string; at: Location }> {
  const seen = new Set<unknown>()
  const open: unknown[] = [root]
  while (open.length > 0) {
    const here = open.pop()
    if (typeof here !== 'object' || here === null || seen.has(here)) continue
    seen.add(here)
    // Trees and files are what the places point into.
    if (here instanceof Source || ArrayBuffer.isView(here) || 'document' in here || 'children' in here) continue
    const { value, at } = here as { value?: unknown; at?: Location }
    if (typeof value === 'string' && at?.source instanceof Source && at.source.kind === 'text') {
      const slice = sliceAt(at)
      // A certificate inside a text is base64 of its values.
      const inBase64 = /^(tbs|signatureAlgorithm)/.test(at.path)
      if (!inBase64 && value !== '' && at.length > 0 && !/[&<\r\n\t\\=]/.test(slice)) yield { value, at }
      continue
    }
    open.push(...(here instanceof Map ? here.values() : Object.values(here)))
  }
}

const sliceAt = (at: Location): string => (at.source as Source).text.slice(at.offset, at.offset + at.length)
