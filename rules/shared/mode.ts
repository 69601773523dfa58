import type { Signature } from '../../src/artifacts/signature.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'

export const MODES = ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE'] as const
export type Mode = (typeof MODES)[number]

/**
 * Authentification_Mode, or what it must be where a token has none (the example code of the GIE SESAM-Vitale leaves it
 * out): AuthnContextDecl occurs only in AIR, and only a card signs with the certificate of a person. `undefined` for a
 * value outside the enumeration.
 *
 * @param signatures those of the exchange
 */
export function modeOf(token: Vihf, signatures: readonly Signature[]): Mode | undefined {
  if (token.mode) return MODES.find(mode => mode === token.mode?.value)
  if (token.contextDecl) return 'INDIRECTE_RENFORCEE'
  return signatures.some(({ host, signer }) => host === token && signer?.profile === 'person') ? 'DIRECTE' : 'INDIRECTE'
}

/** Authentification indirecte renforcée, declared or told by AuthnContextDecl. */
export const isAir = (token: Vihf): boolean => modeOf(token, []) === 'INDIRECTE_RENFORCEE'
