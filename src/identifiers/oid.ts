/** Object identifiers in dotted form (ITU-T X.660; length limit of the HL7 and DICOM profiles). */

export type OidDefect =
  | 'empty'
  | 'urn-prefix'
  | 'bad-characters'
  | 'empty-arc'
  | 'leading-zero'
  | 'bad-root'
  | 'single-arc'
  | 'too-long'

/** Why a text is not a dotted OID, or `undefined` when it is one. */
export function oidDefect(text: string): OidDefect | undefined {
  if (text === '') return 'empty'
  if (/^urn:oid:/i.test(text)) return 'urn-prefix'
  if (/[^0-9.]/.test(text)) return 'bad-characters'
  if (text.length > 64) return 'too-long'
  const arcs = text.split('.')
  if (arcs.includes('')) return 'empty-arc'
  if (arcs.some(arc => arc.length > 1 && arc.startsWith('0'))) return 'leading-zero'
  const [root, second] = arcs
  if (second === undefined) return 'single-arc'
  if (!/^[012]$/.test(root!) || (root !== '2' && Number(second) > 39)) return 'bad-root'
  return undefined
}

/** Whether the text is a dotted OID of at most 64 characters, without `urn:oid:`. */
export function isOid(text: string): boolean {
  return oidDefect(text) === undefined
}
