/**
 * National identifier of a person, PS_IdNat: one type digit of TRE_G08 (OID 1.2.250.1.71.1.2.15) then either a national
 * number, or the identifier of a structure, a slash and the number the structure gave. Written in the VIHF NameID, in
 * XCN.1, and in the CN of person certificates.
 */
import {
  bareDefect,
  isTestBare,
  isTestRpps,
  parseStructureId,
  STRUCTURE_PREFIX,
  type StructureId,
  type StructureKind,
} from './structure.ts'

export type PersonId =
  | { readonly kind: 'rpps'; readonly text: string; readonly bare: string }
  /** Being phased out, still valid. */
  | { readonly kind: 'adeli'; readonly text: string; readonly bare: string }
  /** Prefixes 2 and 9, closed since 2020-05-29; their numbers have no published shape. */
  | { readonly kind: 'drass' | 'etudiant'; readonly text: string; readonly bare: string }
  | InternalPersonId

export interface InternalPersonId {
  readonly kind: 'internal'
  readonly text: string
  readonly structureKind: StructureKind
  /** Identifier of the structure without any type digit. */
  readonly bare: string
  /** What follows the first slash; never empty. */
  readonly internalId: string
}

export type PersonIdReason =
  | 'empty'
  | 'white-space'
  | 'lower-case'
  /** A bare RPPS (11 digits) or a bare ADELI (9 characters). */
  | 'missing-prefix'
  /** TRE_G08 has no code 7. */
  | 'prefix-7'
  | 'unknown-prefix'
  /** Code 10 of TRE_G08 is an MSSanté address, which the DMP does not take. */
  | 'mssante'
  /** `ANS` and 14 digits: the identity an editor gets for its tests, not a national identifier. */
  | 'editor-test-identity'
  /** A structure with no internal number behind it: no slash. */
  | 'missing-internal-id'
  /** A slash with nothing behind it. */
  | 'empty-internal-id'
  /** A national number (RPPS, ADELI) followed by a slash. */
  | 'unexpected-internal-id'
  /** The structure stands with the digit of TRE_G07 instead of the one of TRE_G08; `structure` tells which. */
  | 'structure-prefix'
  | 'bad-length'
  | 'bad-characters'

export interface InvalidPersonId {
  readonly kind: 'invalid'
  readonly text: string
  readonly reason: PersonIdReason
  /** Only with `structure-prefix`. */
  readonly structure?: StructureId
}

/** The shift between both tables: a person's prefix is that of the structure, moved on by one or two. */
const STRUCTURE_OF_PREFIX: Readonly<Record<string, StructureKind>> = {
  '1': 'adeli-rang',
  '3': 'finess',
  '4': 'siren',
  '5': 'siret',
  '6': 'rpps-rang',
}

/**
 * Reads a PS_IdNat by its first character only: `30B0057881/CPET0002` is a FINESS (3) and an internal number, never the
 * code 30. The check digit is another question (keys.ts).
 */
export function parsePersonId(text: string): PersonId | InvalidPersonId {
  const invalid = (reason: PersonIdReason): InvalidPersonId => ({ kind: 'invalid', text, reason })
  if (text === '') return invalid('empty')
  if (text !== text.trim()) return invalid('white-space')
  if (text.includes('@')) return invalid('mssante')
  if (/^ANS[0-9]{14}$/.test(text)) return invalid('editor-test-identity')

  const slash = text.indexOf('/')
  const head = slash < 0 ? text : text.slice(0, slash)
  if (/\s/.test(head)) return invalid('white-space')
  if (/[a-z]/.test(head)) return invalid('lower-case')
  return slash < 0 ? parseNational(text, invalid) : parseInternal(text, slash, invalid)
}

function parseNational(text: string, invalid: (reason: PersonIdReason) => InvalidPersonId): PersonId | InvalidPersonId {
  if (looksBare(text)) return invalid('missing-prefix')
  const prefix = text.charAt(0)
  const bare = text.slice(1)
  switch (prefix) {
    case '8':
      if (bare.length !== 11) return invalid('bad-length')
      return /^[0-9]+$/.test(bare) ? { kind: 'rpps', text, bare } : invalid('bad-characters')
    case '0':
      if (bare.length !== 9) return invalid('bad-length')
      return /^[0-9A-Z]+$/.test(bare) ? { kind: 'adeli', text, bare } : invalid('bad-characters')
    case '2':
      return { kind: 'drass', text, bare }
    case '9':
      return { kind: 'etudiant', text, bare }
    case '7':
      return invalid('prefix-7')
    default:
      return invalid(STRUCTURE_OF_PREFIX[prefix] ? 'missing-internal-id' : 'unknown-prefix')
  }
}

/**
 * A number whose type digit was forgotten. The ranges in use settle the overlaps: RPPS start with 10, 997 or 999 (01 in
 * examples of the CI-SIS), so eleven digits starting with 8 are a truncated RPPS and not a bare one.
 */
function looksBare(text: string): boolean {
  if (/^[0-9]{11}$/.test(text)) return /^[0134567]/.test(text) || isTestRpps(text)
  return /^[0134567][0-9A-Z][0-9]{7}$/.test(text)
}

function parseInternal(
  text: string,
  slash: number,
  invalid: (reason: PersonIdReason) => InvalidPersonId,
): PersonId | InvalidPersonId {
  const head = text.slice(0, slash)
  const internalId = text.slice(slash + 1)
  const prefix = head.charAt(0)
  const bare = head.slice(1)
  const structureKind = STRUCTURE_OF_PREFIX[prefix]
  const defect = structureKind ? bareDefect(structureKind, bare) : undefined
  if (structureKind && !defect) {
    return internalId === ''
      ? invalid('empty-internal-id')
      : { kind: 'internal', text, structureKind, bare, internalId }
  }
  const structure = parseStructureId(head)
  if (structure.kind !== 'invalid') return { kind: 'invalid', text, reason: 'structure-prefix', structure }
  if (structure.reason === 'missing-prefix') return invalid('missing-prefix')
  if (defect) return invalid(defect)
  if (prefix === '7') return invalid('prefix-7')
  return invalid(/^[0289]/.test(prefix) ? 'unexpected-internal-id' : 'unknown-prefix')
}

/**
 * The structure named inside a person identifier, with the prefix of the structure table (`3750100125/1453` gives
 * `1750100125`); `undefined` for a national number. A structure written with its own prefix counts too: the bare
 * identifiers are what two artifacts must share.
 */
export function structureOfPerson(id: PersonId | InvalidPersonId): StructureId | undefined {
  if (id.kind === 'invalid') return id.structure
  if (id.kind !== 'internal') return undefined
  const prefix = STRUCTURE_PREFIX[id.structureKind]
  return { kind: id.structureKind, text: `${prefix}${id.bare}`, prefix, bare: id.bare }
}

/** Whether a PS_IdNat names a TEST identity (RPPS 997/999, `ANS` + 14 digits, TEST ADELI, anyone inside a TEST structure). */
export function isTestPerson(text: string): boolean {
  const id = parsePersonId(text.trim())
  if (id.kind === 'rpps') return isTestRpps(id.bare)
  if (id.kind === 'adeli') return isTestBare('adeli-rang', id.bare)
  if (id.kind === 'invalid' && id.reason === 'editor-test-identity') return true
  const structure = structureOfPerson(id)
  return structure !== undefined && isTestBare(structure.kind, structure.bare)
}

/**
 * RPPS numbers printed in documentation of the ANS and the CI-SIS. Most break their key: met in a message, they show
 * that an example was copied, not that a number was mistyped.
 */
export const PLACEHOLDER_RPPS: ReadonlySet<string> = new Set([
  '10001234567',
  '10003461033',
  '10102727017',
  '01234567890',
  '01234560801',
  '01234567897',
])

/** FINESS numbers printed in documentation, for the same purpose. */
export const PLACEHOLDER_FINESS: ReadonlySet<string> = new Set(['754567860', '060785432', '458174839'])
