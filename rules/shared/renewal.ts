import type { Certificate, CertificateUse } from '../../src/artifacts/certificate.ts'
import type { Site } from '../../src/artifacts/site.ts'
import { beginsAfter, DAY } from './days.ts'

/** Days before its end from which a certificate can be renewed (G-74), and those of the last notice (G-75). */
export const RENEWAL_DAYS = 60
export const URGENT_DAYS = 15

/** Whole days of UTC from the date judged to the end; negative once that day is over. */
export const daysLeft = ({ notAfter }: Certificate, at: number): number =>
  Math.floor(notAfter.value / DAY) - Math.floor(at / DAY)

/** Can the one take over what the other does: same usage, system, PACS and structure, and no other server? */
export const standsFor = (other: Certificate, certificate: Certificate, use: CertificateUse): boolean =>
  other.structure?.value === certificate.structure?.value &&
  other.uses.some(
    one =>
      one.usage === use.usage &&
      one.system === use.system &&
      one.pacs === use.pacs &&
      (one.server === undefined || use.server === undefined || one.server === use.server),
  )

/** A certificate that lasts longer is installed for each of its uses. */
export const isSucceeded = (certificate: Certificate, among: readonly Certificate[]): boolean =>
  certificate.uses.length > 0 &&
  certificate.uses.every(use =>
    among.some(other => other.notAfter.value > certificate.notAfter.value && standsFor(other, certificate, use)),
  )

/**
 * Where a certificate stands on the calendar: `far` from its end, `open` to renewal (60 to 16 days before it), `urgent`
 * (15 to 0 days).
 *
 * @returns `undefined` when there is nothing to renew: authorities, other issuers, cards, which are renewed otherwise,
 *   certificates that the site does not list, that have expired or do not begin yet, and those that have a successor
 */
export function renewalOf(
  certificate: Certificate,
  { site, certificates }: { readonly site: Site | undefined; readonly certificates: readonly Certificate[] },
  at: number,
): 'far' | 'open' | 'urgent' | undefined {
  if (certificate.isCa || !certificate.namesHealthAuthority || certificate.cardNumber) return undefined
  if (site && certificate.uses.length === 0) return undefined
  if (certificate.notAfter.value < at || beginsAfter(certificate.notBefore.value, at)) return undefined
  const days = daysLeft(certificate, at)
  if (days > RENEWAL_DAYS) return 'far'
  if (isSucceeded(certificate, certificates)) return undefined
  return days > URGENT_DAYS ? 'open' : 'urgent'
}
