import {
  adeliKeyHolds,
  finessKeyHolds,
  isTestPerson,
  isTestStructure,
  normaliseStructureId,
  parsePersonId,
  parseStructureId,
  rppsKeyHolds,
  rppsRangKeysHold,
  type StructureId,
  sirenKeyHolds,
  siretKeyHolds,
  structureOfPerson,
} from '../identifiers/index.ts'
import type { Directory, DirectoryPerson, DirectoryStructure } from './directory.ts'

/** What `directory lookup` has to say of one identifier or name, before any wording. */
export interface Answer {
  readonly query: string
  /** What each reading of the query is, in the order tried; empty when the query is a name. */
  readonly readings: readonly Reading[]
  readonly structures: readonly StructureAnswer[]
  readonly persons: readonly PersonAnswer[]
}

export interface Reading {
  /** With its type digit. */
  readonly id: string
  readonly kind:
    | 'rpps'
    | 'adeli'
    | 'adeli-rang'
    | 'finess'
    | 'siren'
    | 'siret'
    | 'rpps-rang'
    | 'internal'
    | 'technical-id'
    | 'other'
  /** Absent where the kind has no check digit. For a RPPS-rang both digits must hold. */
  readonly keyHolds?: boolean
  readonly test: boolean
  /** The query had no type digit; `id` is the query with the digit of this kind before it. */
  readonly prefixMissing: boolean
  /** Written with a closed type digit, 5 or 6; `id` has the digit in force. */
  readonly deprecatedPrefix: boolean
}

/** Guide de commande des certificats IGC Santé, December 2025: on which identifier a structure certificate is drawn. */
export type CertificateReason =
  | 'finess-legal'
  /** It should be the FINESS juridique, which no source of the index gives. */
  | 'finess-legal-unknown'
  | 'company-siret'
  /** One certificate for each RPPS-rang, as many as doctors. */
  | 'rpps-rang'
  /** Neither the sector nor the kind of identifier decides. */
  | 'undecided'

export interface StructureAnswer {
  readonly structure: DirectoryStructure
  readonly certificate: { readonly reason: CertificateReason; readonly identifiers: readonly string[] }
  readonly practitioners: readonly DirectoryPerson[]
}

export interface PersonAnswer {
  readonly person: DirectoryPerson
  readonly structures: readonly StructureAnswer[]
}

/** Looks one query up: an identifier with or without its type digit, or the words of a name. */
export function answer(directory: Directory, query: string): Answer {
  const readings = readingsOf(query)
  if (readings.length === 0) {
    const found = directory.named(query)
    return {
      query,
      readings,
      structures: found.flatMap(entry => ('practitioners' in entry ? [aboutStructure(directory, entry)] : [])),
      persons: found.flatMap(entry => ('activities' in entry ? [aboutPerson(directory, entry)] : [])),
    }
  }
  const structures = new Map<string, StructureAnswer>()
  const persons = new Map<string, PersonAnswer>()
  const hits: Reading[] = []
  for (const reading of readings) {
    const { id, kind } = reading
    const before = structures.size + persons.size
    const person = directory.person(id)
    if (person && (kind === 'rpps' || kind === 'adeli' || kind === 'other')) {
      persons.set(person.id, aboutPerson(directory, person))
    }
    if (kind !== 'rpps' && kind !== 'adeli') {
      const ids = kind === 'siren' ? directory.structuresOfSiren(id.slice(1)) : [id]
      for (const one of ids) {
        const structure = directory.structure(one)
        if (structure) structures.set(structure.id, aboutStructure(directory, structure))
      }
    }
    if (structures.size + persons.size > before || kind === 'internal') hits.push(reading)
  }
  // Readings of a number without its type digit that the directory does not confirm are only noise beside one it does.
  const found = structures.size + persons.size > 0
  return {
    query,
    readings: found ? hits : readings,
    structures: [...structures.values()],
    persons: [...persons.values()],
  }
}

function aboutPerson(directory: Directory, person: DirectoryPerson): PersonAnswer {
  const ids = new Set(person.activities.map(activity => activity.structure))
  const structures = [...ids].flatMap(id => {
    const structure = directory.structure(id)
    return structure ? [{ structure, certificate: certificateOf(directory, structure), practitioners: [] }] : []
  })
  return { person, structures }
}

function aboutStructure(directory: Directory, structure: DirectoryStructure): StructureAnswer {
  const ids = new Set(structure.practitioners)
  for (const site of structure.sites ?? [])
    for (const id of directory.structure(`1${site}`)?.practitioners ?? []) ids.add(id)
  return {
    structure,
    certificate: certificateOf(directory, structure),
    practitioners: [...ids].flatMap(id => directory.person(id) ?? []),
  }
}

function certificateOf(directory: Directory, s: DirectoryStructure): StructureAnswer['certificate'] {
  if (s.sectors.includes('SA09') && s.siret !== undefined) {
    return { reason: 'company-siret', identifiers: [`3${s.siret}`] }
  }
  const rangs = s.keys.filter(key => parseStructureId(key).kind === 'rpps-rang')
  if (rangs.length > 0) return { reason: 'rpps-rang', identifiers: rangs }
  if (s.finessLegal !== undefined) return { reason: 'finess-legal', identifiers: [`1${s.finessLegal}`] }
  if (s.kinds.some(kind => kind === 'finess' || kind === 'finess-eg')) {
    return { reason: 'finess-legal-unknown', identifiers: [] }
  }
  if (s.sectors.some(sector => sector === 'SA07' || sector === 'SA08')) {
    return { reason: 'rpps-rang', identifiers: rangsOf(directory, s) }
  }
  return { reason: 'undecided', identifiers: [] }
}

/** RPPS-rang of those who practise in a practice that the directory names otherwise. */
function rangsOf(directory: Directory, s: DirectoryStructure): string[] {
  const rangs = s.practitioners.flatMap(id => directory.person(id)?.activities ?? []).map(({ structure }) => structure)
  return [...new Set(rangs.filter(id => parseStructureId(id).kind === 'rpps-rang'))]
}

/** Every identifier that a query may be; none when it reads as a name. */
function readingsOf(query: string): Reading[] {
  const id = normaliseStructureId(query)
  if (!/^[0-9A-Z/]+$/.test(id) || (id.match(/[0-9]/g) ?? []).length < 5) return []
  const written = query.replace(/\s/g, '').toUpperCase()
  const deprecatedPrefix = id !== written
  const of = (candidate: string, prefixMissing: boolean): Reading | undefined => {
    const person = parsePersonId(candidate)
    const common = { id: candidate, prefixMissing, deprecatedPrefix }
    if (person.kind === 'rpps' || person.kind === 'adeli') {
      const keyHolds = person.kind === 'rpps' ? rppsKeyHolds(person.bare) : adeliKeyHolds(person.bare)
      return { ...common, kind: person.kind, keyHolds, test: isTestPerson(candidate) }
    }
    const structure = parseStructureId(candidate)
    if (structure.kind === 'invalid') return undefined
    const keyHolds = structureKeyHolds(structure)
    const reading: Reading = { ...common, kind: structure.kind, test: isTestStructure(candidate) }
    return keyHolds === undefined ? reading : { ...reading, keyHolds }
  }
  const direct = of(id, false)
  if (direct) return [direct]
  if (/^[RFC][0-9]/.test(id)) {
    return [{ id, kind: 'technical-id', test: false, prefixMissing: false, deprecatedPrefix: false }]
  }
  const person = parsePersonId(id)
  const structure = structureOfPerson(person)
  if (structure) {
    const inside = of(structure.text, false)
    return [
      { id, kind: 'internal', test: isTestPerson(id), prefixMissing: false, deprecatedPrefix: false },
      ...(inside ? [inside] : []),
    ]
  }
  const prefixes = ['8', '0', '1', '2', '3', ...(/^(10|99)/.test(id) ? ['4'] : [])]
  const bare = prefixes.flatMap(prefix => of(`${prefix}${id}`, true) ?? [])
  // A number without its type can be many things; its check digit tells the likely ones.
  const likely = bare.filter(reading => reading.keyHolds === true)
  const readings = likely.length > 0 ? likely : bare
  return readings.length > 0
    ? readings
    : [{ id, kind: 'other', test: false, prefixMissing: false, deprecatedPrefix: false }]
}

function structureKeyHolds(id: StructureId): boolean | undefined {
  switch (id.kind) {
    case 'finess':
      return finessKeyHolds(id.bare)
    case 'siren':
      return sirenKeyHolds(id.bare)
    case 'siret':
      return siretKeyHolds(id.bare)
    case 'rpps-rang': {
      const { rpps, rang } = rppsRangKeysHold(id.bare)
      return rpps && rang
    }
    case 'adeli-rang':
      return undefined
  }
}
