import type { ReportCertificate } from '../engine/report.ts'

/**
 * Where a certificate stands in its life on the date judged. The IGC-Santé opens the renewal 60 days before the end and
 * reminds 60 and 15 days before it (guide, G-74 and G-75); after the end it must be ordered again (FAQ-06).
 */
export type CertificateState = 'expired' | 'urgent' | 'renew' | 'future' | 'valid'

export const RENEWAL_OPENS = 60
export const LAST_NOTICE = 15

export interface Deadlines {
  readonly certificate: ReportCertificate
  readonly state: CertificateState
  /** Milliseconds since 1970. */
  readonly begins: number
  readonly opens: number
  readonly notice: number
  readonly ends: number
}

export const DAY = 86_400_000
/** What a date can hold (ECMA-262, time values). */
const LAST_DATE = 8.64e15

/** The one that ends first comes first; certificates of which a date cannot be read are left out. */
export function deadlines(certificates: readonly ReportCertificate[], at: number): readonly Deadlines[] {
  return certificates
    .map(certificate => {
      const begins = Date.parse(certificate.notBefore)
      const ends = Date.parse(certificate.notAfter)
      const opens = ends - RENEWAL_OPENS * DAY
      const notice = ends - LAST_NOTICE * DAY
      const state: CertificateState =
        at > ends ? 'expired' : at < begins ? 'future' : at >= notice ? 'urgent' : at >= opens ? 'renew' : 'valid'
      return { certificate, state, begins, opens, notice, ends }
    })
    .filter(({ opens, begins, ends }) => [opens, begins, ends].every(ms => Math.abs(ms) <= LAST_DATE))
    .sort((a, b) => a.ends - b.ends)
}

export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Noon, as the command line takes the date judged; NaN when it is no date. */
export const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`)
