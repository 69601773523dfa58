/**
 * The HL7 v2.5 datatypes that XDS metadata carry as text: CX, XCN, XON, CXi and the coded specialty. Separators `^` and
 * `&`, escapes `\F\ \S\ \T\ \R\ \E\`. Sources: IHE ITI TF-3 4.2.3.1.7, CI-SIS Volet Structuration minimale.
 *
 * Reading is lenient and complete: every defect of the grammar is listed with its place, and the values are given as the
 * author meant them, so that a stray quote is reported once and does not make every comparison fail.
 */

/** A component or sub-component: its unescaped value, and where its text stands in the whole text (UTF-16 units). */
export interface Component {
  readonly value: string
  readonly offset: number
  readonly length: number
}

export type Hl7DefectCode =
  /** `&amp;` once the XML has been decoded: the `&` was escaped twice. */
  | 'double-escaped'
  /** `"` inside an assigning authority. */
  | 'stray-quote'
  /** An assigning authority whose third sub-component is not `ISO`. */
  | 'missing-iso'
  /** White space or `;` after the value. */
  | 'trailing-characters'
  | 'leading-white-space'
  /** More or fewer components than the datatype has; `text` is the number found. */
  | 'component-count'
  /** A component that the profile leaves empty. */
  | 'unexpected-component'
  /** A sub-component separator where no sub-component exists; `&` in a name must be written `\T\`. */
  | 'unexpected-subcomponent'
  /** `\` that opens none of the escapes. */
  | 'bad-escape'

export interface Hl7Defect {
  readonly code: Hl7DefectCode
  readonly offset: number
  readonly length: number
  /** The offending characters, or the number of components found. */
  readonly text: string
}

/** Assigning authority or organisation: `namespace&OID&ISO`. */
export interface Authority {
  readonly namespaceId: Component
  /** The OID; empty when absent. */
  readonly universalId: Component
  readonly universalIdType: Component
}

interface Composite {
  readonly text: string
  /** CX.1, XCN.1, … at index 0; sub-components unseparated. */
  readonly components: readonly Component[]
  readonly defects: readonly Hl7Defect[]
}

/** Patient identifier: CX.1, CX.4, CX.5. Other components are left to `components` (official samples carry a CX.7). */
export interface Cx extends Composite {
  readonly id: Component
  readonly authority: Authority
  readonly idType: Component
}

/** Person or system: XCN.1, 2, 3, 9, 10 and 13. */
export interface Xcn extends Composite {
  readonly id: Component
  /** Family name of a person, name of a system. */
  readonly familyName: Component
  /** Given name of a person, model of a system. */
  readonly givenName: Component
  readonly authority: Authority
  /** `D` for a person, `U` for a system. */
  readonly nameType: Component
  /** `IDNPS`, `EI`, `NH`, `RI`. */
  readonly idType: Component
}

/** Organisation: XON.1, 6, 7 and 10. */
export interface Xon extends Composite {
  readonly name: Component
  readonly authority: Authority
  readonly idType: Component
  readonly id: Component
}

/** `code^label^code system` of authorSpecialty. */
export interface CodedSpecialty extends Composite {
  readonly code: Component
  readonly display: Component
  readonly codeSystem: Component
}

const REMEMBERED = 1000

/** Many rules read the same values of a submission, and an archive repeats its authors and structures. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    let value = known.get(text)
    if (value === undefined) {
      // Copied: the text is a part of a message, and would keep all of it in memory.
      const own = JSON.parse(JSON.stringify(text)) as string
      value = read(own)
      if (known.size >= REMEMBERED) known.clear()
      known.set(own, value)
    }
    return value
  }
}

/** Reads sourcePatientId or patientId, `id^^^&oid&ISO^type`. */
export const parseCx = remembered((text: string): Cx => {
  const reader = new Reader(text)
  reader.expectCount(5, 10)
  reader.expectEmpty(2, 3, 6, 8, 9, 10)
  reader.expectSimple(1, 5)
  return { id: reader.component(1), authority: reader.authority(4), idType: reader.component(5), ...reader.composite() }
})

/** Reads authorPerson or legalAuthenticator, thirteen components. */
export const parseXcn = remembered((text: string): Xcn => {
  const reader = new Reader(text)
  reader.expectCount(13, 13)
  reader.expectEmpty(4, 5, 6, 7, 8, 11, 12)
  reader.expectSimple(1, 2, 3, 10, 13)
  return {
    id: reader.component(1),
    familyName: reader.component(2),
    givenName: reader.component(3),
    authority: reader.authority(9),
    nameType: reader.component(10),
    idType: reader.component(13),
    ...reader.composite(),
  }
})

/** Reads authorInstitution. The identifier may be absent (CDA id with nullFlavor), so a bare name has no defect. */
export const parseXon = remembered((text: string): Xon => {
  const reader = new Reader(text)
  reader.expectCount(1, 10)
  reader.expectEmpty(2, 3, 4, 5, 8, 9)
  reader.expectSimple(1, 7, 10)
  return {
    name: reader.component(1),
    authority: reader.authority(6),
    idType: reader.component(7),
    id: reader.component(10),
    ...reader.composite(),
  }
})

/** Reads one value of referenceIdList, `id^^^&oid&ISO^type`; CX.6 is the home community of IHE. */
export const parseCxi = remembered((text: string): Cx => {
  const reader = new Reader(text)
  reader.expectCount(5, 6)
  reader.expectEmpty(2, 3)
  reader.expectSimple(1, 5)
  return { id: reader.component(1), authority: reader.authority(4), idType: reader.component(5), ...reader.composite() }
})

/** Reads authorSpecialty, `code^label^code system`. */
export const parseCodedSpecialty = remembered((text: string): CodedSpecialty => {
  const reader = new Reader(text)
  reader.expectCount(3, 3)
  reader.expectSimple(1, 3)
  return {
    code: reader.component(1),
    display: reader.component(2),
    codeSystem: reader.component(3),
    ...reader.composite(),
  }
})

/** Whether two CX name the same identifier of the same authority: CX.1 and CX.4.2 only, as the CI-SIS compares them. */
export function sameCx(a: Pick<Cx, 'id' | 'authority'>, b: Pick<Cx, 'id' | 'authority'>): boolean {
  return a.id.value === b.id.value && a.authority.universalId.value === b.authority.universalId.value
}

/** Whether two XCN name the same person: XCN.1 and XCN.9.2; names are written in too many ways to count. */
export function sameXcnId(a: Pick<Xcn, 'id' | 'authority'>, b: Pick<Xcn, 'id' | 'authority'>): boolean {
  return a.id.value === b.id.value && a.authority.universalId.value === b.authority.universalId.value
}

const ESCAPES: Readonly<Record<string, string>> = { F: '|', S: '^', T: '&', R: '~', E: '\\' }
const ESCAPE = /\\([FSTRE])\\|\\/g

/** Writes a value so that it can stand in a component. */
export function escapeHl7(value: string): string {
  const letters: Readonly<Record<string, string>> = { '|': 'F', '^': 'S', '&': 'T', '~': 'R', '\\': 'E' }
  return value.replace(/[|^&~\\]/g, character => `\\${letters[character]}\\`)
}

interface Span {
  readonly offset: number
  readonly length: number
}

class Reader {
  private readonly spans: readonly Span[]
  private readonly defects: Hl7Defect[] = []
  private readonly body: Span

  constructor(private readonly text: string) {
    const start = text.length - text.trimStart().length
    const end = Math.max(start, lastMeant(text))
    this.body = { offset: start, length: end - start }
    if (start > 0) this.defect('leading-white-space', { offset: 0, length: start })
    if (end < text.length) this.defect('trailing-characters', { offset: end, length: text.length - end })
    this.spans = this.split(this.body, '^')
    for (const match of this.meant().matchAll(/&amp;/g)) {
      this.defect('double-escaped', { offset: start + match.index, length: match[0].length })
    }
    for (const match of this.meant().matchAll(ESCAPE)) {
      if (match[1] === undefined) this.defect('bad-escape', { offset: start + match.index, length: 1 })
    }
  }

  /** To be called last: the components read before it add their defects. */
  composite(): Composite {
    return {
      text: this.text,
      components: this.spans.map(span => this.valueAt(span)),
      defects: this.defects.sort((a, b) => a.offset - b.offset),
    }
  }

  /** Component by its HL7 number, from 1; an absent one is empty and stands at the end of the text. */
  component(number: number): Component {
    return this.valueAt(this.spanOf(number))
  }

  expectCount(min: number, max: number): void {
    // HL7 lets a sender write separators after the last component that has a value.
    const filled = this.spans.findLastIndex(span => span.length > 0) + 1
    const count = Math.min(this.spans.length, Math.max(filled, max))
    if (count < min || count > max) this.defect('component-count', this.body, String(count))
  }

  expectEmpty(...numbers: number[]): void {
    for (const number of numbers) {
      const span = this.spanOf(number)
      if (span.length > 0) this.defect('unexpected-component', span)
    }
  }

  expectSimple(...numbers: number[]): void {
    for (const number of numbers) {
      const subcomponents = this.split(this.spanOf(number), '&')
      if (subcomponents.length > 1) this.defect('unexpected-subcomponent', this.spanOf(number))
    }
  }

  authority(number: number): Authority {
    const whole = this.spanOf(number)
    const parts = this.split(whole, '&')
    const part = (index: number): Component => {
      const span = parts[index] ?? { offset: whole.offset + whole.length, length: 0 }
      const component = this.valueAt(span)
      return component.value.includes('"') ? { ...component, value: component.value.replaceAll('"', '') } : component
    }
    for (const match of this.slice(whole).matchAll(/"/g)) {
      this.defect('stray-quote', { offset: whole.offset + match.index, length: 1 })
    }
    const [namespaceId, universalId, universalIdType] = [part(0), part(1), part(2)]
    if (namespaceId.length > 0) this.defect('unexpected-component', parts[0]!)
    if (parts.length > 3) this.defect('unexpected-subcomponent', whole)
    if (whole.length > 0 && universalIdType.value !== 'ISO') this.defect('missing-iso', whole)
    return { namespaceId, universalId, universalIdType }
  }

  private spanOf(number: number): Span {
    return this.spans[number - 1] ?? { offset: this.body.offset + this.body.length, length: 0 }
  }

  private slice(span: Span): string {
    return this.text.slice(span.offset, span.offset + span.length)
  }

  private meant(): string {
    return this.slice(this.body)
  }

  private valueAt(span: Span): Component {
    const raw = this.slice(span)
    if (!/[&\\]/.test(raw)) return { value: raw, offset: span.offset, length: span.length }
    const value = raw
      .replaceAll('&amp;', '&')
      .replace(ESCAPE, (whole, letter: string | undefined) => (letter === undefined ? whole : ESCAPES[letter]!))
    return { value, offset: span.offset, length: span.length }
  }

  /** Splits at a separator; a doubly escaped `&amp;` separates like the `&` it was. */
  private split(span: Span, separator: '^' | '&'): Span[] {
    const spans: Span[] = []
    let from = span.offset
    for (const match of this.slice(span).matchAll(separator === '^' ? /\^/g : /&(?:amp;)?/g)) {
      const at = span.offset + match.index
      spans.push({ offset: from, length: at - from })
      from = at + match[0].length
    }
    spans.push({ offset: from, length: span.offset + span.length - from })
    return spans
  }

  private defect(code: Hl7DefectCode, span: Span, text = this.slice(span)): void {
    this.defects.push({ code, offset: span.offset, length: span.length, text })
  }
}

/** End of the text without white space and `;` behind it (a stylesheet of the ANS adds `;` and a line end). */
function lastMeant(text: string): number {
  let end = text.length
  while (end > 0 && (text[end - 1] === ';' || text[end - 1]!.trim() === '') && !text.endsWith('&amp;', end)) end--
  return end
}
