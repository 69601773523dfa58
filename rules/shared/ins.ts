import type { Cx } from '../../src/identifiers/index.ts'
import { grammarDefects } from './hl7-values.ts'
import { INS_AUTHORITIES } from './people.ts'

/** `without-key`: the 13 characters of the NIR alone. `ins-c`: the computed identifier that came before the INS. */
export type InsDefect = 'ins-c' | 'without-key' | 'authority' | 'type' | 'malformed'

const MATRICULE = /^[0-9]{6}[0-9AB][0-9]{8}$/
/** The 13 characters of a NIR (or NIA) and its key of two digits, which is not computed. */
export const isMatricule = (text: string): boolean => MATRICULE.test(text)

const WITHOUT_KEY = /^[0-9]{6}[0-9AB][0-9]{6}$/
const INS_C_AUTHORITY = '1.2.250.1.213.1.4.2'

/** Why a CX is not an INS, or `undefined` when it is one. The key and the dirt of the text are judged elsewhere. */
export function insDefectOf(cx: Cx): InsDefect | undefined {
  const oid = cx.authority.universalId.value
  if (oid === INS_C_AUTHORITY || cx.idType.value === 'INS-C') return 'ins-c'
  if (grammarDefects(cx).length > 0) return 'malformed'
  if (!INS_AUTHORITIES.includes(oid)) return 'authority'
  if (cx.idType.value !== 'NH') return 'type'
  if (isMatricule(cx.id.value)) return undefined
  return WITHOUT_KEY.test(cx.id.value) ? 'without-key' : 'malformed'
}
