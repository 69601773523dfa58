import { normaliseStructureId } from '../identifiers/index.ts'
import { ByteSet, Groups, grown } from './byte-set.ts'
import type { DirectoryActivity, DirectoryPerson, DirectoryStructure } from './directory.ts'
import { structureKinds } from './directory.ts'

/** The cells that matter, whatever the source calls them. Their order is that of {@link Row}. */
export const FIELDS = [
  'personType',
  'personBare',
  'person',
  'profession',
  'specialty',
  'mode',
  'sector',
  'role',
  'structure',
  'siret',
  'siren',
  'finessSite',
  'finessLegal',
  'familyName',
  'givenName',
  'structureName',
] as const
export type Field = (typeof FIELDS)[number]
const AT = Object.fromEntries(FIELDS.map((field, i) => [field, i])) as Record<Field, number>

/** One row as it stands in a buffer: cell `i` of {@link FIELDS} is `bytes[starts[i]…ends[i])`; absent cells are empty. */
export interface Row {
  bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export const emptyRow = (): Row => ({
  bytes: new Uint8Array(),
  starts: new Int32Array(FIELDS.length),
  ends: new Int32Array(FIELDS.length),
})

/** Why a row counts as bad. */
export type RowDefect =
  /** Neither person nor structure: left out. */
  | 'nobody'
  /** « Identification nationale PP » is not type + identifier; kept under « Identification nationale PP ». */
  | 'identifiers-differ'

const NONE = 0xffffffff
const BAR = 0x7c
const BARE_FINESS = /^[0-9][0-9A-Z][0-9]{7}$/

/**
 * Brings rows of all sources together by person and by structure, in any order, in some sixty bytes per row. A row is
 * three numbers: its person, its structure (the distinct tuple of identifying cells) and its codes (the distinct tuple
 * of the others).
 */
export class Gatherer {
  readonly #persons = new ByteSet()
  readonly #places = new ByteSet()
  readonly #codes = new ByteSet()
  #rows = new Uint32Array(3 << 12)
  #rowCount = 0
  readonly #scratch = Buffer.allocUnsafe(4096)
  readonly #names: { persons: Names; places: Names } | undefined
  /** Closed according to a source, with the day it says so (empty when it does not). */
  readonly #closed = new Map<string, string>()

  constructor(options: { keepNames: boolean }) {
    this.#names = options.keepNames ? { persons: new Names(), places: new Names() } : undefined
  }

  /** Takes in one row. */
  add(row: Row): RowDefect | undefined {
    let length = this.#identifier(row, AT.person, 0)
    let defect: RowDefect | undefined
    const joined = this.#identifier(row, AT.personBare, this.#identifier(row, AT.personType, length))
    if (length === 0) {
      // Only the number with its type: `8` and `10001045367`.
      if (row.ends[AT.personType]! > row.starts[AT.personType]!) length = joined
    } else if (joined > length) {
      const same = joined === 2 * length && this.#scratch.compare(this.#scratch, length, joined, 0, length) === 0
      if (!same) defect = 'identifiers-differ'
    }
    const person = length < 3 ? NONE : this.#persons.add(this.#scratch, 0, length)

    let at = 0
    for (let field = AT.structure; field <= AT.finessLegal; field++) {
      at = this.#identifier(row, field, at)
      this.#scratch[at++] = BAR
    }
    const hasPlace = at > 5
    const place = hasPlace ? this.#places.add(this.#scratch, 0, at) : NONE
    if (person === NONE && place === NONE) return 'nobody'

    at = 0
    for (let field = AT.profession; field <= AT.role; field++) {
      at = this.#identifier(row, field, at)
      this.#scratch[at++] = BAR
    }
    const codes = this.#codes.add(this.#scratch, 0, at)

    if ((this.#rowCount + 1) * 3 > this.#rows.length) this.#rows = grown(this.#rows)
    this.#rows[this.#rowCount * 3] = person
    this.#rows[this.#rowCount * 3 + 1] = place
    this.#rows[this.#rowCount * 3 + 2] = codes
    this.#rowCount++

    if (this.#names) {
      if (person !== NONE) this.#names.persons.keep(person, row, AT.familyName, AT.givenName)
      if (place !== NONE) this.#names.places.keep(place, row, AT.structureName, AT.structureName)
    }
    return defect
  }

  /** Takes in a row of a source that is not a plain table. */
  addCells(cells: Partial<Record<Field, string>>): RowDefect | undefined {
    const row = emptyRow()
    const parts = FIELDS.map(field => Buffer.from(cells[field] ?? ''))
    row.bytes = Buffer.concat(parts)
    let at = 0
    for (const [i, part] of parts.entries()) {
      row.starts[i] = at
      at += part.length
      row.ends[i] = at
    }
    return this.add(row)
  }

  /** @param day day the source says so, `YYYY-MM-DD`; empty when unknown */
  close(id: string, day: string): void {
    const known = this.#closed.get(id)
    if (known === undefined || known < day) this.#closed.set(id, day)
  }

  /** Copies a cell to the scratch: upper case, without spaces; cut where no real identifier reaches. */
  #identifier(row: Row, field: number, to: number): number {
    const { bytes } = row
    const end = Math.min(row.ends[field]!, row.starts[field]! + 200)
    let at = to
    for (let i = row.starts[field]!; i < end; i++) {
      const byte = bytes[i]!
      if (byte <= 0x20 || byte === BAR) continue
      this.#scratch[at++] = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte
    }
    return at
  }

  /**
   * Everything gathered, ready to be read by number. Call once, after the last row.
   * @param extracted day of the extraction that lists activities: older news that something is closed are dropped
   */
  finish(extracted: string | undefined): Gathered {
    for (const set of [this.#persons, this.#places, this.#codes]) set.seal()
    const closed = new Set<string>()
    for (const [id, day] of this.#closed) if (extracted === undefined || day === '' || day >= extracted) closed.add(id)
    return new Gathered(this.#persons, this.#places, this.#codes, this.#rows, this.#rowCount, this.#names, closed)
  }
}

/** First name met for each number, as UTF-8. */
class Names {
  #bytes = Buffer.allocUnsafe(1 << 16)
  #length = 1
  /** Start in `#bytes`; 0 for none. A name ends where a zero byte stands. */
  #starts = new Uint32Array(1 << 12)

  keep(number: number, row: Row, first: number, second: number): void {
    if (number >= this.#starts.length) {
      const larger = new Uint32Array(Math.max(number + 1, Math.ceil(this.#starts.length * 1.5)))
      larger.set(this.#starts)
      this.#starts = larger
    }
    if (this.#starts[number] !== 0) return
    const name = [first, ...(second === first ? [] : [second])]
      .map(i => decodeCell(row.bytes.subarray(row.starts[i], row.ends[i])).trim())
      .filter(part => part !== '')
      .join(' ')
      .slice(0, 200)
      .replaceAll('\0', ' ')
    if (name === '') return
    const size = Buffer.byteLength(name)
    if (this.#length + size + 1 > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.ceil((this.#length + size + 1) * 1.5))
      this.#bytes.copy(larger, 0, 0, this.#length)
      this.#bytes = larger
    }
    this.#starts[number] = this.#length
    this.#length += this.#bytes.write(name, this.#length)
    this.#bytes[this.#length++] = 0
  }

  get(number: number): string | undefined {
    const start = this.#starts[number] ?? 0
    return start === 0 ? undefined : this.#bytes.toString('utf8', start, this.#bytes.indexOf(0, start))
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')

/** UTF-8 when it is; the extraction has also been seen in windows-1252. */
export function decodeCell(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return windows1252.decode(bytes)
  }
}

const KEYS_PER_PLACE = 4
const [OWN, BY_SIRET, BY_SITE, BY_LEGAL] = [0, 1, 2, 3] as const

export class Gathered {
  readonly #persons: ByteSet
  readonly #places: ByteSet
  readonly #rows: Uint32Array
  readonly #names: { persons: Names; places: Names } | undefined
  readonly #closed: ReadonlySet<string>
  readonly #combinations: { profession: string; specialty: string; mode: string; sector: string; role: string }[] = []
  readonly #keys = new ByteSet()
  readonly #sirens = new ByteSet()
  /** Four key numbers + 1 per place: own, by SIRET, by FINESS site, by FINESS juridique; 0 for none. */
  readonly #placeKeys: Uint32Array
  /** Number of the SIREN + 1 per place; 0 for none. */
  readonly #sirenOfPlace: Uint32Array
  readonly #placesOfKey: Groups
  readonly #sitesOfKey: Groups
  readonly #placesOfSiren: Groups
  readonly #rowsOfPerson: Groups
  readonly #rowsOfPlace: Groups
  readonly activities: number

  constructor(
    persons: ByteSet,
    places: ByteSet,
    codes: ByteSet,
    rows: Uint32Array,
    rowCount: number,
    names: { persons: Names; places: Names } | undefined,
    closed: ReadonlySet<string>,
  ) {
    this.#persons = persons
    this.#places = places
    this.#rows = rows
    this.#names = names
    this.#closed = closed
    for (let i = 0; i < codes.size; i++) {
      const [profession = '', specialty = '', mode = '', sector = '', role = ''] = codes.text(i).split('|')
      this.#combinations.push({ profession, specialty, mode, sector, role })
    }

    const placeKeys = new Uint32Array(places.size * KEYS_PER_PLACE)
    const sirenOfPlace = new Uint32Array(places.size)
    for (let i = 0; i < places.size; i++) {
      const { keys, siren } = readPlace(places.text(i))
      for (const [k, key] of keys.entries()) {
        if (key !== '') placeKeys[i * KEYS_PER_PLACE + k] = this.#keys.addText(key) + 1
      }
      if (siren !== '') sirenOfPlace[i] = this.#sirens.addText(siren) + 1
    }
    this.#keys.seal()
    this.#sirens.seal()
    this.#placeKeys = placeKeys
    this.#sirenOfPlace = sirenOfPlace

    this.#placesOfKey = new Groups(this.#keys.size, pair => {
      for (let i = 0; i < places.size; i++) {
        for (let k = OWN; k <= BY_SITE; k++) {
          const key = placeKeys[i * KEYS_PER_PLACE + k]!
          let seen = key === 0
          for (let before = OWN; before < k; before++) seen ||= placeKeys[i * KEYS_PER_PLACE + before] === key
          if (!seen) pair(key - 1, i)
        }
      }
    })
    this.#sitesOfKey = new Groups(this.#keys.size, pair => {
      for (let i = 0; i < places.size; i++) {
        const legal = placeKeys[i * KEYS_PER_PLACE + BY_LEGAL]!
        if (legal !== 0) pair(legal - 1, i)
      }
    })
    this.#placesOfSiren = new Groups(this.#sirens.size, pair => {
      for (let i = 0; i < places.size; i++) if (sirenOfPlace[i] !== 0) pair(sirenOfPlace[i]! - 1, i)
    })
    this.#rowsOfPerson = new Groups(persons.size, pair => {
      for (let i = 0; i < rowCount; i++) if (rows[i * 3] !== NONE) pair(rows[i * 3]!, i)
    })
    this.#rowsOfPlace = new Groups(places.size, pair => {
      for (let i = 0; i < rowCount; i++) if (rows[i * 3 + 1] !== NONE) pair(rows[i * 3 + 1]!, i)
    })
    let activities = 0
    for (let i = 0; i < rowCount; i++) if (rows[i * 3] !== NONE && rows[i * 3 + 1] !== NONE) activities++
    this.activities = activities
  }

  get persons(): ByteSet {
    return this.#persons
  }

  /** Every key of every structure. */
  get keys(): ByteSet {
    return this.#keys
  }

  get sirens(): ByteSet {
    return this.#sirens
  }

  person(number: number): DirectoryPerson {
    const id = this.#persons.text(number)
    const specialties: string[] = []
    const activities: DirectoryActivity[] = []
    let profession = ''
    for (const row of this.#rowsOfPerson.of(number)) {
      const codes = this.#combinations[this.#rows[row * 3 + 2]!]!
      if (profession === '' || codes.profession === PHYSICIAN) profession = codes.profession || profession
      if (codes.specialty !== '' && !specialties.includes(codes.specialty)) specialties.push(codes.specialty)
      const place = this.#rows[row * 3 + 1]!
      const structure = place === NONE ? '' : this.#key(place, OWN)
      if (structure === '') continue
      const { mode, sector, role } = codes
      // One row per exercice and activity: a doctor with two savoir-faire has each place twice.
      const known = activities.some(
        a => a.structure === structure && a.mode === mode && a.sector === sector && (a.role ?? '') === role,
      )
      if (!known) activities.push(role === '' ? { structure, mode, sector } : { structure, mode, sector, role })
    }
    const person: Writable<DirectoryPerson> = { id, specialties, activities, active: !this.#closed.has(id) }
    if (profession !== '') person.profession = profession
    const name = this.#names?.persons.get(number)
    if (name !== undefined) person.name = name
    return person
  }

  /** What is known under one key, of all structures that bear it. */
  structure(number: number): DirectoryStructure {
    const key = this.#keys.text(number)
    const places = this.#placesOfKey.of(number)
    const keys: string[] = []
    const practitioners = () => this.practitioners(number).map(person => this.#persons.text(person))
    const sectors: string[] = []
    const structure: Writable<DirectoryStructure> = {
      id: '',
      keys,
      kinds: [],
      sectors,
      get practitioners() {
        return practitioners()
      },
      active: true,
    }
    for (const place of places) {
      const own = this.#key(place, OWN)
      if (structure.id === '' || own === key) structure.id = own
      addTo(keys, own)
      const siret = this.#key(place, BY_SIRET)
      if (siret !== '') {
        addTo(keys, siret)
        structure.siret ??= siret.slice(1)
      }
      const site = this.#key(place, BY_SITE)
      if (site !== '') {
        addTo(keys, site)
        structure.finessSite ??= site.slice(1)
      }
      const legal = this.#key(place, BY_LEGAL)
      if (legal !== '') structure.finessLegal ??= legal.slice(1)
      const siren = this.#sirenOfPlace[place]!
      if (siren !== 0) structure.siren ??= this.#sirens.text(siren - 1)
      if (this.#names && structure.name === undefined) {
        const name = this.#names.places.get(place)
        if (name !== undefined) structure.name = name
      }
      this.#addSectors(place, sectors)
    }
    const below = this.#sitesOfKey.of(number)
    if (below.length > 0) {
      // The FINESS juridique is the entity itself here, whatever its own rows say of a legal entity.
      structure.finessLegal = key.slice(1)
      const sites = new Set<string>()
      for (const place of below) {
        const site = this.#key(place, BY_SITE)
        if (site !== '' && site !== key) sites.add(site.slice(1))
        this.#addSectors(place, sectors)
      }
      if (sites.size > 0) structure.sites = [...sites]
    }
    if (structure.id === '') structure.id = key
    addTo(keys, key)
    sectors.sort()
    structure.active = !this.#closed.has(structure.id)
    structure.kinds = structureKinds(structure)
    return structure
  }

  /** Numbers of the persons with an activity under a key. */
  practitioners(number: number): number[] {
    const persons = new Set<number>()
    for (const place of this.#placesOfKey.of(number)) {
      for (const row of this.#rowsOfPlace.of(place)) if (this.#rows[row * 3] !== NONE) persons.add(this.#rows[row * 3]!)
    }
    return [...persons]
  }

  #addSectors(place: number, sectors: string[]): void {
    for (const row of this.#rowsOfPlace.of(place)) {
      const { sector } = this.#combinations[this.#rows[row * 3 + 2]!]!
      if (sector !== '') addTo(sectors, sector)
    }
  }

  /** Numbers of the keys of the structures under a SIREN. */
  company(number: number): number[] {
    const keys = new Set<number>()
    for (const place of this.#placesOfSiren.of(number)) {
      const own = this.#placeKeys[place * KEYS_PER_PLACE + OWN]!
      if (own !== 0) keys.add(own - 1)
    }
    return [...keys]
  }

  /** A key of a place; empty when it has none of that kind. */
  #key(place: number, kind: number): string {
    const key = this.#placeKeys[place * KEYS_PER_PLACE + kind]!
    return key === 0 ? '' : this.#keys.text(key - 1)
  }
}

const addTo = (list: string[], item: string): void => {
  if (!list.includes(item)) list.push(item)
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** TRE_G15 code of physicians, the profession that rules ask about. */
const PHYSICIAN = '10'

function readPlace(text: string): { keys: [string, string, string, string]; siren: string } {
  const [own = '', siret = '', siren = '', site = '', legal = ''] = text.split('|')
  const bySiret = /^[0-9]{14}$/.test(siret) ? `3${siret}` : /^3[0-9]{14}$/.test(own) ? own : ''
  const bySite = BARE_FINESS.test(site) ? `1${site}` : ''
  const byLegal = BARE_FINESS.test(legal) ? `1${legal}` : ''
  // The technical identifier (`R…`, `F…`, `C…`) is met in this column only by mistake.
  const key = /^[0-9]/.test(own) ? normaliseStructureId(own) : bySite || bySiret || byLegal
  return {
    keys: [key, bySiret, bySite, byLegal],
    siren: /^[0-9]{9}$/.test(siren) ? siren : bySiret.slice(1, 10),
  }
}
