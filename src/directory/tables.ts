import type { SourceKind } from './directory.ts'
import { decodeCell, emptyRow, FIELDS, type Field, type Gatherer, type Row, type RowDefect } from './gather.ts'

/** Reads the delimited files of the directory in pieces of any size, at the speed of a scan for separators. */

export interface TableResult {
  kind: SourceKind
  rows: number
  badRows: number
  /** First bad rows: 1-based line and why. */
  readonly examples: { readonly line: number; readonly defect: RowDefect | 'cells' }[]
  /** Day the file itself states, `YYYY-MM-DD`. */
  extracted?: string
}

const NEWLINE = 0x0a
const RETURN = 0x0d
const QUOTE = 0x22
const MAX_CELLS = 256
/** No line of the real files comes near; a file without line ends must not fill the memory. */
const MAX_LINE = 1 << 20
const EXAMPLES = 5

/** Titles of the cells, normalised by {@link normaliseTitle}. */
const TITLES: Readonly<Record<string, Field>> = {
  'type identifiant pp': 'personType',
  'identifiant pp': 'personBare',
  'identification nationale pp': 'person',
  'code profession': 'profession',
  'code savoir faire': 'specialty',
  'code mode exercice': 'mode',
  'code secteur activite': 'sector',
  'code role': 'role',
  'code fonction': 'role',
  'ancien identifiant de la structure': 'structure',
  'numero siret site': 'siret',
  'numero siren site': 'siren',
  'numero finess site': 'finessSite',
  'numero finess etablissement juridique': 'finessLegal',
  'nom exercice': 'familyName',
  'prenom exercice': 'givenName',
  'raison sociale site': 'structureName',
}

/** Without accents, case and punctuation: the layouts differ in these, and in `d'` before a vowel. */
export function normaliseTitle(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b[dl] /g, '')
    .trim()
}

interface Layout {
  readonly kind: SourceKind
  readonly separator: number
  /** Only the old `;` layout quotes; in the `|` files a quotation mark is data. */
  readonly quoted: boolean
  readonly hasHeader: boolean
  /** Column of each of {@link FIELDS}, -1 when the file has none. */
  readonly columns: Int32Array
  /** Cells of a row, the empty one after a trailing separator left out; 0 accepts any number. */
  readonly cells: number
  /** In FINESS files the first cell of a line names its section, which has columns of its own; other sections are passed over. */
  readonly sections?: Readonly<Record<string, Pick<Layout, 'kind' | 'columns'>>>
  readonly extracted?: string
}

/** The layout that a first line announces; `undefined` when it is none of the directory's. */
export function tableLayout(firstLine: string): Layout | undefined {
  const finess = /^finess;etalab;[0-9]*;([0-9]{4}-[0-9]{2}-[0-9]{2})/.exec(firstLine)
  if (finess || /^structuree[tj];/.test(firstLine)) return finessLayout(finess?.[1])
  const separator = firstLine.includes('|') ? '|' : ';'
  const titles = firstLine.split(separator).map(title => normaliseTitle(title.replace(/^"(.*)"$/, '$1')))
  if (titles.at(-1) === '') titles.pop()
  if (!titles.includes('identification nationale pp')) return undefined
  const columns = new Int32Array(FIELDS.length).fill(-1)
  for (const [i, title] of titles.entries()) {
    const field = TITLES[title]
    if (field !== undefined && Object.hasOwn(TITLES, title)) columns[FIELDS.indexOf(field)] = i
  }
  return {
    kind: kindOf(titles),
    separator: separator.charCodeAt(0),
    quoted: separator === ';',
    hasHeader: true,
    columns,
    cells: titles.length,
  }
}

function kindOf(titles: readonly string[]): SourceKind {
  if (titles.includes('numero siret site')) {
    return titles.includes('date de naissance') ? 'psc-extraction' : 'personne-activite'
  }
  return titles.includes('code type diplome obtenu') ? 'diplomes' : 'savoir-faire'
}

const columnsAt = (at: Partial<Record<Field, number>>): Int32Array => Int32Array.from(FIELDS, field => at[field] ?? -1)

/** FINESS files have no titles; their first line may be the date line or already a structure. */
function finessLayout(extracted: string | undefined): Layout {
  const sites = {
    kind: 'finess-eg' as const,
    columns: columnsAt({ finessSite: 1, finessLegal: 2, structureName: 3, siret: 22 }),
  }
  const legalEntities = { kind: 'finess-ej' as const, columns: columnsAt({ finessLegal: 1, structureName: 2 }) }
  return {
    ...sites,
    separator: 0x3b,
    quoted: false,
    hasHeader: false,
    cells: 0,
    sections: { structureet: sites, structureej: legalEntities },
    ...(extracted === undefined ? {} : { extracted }),
  }
}

/** Feeds the rows of one file to a gatherer. */
export class TableReader {
  readonly result: TableResult
  readonly #layout: Layout
  readonly #gatherer: Gatherer
  readonly #row: Row = emptyRow()
  /** Ends of the cells of the line being read. */
  readonly #ends = new Int32Array(MAX_CELLS + 1)
  #rest: Buffer = Buffer.alloc(0)
  #line = 0
  #skipping = false

  constructor(layout: Layout, gatherer: Gatherer) {
    this.#layout = layout
    this.#gatherer = gatherer
    this.result = { kind: layout.kind, rows: 0, badRows: 0, examples: [] }
    if (layout.extracted !== undefined) this.result.extracted = layout.extracted
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const end = this.#scan(bytes)
    this.#rest = bytes.subarray(end)
    if (this.#rest.length > MAX_LINE) {
      if (!this.#skipping) this.#bad('cells')
      this.#skipping = true
      this.#rest = Buffer.alloc(0)
    } else if (this.#rest.length > 0) {
      // The stream reuses nothing, but a slice would keep its whole chunk alive.
      this.#rest = Buffer.from(this.#rest)
    }
  }

  end(): void {
    if (this.#rest.length > 0) this.#scan(Buffer.concat([this.#rest, Buffer.from([NEWLINE])]))
    this.#rest = Buffer.alloc(0)
  }

  /** Reads the whole lines of `bytes`; returns where the unfinished one starts. */
  #scan(bytes: Buffer): number {
    const { separator, quoted } = this.#layout
    const ends = this.#ends
    const size = bytes.length
    let start = 0
    let cells = 0
    let open = false
    for (let i = 0; i < size; i++) {
      const byte = bytes[i]
      if (byte === separator) {
        if (!open && cells < MAX_CELLS) ends[cells++] = i
      } else if (byte === NEWLINE) {
        if (open && i - start < MAX_LINE) continue
        open = false
        ends[cells++] = i > start && bytes[i - 1] === RETURN ? i - 1 : i
        this.#take(bytes, start, cells)
        start = i + 1
        cells = 0
      } else if (quoted && byte === QUOTE) open = !open
    }
    return start
  }

  #take(bytes: Buffer, start: number, found: number): void {
    this.#line++
    if (this.#skipping) {
      this.#skipping = false
      return
    }
    const { hasHeader, cells, sections } = this.#layout
    let columns = this.#layout.columns
    const ends = this.#ends
    if (hasHeader && this.#line === 1) return
    if (found === 1 && ends[0]! <= start) return
    if (sections !== undefined) {
      const section = sections[bytes.toString('latin1', start, Math.min(ends[0]!, start + 20))]
      if (section === undefined) return
      columns = section.columns
      this.result.kind = section.kind
    }
    this.result.rows++
    const last = found - 1
    const trailing = last > 0 && ends[last] === ends[last - 1]! + 1
    if (cells !== 0 && found !== cells && !(found === cells + 1 && trailing)) {
      this.#bad('cells')
      return
    }
    const row = this.#row
    row.bytes = bytes
    for (let field = 0; field < columns.length; field++) {
      const column = columns[field]!
      if (column < 0 || column >= found) {
        row.starts[field] = row.ends[field] = 0
        continue
      }
      let from = column === 0 ? start : ends[column - 1]! + 1
      let to = ends[column]!
      if (this.#layout.quoted && to - from >= 2 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE) {
        from++
        to--
      }
      row.starts[field] = from
      row.ends[field] = to
    }
    const defect = this.#gatherer.add(row)
    if (defect !== undefined) this.#bad(defect)
  }

  #bad(defect: RowDefect | 'cells'): void {
    this.result.badRows++
    if (this.result.examples.length < EXAMPLES) this.result.examples.push({ line: this.#line, defect })
  }
}

/** First line of a file as text, without byte-order mark and line end. */
export function firstLine(bytes: Buffer): string {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const end = bytes.indexOf(NEWLINE)
  return decodeCell(bytes.subarray(from, end < 0 ? bytes.length : end)).replace(/\r$/, '')
}
