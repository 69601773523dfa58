/**
 * The code tables of the MOS/NOS and the CI-SIS that rules compare with. A table is unfolded at its first use.
 *
 * The editions are dated: a code that a table lacks may be younger than the table, so a rule that reports an unknown code
 * names the edition, and may ask `editionIsOlderThan`.
 */
import { maps, sets } from './data/index.ts'
import type { Edition, MapTable, SetTable } from './table.ts'

export { imagingSpecialties, plausibleImagingSpecialties } from './specialties.ts'
export type { Edition } from './table.ts'

export type SetId = keyof typeof sets
export type MapId = keyof typeof maps

export interface Concept {
  readonly code: string
  /** OID of the code system, or the literals `URN` and `ASTM` that XDS writes. */
  readonly codeSystem: string
  readonly display: string
  /** Short and long labels that differ from `display`; as official as it is. */
  readonly otherLabels: readonly string[]
  /** First and last day in force, `YYYY-MM-DD`, where the publisher dates the code. */
  readonly from?: string
  readonly to?: string
}

/** Concepts by code: usually one, but J59 holds code 11 in two code systems. */
export type ValueSet = ReadonlyMap<string, readonly Concept[]>

export type Lookup =
  | (Concept & { readonly status: 'in-force' | 'closed' | 'not-yet' })
  | { readonly status: 'absent'; readonly code: string }

export interface MapTarget {
  readonly code: string
  readonly codeSystem: string
  /** `equivalent`, or `narrower` where one source has several targets (CDA N1: one per media type). */
  readonly equivalence: string
}

const unfoldedSets = new Map<SetId, ValueSet>()
const unfoldedMaps = new Map<MapId, ReadonlyMap<string, readonly (MapTarget & { readonly from: string })[]>>()

/** All concepts of a value set or code system. */
export function valueSet(id: SetId): ValueSet {
  let set = unfoldedSets.get(id)
  if (!set) {
    set = unfoldSet(sets[id])
    unfoldedSets.set(id, set)
  }
  return set
}

/**
 * Looks a code up. Without `codeSystem` any system of the set serves. `at` is the date judged, in milliseconds since
 * 1970; without it the day of the edition. A code is in force through the whole day of its end date.
 */
export function lookup(setId: SetId, code: string, codeSystem?: string, at?: number): Lookup {
  const concepts = valueSet(setId).get(code) ?? []
  const concept = concepts.find(({ codeSystem: system }) => codeSystem === undefined || system === codeSystem)
  if (!concept) return { status: 'absent', code }
  const day = at === undefined ? sets[setId].date : dayOf(at)
  if (concept.to !== undefined && day > concept.to) return { ...concept, status: 'closed' }
  if (concept.from !== undefined && day < concept.from) return { ...concept, status: 'not-yet' }
  return { ...concept, status: 'in-force' }
}

/** A run judges one day, which is formatted once. */
let formatted = { at: Number.NaN, day: '' }
function dayOf(at: number): string {
  if (formatted.at !== at) formatted = { at, day: new Date(at).toISOString().slice(0, 10) }
  return formatted.day
}

/** Targets of a code in a concept map; empty when the map does not know it. Template ids and media types have no system. */
export function mapCode(mapId: MapId, code: string, codeSystem?: string): readonly MapTarget[] {
  let map = unfoldedMaps.get(mapId)
  if (!map) {
    map = unfoldMap(maps[mapId])
    unfoldedMaps.set(mapId, map)
  }
  const targets = map.get(code) ?? []
  return codeSystem === undefined ? targets : targets.filter(({ from }) => from === codeSystem)
}

/** Name, OID, version and date of one table. */
export function edition(id: SetId | MapId): Edition {
  const { groups: _, ...names }: SetTable | MapTable = id in sets ? sets[id as SetId] : maps[id as MapId]
  return names
}

/** Every table with its version and date, for reports. */
export function editions(): readonly Edition[] {
  return [...Object.keys(sets), ...Object.keys(maps)].map(id => edition(id as SetId | MapId))
}

/** Whether the edition was published more than `days` days before `at` (milliseconds since 1970). */
export function editionIsOlderThan(id: SetId | MapId, at: number, days: number): boolean {
  return at - Date.parse(edition(id).date) > days * 86_400_000
}

function unfoldSet(table: SetTable): ValueSet {
  const concepts = new Map<string, Concept[]>()
  for (const { system, rows } of table.groups) {
    for (const [code = '', display = '', from = '', to = '', ...otherLabels] of cellsOf(rows)) {
      const concept = { code, codeSystem: system, display, otherLabels, ...(from && { from }), ...(to && { to }) }
      append(concepts, code, concept)
    }
  }
  return concepts
}

function unfoldMap(table: MapTable) {
  const targets = new Map<string, (MapTarget & { from: string })[]>()
  for (const { system, targetSystem, rows } of table.groups) {
    for (const [source = '', code = '', equivalence = 'equivalent'] of cellsOf(rows)) {
      append(targets, source, { code, codeSystem: targetSystem, equivalence, from: system })
    }
  }
  return targets
}

function cellsOf(rows: string): string[][] {
  return rows.split('\n').map(row => row.split('\t'))
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
