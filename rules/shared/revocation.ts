import type { Certificate } from '../../src/artifacts/certificate.ts'
import { type Revocation, type RevocationList, verifyRevocationList } from '../../src/artifacts/crl.ts'
import type { Text } from '../../src/engine/rule.ts'
import { issuersAmong } from './certificates.ts'

/** CRLReason of an entry that lifts a suspension (RFC 5280 section 5.3.1). */
const REMOVE_FROM_CRL = 8

export const NO_LIST: Text = {
  en: 'no complete CRL of the issuer, in force and verified by its certificate: list both under trust:',
  fr: "pas de CRL complète de l'émetteur, à jour et vérifiée par son certificat : déclarer les deux sous trust:",
}

/** What the given lists say of a certificate; without an entry, `complete` says whether its absence proves anything. */
export interface RevocationStatus {
  readonly entry: Revocation | undefined
  readonly complete: boolean
}

/**
 * Looks a certificate up in the lists of its issuer that verify. The newest word counts: a full list without the
 * certificate lifts what an older one said, a delta does not.
 *
 * @param certificates among which the issuer is looked for
 * @param at date judged: lists must be in force then to prove an absence
 */
export function revocationOf(
  certificate: Certificate,
  lists: readonly RevocationList[],
  certificates: readonly Certificate[],
  at: number,
): RevocationStatus {
  const authorities = issuersAmong(certificate, certificates).filter(one => one.isCa)
  const verified = lists
    .filter(list => authorities.some(authority => verifyRevocationList(list, authority)))
    .sort((a, b) => a.thisUpdate.value - b.thisUpdate.value)
  let entry: Revocation | undefined
  let complete = false
  for (const list of verified) {
    const here = list.revoked.get(certificate.serial.value)
    if (here || !list.isDelta) entry = here
    complete ||= !list.isDelta && (list.nextUpdate === undefined || list.nextUpdate.value >= at)
  }
  return { entry: entry?.reason === REMOVE_FROM_CRL ? undefined : entry, complete }
}
