import type { Certificate } from '../artifacts/certificate.ts'
import type { FollowUp } from '../artifacts/followup.ts'
import type { CertificateUsage } from '../artifacts/site.ts'
import type { Lang, Text } from '../engine/rule.ts'
import { normaliseStructureId } from '../identifiers/index.ts'
import { type CalendarState, calendarState, DAY, dayOf, daysLeft, RENEWAL_DAYS, URGENT_DAYS } from './calendar.ts'
import { structureOf } from './match.ts'
import { orderedBy } from './ordering.ts'
import type { SiteMaterial, Sourced } from './plan.ts'

/** The renewal calendar: what ends when, from when it can be renewed, and by whom. Plain data in one language. */
export interface Renewals {
  readonly schema: 1
  readonly tool: { readonly name: 'dmplint'; readonly version: string }
  readonly lang: Lang
  /** The date judged, `YYYY-MM-DD`. */
  readonly at: string
  /** Time of the run, ISO 8601; absent with `--deterministic`. */
  readonly generated?: string
  /** Soonest end first. */
  readonly certificates: readonly RenewalRow[]
  /** Where the follow-up file and the certificates disagree. */
  readonly disagreements: readonly Disagreement[]
  /** Declared files that gave no certificate. */
  readonly unread: readonly { readonly site: string; readonly file: string; readonly usage: CertificateUsage }[]
  readonly advice: readonly Sourced[]
}

export interface RenewalRow {
  readonly cn: string | null
  /** Struct_IdNat. */
  readonly structure: string | null
  readonly organisation: string | null
  readonly usages: readonly CertificateUsage[]
  readonly sites: readonly string[]
  readonly systems: readonly string[]
  readonly servers: readonly string[]
  readonly files: readonly string[]
  /** Days in UTC, `YYYY-MM-DD`. */
  readonly begins: string
  readonly ends: string
  readonly daysLeft: number
  readonly renewalOpens: string
  readonly notices: readonly [first: string, second: string]
  /** `REPLACED`: a certificate in force, with a later end, is installed for the same use. */
  readonly state: CalendarState | 'REPLACED'
  readonly action: 'none' | 'wait' | 'renew' | 'order-again'
  readonly by: string
  /** Upper-case hexadecimal. */
  readonly sha256: string
}

export interface Disagreement extends Sourced {
  readonly kind: 'end' | 'not-installed' | 'not-followed' | 'no-date'
  readonly site: string
  /** `file:line` of the follow-up file; of the certificate when the file does not list it. */
  readonly place: string
}

export interface FollowedSite extends SiteMaterial {
  readonly followUps: readonly FollowUp[]
}

export interface RenewalOptions {
  readonly version: string
  readonly lang: Lang
  /** The date judged, milliseconds since 1970. */
  readonly at: number
  readonly generated?: Date
}

export function renewalsOf(materials: readonly FollowedSite[], options: RenewalOptions): Renewals {
  const { lang, at, version, generated } = options
  const rows = new Map<string, RenewalRow>()
  for (const material of materials)
    for (const certificate of installedOf(material)) {
      const row = rowOf(certificate, material, lang, at)
      const known = rows.get(row.sha256)
      rows.set(row.sha256, known ? merged(known, row) : row)
    }
  return {
    schema: 1,
    tool: { name: 'dmplint', version },
    lang,
    at: dayOf(at),
    ...(generated ? { generated: generated.toISOString() } : {}),
    certificates: [...rows.values()].sort(byEnd),
    disagreements: materials.flatMap(material =>
      material.followUps.flatMap(followUp => [...disagreementsOf(followUp, material, lang)]),
    ),
    unread: materials.flatMap(unreadOf),
    advice: ADVICE.map(({ text, sources }) => ({ text: text[lang], sources })),
  }
}

function byEnd(a: RenewalRow, b: RenewalRow): number {
  const key = ({ ends, cn, sha256 }: RenewalRow): string => `${ends} ${cn} ${sha256}`
  return key(a) < key(b) ? -1 : 1
}

const installedOf = ({ certificates }: SiteMaterial): readonly Certificate[] =>
  certificates.filter(({ uses, isCa }) => uses.length > 0 && !isCa)

const nameOf = ({ site }: SiteMaterial): string => site.name?.value ?? (site.folder || '.')

const distinct = <T>(...values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.flatMap(value => (value === undefined ? [] : [value]))),
]

function rowOf(certificate: Certificate, material: FollowedSite, lang: Lang, at: number): RenewalRow {
  const { uses, notAfter, notBefore, subject } = certificate
  const state = installedOf(material).some(other => replaces(other, certificate, at))
    ? 'REPLACED'
    : calendarState(certificate, at)
  const before = (days: number): string => dayOf(notAfter.value - days * DAY)
  return {
    cn: subject.cn?.value ?? null,
    structure: structureOf(certificate) ?? null,
    organisation: subject.o?.value ?? null,
    usages: distinct(...uses.map(({ usage }) => usage)),
    sites: [nameOf(material)],
    systems: distinct(...uses.map(({ system }) => system)),
    servers: distinct(...uses.map(({ server }) => server)),
    files: [certificate.source.uri],
    begins: dayOf(notBefore.value),
    ends: dayOf(notAfter.value),
    daysLeft: daysLeft(notAfter.value, at),
    renewalOpens: before(RENEWAL_DAYS),
    notices: [before(RENEWAL_DAYS), before(URGENT_DAYS)],
    state,
    action: ACTION[state],
    by: byWhom(certificate, material)[lang],
    sha256: certificate.sha256,
  }
}

const ACTION: Readonly<Record<RenewalRow['state'], RenewalRow['action']>> = {
  ok: 'none',
  REPLACED: 'none',
  'not-yet-valid': 'wait',
  RENEW: 'renew',
  'RENEW-URGENT': 'renew',
  REORDER: 'order-again',
}

/** In force with a later end, for every use of the other. */
function replaces(other: Certificate, certificate: Certificate, at: number): boolean {
  return (
    other.sha256 !== certificate.sha256 &&
    other.notAfter.value > certificate.notAfter.value &&
    !['REORDER', 'not-yet-valid'].includes(calendarState(other, at)) &&
    structureOf(other) === structureOf(certificate) &&
    other.profile === certificate.profile &&
    certificate.uses.every(use =>
      other.uses.some(
        one =>
          one.usage === use.usage && one.system === use.system && one.server === use.server && one.pacs === use.pacs,
      ),
    )
  )
}

const OPERATOR_USAGES: readonly CertificateUsage[] = ['drimbox-ssl', 'psc-proxy', 'psc-introspection']

function byWhom({ uses }: Certificate, { site }: SiteMaterial): Text {
  if (!uses.some(({ usage }) => OPERATOR_USAGES.includes(usage))) return orderedBy(site.ordering?.mode?.value)
  const names = distinct(
    ...uses.map(use => {
      const system = site.systems.find(({ key }) => key.value === use.system)
      const proxy = site.proxies.find(({ key }) => key.value === system?.proxy?.value)
      const key = (use.usage === 'psc-proxy' ? proxy?.operator : system?.operator)?.value
      const operator = site.operators.find(one => one.key.value === key)
      return operator?.name?.value ?? key
    }),
  ).join(', ')
  return names === ''
    ? { en: 'operator not known', fr: 'opérateur inconnu' }
    : { en: `technical administrators of ${names}`, fr: `administrateurs techniques de ${names}` }
}

/** The certificate of a shared proxy is listed by each of its sites. */
const merged = (a: RenewalRow, b: RenewalRow): RenewalRow => ({
  ...a,
  usages: distinct(...a.usages, ...b.usages),
  sites: distinct(...a.sites, ...b.sites),
  systems: distinct(...a.systems, ...b.systems),
  servers: distinct(...a.servers, ...b.servers),
  files: distinct(...a.files, ...b.files),
})

function unreadOf(material: FollowedSite): Renewals['unread'] {
  const read = new Set(material.certificates.flatMap(({ uses }) => uses.map(use => use.entry)))
  return material.site.certificates
    .filter(entry => !read.has(entry))
    .map(entry => ({ site: nameOf(material), file: entry.file.value, usage: entry.usage.value }))
}

function* disagreementsOf(followUp: FollowUp, material: FollowedSite, lang: Lang): Generator<Disagreement> {
  const installed = installedOf(material)
  const found = new Set<Certificate>()
  const site = nameOf(material)
  for (const row of followUp.rows) {
    const place = placeOf(row.at)
    const told = (kind: Disagreement['kind'], text: Text): Disagreement => ({
      kind,
      site,
      place,
      text: text[lang],
      sources: ['G-78'],
    })
    const certificates = installed.filter(certificate => isOf(row, certificate))
    for (const certificate of certificates) found.add(certificate)
    const subject = row.cn?.value ?? row.serial?.value ?? '?'
    if (certificates.length === 0) {
      if (row.cn || row.serial)
        yield told('not-installed', {
          en: `'${subject}' is followed, but no installed certificate is it.`,
          fr: `« ${subject} » est suivi, mais aucun certificat installé ne lui correspond.`,
        })
      continue
    }
    const { end } = row
    if (!end || Number.isNaN(end.value)) {
      yield told('no-date', {
        en: `'${subject}': the file gives no end date that can be read.`,
        fr: `« ${subject} » : le fichier ne donne pas de date de fin lisible.`,
      })
      continue
    }
    const day = dayOf(end.value)
    const ends = certificates.map(certificate => dayOf(certificate.notAfter.value))
    if (!ends.includes(day))
      yield told('end', {
        en: `'${subject}': the file says ${day}, the certificate ends on ${ends.join(', ')}.`,
        fr: `« ${subject} » : le fichier indique ${day}, le certificat finit le ${ends.join(', ')}.`,
      })
  }
  for (const certificate of installed) {
    if (found.has(certificate)) continue
    const cn = certificate.subject.cn?.value ?? certificate.sha256
    yield {
      kind: 'not-followed',
      site,
      place: certificate.source.uri,
      text: {
        en: `'${cn}' is installed until ${dayOf(certificate.notAfter.value)}, but the follow-up file does not list it.`,
        fr: `« ${cn} » est installé jusqu'au ${dayOf(certificate.notAfter.value)}, mais le fichier de suivi ne le liste pas.`,
      }[lang],
      sources: ['G-78'],
    }
  }
}

const placeOf = (at: FollowUp['rows'][number]['at']): string => {
  const { uri, line } = at.source.position(at.offset)
  return `${uri}:${line}`
}

/** By serial number where the file has one; CN and structure are the same in a certificate and its successor. */
function isOf({ serial, cn, structure }: FollowUp['rows'][number], certificate: Certificate): boolean {
  if (serial) return sameSerial(serial.value, certificate.serial.value)
  if (!cn || cn.value.trim() !== certificate.subject.cn?.value.trim()) return false
  return structure === undefined || normaliseStructureId(structure.value) === structureOf(certificate)
}

/** Tables write the number in hexadecimal, with or without colons and leading zeros, or in decimal. */
function sameSerial(written: string, hexadecimal: string): boolean {
  const digits = written.replace(/[\s:]/g, '').replace(/^0x/i, '')
  if (!/^[0-9a-f]{1,64}$/i.test(digits)) return false
  const number = BigInt(`0x${hexadecimal}`)
  return BigInt(`0x${digits}`) === number || (/^[0-9]+$/.test(digits) && BigInt(digits) === number)
}

const ADVICE: readonly { readonly text: Text; readonly sources: readonly string[] }[] = [
  {
    text: {
      en: 'A certificate is renewed only while it is in force, from 60 days before its end; afterwards a new order is needed.',
      fr: "Un certificat ne se renouvelle que tant qu'il est en vigueur, à partir de 60 jours avant sa fin ; ensuite il faut une nouvelle commande.",
    },
    sources: ['G-74', 'FAQ-06'],
  },
  {
    text: {
      en: 'Two notices are sent to the technical administrators, 60 and 15 days before: their mailboxes must be valid and generic.',
      fr: 'Deux avis sont envoyés aux administrateurs techniques, à J-60 et J-15 : leurs boîtes doivent être valides et génériques.',
    },
    sources: ['G-75', 'G-76'],
  },
  {
    text: {
      en: 'The ANS gives each editor a follow-up file every 3 months: export it as CSV and name it under followUp to have it compared.',
      fr: "L'ANS met à disposition de chaque éditeur un fichier de suivi tous les 3 mois : l'exporter en CSV et le nommer sous followUp pour le comparer.",
    },
    sources: ['G-78'],
  },
  {
    text: {
      en: 'Automate renewals through the IGC-Santé API.',
      fr: "Automatiser les renouvellements par l'API IGC-Santé.",
    },
    sources: ['G-79'],
  },
]
