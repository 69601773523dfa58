/**
 * Times as the messages write them. Every parser is strict on the calendar (no 30 February, no hour 24) and answers
 * `undefined` for what is not a time.
 */

export type TimePrecision = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'

export interface Hl7Time {
  /** Milliseconds since the epoch, at the start of the period; read as UTC when the text has no offset. */
  readonly ms: number
  readonly precision: TimePrecision
  readonly hasOffset: boolean
  readonly hasFraction: boolean
}

const PRECISIONS: readonly TimePrecision[] = ['year', 'month', 'day', 'hour', 'minute', 'second']

const HL7_TIME =
  /^([0-9]{4})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(\.[0-9]{1,9})?)?)?)?)?)?([+-][0-9]{2}(?:[0-9]{2})?)?$/

/**
 * HL7 time stamp, `YYYY[MM[DD[hh[mm[ss[.f]]]]]][±hhmm]`, as the CDA writes it (TS): with an offset `ms` is the UTC
 * instant. Without one the CDA means local time, which only the caller can place.
 */
export function parseHl7Ts(text: string): Hl7Time | undefined {
  const match = HL7_TIME.exec(text)
  if (!match) return undefined
  const fields = match.slice(1, 7)
  const precision = PRECISIONS[fields.filter(field => field !== undefined).length - 1]!
  const [year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = fields
  const ms = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), match[7])
  const offset = match[8] === undefined ? 0 : offsetMinutes(match[8])
  if (ms === undefined || offset === undefined) return undefined
  return {
    ms: ms - offset * 60_000,
    precision,
    hasOffset: match[8] !== undefined,
    hasFraction: match[7] !== undefined,
  }
}

/**
 * DTM of XDS metadata (IHE ITI TF-3, CI-SIS): the same digits, always UTC, where an offset or a fraction is a defect.
 * Both are read all the same and told by `hasOffset` and `hasFraction`, so that one defect does not hide the others.
 */
export const parseDtm: (text: string) => Hl7Time | undefined = parseHl7Ts

export interface XsDateTime {
  readonly ms: number
  /** SAML requires `Z`; a time without zone is read as UTC. */
  readonly zone: 'Z' | 'offset' | 'none'
}

const XS_DATE_TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?$/

/** `xs:dateTime` of four-digit years, in any zone. */
export function parseXsDateTime(text: string): XsDateTime | undefined {
  const match = XS_DATE_TIME.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as number[]
  const ms = utc(year!, month!, day!, hour!, minute!, second!, match[7])
  const zone = match[8]
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetMinutes(zone.replace(':', ''))
  if (ms === undefined || offset === undefined) return undefined
  return { ms: ms - offset * 60_000, zone: zone === undefined ? 'none' : zone === 'Z' ? 'Z' : 'offset' }
}

/** `xs:dateTime` in UTC written with `Z`, as SAML instants must be (SAML Core 1.3.3); in milliseconds. */
export function parseUtcInstant(text: string): number | undefined {
  const time = parseXsDateTime(text)
  return time?.zone === 'Z' ? time.ms : undefined
}

function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: string | undefined,
): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined
  // Date.UTC reads years below 100 as 19xx; setUTCFullYear does not.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const millis = fraction === undefined ? 0 : Math.floor(Number(`0${fraction}`) * 1000)
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millis
}

function offsetMinutes(text: string): number | undefined {
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(3) || '0')
  if (hours > 14 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const DAY_RANK = PRECISIONS.indexOf('day')

/** A date without offset is a civil date somewhere on Earth; clocks differ from UTC by at most this much. */
const FARTHEST_OFFSET_MS = 14 * 3_600_000

/**
 * Whether two times agree as far as both say: the finer one lies within the period that the coarser one names. A bare
 * date (or month, or year) without offset agrees with any instant that falls on it in some time zone.
 */
export function sameInstant(a: Hl7Time, b: Hl7Time): boolean {
  const rank = (time: Hl7Time) => PRECISIONS.indexOf(time.precision)
  const [coarse, fine] = rank(a) <= rank(b) ? [a, b] : [b, a]
  const civilDate = rank(coarse) <= DAY_RANK && !coarse.hasOffset && rank(fine) > DAY_RANK
  const slack = civilDate ? FARTHEST_OFFSET_MS : 0
  const start = Math.floor(coarse.ms / 1000) * 1000
  return fine.ms >= start - slack && fine.ms < periodEnd(coarse) + slack
}

function periodEnd(time: Hl7Time): number {
  switch (time.precision) {
    case 'year':
    case 'month': {
      const end = new Date(time.ms)
      if (time.precision === 'year') end.setUTCFullYear(end.getUTCFullYear() + 1)
      else end.setUTCMonth(end.getUTCMonth() + 1)
      return end.getTime()
    }
    case 'day':
      return time.ms + 86_400_000
    case 'hour':
      return time.ms + 3_600_000
    case 'minute':
      return time.ms + 60_000
    case 'second':
      return (Math.floor(time.ms / 1000) + 1) * 1000
  }
}
