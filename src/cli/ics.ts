import type { Lang, Text } from '../engine/rule.ts'
import { DAY, dayOf } from '../planning/calendar.ts'
import type { RenewalRow, Renewals } from '../planning/renewals.ts'
import { visible } from '../reporters/escape.ts'

/**
 * The renewal calendar as iCalendar (RFC 5545): all-day events on the day renewal opens, fifteen days before the end and
 * on the end. Identifiers come from fingerprints, so that a calendar read again updates its events.
 */
export function printIcs(renewals: Renewals): string {
  const { lang, tool, at } = renewals
  // The day judged: equal input gives an equal file, and a later one replaces an earlier.
  const stamp = `${compact(at)}T000000Z`
  const events = renewals.certificates.flatMap(row => eventsOf(row, lang, stamp))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//dmplint//${escaped(tool.version)}//${lang.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(T.name[lang])}`,
    ...events,
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

interface CalendarEvent {
  readonly key: string
  readonly day: string
  readonly title: Text
}

function eventsOf(row: RenewalRow, lang: Lang, stamp: string): string[] {
  if (row.state === 'REPLACED') return []
  const end: CalendarEvent = { key: 'end', day: row.ends, title: T.ends }
  // Once expired it can only be ordered again: the days of its renewal are past.
  const events: readonly CalendarEvent[] =
    row.state === 'REORDER'
      ? [{ ...end, title: T.expired }]
      : [
          { key: 'renewal', day: row.renewalOpens, title: T.opens },
          { key: 'urgent', day: row.notices[1], title: T.urgent },
          end,
        ]
  const name = row.cn ?? row.sha256.slice(0, 16)
  const description = [
    `${T.structure[lang]} ${row.structure ?? T.unknown[lang]}`,
    `${T.usages[lang]} ${row.usages.join(', ')}`,
    `${T.systems[lang]} ${row.systems.join(', ') || T.unknown[lang]}`,
    `${T.by[lang]} ${row.by}`,
    `${T.end[lang]} ${row.ends}`,
    `SHA-256 ${row.sha256}`,
  ]
  return events.flatMap(({ key, day, title }) => [
    'BEGIN:VEVENT',
    `UID:${row.sha256.toLowerCase()}-${key}@dmplint`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(dayOf(Date.parse(day) + DAY))}`,
    `SUMMARY:${escaped(`${title[lang]} ${name} (${row.usages.join(', ')}), ${row.sites.join(', ')}`)}`,
    `DESCRIPTION:${description.map(escaped).join('\\n')}`,
    ...(row.servers.length > 0 ? [`LOCATION:${escaped(row.servers.join(', '))}`] : []),
    'CATEGORIES:IGC-Santé',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(`${title[lang]} ${name}`)}`,
    // Nine in the morning of the day.
    'TRIGGER:PT9H',
    'END:VALARM',
    'END:VEVENT',
  ])
}

const compact = (day: string): string => day.replaceAll('-', '')

/** A TEXT value; what would act on the screen is shown instead. */
const escaped = (text: string): string => visible(text).replace(/[\\;,]/g, '\\$&')

const encoder = new TextEncoder()

/** No line is longer than 75 octets, and none is cut inside a character. */
function folded(line: string): string {
  let out = ''
  let room = 75
  for (const character of line) {
    const { length } = encoder.encode(character)
    if (length > room) {
      out += '\r\n '
      room = 74
    }
    out += character
    room -= length
  }
  return out
}

const T = {
  name: { en: 'IGC-Santé certificates', fr: 'Certificats IGC-Santé' },
  opens: { en: 'Renewal opens:', fr: 'Renouvellement ouvert :' },
  urgent: { en: 'Last 15 days to renew:', fr: 'Plus que 15 jours pour renouveler :' },
  ends: { en: 'End of certificate:', fr: 'Fin du certificat :' },
  expired: { en: 'Expired, to be ordered again:', fr: 'Expiré, à commander à nouveau :' },
  structure: { en: 'Structure:', fr: 'Structure :' },
  usages: { en: 'Usage:', fr: 'Usage :' },
  systems: { en: 'Systems:', fr: 'Systèmes :' },
  by: { en: 'Renewed by:', fr: 'Renouvelé par :' },
  end: { en: 'End:', fr: 'Fin :' },
  unknown: { en: 'not known', fr: 'inconnu' },
} as const
