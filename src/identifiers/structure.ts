/**
 * National identifier of a structure, Struct_IdNat: one type digit of TRE_G07 (OID 1.2.250.1.71.1.2.14) then the bare
 * identifier. Written in the VIHF (`Identifiant_Structure`), in XON.10, and in the OU of IGC-Santé certificates.
 *
 * Persons have another table (TRE_G08, see person.ts): `3` is a SIRET here and a FINESS there.
 */

export type StructureKind = 'adeli-rang' | 'finess' | 'siren' | 'siret' | 'rpps-rang'

export interface StructureId {
  readonly kind: StructureKind
  /** The identifier as it was written. */
  readonly text: string
  /** Type digit of TRE_G07. */
  readonly prefix: string
  /** The identifier without its type digit: 11 characters (ADELI-rang), 9 (FINESS, SIREN) or 14 (SIRET, RPPS-rang). */
  readonly bare: string
  /** `5` FINESS juridique and `6` FINESS géographique, closed since 2016-09-01; the directory knows only `1`. */
  readonly deprecatedPrefix?: '5' | '6'
  /** MOS allows `0EJ…` and `4EJ…` for the legal entity of a practice, where a use case forces one to exist. */
  readonly unusual?: 'EJ form'
}

export type StructureIdReason =
  | 'empty'
  | 'white-space'
  | 'lower-case'
  /** `R…`, `F…`, `C…`: key of the directory, as in the SubjectOrganizationID of Pro Santé Connect. */
  | 'technical-id'
  /** A bare SIRET or RPPS-rang (14 digits) or a bare FINESS or SIREN (9 characters). */
  | 'missing-prefix'
  /** The type digit written twice before an otherwise well-formed identifier. */
  | 'doubled-prefix'
  | 'unknown-prefix'
  | 'bad-length'
  | 'bad-characters'
  /** A slash belongs to person identifiers (`structure/internal`) and to the HL7 v2 form `FINEG/…`. */
  | 'slash'

export interface InvalidStructureId {
  readonly kind: 'invalid'
  readonly text: string
  readonly reason: StructureIdReason
}

const PATTERNS: Record<StructureKind, { readonly length: number; readonly pattern: RegExp }> = {
  'adeli-rang': { length: 11, pattern: /^[0-9A-Z]{11}$/ },
  finess: { length: 9, pattern: /^[0-9][0-9A-Z][0-9]{7}$/ },
  siren: { length: 9, pattern: /^[0-9]{9}$/ },
  siret: { length: 14, pattern: /^[0-9]{14}$/ },
  'rpps-rang': { length: 14, pattern: /^[0-9]{14}$/ },
}

const KIND_OF_PREFIX: Readonly<Record<string, StructureKind>> = {
  '0': 'adeli-rang',
  '1': 'finess',
  '2': 'siren',
  '3': 'siret',
  '4': 'rpps-rang',
  '5': 'finess',
  '6': 'finess',
}

/** Type digit in force for a kind of structure (TRE_G07). */
export const STRUCTURE_PREFIX: Readonly<Record<StructureKind, string>> = {
  'adeli-rang': '0',
  finess: '1',
  siren: '2',
  siret: '3',
  'rpps-rang': '4',
}

/** Why a bare identifier does not have the shape of its kind; `undefined` when it has. Keys are not looked at. */
export function bareDefect(kind: StructureKind, bare: string): 'bad-length' | 'bad-characters' | undefined {
  const { length, pattern } = PATTERNS[kind]
  if (bare.length !== length) return 'bad-length'
  return pattern.test(bare) ? undefined : 'bad-characters'
}

/**
 * Reads a Struct_IdNat. Only the first character gives the type: `410005531586003` is the RPPS-rang of a practice, never
 * the ROR code 41. The check digit is another question (keys.ts).
 */
export function parseStructureId(text: string): StructureId | InvalidStructureId {
  const invalid = (reason: StructureIdReason): InvalidStructureId => ({ kind: 'invalid', text, reason })
  if (text === '') return invalid('empty')
  if (/\s/.test(text)) return invalid('white-space')
  if (/^[RFC][0-9][0-9A-Z]*$/i.test(text)) return invalid('technical-id')
  if (text.includes('/')) return invalid('slash')
  if (/[a-z]/.test(text)) return invalid('lower-case')
  if (/^[0-9]{14}$/.test(text) || PATTERNS.finess.pattern.test(text)) return invalid('missing-prefix')

  const prefix = text.charAt(0)
  const kind = KIND_OF_PREFIX[prefix]
  if (kind === undefined) return invalid('unknown-prefix')
  const rest = text.slice(1)
  if ((prefix === '0' || prefix === '4') && rest.startsWith('EJ') && !bareDefect(kind, rest.slice(2))) {
    return { kind, text, prefix, bare: rest.slice(2), unusual: 'EJ form' }
  }
  const defect = bareDefect(kind, rest)
  if (defect) {
    const doubled = rest.charAt(0) === prefix && bareDefect(kind, rest.slice(1)) === undefined
    return invalid(doubled ? 'doubled-prefix' : defect)
  }
  const id: StructureId = { kind, text, prefix, bare: rest }
  return prefix === '5' || prefix === '6' ? { ...id, deprecatedPrefix: prefix } : id
}

/** Upper case, no white space, and the closed FINESS prefixes 5 and 6 written 1: the form to compare and to look up. */
export function normaliseStructureId(text: string): string {
  const compact = text.replace(/\s+/g, '').toUpperCase()
  return /^[56][0-9][0-9A-Z][0-9]{7}$/.test(compact) ? `1${compact.slice(1)}` : compact
}

/** Whether two texts name the same structure identifier. A FINESS juridique and its geographic site still differ. */
export function sameStructureText(a: string, b: string): boolean {
  return normaliseStructureId(a) === normaliseStructureId(b)
}

/** SIREN (9 digits) that a SIREN or a SIRET shows; the other kinds do not hold one. */
export function sirenOf(id: StructureId): string | undefined {
  return id.kind === 'siren' || id.kind === 'siret' ? id.bare.slice(0, 9) : undefined
}

/** Whether the RPPS is one of the TEST ranges of the ANS. */
export function isTestRpps(rpps: string): boolean {
  return rpps.startsWith('997') || rpps.startsWith('999')
}

/**
 * Whether a bare identifier carries a TEST mark: A or B in second position outside Corsica (FINESS, ADELI-rang; `0B` and
 * `1B` are the ones in use), `0000000` (SIREN, SIRET), 997 or 999 (RPPS-rang).
 */
export function isTestBare(kind: StructureKind, bare: string): boolean {
  switch (kind) {
    case 'finess':
    case 'adeli-rang':
      return /^[013-9][AB]/.test(bare)
    case 'siren':
    case 'siret':
      return bare.startsWith('0000000')
    case 'rpps-rang':
      return isTestRpps(bare)
  }
}

/** Whether a Struct_IdNat names a TEST structure; an unreadable one does not. */
export function isTestStructure(text: string): boolean {
  const id = parseStructureId(normaliseStructureId(text))
  return id.kind !== 'invalid' && isTestBare(id.kind, id.bare)
}
