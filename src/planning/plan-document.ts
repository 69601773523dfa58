import type { Lang, Text } from '../engine/rule.ts'
import { type Block, heading, type ListItem, paragraph, section } from './document.ts'
import type { LineState } from './match.ts'
import type { LineAction, OrderLine, Plan, PlanLine, PlannedStep, PlannedSystem, SitePlan, Sourced } from './plan.ts'
import type { Practice } from './practice.ts'

/** The plan as a page, fit to send to the customer. */
export function planDocument(plan: Plan): readonly Block[] {
  const t = (text: Text): string => text[plan.lang]
  return [
    heading(1, t(T.title)),
    paragraph(`${t(T.judged)} ${plan.at}. ${verdict(plan)}`),
    ...section(heading(2, t(T.order)), orderTable(plan)),
    ...plan.sites.flatMap(site => siteBlocks(site, plan.lang)),
    ...plan.operators.flatMap(operator =>
      section(
        heading(2, `${t(T.operator)} ${operator.name}`),
        {
          kind: 'table',
          header: [T.certificate, T.cn, T.ou, T.sites, T.server, T.state, T.action].map(t),
          rows: operator.lines.map(line => [
            certificateOf(line),
            cnOf(line, plan.lang),
            ouOf(line, plan.lang),
            line.sites.join(', '),
            line.server ?? t(T.unknown),
            stateOf(line, plan.lang),
            t(ACTIONS[line.action]),
          ]),
        },
        stepList(operator.steps, plan.lang),
      ),
    ),
    ...section(heading(2, t(T.advice)), bullets(plan.advice)),
    ...section(heading(2, t(T.portals)), {
      kind: 'list',
      ordered: false,
      items: plan.portals.map(({ what, address }) => ({ text: what, address })),
    }),
    paragraph(t(T.references)),
  ]
}

function siteBlocks(site: SitePlan, lang: Lang): readonly Block[] {
  const t = (text: Text): string => text[lang]
  const environment = site.environment ? t(ENVIRONMENTS[site.environment]) : t(T.noEnvironment)
  return [
    heading(2, `${t(T.site)} ${site.name}`),
    paragraph(
      `${environment}. ${t(T.mode)} ${site.mode ?? t(T.toChoose)}. ${t(T.directory)} ${site.directory ?? t(T.notGiven)}.`,
    ),
    ...section(heading(3, t(T.questions)), bullets(site.questions)),
    ...section(heading(3, t(T.structures)), {
      kind: 'table',
      header: [T.structure, T.id, T.sector, T.practice, T.certificatesOn, T.why].map(t),
      rows: site.structures.map(structure => [
        structure.name ?? '',
        structure.id,
        structure.sector ?? t(T.unknown),
        t(PRACTICES[structure.practice]),
        structure.practice === 'means' && structure.certificatesOn.length === 0
          ? t(T.none)
          : structure.certificatesOn.join(', ') || t(T.unknown),
        structure.why.map(withSources).join(' ; '),
      ]),
    }),
    ...site.systems.flatMap(system => systemBlocks(system, lang)),
    ...section(heading(3, t(T.surplus)), {
      kind: 'table',
      header: [T.file, T.usage, T.server, T.why].map(t),
      rows: site.surplus.map(one => [one.file, one.usage, one.server ?? t(T.unknown), withSources(one.reason)]),
    }),
    ...section(heading(3, t(T.prerequisites)), {
      kind: 'table',
      header: [T.prerequisite, T.by, T.state].map(t),
      rows: site.prerequisites.map(one => [
        withSources(one),
        `${one.by}${one.once ? ` (${t(T.once)})` : ''}`,
        t(PREREQUISITE_STATES[one.state]),
      ]),
    }),
    ...section(heading(3, t(site.mode === 'C' ? T.convene : T.delegate)), {
      kind: 'table',
      header: [T.structure, T.who, T.doctors].map(t),
      rows: site.persons.map(({ structure, who, practitioners, one, sources }) => [
        structure,
        withSources({ text: who, sources }),
        practitioners.join(one ? ` ${t(T.or)} ` : ', '),
      ]),
    }),
    ...section(heading(3, t(T.steps)), stepList(site.steps, lang)),
    ...section(heading(3, t(T.doctorsTitle)), {
      kind: 'list',
      ordered: false,
      items: site.doctors.map(({ id, structures }) => ({
        text:
          structures === null
            ? `${id}${t(T.colon)} ${t(T.lookUp)}`
            : `${id}${t(T.colon)} ${structures.map(one => (one.sector ? `${one.id} (${one.sector})` : one.id)).join(', ')}`,
      })),
    }),
  ]
}

function systemBlocks(system: PlannedSystem, lang: Lang): readonly Block[] {
  const t = (text: Text): string => text[lang]
  const kind = system.kind === 'ris' ? 'RIS' : 'DRIMbox'
  const run = system.operator ? `, ${t(T.runBy)} ${system.operator}` : ''
  const lines = system.lines
  return [
    heading(3, `${kind} ${system.key}${run}`),
    ...(lines.length === 0
      ? [paragraph(t(T.noLines))]
      : [
          {
            kind: 'table' as const,
            header: [T.certificate, T.cn, T.ou, T.server, T.state, T.action, T.orderedBy].map(t),
            rows: lines.map(line => [
              `${certificateOf(line)}${line.pacs ? ` (${line.pacs})` : ''}`,
              cnOf(line, lang),
              ouOf(line, lang),
              line.server ?? t(T.unknown),
              stateOf(line, lang),
              t(ACTIONS[line.action]),
              line.orderedBy,
            ]),
          },
          bullets(reasonsOf(lines, lang)),
        ]),
    ...(system.remarks.length > 0 ? [bullets(system.remarks)] : []),
  ]
}

/** Why each line is there, once for lines of one usage. */
function reasonsOf(lines: readonly PlanLine[], lang: Lang): readonly Sourced[] {
  const reasons = new Map<string, Sourced>()
  for (const line of lines)
    for (const { text, sources } of line.why) {
      const full = `${certificateOf(line)}${T.colon[lang]} ${text}`
      reasons.set(full, { text: full, sources })
    }
  return [...reasons.values()]
}

function orderTable(plan: Plan): Block {
  const t = (text: Text): string => text[plan.lang]
  return {
    kind: 'table',
    header: [T.action, T.certificate, T.cn, T.ou, T.holder, T.sites, T.orderedBy, T.count].map(t),
    rows: plan.order.map(line => [
      t(ACTIONS[line.action]),
      certificateOf(line),
      cnOf(line, plan.lang),
      ouOf(line, plan.lang),
      line.holderName ?? t(T.unknown),
      line.sites.join(', '),
      line.orderedBy,
      String(line.count),
    ]),
  }
}

const certificateOf = ({ type, usages }: Pick<OrderLine, 'type' | 'usages'>): string => `${type} ${usages.join(' + ')}`

const cnOf = ({ cn, cnFree }: Pick<OrderLine, 'cn' | 'cnFree'>, lang: Lang): string =>
  cn ?? (cnFree ? T.free : T.unknown)[lang]

const ouOf = ({ ou }: Pick<OrderLine, 'ou'>, lang: Lang): string => ou ?? T.unknown[lang]

function stateOf({ state, installed, problems, remarks }: PlanLine, lang: Lang): string {
  const ends = installed && state !== 'wrong' ? ` ${T.until[lang]} ${installed.ends}` : ''
  const details = [...problems, ...remarks].map(withSources)
  return `${STATES[state][lang]}${ends}${details.length > 0 ? `${T.colon[lang]} ${details.join(' ; ')}` : ''}`
}

export const withSources = ({ text, sources }: Sourced): string =>
  sources.length === 0 ? text : `${text} (${sources.join(', ')})`

const bullets = (items: readonly Sourced[]): Block => ({
  kind: 'list',
  ordered: false,
  items: items.map(item => ({ text: withSources(item) })),
})

const stepList = (steps: readonly PlannedStep[], lang: Lang): Block => ({
  kind: 'list',
  ordered: true,
  items: steps.map(
    (step): ListItem => ({
      text: `${step.by}${T.colon[lang]} ${withSources(step)}`,
      ...(step.address === null ? {} : { address: step.address }),
    }),
  ),
})

function verdict(plan: Plan): string {
  const count = (...actions: readonly LineAction[]): number =>
    plan.order.filter(({ action }) => actions.includes(action)).length
  const parts = [
    [count('order', 'order-again'), T.toOrder] as const,
    [count('renew'), T.toRenew] as const,
    [count('decide'), T.toDecide] as const,
    [count('check'), T.toCheck] as const,
    [plan.sites.reduce((sum, { questions }) => sum + questions.length, 0), T.toAnswer] as const,
  ].filter(([n]) => n > 0)
  if (parts.length === 0) return T.nothing[plan.lang]
  return `${parts.map(([n, text]) => `${n} ${text[plan.lang]}`).join(', ')}.`
}

/** What the plan prints as cells of a table, one row per line: for a spreadsheet. */
export function planCells(plan: Plan): readonly (readonly string[])[] {
  const t = (text: Text): string => text[plan.lang]
  const header = [
    T.site,
    T.system,
    T.certificate,
    T.usage,
    T.cn,
    T.ou,
    T.holder,
    T.pacs,
    T.server,
    T.state,
    T.action,
    T.end,
    T.file,
    T.orderedBy,
    T.why,
    T.problems,
  ].map(t)
  const rows = plan.sites.flatMap(site =>
    site.systems.flatMap(({ lines }) =>
      lines.map(line => [
        site.name,
        line.systems.join(', '),
        line.type,
        line.usages.join(' + '),
        cnOf(line, plan.lang),
        ouOf(line, plan.lang),
        line.holderName ?? '',
        line.pacs ?? '',
        line.server ?? '',
        t(STATES[line.state]),
        t(ACTIONS[line.action]),
        line.installed?.ends ?? '',
        line.installed?.file ?? '',
        line.orderedBy,
        line.why.map(withSources).join(' ; '),
        [...line.problems, ...line.remarks].map(withSources).join(' ; '),
      ]),
    ),
  )
  return [header, ...rows]
}

export const STATES: Readonly<Record<LineState, Text>> = {
  kept: { en: 'in force, kept (G-26)', fr: 'en vigueur, conservé (G-26)' },
  expiring: { en: 'in force, renewal open', fr: 'en vigueur, renouvellement ouvert' },
  'not-yet-valid': { en: 'not valid yet', fr: 'pas encore valable' },
  expired: { en: 'expired', fr: 'expiré' },
  wrong: { en: 'does not fit', fr: 'ne convient pas' },
  missing: { en: 'missing', fr: 'manquant' },
  unread: { en: 'file could not be read', fr: 'fichier illisible' },
  undecided: { en: 'a fact is missing', fr: 'un fait manque' },
}

export const ACTIONS: Readonly<Record<LineAction, Text>> = {
  none: { en: 'nothing', fr: 'rien' },
  renew: { en: 'renew', fr: 'renouveler' },
  order: { en: 'order', fr: 'commander' },
  'order-again': { en: 'order again', fr: 'commander à nouveau' },
  check: { en: 'make the file readable', fr: 'rendre le fichier lisible' },
  decide: { en: 'answer the question', fr: 'répondre à la question' },
}

const PRACTICES: Readonly<Record<Practice, Text>> = {
  establishment: { en: 'establishment or GIE', fr: 'établissement ou GIE' },
  company: { en: 'company of practice', fr: "société d'exercice" },
  cabinet: { en: 'individual or group practice', fr: 'cabinet individuel ou de groupe' },
  means: { en: 'SCM or SCI', fr: 'SCM ou SCI' },
  unknown: { en: 'not known', fr: 'inconnu' },
}

const ENVIRONMENTS: Readonly<Record<'production' | 'test', Text>> = {
  production: { en: 'Production', fr: 'Production' },
  test: { en: 'Test', fr: 'Test' },
}

const PREREQUISITE_STATES: Readonly<Record<'done' | 'missing' | 'unknown', Text>> = {
  done: { en: 'met', fr: 'rempli' },
  missing: { en: 'MISSING', fr: 'MANQUANT' },
  unknown: { en: 'not known, to be checked', fr: 'inconnu, à vérifier' },
}

const T = {
  title: { en: 'IGC-Santé certificates: order plan', fr: 'Certificats IGC-Santé : plan de commande' },
  judged: { en: 'State on', fr: 'État au' },
  toOrder: { en: 'to order', fr: 'à commander' },
  toRenew: { en: 'to renew', fr: 'à renouveler' },
  toDecide: { en: 'waiting for an answer', fr: 'en attente d’une réponse' },
  toAnswer: { en: 'to be answered first', fr: 'à préciser d’abord' },
  toCheck: { en: 'that could not be read', fr: 'impossible(s) à lire' },
  nothing: { en: 'Nothing to order.', fr: 'Rien à commander.' },
  order: { en: 'To do', fr: 'À faire' },
  site: { en: 'Site', fr: 'Site' },
  sites: { en: 'Sites', fr: 'Sites' },
  system: { en: 'System', fr: 'Système' },
  mode: { en: 'Ordering mode:', fr: 'Modalité de commande :' },
  toChoose: { en: 'to be chosen', fr: 'à choisir' },
  directory: { en: 'Directory:', fr: 'Annuaire :' },
  notGiven: { en: 'none, or without a date', fr: 'aucun, ou sans date' },
  noEnvironment: {
    en: 'Environment not said, taken for production',
    fr: 'Environnement non précisé, pris pour la production',
  },
  questions: { en: 'To be answered first', fr: 'À préciser d’abord' },
  structures: { en: 'Structures of practice', fr: "Structures d'exercice" },
  structure: { en: 'Structure', fr: 'Structure' },
  id: { en: 'Identifier', fr: 'Identifiant' },
  sector: { en: 'Sector', fr: 'Secteur' },
  practice: { en: 'Practice', fr: 'Exercice' },
  certificatesOn: { en: 'Certificates on', fr: 'Certificats sur' },
  why: { en: 'Why', fr: 'Pourquoi' },
  none: { en: 'none', fr: 'aucun' },
  unknown: { en: 'not known', fr: 'inconnu' },
  free: { en: 'free', fr: 'libre' },
  certificate: { en: 'Certificate', fr: 'Certificat' },
  usage: { en: 'Usage', fr: 'Usage' },
  cn: { en: 'CN', fr: 'CN' },
  ou: { en: 'OU', fr: 'OU' },
  pacs: { en: 'PACS', fr: 'PACS' },
  holder: { en: 'Holder', fr: 'Titulaire' },
  server: { en: 'Server', fr: 'Serveur' },
  state: { en: 'State', fr: 'État' },
  action: { en: 'To do', fr: 'À faire' },
  end: { en: 'End', fr: 'Fin' },
  count: { en: 'Count', fr: 'Nombre' },
  problems: { en: 'Remarks', fr: 'Remarques' },
  orderedBy: { en: 'Ordered by', fr: 'Commandé par' },
  file: { en: 'File', fr: 'Fichier' },
  until: { en: 'until', fr: "jusqu'au" },
  colon: { en: ':', fr: ' :' },
  runBy: { en: 'run by', fr: 'exploité par' },
  noLines: {
    en: 'No certificate is needed, or none can be told yet.',
    fr: "Aucun certificat n'est nécessaire, ou rien ne peut encore en être dit.",
  },
  surplus: { en: 'Certificates without need', fr: 'Certificats sans besoin' },
  prerequisites: { en: 'Prerequisites', fr: 'Prérequis' },
  prerequisite: { en: 'Prerequisite', fr: 'Prérequis' },
  by: { en: 'By', fr: 'Par' },
  once: { en: 'once', fr: 'une seule fois' },
  convene: { en: 'Persons to convene', fr: 'Personnes à convoquer' },
  delegate: { en: 'Who delegates', fr: 'Qui délègue' },
  who: { en: 'Who', fr: 'Qui' },
  doctors: { en: 'Doctors', fr: 'Médecins' },
  or: { en: 'or', fr: 'ou' },
  steps: { en: 'Steps', fr: 'Étapes' },
  doctorsTitle: { en: 'Doctors in the directory (G-35)', fr: "Médecins dans l'annuaire (G-35)" },
  lookUp: { en: 'not known here, to be looked up', fr: 'inconnu ici, à rechercher' },
  operator: { en: 'Operator', fr: 'Opérateur' },
  advice: { en: 'Advice', fr: 'Conseils' },
  portals: { en: 'Portals (G-03)', fr: 'Portails (G-03)' },
  references: {
    en: 'G-nn: statements of the ANS guide to ordering IGC-Santé certificates, December 2025; FAQ-nn: answers of the ANS. dmplint explain G-30 shows one.',
    fr: "G-nn : énoncés du guide ANS de commande des certificats IGC-Santé, décembre 2025 ; FAQ-nn : réponses de l'ANS. dmplint explain G-30 en affiche un.",
  },
} as const
