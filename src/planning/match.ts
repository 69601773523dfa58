import type { Certificate, CertificateUse } from '../artifacts/certificate.ts'
import { type RevocationList, verifyRevocationList } from '../artifacts/crl.ts'
import { serves } from '../artifacts/served.ts'
import type { CertificateEntry, Site } from '../artifacts/site.ts'
import type { Text } from '../engine/rule.ts'
import { normaliseStructureId, parseStructureId, sameStructureText, siretKeyHolds } from '../identifiers/index.ts'
import { calendarState, dayOf, daysLeft } from './calendar.ts'
import { type Need, PROFILE_OF } from './needs.ts'
import { NO_SCM, practiceOf, type Reason } from './practice.ts'

/** What a site needs against what is installed. A certificate is kept only when it is proven to fit (G-26). */

export type LineState =
  /** In force, of the right profile, structure and name. */
  | 'kept'
  /** Kept, and its renewal is open. */
  | 'expiring'
  | 'not-yet-valid'
  | 'expired'
  /** Something is installed that does not fit. */
  | 'wrong'
  | 'missing'
  /** The file that should hold it could not be read. */
  | 'unread'
  /** A fact is missing: see the questions. */
  | 'undecided'

export interface Match {
  /** That of the need; with `@server` where several servers each have a certificate for it. */
  readonly id: string
  readonly need: Need
  readonly state: LineState
  readonly server?: string
  readonly certificate?: Certificate
  /** What makes it unfit. */
  readonly problems: readonly Reason[]
  /** What is worth a look, and does not make it unfit. */
  readonly remarks: readonly Reason[]
  /** Declared file, when nothing could be read from it. */
  readonly file?: string
}

export interface Surplus {
  readonly certificate: Certificate
  readonly use: CertificateUse
  readonly reason: Reason
}

export interface Material {
  readonly site: Site
  readonly certificates: readonly Certificate[]
  readonly crls: readonly RevocationList[]
  /** The date judged, milliseconds since 1970. */
  readonly at: number
}

interface Installed {
  readonly certificate: Certificate
  readonly use: CertificateUse
}

export function match(
  needs: readonly Need[],
  material: Material,
): { readonly matches: readonly Match[]; readonly surplus: readonly Surplus[] } {
  const installed = material.certificates.flatMap(certificate => certificate.uses.map(use => ({ certificate, use })))
  const taken = new Set<Installed>()
  const groups = new Map<Need, readonly Installed[]>()
  const assign = (need: Need, some: readonly Installed[]): void => {
    for (const one of some) taken.add(one)
    if (some.length > 0) groups.set(need, some)
  }
  // Who names the right structure first, also for several needs when its entry names no system; what is left then stands
  // for what is missing, drawn on another one.
  for (const need of needs)
    assign(
      need,
      installed.filter(one => concerns(one, need) && fits(one, need)),
    )
  for (const need of needs) {
    if (groups.has(need)) continue
    const left = installed.filter(one => !taken.has(one) && concerns(one, need))
    const [first] = left
    if (first)
      assign(
        need,
        left.filter(one => sameFile(one, first)),
      )
  }
  const copies = copiesOf(installed)
  const surplus: Surplus[] = []
  const matches = needs.flatMap(need => {
    const group = groups.get(need)
    if (group) {
      const servers = byServer(group)
      const here = servers.map(one => {
        const id = servers.length > 1 ? `${need.id}@${one[0].use.server ?? '?'}` : need.id
        return { id, ...ofServer(need, one, copies, material, surplus) }
      })
      if (!need.optional) return here
      const unfit = here.filter(({ state }) => state === 'wrong' || state === 'expired')
      surplus.push(...unfit.flatMap(notReplaced))
      return here.filter(one => !unfit.includes(one))
    }
    if (need.optional) return []
    const unread = unreadEntries(material).find(entry => entryConcerns(entry, need))
    const server = serverOf(need, material.site)
    const common = { id: need.id, need, problems: [], remarks: [], ...(server === undefined ? {} : { server }) }
    if (unread) return [{ ...common, state: 'unread' as const, file: unread.file.value }]
    return [{ ...common, state: need.undecided ? ('undecided' as const) : ('missing' as const) }]
  })
  for (const one of installed) if (!taken.has(one)) surplus.push({ ...one, reason: UNNEEDED })
  return { matches, surplus }
}

/** Installed for what another certificate of the plan serves as well: it need not be ordered again. */
function notReplaced({ certificate, need, problems }: Match): readonly Surplus[] {
  const use = certificate?.uses.find(({ usage }) => usage === need.usages[0])
  if (!certificate || !use) return []
  const told = (lang: 'en' | 'fr'): string => problems.map(({ text }) => text[lang]).join(' ; ')
  return [
    {
      certificate,
      use,
      reason: {
        text: {
          en: `${told('en') || 'expired'}; the dmp-auth certificate of the structure also serves the BAL applicative`,
          fr: `${told('fr') || 'expiré'} ; le certificat dmp-auth de la structure sert aussi à la BAL applicative`,
        },
        sources: [...new Set([...problems.flatMap(({ sources }) => sources), 'G-24'])],
      },
    },
  ]
}

const sameFile = (a: Installed, b: Installed): boolean => a.certificate.sha256 === b.certificate.sha256

const useConcerns = (use: Pick<CertificateUse, 'usage' | 'system' | 'pacs'>, need: Need): boolean =>
  use.usage === need.usages[0] &&
  need.systems.some(system => serves(use, system)) &&
  (need.pacs === undefined || use.pacs === undefined || use.pacs === need.pacs.name.value)

const concerns = ({ use }: Installed, need: Need): boolean => useConcerns(use, need)

const entryConcerns = (entry: CertificateEntry, need: Need): boolean =>
  useConcerns(
    {
      usage: entry.usage.value,
      ...(entry.system ? { system: entry.system.value } : {}),
      ...(entry.pacs ? { pacs: entry.pacs.value } : {}),
    },
    need,
  )

/** For the same use of the same system, several needs differ by structure, PACS or Client ID. */
function fits({ certificate, use }: Installed, need: Need): boolean {
  if (need.pacs) return use.pacs !== undefined || sameHost(certificate.subject.cn?.value, need.cn)
  if (!need.holder) return need.cn === undefined || certificate.subject.cn?.value === need.cn
  const ou = structureOf(certificate, need.accepts)
  return ou !== undefined && need.accepts(ou)
}

function unreadEntries({ site, certificates }: Material): readonly CertificateEntry[] {
  const read = new Set(certificates.flatMap(({ uses }) => uses.map(use => use.entry)))
  return site.certificates.filter(entry => !read.has(entry))
}

/**
 * The OU in the form to compare. A type digit that was left out before a SIRET or a RPPS-rang is put back, which of the
 * two their keys tell or, where both hold, the need.
 */
export function structureOf({ structure }: Certificate, accepts?: (ou: string) => boolean): string | undefined {
  if (!structure) return undefined
  const text = normaliseStructureId(structure.value)
  if (!/^[0-9]{14}$/.test(text)) return text
  const readings = siretKeyHolds(text) ? [`3${text}`, `4${text}`] : [`4${text}`, `3${text}`]
  return readings.find(one => accepts?.(one)) ?? readings[0]
}

/** The server on which a system has its certificates, when dmplint.yaml names only one. */
function serverOf(need: Need, site: Site): string | undefined {
  const servers = new Set(
    site.certificates
      .filter(entry => (need.proxy ? entry.usage.value === 'psc-proxy' : entry.usage.value !== 'psc-proxy'))
      .filter(entry => entry.system?.value === need.systems[0].key.value)
      .filter(entry => !need.pacs || entry.pacs?.value === need.pacs.name.value)
      .flatMap(entry => entry.server?.value ?? []),
  )
  const [server] = servers
  return servers.size === 1 ? server : undefined
}

function byServer(group: readonly Installed[]): readonly (readonly [Installed, ...Installed[]])[] {
  const servers = new Map<string, [Installed, ...Installed[]]>()
  for (const one of group) {
    const key = one.use.server ?? ''
    const here = servers.get(key)
    if (here) here.push(one)
    else servers.set(key, [one])
  }
  return [...servers.values()]
}

/** The server that keeps each key: the first that dmplint.yaml names; the others hold a copy (G-70). */
function copiesOf(installed: readonly Installed[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const { certificate, use } of installed)
    if (use.server !== undefined && !first.has(certificate.publicKeySha256))
      first.set(certificate.publicKeySha256, use.server)
  return first
}

/** The best of the certificates that a server has for one need; the others are surplus. */
function ofServer(
  need: Need,
  here: readonly [Installed, ...Installed[]],
  copies: ReadonlyMap<string, string>,
  material: Material,
  surplus: Surplus[],
): Omit<Match, 'id'> {
  const judged = here
    .map(one => ({ one, problems: problemsOf(one, need, copies, material) }))
    .sort(
      (a, b) =>
        Number(a.problems.length > 0) - Number(b.problems.length > 0) ||
        b.one.certificate.notAfter.value - a.one.certificate.notAfter.value,
    )
  const [best, ...others] = judged as [(typeof judged)[0], ...typeof judged]
  const { certificate, use } = best.one
  for (const { one } of others)
    if (!sameFile(one, best.one))
      surplus.push({ ...one, reason: supersededBy(certificate, one.certificate, material.at) })
  const common = {
    need,
    certificate,
    problems: best.problems,
    remarks: remarksOf(best.one, need),
    ...(use.server === undefined ? {} : { server: use.server }),
  }
  if (need.undecided) return { ...common, state: 'undecided' }
  if (best.problems.length > 0) return { ...common, state: 'wrong' }
  const states = {
    ok: 'kept',
    RENEW: 'expiring',
    'RENEW-URGENT': 'expiring',
    REORDER: 'expired',
    'not-yet-valid': 'not-yet-valid',
  } as const
  return { ...common, state: states[calendarState(certificate, material.at)] }
}

function problemsOf(
  { certificate, use }: Installed,
  need: Need,
  copies: ReadonlyMap<string, string>,
  material: Material,
): readonly Reason[] {
  const { site } = material
  const problems: Reason[] = []
  const { profile } = certificate
  if (profile !== PROFILE_OF[need.type])
    problems.push(profile === 'unknown' ? NOT_PROVEN : otherProfile(profile, need.type))
  const environment = site.environment?.value ?? 'production'
  const other = environment === 'production' ? 'test' : 'production'
  if (certificate.environment === other) problems.push(OTHER_ENVIRONMENT[other])
  const ou = structureOf(certificate, need.accepts)
  if (ou === undefined) {
    if (profile === PROFILE_OF[need.type]) problems.push(NO_STRUCTURE)
  } else if (!need.accepts(ou) && (need.ou !== undefined || need.holder?.ou === undefined))
    problems.push(otherStructure(ou, need), ...(isOfMeans(ou, site) ? [NO_SCM] : []))
  if (need.cnNeeded && need.cn !== undefined) {
    const cn = certificate.subject.cn?.value ?? ''
    const same = need.pacs ? sameHost(cn, need.cn) : cn === need.cn
    if (!same) problems.push(otherName(cn, need))
  }
  const others = certificate.uses.filter(({ usage }) => usage !== 'insi').map(({ usage }) => usage)
  if (need.usages[0] === 'insi' && others.length > 0) problems.push(notDedicated(others.join(', ')))
  const home = copies.get(certificate.publicKeySha256)
  if (home !== undefined && use.server !== undefined && home !== use.server) problems.push(copyOf(home))
  if (isRevoked(certificate, material)) problems.push(REVOKED)
  return problems
}

const isOfMeans = (ou: string, site: Site): boolean =>
  site.structures.some(one => sameStructureText(one.id.value, ou) && practiceOf(one, undefined) === 'means')

function sameHost(a: string | undefined, b: string | undefined): boolean {
  const host = (text: string) => text.trim().toLowerCase().replace(/\.$/, '')
  return a !== undefined && b !== undefined && host(a) === host(b)
}

/** The latest list that a given authority signed has the last word; an absence from a list proves nothing here. */
function isRevoked(certificate: Certificate, { crls, certificates }: Material): boolean {
  const authorities = certificates.filter(one => one.isCa && certificate.issuer.equals(one.subject))
  const [entry] = crls
    .filter(list => list.revoked.has(certificate.serial.value))
    .filter(list => authorities.some(authority => verifyRevocationList(list, authority)))
    .sort((a, b) => b.thisUpdate.value - a.thisUpdate.value)
    .flatMap(list => list.revoked.get(certificate.serial.value) ?? [])
  const REMOVE_FROM_CRL = 8
  return entry !== undefined && entry.reason !== REMOVE_FROM_CRL
}

/** The exact names that INSi expects are relayed by vendors only: another one is told, not refused. */
function remarksOf({ certificate }: Installed, need: Need): readonly Reason[] {
  const cn = certificate.subject.cn?.value ?? ''
  if (need.usages[0] !== 'insi' || /^INSI-(AUTO|MANU)$/.test(cn)) return []
  return [
    {
      text: {
        en: `its CN is '${cn}': INSi is said to accept only INSI-AUTO and INSI-MANU, check that the teleservice answers`,
        fr: `son CN est « ${cn} » : INSi n'accepterait que INSI-AUTO et INSI-MANU, vérifier que le téléservice répond`,
      },
      sources: ['FAQ-10', 'FAQ-11'],
    },
  ]
}

const NOT_PROVEN: Reason = {
  text: {
    en: 'its key usages are of no IGC-Santé profile: nothing proves that it serves',
    fr: "ses usages de clé ne sont d'aucun profil IGC-Santé : rien ne prouve qu'il convient",
  },
  sources: ['G-26'],
}
type KnownProfile = Exclude<Certificate['profile'], 'unknown'>

const PROFILE_NAMES: Readonly<Record<KnownProfile, Text>> = {
  'org-auth-cli': { en: 'an ORG AUTH_CLI', fr: 'un ORG AUTH_CLI' },
  'org-sign': { en: 'an ORG SIGN', fr: 'un ORG SIGN' },
  'serv-ssl': { en: 'a SERV SSL', fr: 'un SERV SSL' },
  person: { en: 'the certificate of a person', fr: 'un certificat de personne' },
  ca: { en: 'the certificate of an authority', fr: "un certificat d'autorité" },
  legacy: { en: 'a certificate of the former GIP-CPS', fr: "un certificat de l'ancien GIP-CPS" },
}

const otherProfile = (profile: KnownProfile, type: Need['type']): Reason => ({
  text: {
    en: `it is ${PROFILE_NAMES[profile].en}, no ${type}`,
    fr: `c'est ${PROFILE_NAMES[profile].fr}, pas un ${type}`,
  },
  sources: ['G-07', 'G-08', 'G-09'],
})

const OTHER_ENVIRONMENT: Readonly<Record<'test' | 'production', Reason>> = {
  test: {
    text: { en: 'it comes from the TEST authority', fr: "il vient de l'autorité de TEST" },
    sources: ['EX_AIR-080'],
  },
  production: {
    text: {
      en: 'it comes from the production authority, on a test site',
      fr: "il vient de l'autorité de production, sur un site de test",
    },
    sources: ['EX_AIR-080'],
  },
}
const NO_STRUCTURE: Reason = {
  text: { en: 'its OU names no structure', fr: 'son OU ne nomme aucune structure' },
  sources: ['G-06'],
}

function otherStructure(ou: string, need: Need): Reason {
  const wanted = need.ou ?? '?'
  const kind = parseStructureId(ou).kind
  if (need.holder?.practice === 'establishment' && kind === 'finess')
    return {
      text: {
        en: `its OU is ${ou}, not the FINESS juridique ${wanted}; a site that works on its own FINESS declares dmp.finessMode: eg`,
        fr: `son OU est ${ou}, pas le FINESS juridique ${wanted} ; un site qui travaille sur son propre FINESS déclare dmp.finessMode: eg`,
      },
      sources: ['G-29', 'FAQ-01'],
    }
  return {
    text: { en: `its OU is ${ou}, not ${wanted}`, fr: `son OU est ${ou}, pas ${wanted}` },
    sources: need.holder ? ['G-27'] : need.pacs ? ['G-15'] : ['G-18', 'G-21'],
  }
}

const otherName = (cn: string, need: Need): Reason => ({
  text: { en: `its CN is '${cn}', not '${need.cn}'`, fr: `son CN est « ${cn} », pas « ${need.cn} »` },
  sources: need.pacs ? ['G-15'] : ['G-18', 'G-21'],
})
const notDedicated = (usages: string): Reason => ({
  text: {
    en: `it also serves ${usages}: INSi asks for one of its own`,
    fr: `il sert aussi à ${usages} : INSi en demande un dédié`,
  },
  sources: ['G-23', 'FAQ-10'],
})
const copyOf = (server: string): Reason => ({
  text: {
    en: `it is a copy of the certificate of ${server}: each server needs its own`,
    fr: `c'est une copie du certificat de ${server} : chaque serveur a besoin du sien`,
  },
  sources: ['G-70'],
})
const REVOKED: Reason = {
  text: { en: 'it is revoked', fr: 'il est révoqué' },
  sources: ['EX_AIR-080'],
}
const UNNEEDED: Reason = {
  text: { en: 'nothing that the site declares needs it', fr: 'rien de ce que le site déclare n’en a besoin' },
  sources: ['G-02'],
}

function supersededBy(best: Certificate, other: Certificate, at: number): Reason {
  const end = dayOf(best.notAfter.value)
  return daysLeft(other.notAfter.value, at) < 0
    ? {
        text: {
          en: `expired, replaced by the one that ends on ${end}`,
          fr: `expiré, remplacé par celui qui finit le ${end}`,
        },
        sources: ['G-74'],
      }
    : {
        text: {
          en: `second certificate for the same need: the one that ends on ${end} is enough`,
          fr: `second certificat pour le même besoin : celui qui finit le ${end} suffit`,
        },
        sources: ['G-19', 'G-26'],
      }
}
