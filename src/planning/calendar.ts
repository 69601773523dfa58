/** The life of an IGC-Santé certificate in days: renewal from D-60, notices at D-60 and D-15, nothing after D (G-74, G-75). */

export const DAY = 86_400_000
/** Days before the end from which a certificate can be renewed; the first notice is sent then. */
export const RENEWAL_DAYS = 60
/** Days before the end at which the second notice is sent. */
export const URGENT_DAYS = 15

export type CalendarState = 'not-yet-valid' | 'ok' | 'RENEW' | 'RENEW-URGENT' | 'REORDER'

/** `YYYY-MM-DD` in UTC. */
export const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

/** Whole days of UTC from the date judged to the end; negative once it is past. */
export const daysLeft = (notAfter: number, at: number): number => Math.floor(notAfter / DAY) - Math.floor(at / DAY)

export interface Validity {
  readonly notBefore: { readonly value: number }
  readonly notAfter: { readonly value: number }
}

/** @param at milliseconds since 1970; a certificate that begins later on that day has begun */
export function calendarState({ notBefore, notAfter }: Validity, at: number): CalendarState {
  if (notAfter.value < at) return 'REORDER'
  if (Math.floor(notBefore.value / DAY) > Math.floor(at / DAY)) return 'not-yet-valid'
  const days = daysLeft(notAfter.value, at)
  if (days > RENEWAL_DAYS) return 'ok'
  return days > URGENT_DAYS ? 'RENEW' : 'RENEW-URGENT'
}
