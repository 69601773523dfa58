import type { Location } from '../engine/location.ts'
import { SourceError } from './problem.ts'
import type { Source } from './source.ts'

/** One value of a delimited file. */
export interface Cell {
  readonly value: string
  /** Text offset of the raw value, quotes left out. */
  readonly offset: number
  readonly length: number
}

export interface DelimitedOptions {
  readonly separator: string
  /** RFC 4180 quoting. Without it a quote is a character, as in the extractions of the Annuaire Santé. */
  readonly quotes: boolean
}

/**
 * Rows of a delimited text, the header included, empty lines left out.
 * @throws {SourceError} `malformed`: a quote that is never closed, or text after a closing quote
 */
export function* readDelimited(source: Source, options: DelimitedOptions): Generator<readonly Cell[]> {
  const text = source.text
  const { separator, quotes } = options
  let position = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const endOfLine = (from: number): number => {
    const newline = text.indexOf('\n', from)
    return newline < 0 ? text.length : newline
  }
  while (position < text.length) {
    const row: Cell[] = []
    let lineEnd = endOfLine(position)
    for (;;) {
      let end: number
      if (quotes && text[position] === '"') {
        const close = closingQuote(text, position)
        if (close < 0) throw malformed(source, position, 'a quote that is never closed')
        const raw = text.slice(position + 1, close)
        row.push({ value: raw.replaceAll('""', '"'), offset: position + 1, length: raw.length })
        end = close + 1
        if (end > lineEnd) lineEnd = endOfLine(end)
        if (end < lineEnd && !text.startsWith(separator, end) && text.slice(end, lineEnd) !== '\r')
          throw malformed(source, end, 'text after a closing quote')
      } else {
        const next = text.indexOf(separator, position)
        end = next >= 0 && next < lineEnd ? next : lineEnd
        const last = end === lineEnd && text[end - 1] === '\r' && end > position ? end - 1 : end
        row.push({ value: text.slice(position, last), offset: position, length: last - position })
      }
      if (end >= lineEnd || !text.startsWith(separator, end)) break
      position = end + separator.length
    }
    position = lineEnd + 1
    if (row.length > 1 || row[0]?.value !== '') yield row
  }
}

/** Offset of the quote that closes the one at `opening`; doubled quotes are text. */
function closingQuote(text: string, opening: number): number {
  let close = text.indexOf('"', opening + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  return close
}

function malformed(source: Source, offset: number, detail: string): SourceError {
  return new SourceError({ code: 'malformed', at: source.at(offset, 1, ''), format: 'CSV', detail })
}

export const cellAt = (source: Source, cell: Cell, path: string): Location => source.at(cell.offset, cell.length, path)
