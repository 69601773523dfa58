import type { Certificate } from '../artifacts/certificate.ts'
import type { RevocationList } from '../artifacts/crl.ts'
import type { CertificateUsage, OrderingMode, Site, SystemKind } from '../artifacts/site.ts'
import type { Directory } from '../directory/directory.ts'
import type { Lang, Text } from '../engine/rule.ts'
import { parseStructureId } from '../identifiers/index.ts'
import { adviceOf } from './advice.ts'
import { dayOf, daysLeft } from './calendar.ts'
import { type LineState, type Match, match, type Surplus, structureOf } from './match.ts'
import { type CertificateType, needsOf } from './needs.ts'
import { advisedMode, type OrderingPlan, operatorSteps, orderedBy, orderingOf, PORTALS, type Step } from './ordering.ts'
import { holdersOf, NO_SCM, type Practice, practiceOf, type Reason, titleOf } from './practice.ts'

/**
 * The order plan of one site or several: which certificates are needed, on which identifier and why, which are there,
 * and what is to be ordered by whom. Plain data in one language; `--format json` prints it (`schemas/plan.schema.json`).
 */
export interface Plan {
  readonly schema: 1
  readonly tool: { readonly name: 'dmplint'; readonly version: string }
  readonly lang: Lang
  /** The date judged, `YYYY-MM-DD`. */
  readonly at: string
  readonly sites: readonly SitePlan[]
  /** Certificates of operators of all sites, each counted once. */
  readonly operators: readonly OperatorPlan[]
  /** What is to be ordered or renewed, for all sites together. */
  readonly order: readonly OrderLine[]
  readonly advice: readonly Sourced[]
  readonly portals: readonly { readonly what: string; readonly address: string }[]
}

/** A sentence with the ids of the requirements that it rests on: `G-30`, `FAQ-01`. */
export interface Sourced {
  readonly text: string
  readonly sources: readonly string[]
}

export interface SitePlan {
  readonly name: string
  /** Path of its `dmplint.yaml`. */
  readonly file: string
  readonly environment: 'production' | 'test' | null
  /** Day of the directory looked into, `YYYY-MM-DD`; null without a directory or a date. */
  readonly directory: string | null
  readonly mode: OrderingMode | null
  readonly structures: readonly PlannedStructure[]
  /** The doctors to look up in the directory, with what it says when one was given. */
  readonly doctors: readonly PlannedDoctor[]
  readonly systems: readonly PlannedSystem[]
  readonly surplus: readonly PlannedSurplus[]
  readonly questions: readonly Sourced[]
  readonly prerequisites: readonly (Sourced & {
    readonly by: string
    readonly once: boolean
    readonly state: 'done' | 'missing' | 'unknown'
  })[]
  readonly persons: readonly PlannedPerson[]
  readonly steps: readonly PlannedStep[]
}

export interface PlannedStructure {
  /** Struct_IdNat. */
  readonly id: string
  readonly name: string | null
  readonly sector: string | null
  readonly practice: Practice
  /** Struct_IdNat of the OU of its certificates: several for the doctors of a practice, none while it is not known. */
  readonly certificatesOn: readonly string[]
  readonly why: readonly Sourced[]
  readonly advisedMode: OrderingMode | null
}

export interface PlannedDoctor {
  /** PS_IdNat. */
  readonly id: string
  /** Null without a directory, or when it does not know the doctor. */
  readonly structures: readonly { readonly id: string; readonly sector: string | null }[] | null
}

export interface PlannedSystem {
  readonly key: string
  readonly kind: SystemKind
  readonly operator: string | null
  readonly proxy: string | null
  readonly lines: readonly PlanLine[]
  readonly remarks: readonly Sourced[]
}

export type LineAction = 'none' | 'renew' | 'order' | 'order-again' | 'check' | 'decide'

export interface PlanLine {
  /** Stable within the site: `ris-1/dmp-auth/300038001400019`. */
  readonly id: string
  readonly type: CertificateType
  readonly usages: readonly CertificateUsage[]
  readonly holder: 'structure' | 'operator'
  readonly holderName: string | null
  /** Systems served; more than one when a proxy has one Client ID for several. */
  readonly systems: readonly string[]
  readonly pacs: string | null
  readonly proxy: string | null
  /** Null when dmplint.yaml does not tell. */
  readonly server: string | null
  /** Null when it is free, or not known yet: `cnFree` tells. */
  readonly cn: string | null
  readonly cnFree: boolean
  /** Struct_IdNat; null while it is not known. */
  readonly ou: string | null
  readonly ouKind: 'finess' | 'siren' | 'siret' | 'rpps-rang' | 'adeli-rang' | null
  readonly count: 1
  readonly why: readonly Sourced[]
  readonly state: LineState
  readonly action: LineAction
  readonly orderedBy: string
  readonly installed: InstalledCertificate | null
  /** What makes the installed certificate unfit. */
  readonly problems: readonly Sourced[]
  readonly remarks: readonly Sourced[]
}

export interface InstalledCertificate {
  readonly file: string
  readonly cn: string | null
  readonly ou: string | null
  /** Last day, `YYYY-MM-DD` in UTC. */
  readonly ends: string
  readonly daysLeft: number
  /** Upper-case hexadecimal. */
  readonly sha256: string
}

export interface PlannedSurplus {
  readonly file: string
  readonly usage: CertificateUsage
  readonly system: string | null
  readonly server: string | null
  readonly reason: Sourced
}

export interface PlannedPerson {
  readonly structure: string
  readonly who: string
  /** PS_IdNat. */
  readonly practitioners: readonly string[]
  /** One of them is enough. */
  readonly one: boolean
  readonly sources: readonly string[]
}

export interface PlannedStep extends Sourced {
  readonly by: string
  readonly address: string | null
}

export interface OperatorPlan {
  readonly name: string
  readonly siret: string | null
  /** Lines of all sites, those that one certificate serves once. */
  readonly lines: readonly (PlanLine & { readonly sites: readonly string[] })[]
  readonly steps: readonly PlannedStep[]
}

export interface OrderLine {
  readonly action: Exclude<LineAction, 'none'>
  readonly type: CertificateType
  readonly usages: readonly CertificateUsage[]
  readonly cn: string | null
  readonly cnFree: boolean
  readonly ou: string | null
  readonly holder: 'structure' | 'operator'
  readonly holderName: string | null
  readonly orderedBy: string
  readonly count: 1
  readonly sites: readonly string[]
  readonly systems: readonly string[]
  readonly server: string | null
}

/** What is known of one site. */
export interface SiteMaterial {
  readonly site: Site
  readonly directory?: Directory
  readonly certificates: readonly Certificate[]
  readonly crls: readonly RevocationList[]
}

export interface PlanOptions {
  readonly version: string
  readonly lang: Lang
  /** The date judged, milliseconds since 1970. */
  readonly at: number
}

const ACTION: Readonly<Record<LineState, LineAction>> = {
  kept: 'none',
  'not-yet-valid': 'none',
  expiring: 'renew',
  expired: 'order-again',
  wrong: 'order',
  missing: 'order',
  unread: 'check',
  undecided: 'decide',
}

export function planOf(materials: readonly SiteMaterial[], options: PlanOptions): Plan {
  const { lang, at } = options
  const sites = materials.map(material => siteOf(material, options))
  const operators = operatorsOf(sites, lang)
  return {
    schema: 1,
    tool: { name: 'dmplint', version: options.version },
    lang,
    at: dayOf(at),
    sites: sites.map(({ plan }) => plan),
    operators,
    order: orderOf(sites, operators),
    advice: adviceOf(sites.map(one => ({ site: one.site, matches: one.matches }))).map(reason => sourced(reason, lang)),
    portals: PORTALS.map(({ what, address }) => ({ what: what[lang], address })),
  }
}

interface Planned {
  readonly site: Site
  readonly plan: SitePlan
  readonly matches: readonly Match[]
  readonly lines: ReadonlyMap<Match, PlanLine>
}

const sourced = ({ text, sources }: Reason, lang: Lang): Sourced => ({ text: text[lang], sources })

const stepOf = ({ by, text, sources, address }: Step, lang: Lang): PlannedStep => ({
  by: by[lang],
  text: text[lang],
  sources,
  address: address ?? null,
})

function siteOf(material: SiteMaterial, { lang, at }: PlanOptions): Planned {
  const { site, directory } = material
  const { needs, questions } = needsOf(site, directory)
  const { matches, surplus } = match(needs, { ...material, at })
  const mode = site.ordering?.mode?.value
  const ordering = orderingOf(
    site,
    matches.filter(one => one.need.holder && ACTION[one.state] !== 'none' && one.state !== 'unread'),
  )
  const lines = new Map(matches.map(one => [one, lineOf(one, mode, lang, at)] as const))
  const plan: SitePlan = {
    name: nameOf(site),
    file: site.source.uri,
    environment: site.environment?.value ?? null,
    directory: directory?.info.extracted ?? null,
    mode: mode ?? null,
    structures: structuresOf(material, lang),
    doctors: doctorsOf(material),
    systems: site.systems.map(system => {
      const own = matches.filter(({ need }) => need.systems[0] === system)
      return {
        key: system.key.value,
        kind: system.kind.value,
        operator:
          site.operators.find(one => one.key.value === system.operator?.value)?.name?.value ??
          system.operator?.value ??
          null,
        proxy: system.proxy?.value ?? null,
        lines: own.map(one => lines.get(one) as PlanLine),
        remarks: [...remarksOf(system, own)].map(reason => sourced(reason, lang)),
      }
    }),
    surplus: surplus.map(one => surplusOf(one, lang)),
    questions: questions.map(question => sourced(question, lang)),
    ...orderingTexts(ordering, lang),
  }
  return { site, plan, matches, lines }
}

const nameOf = (site: Site): string => site.name?.value ?? (site.folder || '.')

function orderingTexts(
  { prerequisites, persons, steps }: OrderingPlan,
  lang: Lang,
): Pick<SitePlan, 'prerequisites' | 'persons' | 'steps'> {
  return {
    prerequisites: prerequisites.map(({ by, once, state, ...reason }) => ({
      ...sourced(reason, lang),
      by: by[lang],
      once,
      state,
    })),
    persons: persons.map(({ who, ...person }) => ({ ...person, who: who[lang] })),
    steps: steps.map(step => stepOf(step, lang)),
  }
}

function structuresOf({ site, directory }: SiteMaterial, lang: Lang): PlannedStructure[] {
  const holders = site.systems.flatMap(system => holdersOf(system, site, directory))
  return site.structures.map(structure => {
    const practice = practiceOf(structure, directory)
    const own = holders.filter(holder => holder.structures.includes(structure))
    const ous = [...new Set(own.flatMap(({ ou }) => ou ?? []))]
    const reasons = practice === 'means' ? [NO_SCM] : (own[0]?.why ?? [])
    return {
      id: structure.id.value,
      name: structure.name?.value ?? null,
      sector: structure.sector?.value ?? null,
      practice,
      certificatesOn: ous,
      why: reasons.map(reason => sourced(reason, lang)),
      advisedMode: practice === 'means' || practice === 'unknown' ? null : advisedMode(practice).mode,
    }
  })
}

function doctorsOf({ site, directory }: SiteMaterial): PlannedDoctor[] {
  const ids = new Set(site.structures.flatMap(({ practitioners }) => practitioners.map(({ value }) => value)))
  return [...ids].map(id => {
    const activities = directory?.person(id)?.activities
    const structures = new Map((activities ?? []).map(({ structure, sector }) => [structure, sector || null]))
    return { id, structures: activities ? [...structures].map(([id, sector]) => ({ id, sector })) : null }
  })
}

function lineOf(one: Match, mode: OrderingMode | undefined, lang: Lang, at: number): PlanLine {
  const { need, certificate } = one
  const kind = need.ou === undefined ? undefined : parseStructureId(need.ou).kind
  const operator = need.operator?.name?.value ?? need.operator?.key.value
  const holderName = need.holder ? (need.holder.doctor ?? need.holder.structures.map(titleOf).join(', ')) : operator
  return {
    id: one.id,
    type: need.type,
    usages: need.usages,
    holder: need.holder ? 'structure' : 'operator',
    holderName: holderName ?? null,
    systems: need.systems.map(({ key }) => key.value),
    pacs: need.pacs?.name.value ?? null,
    proxy: need.proxy?.key.value ?? null,
    server: one.server ?? null,
    cn: need.cn ?? null,
    cnFree: need.cn === undefined && !need.cnNeeded,
    ou: need.ou ?? null,
    ouKind: kind === undefined || kind === 'invalid' ? null : kind,
    count: 1,
    why: need.why.map(reason => sourced(reason, lang)),
    state: one.state,
    action: ACTION[one.state],
    orderedBy: (need.holder ? orderedBy(mode) : byOperator(operator))[lang],
    installed: certificate
      ? {
          file: certificate.source.uri,
          cn: certificate.subject.cn?.value ?? null,
          ou: structureOf(certificate) ?? null,
          ends: dayOf(certificate.notAfter.value),
          daysLeft: daysLeft(certificate.notAfter.value, at),
          sha256: certificate.sha256,
        }
      : null,
    problems: one.problems.map(reason => sourced(reason, lang)),
    remarks: one.remarks.map(reason => sourced(reason, lang)),
  }
}

const byOperator = (operator: string | undefined): Text =>
  operator === undefined
    ? { en: 'operator not known', fr: 'opérateur inconnu' }
    : { en: `technical administrators of ${operator}`, fr: `administrateurs techniques de ${operator}` }

const surplusOf = ({ certificate, use, reason }: Surplus, lang: Lang): PlannedSurplus => ({
  file: certificate.source.uri,
  usage: use.usage,
  system: use.system ?? null,
  server: use.server ?? null,
  reason: sourced(reason, lang),
})

/** What the lines of a system do not show: why one is absent, and what may be used again. */
function* remarksOf(system: Site['systems'][number], own: readonly Match[]): Generator<Reason> {
  if (system.authentication?.value === 'direct')
    yield {
      text: {
        en: 'direct authentication: the doctor authenticates to the DMP, no DMP pair of the structure is needed',
        fr: "authentification directe : le médecin s'authentifie au DMP, aucune paire DMP de la structure n'est nécessaire",
      },
      sources: ['G-72'],
    }
  if (system.serverCertificate?.value === 'market')
    yield {
      text: {
        en: 'a market certificate is declared for its servers: no SERV SSL is planned, though the guide asks for one per PACS',
        fr: 'un certificat du marché est déclaré pour ses serveurs : aucun SERV SSL n’est prévu, bien que le guide en demande un par PACS',
      },
      sources: ['G-14', 'FAQ-09'],
    }
  if (system.mssante?.value === 'nominative')
    yield {
      text: {
        en: 'nominative mailboxes MSSanté: no certificate is needed for them',
        fr: 'boîtes MSSanté nominatives : elles ne demandent pas de certificat',
      },
      sources: ['MSS/va1.30'],
    }
  const ordered = own.some(({ need, state }) => need.holder && ['missing', 'wrong', 'expired'].includes(state))
  if (system.kind.value === 'drimbox' && ordered)
    yield {
      text: {
        en: 'the habilitation obtained for the RIS serves to draw a certificate of the same type for the DRIMbox: no second delegation',
        fr: "l'habilitation obtenue pour le RIS sert à retirer un certificat de même type pour la DRIMbox : pas de seconde délégation",
      },
      sources: ['G-71'],
    }
}

/** Equal for two lines that one certificate serves: a proxy or a PACS that several sites name alike. */
function sharedKey(line: PlanLine, file: string): string {
  const { type, usages, holderName, cn, ou, proxy, server, id } = line
  // DRIMboxes that introspect by themselves have certificates of their own, with equal names (FAQ-04).
  const own = usages[0] === 'psc-introspection' || cn === null ? [file, id] : []
  return [type, usages[0], holderName, cn, ou, proxy, server, ...own].join('\n')
}

interface OperatorLines {
  readonly siret: string | null
  readonly lines: Map<string, OperatorPlan['lines'][number]>
  readonly matches: Match[]
}

function operatorsOf(sites: readonly Planned[], lang: Lang): OperatorPlan[] {
  const operators = new Map<string, OperatorLines>()
  for (const { plan, matches, lines } of sites)
    for (const one of matches) {
      const line = lines.get(one) as PlanLine
      if (line.holder !== 'operator') continue
      const name = line.holderName ?? '?'
      const siret = one.need.operator?.siret?.value ?? null
      const operator: OperatorLines = operators.get(name) ?? { siret, lines: new Map(), matches: [] }
      operators.set(name, operator)
      operator.matches.push(one)
      const key = sharedKey(line, plan.file)
      const known = operator.lines.get(key)
      operator.lines.set(key, {
        ...(known ?? line),
        systems: [...new Set([...(known?.systems ?? []), ...line.systems])],
        sites: [...new Set([...(known?.sites ?? []), plan.name])],
      })
    }
  return [...operators].map(([name, { siret, lines, matches }]) => {
    const open = matches.filter(({ state }) => ACTION[state] !== 'none')
    return {
      name,
      siret,
      lines: [...lines.values()],
      steps: open.length === 0 ? [] : operatorSteps(name, open).map(step => stepOf(step, lang)),
    }
  })
}

function orderOf(sites: readonly Planned[], operators: readonly OperatorPlan[]): OrderLine[] {
  const structures = sites.flatMap(({ plan }) =>
    plan.systems.flatMap(({ lines }) =>
      lines.filter(({ holder }) => holder === 'structure').map(line => ({ ...line, sites: [plan.name] })),
    ),
  )
  return [...structures, ...operators.flatMap(({ lines }) => lines)].flatMap(line => {
    const { action, type, usages, cn, cnFree, ou, holder, holderName, orderedBy, count, server } = line
    if (action === 'none') return []
    return [
      {
        action,
        type,
        usages,
        cn,
        cnFree,
        ou,
        holder,
        holderName,
        orderedBy,
        count,
        sites: line.sites,
        systems: line.systems,
        server,
      },
    ]
  })
}
