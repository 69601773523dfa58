import type { Waiver, WaiverFile, WaiverUsage } from '../artifacts/waivers.ts'
import { placeOf } from '../engine/collect.ts'
import type { Result } from '../engine/report.ts'
import type { Rule } from '../engine/rule.ts'
import { matchesGlob } from './glob.ts'

/**
 * Marks the findings that a waiver or a baseline covers; none is dropped. An expired waiver marks nothing, but what it
 * would have covered is counted, so that its end is not silent.
 *
 * @param day the date judged, `YYYY-MM-DD`
 * @param known every rule that exists
 * @param judged the rules of this run
 */
export function applyWaivers(
  results: readonly Result[],
  files: readonly WaiverFile[],
  day: string,
  known: readonly Rule[],
  judged: readonly Rule[],
): { readonly results: readonly Result[]; readonly files: readonly WaiverFile[] } {
  const counts = new Map<Waiver, number>()
  const marked = results.map(result => {
    for (const file of files) {
      for (const waiver of file.waivers) {
        if (!covers(waiver, file.folder, result)) continue
        counts.set(waiver, (counts.get(waiver) ?? 0) + 1)
        if (waiver.expires.value >= day) return suppressed(result, 'waiver', reasonOf(waiver), placeOf(waiver.at))
      }
      const entry = file.baseline.find(
        ({ fingerprint, rule }) => fingerprint === result.fingerprint && rule === result.rule,
      )
      if (entry) return suppressed(result, 'baseline', '', placeOf(entry.at))
    }
    return result
  })
  const usage = (waiver: Waiver): WaiverUsage => ({
    findings: counts.get(waiver) ?? 0,
    known: known.some(rule => names(rule, waiver.rule.value)),
    judged: judged.some(rule => names(rule, waiver.rule.value)),
  })
  return {
    results: marked,
    files: files.map(file => ({ ...file, usage: new Map(file.waivers.map(waiver => [waiver, usage(waiver)])) })),
  }
}

function covers(waiver: Waiver, folder: string, { rule, name, place }: Result): boolean {
  if (waiver.rule.value.toUpperCase() !== rule && waiver.rule.value !== name) return false
  if (waiver.place && waiver.place.value !== place.path) return false
  const path = inFolder(place.member === undefined ? place.uri : `${place.uri}!/${place.member}`, folder)
  return path !== undefined && matchesGlob(path, waiver.artifact.value)
}

/** The path from the folder of the waiver file; `undefined` outside it. */
function inFolder(path: string, folder: string): string | undefined {
  if (folder === '') return path
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined
}

const names = (rule: Rule, text: string): boolean => rule.id === text.toUpperCase() || rule.name === text

function reasonOf({ reason, owner, expires }: Waiver): string {
  return [reason.value, owner?.value, expires.value].filter(part => part !== undefined).join(' · ')
}

function suppressed(
  result: Result,
  kind: 'waiver' | 'baseline',
  reason: string,
  place: NonNullable<Result['suppression']>['place'],
): Result {
  return { ...result, suppression: { kind, reason, ...(place ? { place } : {}) } }
}
