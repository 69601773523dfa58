import type { Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import { foldName, normaliseStructureId } from '../identifiers/index.ts'

/**
 * The national directory (Annuaire Santé, FINESS) as rules and commands see it, whatever it was read from: the index
 * made by `dmplint directory import`, a UserInfo or FHIR file given in its place, or the tables of a test.
 */

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    directory: Directory
  }
}

export type SourceKind =
  /** Public extraction PS_LibreAcces_Personne_activite, in any of its layouts. */
  | 'personne-activite'
  | 'savoir-faire'
  | 'diplomes'
  | 'finess-eg'
  | 'finess-ej'
  /** Restricted extraction for Pro Santé Connect. */
  | 'psc-extraction'
  | 'userinfo'
  | 'fhir'
  | 'empty'

export interface DirectorySource {
  /** File name, without its folder; a member of an archive reads `archive.zip!/member.txt`. */
  readonly name: string
  readonly kind: SourceKind
  /** Day the source was drawn from the directory, `YYYY-MM-DD`; absent when neither name nor content tells. */
  readonly extracted?: string
  /** Of the file, or of the member once inflated; lower-case hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  /** Rows (or resources, for JSON) read, the header left out. */
  readonly rows: number
  /** Rows with a defect; one that names no person or structure is left out, the others are kept. */
  readonly badRows: number
}

export interface DirectoryInfo {
  readonly sources: readonly DirectorySource[]
  /** Day and time of the import, ISO 8601 in UTC. */
  readonly built: string
  /** Version of dmplint that made the index. */
  readonly version: string
  readonly counts: { readonly persons: number; readonly structures: number; readonly activities: number }
  /** Oldest date of a source that lists activities (`personne-activite`, `psc-extraction`); absent when none is dated. */
  readonly extracted?: string
}

export type StructureKind =
  | 'finess-eg'
  | 'finess-ej'
  /** A FINESS number that no source tells to be of a site (EG) or of a legal entity (EJ). */
  | 'finess'
  | 'siret'
  | 'rpps-rang'
  | 'adeli-rang'
  | 'other'

export interface DirectoryStructure {
  /** Struct_IdNat: the value of column 47 (« Ancien identifiant de la structure »), or derived as `keys` when it is empty. */
  readonly id: string
  /** Every identifier under which it is found, type digit first, `id` included: `1` + FINESS, `3` + SIRET, `4` + RPPS-rang. */
  readonly keys: readonly string[]
  readonly kinds: readonly StructureKind[]
  /** TRE_R02 codes (`SA07`) of all its rows; for a FINESS juridique also those of its sites. */
  readonly sectors: readonly string[]
  readonly siren?: string
  readonly siret?: string
  /** FINESS géographique (EG), 9 characters. */
  readonly finessSite?: string
  /** FINESS juridique (EJ), 9 characters. */
  readonly finessLegal?: string
  /** For a FINESS juridique: its FINESS géographiques, 9 characters each. */
  readonly sites?: readonly string[]
  /** PS_IdNat of those with an activity here. A FINESS juridique lists only those whose row names it; its sites have theirs. */
  readonly practitioners: readonly string[]
  /** False only when the directory says that it is closed (FHIR `active: false`). */
  readonly active: boolean
  /** Only when the index keeps names. */
  readonly name?: string
}

export interface DirectoryActivity {
  /** Struct_IdNat, a key for {@link Directory.structure}. */
  readonly structure: string
  /** TRE_R23: `S` salarié, `L` libéral, `B` bénévole, `I` indirect; empty when not told. */
  readonly mode: string
  /** TRE_R02 code; empty when not told. */
  readonly sector: string
  /** TRE_R21 code (`FON-…`). */
  readonly role?: string
}

export interface DirectoryPerson {
  /** PS_IdNat: `8` + RPPS, `0` + ADELI. */
  readonly id: string
  /** TRE_G15 code, `10` for a physician; of a person with several, physician comes first. */
  readonly profession?: string
  /** Savoir-faire codes of any type (`SM44`, `C69`, `DSM222`); empty when no source tells any. */
  readonly specialties: readonly string[]
  readonly activities: readonly DirectoryActivity[]
  /** False only when the directory says so (FHIR `active: false`). */
  readonly active: boolean
  /** Only when the index keeps names. */
  readonly name?: string
}

export interface Directory extends Artifact {
  readonly kind: 'directory'
  readonly info: DirectoryInfo
  /**
   * @param id any key of the structure; the closed type digits 5 and 6 are read as 1, case and spaces do not count.
   *   Several structures may share a SIRET: the answer for it then holds the sectors and practitioners of all of them.
   */
  structure(id: string): DirectoryStructure | undefined
  /** @param psIdNat `8` + RPPS or `0` + ADELI. */
  person(psIdNat: string): DirectoryPerson | undefined
  /**
   * Are these a FINESS juridique and one of its FINESS géographiques, in either order?
   * @param a FINESS number with or without its type digit
   * @returns `undefined` when the directory knows the legal entity of neither
   */
  linkedFiness(a: string, b: string): boolean | undefined
  /** Struct_IdNat of the structures of a company. @param siren 9 digits */
  structuresOfSiren(siren: string): readonly string[]
  /** Structures and persons whose name has all the words given, at most `limit`; none when the index keeps no names. */
  named(words: string, limit?: number): readonly (DirectoryStructure | DirectoryPerson)[]
}

/** Days after which an index is stale; no official source gives a figure. */
export const STALE_AFTER_DAYS = 60
const DAY = 86_400_000

/**
 * @param at date judged, milliseconds since 1970
 * @returns `undefined` when no source that lists activities is dated
 */
export function isStale(info: DirectoryInfo, at: number, days: number = STALE_AFTER_DAYS): boolean | undefined {
  if (info.extracted === undefined) return undefined
  return at - Date.parse(info.extracted) > days * DAY
}

/**
 * Can the directory be silent on an identifier only because it was drawn before the identifier existed? A stale
 * directory without the identifier proves nothing in that case, and everything otherwise: an identifier that a message
 * or a certificate used before the extraction should be there.
 * @param seen earliest date at which the identifier is known to have been in use (issue of a token, start of a
 *   certificate), milliseconds since 1970; `undefined` when nothing tells
 */
export function couldBeNewer(info: DirectoryInfo, seen: number | undefined): boolean {
  if (info.extracted === undefined || seen === undefined) return true
  return seen >= Date.parse(info.extracted)
}

const bareFiness = (value: string): string => {
  const key = normaliseStructureId(value)
  return key.length === 10 ? key.slice(1) : key
}

/** {@link Directory.linkedFiness} for any directory that can find a structure. */
export function linkedBy(find: (id: string) => DirectoryStructure | undefined, a: string, b: string) {
  const [x, y] = [bareFiness(a), bareFiness(b)]
  if (x === y) return true
  const [first, second] = [find(`1${x}`), find(`1${y}`)]
  if (first?.sites?.includes(y) || second?.sites?.includes(x)) return true
  const known = (s: DirectoryStructure | undefined, own: string) =>
    s?.finessLegal !== undefined && s.finessLegal !== own
  if (known(first, x) || known(second, y)) {
    return (
      (first?.finessLegal === y && first.finessSite === x) || (second?.finessLegal === x && second.finessSite === y)
    )
  }
  return undefined
}

/** Words of a name, folded for comparison. */
export const nameWords = (name: string): string[] =>
  foldName(name)
    .split(' ')
    .filter(word => word !== '')

export function hasName(name: string | undefined, words: readonly string[]): boolean {
  if (name === undefined || words.length === 0) return false
  const own = new Set(nameWords(name))
  return words.every(word => own.has(word))
}

/** Where findings about a directory point: the index folder, or the file, as a whole. */
export function directoryLocation(uri: string): Location {
  return {
    source: {
      uri,
      kind: 'binary',
      position: offset => ({ uri, line: 0, column: 0, offset }),
      line: () => undefined,
    },
    offset: 0,
    length: 0,
    path: '',
  }
}

export interface DirectoryTables {
  readonly structures?: readonly (Pick<DirectoryStructure, 'id'> & Partial<DirectoryStructure>)[]
  readonly persons?: readonly (Pick<DirectoryPerson, 'id'> & Partial<DirectoryPerson>)[]
  readonly info?: Partial<DirectoryInfo>
  readonly at?: Location
}

/**
 * A directory in memory, for tests and for files given in place of an index. What a table leaves out is completed:
 * keys and kinds from the identifiers, practitioners from the activities of the persons, sites from the legal entities.
 */
export function memoryDirectory(tables: DirectoryTables): Directory {
  const persons = new Map<string, DirectoryPerson>()
  for (const p of tables.persons ?? []) {
    persons.set(normaliseStructureId(p.id), { specialties: [], activities: [], active: true, ...p })
  }
  const practitioners = new Map<string, string[]>()
  for (const person of persons.values()) {
    for (const { structure } of person.activities) {
      const list = practitioners.get(normaliseStructureId(structure))
      if (list) list.push(person.id)
      else practitioners.set(normaliseStructureId(structure), [person.id])
    }
  }
  const own = tables.structures ?? []
  const structures = own.map(s => completed(s, practitioners, own))
  const byKey = new Map<string, DirectoryStructure>()
  for (const s of structures) for (const key of s.keys) if (!byKey.has(key)) byKey.set(key, s)
  for (const s of structures) byKey.set(normaliseStructureId(s.id), s)

  const find = (id: string) => byKey.get(normaliseStructureId(id))
  return {
    kind: 'directory',
    at: tables.at ?? directoryLocation('directory'),
    info: {
      sources: [],
      built: '1970-01-01T00:00:00Z',
      version: '',
      ...tables.info,
      counts: tables.info?.counts ?? {
        persons: persons.size,
        structures: structures.length,
        activities: [...persons.values()].reduce((sum, p) => sum + p.activities.length, 0),
      },
    },
    structure: find,
    person: id => persons.get(normaliseStructureId(id)),
    linkedFiness: (a, b) => linkedBy(find, a, b),
    structuresOfSiren: siren => structures.filter(s => s.siren === siren).map(s => s.id),
    named: (text, limit = 50) => {
      const words = nameWords(text)
      return [...structures, ...persons.values()].filter(entry => hasName(entry.name, words)).slice(0, limit)
    },
  }
}

function completed(
  s: Pick<DirectoryStructure, 'id'> & Partial<DirectoryStructure>,
  practitioners: ReadonlyMap<string, readonly string[]>,
  all: NonNullable<DirectoryTables['structures']>,
): DirectoryStructure {
  const id = normaliseStructureId(s.id)
  const siret = s.siret ?? (/^3[0-9]{14}$/.test(id) ? id.slice(1) : undefined)
  const siren = s.siren ?? siret?.slice(0, 9)
  const isLegal = s.finessLegal !== undefined && id === `1${s.finessLegal}`
  const finessSite = s.finessSite ?? (isLegal ? undefined : finessOf(s))
  const keys = new Set([id, ...(s.keys ?? []).map(normaliseStructureId)])
  if (siret !== undefined) keys.add(`3${siret}`)
  if (finessSite !== undefined) keys.add(`1${finessSite}`)
  const below = isLegal
    ? all.filter(other => other.finessLegal === s.finessLegal && normaliseStructureId(other.id) !== id)
    : []
  const sites = s.sites ?? below.flatMap(site => site.finessSite ?? finessOf(site) ?? [])
  const here = new Set(s.practitioners ?? [])
  for (const key of keys) for (const person of practitioners.get(key) ?? []) here.add(person)
  const structure = {
    active: true,
    ...s,
    id,
    sectors: [...new Set([...(s.sectors ?? []), ...below.flatMap(site => site.sectors ?? [])])],
    keys: [...keys],
    ...(siren === undefined ? {} : { siren }),
    ...(siret === undefined ? {} : { siret }),
    ...(finessSite === undefined ? {} : { finessSite }),
    ...(sites.length === 0 ? {} : { sites }),
    practitioners: [...here],
  }
  return { ...structure, kinds: s.kinds ?? structureKinds(structure) }
}

function finessOf({ id }: Pick<DirectoryStructure, 'id'>): string | undefined {
  const key = normaliseStructureId(id)
  return key.length === 10 && key.startsWith('1') ? key.slice(1) : undefined
}

/** Kinds that the keys of a structure show; only its FINESS cells tell a site (EG) from a legal entity (EJ). */
export function structureKinds(
  s: Pick<DirectoryStructure, 'keys' | 'finessSite' | 'finessLegal'>,
): readonly StructureKind[] {
  const kinds: StructureKind[] = []
  for (const key of s.keys) {
    const kind = kindOf(key, s)
    if (!kinds.includes(kind)) kinds.push(kind)
  }
  return kinds
}

function kindOf(key: string, s: Pick<DirectoryStructure, 'finessSite' | 'finessLegal'>): StructureKind {
  const type = key.charAt(0)
  if (type === '1' && key.length === 10) {
    if (s.finessSite !== undefined && key.endsWith(s.finessSite)) return 'finess-eg'
    return s.finessLegal !== undefined && key.endsWith(s.finessLegal) ? 'finess-ej' : 'finess'
  }
  if (type === '3' && key.length === 15) return 'siret'
  if (type === '4' && key.length === 15) return 'rpps-rang'
  return type === '0' && key.length === 12 ? 'adeli-rang' : 'other'
}

/**
 * Opens an index made by `dmplint directory import`, read-only. Safe to call from any number of worker threads and
 * processes, while an import replaces the index: who has it open goes on with the old one.
 * @param path folder of the index
 * @throws {DirectoryError} no index there, or one of another format
 */
export async function openDirectory(path: string, at: Location = directoryLocation(path)): Promise<Directory> {
  const { openStored } = await import('./stored.ts')
  return openStored(path, at)
}

export class DirectoryError extends Error {
  override name = 'DirectoryError'
}
