import { foldName, parsePersonId } from '../../src/identifiers/index.ts'

/** RPPS and ADELI with the type digit of the MOS. */
const PREFIXED = /^(?:8(?=[0-9]{11}$)|0(?=[0-9A-Z]{9}$))/

/**
 * Whether two PS_IdNat name the same person. A type digit that one of them lacks does not tell persons apart: the rules
 * about each identifier report it.
 */
export const samePersonId = (a: string, b: string): boolean => a === b || bare(a) === bare(b)

const bare = (id: string): string => id.replace(/\s+/g, '').toUpperCase().replace(PREFIXED, '')

/** A well-formed RPPS or ADELI with its type digit: what a comparison of persons can rest on. */
export function isNationalId(text: string): boolean {
  const { kind } = parsePersonId(text)
  return kind === 'rpps' || kind === 'adeli'
}

/** Whether a name of the metadata is one of those of a document, or all of them together. */
export function isName(name: string, among: readonly { readonly value: string }[]): boolean {
  const folded = foldName(name)
  const names = among.map(({ value }) => foldName(value))
  return names.includes(folded) || names.join(' ') === folded
}
