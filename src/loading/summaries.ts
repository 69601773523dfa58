import type { ExchangeSummary } from '../artifacts/exchange.ts'
import type { Site } from '../artifacts/site.ts'
import {
  type FileOfPlaces,
  factsOf,
  type Located,
  type Location,
  type PlaceNumbers,
  placed,
} from '../engine/location.ts'
import type { Secret } from '../engine/rule.ts'
import { SpilledLines } from './spill.ts'

/** A summary as it is written down: plain data, without its site. */
export type SummaryData = Packed<Omit<ExchangeSummary, 'kind' | 'site'>> & {
  readonly files: readonly Omit<FileOfPlaces, 'secrets'>[]
  /** What texts about the exchange must not show. */
  readonly secrets: readonly Secret[]
}

/** The same with every place as {@link PlaceData}. */
export type Packed<T> = T extends Location
  ? PlaceData
  : T extends readonly (infer Item)[]
    ? readonly Packed<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Packed<T[K]> }
      : T

export type PlaceData = readonly [file: number, path: string, numbers: PlaceNumbers]

/** The places of one summary, on the way to {@link SummaryData}: its files are few, and named once. */
export class Places {
  readonly files: Omit<FileOfPlaces, 'secrets'>[] = []

  data(at: Location): PlaceData {
    const {
      file: { uri, kind, on },
      numbers,
    } = factsOf(at)
    let file = this.files.findIndex(known => known.uri === uri && known.on === on)
    if (file < 0) file = this.files.push({ uri, kind, on }) - 1
    return [file, at.path, numbers]
  }

  /** A property with a value and its place; none when there is no value. */
  keep<K extends string>(key: K, value: Located<string> | undefined): { readonly [N in K]?: Packed<Located<string>> } {
    const kept = value && { [key]: { value: value.value, at: this.data(value.at) } }
    return (kept ?? {}) as { [N in K]?: Packed<Located<string>> }
  }
}

/**
 * The summaries of a run. A hundred thousand of them are half a gigabyte of objects: they are written down as they come,
 * and read back one at a time when a rule asks for a part of one.
 */
export class Summaries {
  /** In the order in which they came; it grows. */
  readonly list: ExchangeSummary[] = []
  readonly #lines: SpilledLines
  readonly #sites: Site[] = []
  /** What was read last: a rule asks for several parts of a summary. */
  #last: { readonly number: number; readonly summary: ExchangeSummary } | undefined

  /** @param inMemory bytes that may stay in memory */
  constructor(inMemory?: number) {
    this.#lines = new SpilledLines(inMemory)
  }

  add(data: SummaryData, site: Site | undefined): void {
    this.#lines.push(JSON.stringify([data, site && this.#numberOf(site)]))
    this.list.push(new KeptSummary(this, this.list.length) as unknown as ExchangeSummary)
  }

  /** @throws Error it is on disk and the run is over */
  read(number: number): ExchangeSummary {
    if (this.#last?.number !== number) {
      const [data, site] = JSON.parse(this.#lines.read(number)) as [SummaryData, number | null]
      this.#last = { number, summary: unpacked(data, site === null ? undefined : this.#sites[site]) }
    }
    return this.#last.summary
  }

  /** Nothing is left: a report of many files is built next. */
  close(): void {
    this.list.length = 0
    this.#lines.close()
  }

  #numberOf(site: Site): number {
    const known = this.#sites.lastIndexOf(site)
    return known < 0 ? this.#sites.push(site) - 1 : known
  }
}

function unpacked({ files, secrets, ...data }: SummaryData, site: Site | undefined): ExchangeSummary {
  putPlaces(
    data,
    files.map(file => ({ ...file, secrets })),
  )
  return { ...data, kind: 'summary', ...(site ? { site } : {}) } as unknown as ExchangeSummary
}

function putPlaces(data: object, files: readonly FileOfPlaces[]): void {
  for (const [key, value] of Object.entries(data))
    if (key === 'at') {
      const [file, path, numbers] = value as PlaceData
      Object.assign(data, { at: placed(files[file] as FileOfPlaces, path, numbers) })
    } else if (typeof value === 'object' && value !== null) putPlaces(value, files)
}

/** Stands for a summary: a few words of memory, whose properties are read when they are asked for. */
class KeptSummary {
  readonly #all: Summaries
  readonly #number: number

  constructor(all: Summaries, number: number) {
    this.#all = all
    this.#number = number
  }

  get kind(): 'summary' {
    return 'summary'
  }

  read(): ExchangeSummary {
    return this.#all.read(this.#number)
  }
}

/** Every property of a summary; a new one that is missing here does not compile. */
const PROPERTIES: Readonly<Record<Exclude<keyof ExchangeSummary, 'kind' | 'roles' | 'secrets'>, true>> = {
  at: true,
  label: true,
  site: true,
  tokenDigest: true,
  tokenId: true,
  nameId: true,
  structure: true,
  mode: true,
  subjectId: true,
  unsigned: true,
  automate: true,
  subjectIsPatient: true,
  submissionSetUniqueId: true,
  submissionDigest: true,
  sourceId: true,
  authorPersons: true,
  authorInstitutions: true,
  documents: true,
}

for (const name of Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[])
  Object.defineProperty(KeptSummary.prototype, name, {
    get(this: KeptSummary) {
      return this.read()[name]
    },
  })
