import type { Location, Position, SourceRef } from '../engine/location.ts'
import { contradicts, declaredInXml, decodeText } from './text.ts'

/**
 * The bytes of one file, or of one part of it, and how to name a place in them. Text is decoded on first use, line
 * starts are found on first report.
 */
export class Source implements SourceRef {
  readonly uri: string
  readonly kind: 'text' | 'binary'
  readonly bytes: Uint8Array
  /** The container, when this is a verbatim slice of it (an 8bit or binary MIME part): places are told in the container. */
  readonly outer: { readonly source: Source; readonly byteOffset: number } | undefined
  #text: string | undefined
  #invalid: readonly number[] = []
  #encoding = ''
  #charset: string | undefined
  #lineStarts: number[] | undefined

  constructor(options: {
    uri: string
    bytes: Uint8Array
    kind?: 'text' | 'binary'
    outer?: { source: Source; byteOffset: number }
    /** Charset that the container declares (MIME `charset=`); a byte-order mark and the XML declaration win over it. */
    charset?: string
  }) {
    this.uri = options.uri
    this.bytes = options.bytes
    this.kind = options.kind ?? 'text'
    this.outer = options.outer
    this.#charset = options.charset
  }

  /** The text, decoded leniently: bytes that are wrong in the encoding become windows-1252 characters. */
  get text(): string {
    if (this.#text === undefined) {
      const decoded = decodeText(this.bytes, this.#charset)
      this.#text = decoded.text
      this.#invalid = decoded.invalid
      this.#encoding = decoded.encoding
    }
    return this.#text
  }

  /** Forgets the text, until somebody asks for it again: of most files that have been read nothing is ever reported. */
  release(): void {
    this.#text = undefined
  }

  /** Encoding in which the text was read: `utf-8`, `utf-16le`, `windows-1252` … */
  get encoding(): string {
    this.text
    return this.#encoding
  }

  /**
   * A declared encoding (XML declaration, MIME charset) that the bytes contradict: another byte-order mark, 8-bit units
   * under UTF-16, or letters that are not written in it.
   */
  get encodingConflict(): string | undefined {
    const declared = [declaredInXml(this.bytes, this.text), this.#charset]
    return declared.find(label => label !== undefined && contradicts(label, this.encoding, this.bytes, this.text))
  }

  /** Text offsets of the characters whose bytes were wrong in the encoding (the first hundred). */
  get invalidAt(): readonly number[] {
    this.text
    return this.#invalid
  }

  at(offset: number, length: number, path: string): Location {
    return { source: this, offset, length, path }
  }

  /** The whole source as a place. */
  get whole(): Location {
    return { source: this, offset: 0, length: 0, path: '' }
  }

  position(offset: number): Position {
    if (this.kind === 'binary') return { uri: this.uri, line: 0, column: 0, offset }
    const outer = this.outer
    if (outer) {
      // Lines of a slice count in its container. Columns differ only on the first line of the slice.
      const base = outer.source.position(outer.source.textOffset(outer.byteOffset))
      const here = this.#own(offset)
      return {
        uri: base.uri,
        line: base.line + here.line - 1,
        column: here.line === 1 ? base.column + here.column - 1 : here.column,
        offset: base.offset + offset,
      }
    }
    const own = this.#own(offset)
    return { uri: this.uri, line: own.line, column: own.column, offset }
  }

  line(line: number): string | undefined {
    if (this.kind === 'binary') return undefined
    if (this.outer) return this.outer.source.line(line)
    const starts = this.#starts()
    const start = starts[line - 1]
    if (start === undefined) return undefined
    const next = starts[line]
    const end = next === undefined ? this.text.length : next
    return this.text.slice(start, end).replace(/\r?\n$|\r$/, '')
  }

  /** Text offset of the character that starts at or after a byte offset. */
  textOffset(byteOffset: number): number {
    return decodeText(this.bytes.subarray(0, byteOffset), this.#charset).text.length
  }

  #own(offset: number): { line: number; column: number } {
    const starts = this.#starts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 }
  }

  #starts(): number[] {
    if (!this.#lineStarts) {
      const text = this.text
      const starts = [0]
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
      this.#lineStarts = starts
    }
    return this.#lineStarts
  }
}
