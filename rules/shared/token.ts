import type { Signature } from '../../src/artifacts/signature.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'
import { modeOf } from './mode.ts'

/** NOS TRE_G02: the card of an establishment's staff (CPE). */
const CPE_CARD = 2

/**
 * Modes in which the structure, not the card of a person, is authenticated.
 *
 * @param signatures those of the exchange
 */
export function isIndirect(token: Vihf, signatures: readonly Signature[]): boolean {
  const mode = modeOf(token, signatures)
  return mode === 'INDIRECTE' || mode === 'INDIRECTE_RENFORCEE'
}

/** @param signatures those of the exchange */
export const isDirect = (token: Vihf, signatures: readonly Signature[]): boolean =>
  modeOf(token, signatures) === 'DIRECTE'

/** A token of the card of an establishment's staff, told by the card or by a NameID structure/internal-id. */
export function isCpe(token: Vihf, signatures: readonly Signature[]): boolean {
  if (!isDirect(token, signatures)) return false
  const card = signatures.find(({ host }) => host === token)?.signer?.cardType?.value
  return card === CPE_CARD || (token.nameId?.value.includes('/') ?? false)
}

/**
 * Whom the DMP looks for among the authors of a submission (EX_2.1-1140): the person of the NameID behind a card of a
 * professional, the structure in indirect authentication and behind a CPE. `undefined` for an unknown mode.
 *
 * @param signatures those of the exchange
 */
export function feederOf(token: Vihf, signatures: readonly Signature[]): 'person' | 'structure' | undefined {
  if (isIndirect(token, signatures) || isCpe(token, signatures)) return 'structure'
  return isDirect(token, signatures) ? 'person' : undefined
}
