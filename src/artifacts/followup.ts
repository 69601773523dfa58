import type { Located, Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import { cellAt, readDelimited } from '../sources/delimited.ts'
import { SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    followup: FollowUp
  }
}

export type FollowUpColumn = 'cn' | 'structure' | 'notAfter' | 'serial'

/** One certificate that the administrator follows; empty cells are absent. */
export interface FollowUpRow {
  /** The line. */
  readonly at: Location
  readonly cn: Located<string> | undefined
  readonly structure: Located<string> | undefined
  /** As written. */
  readonly notAfter: Located<string> | undefined
  /** The day that `notAfter` names, as milliseconds of its start in UTC; `NaN` when it is no date. */
  readonly end: Located<number> | undefined
  readonly serial: Located<string> | undefined
}

/** The table in which an administrator follows certificates, exported as CSV. */
export interface FollowUp extends Artifact {
  readonly kind: 'followup'
  readonly source: Source
  readonly rows: readonly FollowUpRow[]
}

const COLUMNS: readonly FollowUpColumn[] = ['cn', 'structure', 'notAfter', 'serial']

/**
 * @param mapping header of each column by what it holds; a column that is not mapped is looked for under its own name
 * @throws {SourceError} `malformed`: no header, a mapped column that is not there, broken quotes
 */
export function readFollowUp(
  source: Source,
  mapping: { readonly columns: ReadonlyMap<string, Located<string>> },
): FollowUp {
  const separator = separatorOf(source.text)
  const rows: FollowUpRow[] = []
  let indexes: Record<FollowUpColumn, number> | undefined
  for (const cells of readDelimited(source, { separator, quotes: true })) {
    if (!indexes) {
      indexes = headerIndexes(
        source,
        cells.map(c => c.value),
        mapping.columns,
      )
      continue
    }
    const found = indexes
    const number = rows.length + 1
    const cell = (column: FollowUpColumn): Located<string> | undefined => {
      const raw = cells[found[column]]
      const value = raw?.value.trim()
      return raw && value ? { value, at: cellAt(source, raw, `row[${number}].${column}`) } : undefined
    }
    const first = cells[0]
    const last = cells[cells.length - 1]
    if (!first || !last) continue
    const notAfter = cell('notAfter')
    rows.push({
      at: source.at(first.offset, last.offset + last.length - first.offset, `row[${number}]`),
      cn: cell('cn'),
      structure: cell('structure'),
      notAfter,
      end: notAfter && { value: dayOf(notAfter.value), at: notAfter.at },
      serial: cell('serial'),
    })
  }
  if (!indexes)
    throw new SourceError({
      code: 'malformed',
      at: source.whole,
      format: 'CSV',
      detail: 'a file without a header line',
    })
  return { kind: 'followup', at: source.whole, source, rows }
}

/** Spreadsheets in French write `;`, other tools `,` or a tabulation: the most frequent in the header. */
function separatorOf(text: string): string {
  const header = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? ''
  const count = (separator: string): number => header.split(separator).length
  return [';', ',', '\t', '|'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best))
}

function headerIndexes(
  source: Source,
  header: readonly string[],
  mapping: ReadonlyMap<string, Located<string>>,
): Record<FollowUpColumn, number> {
  const names = header.map(name => name.trim().toLowerCase())
  const indexes = { cn: -1, structure: -1, notAfter: -1, serial: -1 }
  for (const column of COLUMNS) {
    const wanted = mapping.get(column)
    indexes[column] = names.indexOf((wanted?.value ?? column).trim().toLowerCase())
    if (wanted && indexes[column] < 0)
      throw new SourceError({
        code: 'malformed',
        at: source.whole,
        format: 'CSV',
        detail: `no column is headed '${wanted.value}', which dmplint.yaml gives for ${column}`,
      })
  }
  return indexes
}

/** `2027-04-03`, `2027-04-03T10:00:00Z`, `03/04/2027`, `03-04-2027 12:00`: day first, as French software writes it. */
function dayOf(text: string): number {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text)
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/.exec(text)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : french ? [french[3], french[2], french[1]] : []
  if (year === undefined) return Number.NaN
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? date.getTime() : Number.NaN
}
