import type { Profile } from '../artifacts/certificate.ts'
import { isIndirectSystem } from '../artifacts/served.ts'
import type { CertificateUsage, Proxy as EsanteProxy, Operator, Pacs, Site, System } from '../artifacts/site.ts'
import type { Directory } from '../directory/directory.ts'
import { normaliseStructureId } from '../identifiers/index.ts'
import { type Holder, holdersOf, practiceOf, type Reason, sectorDoubt, sirenIn, titleOf } from './practice.ts'

/** Every certificate that a site needs, from what `dmplint.yaml` says of it; certificates installed are not looked at. */

export type CertificateType = 'ORG AUTH_CLI' | 'ORG SIGN' | 'SERV SSL'

export const PROFILE_OF: Readonly<Record<CertificateType, Profile>> = {
  'ORG AUTH_CLI': 'org-auth-cli',
  'ORG SIGN': 'org-sign',
  'SERV SSL': 'serv-ssl',
}

export interface Need {
  /** Stable within the site: `ris-1/dmp-auth/300038001400019`. */
  readonly id: string
  readonly type: CertificateType
  /** The first is the one that entries of `certificates:` declare. */
  readonly usages: readonly [CertificateUsage, ...CertificateUsage[]]
  /** The first is where the plan lists it. */
  readonly systems: readonly [System, ...System[]]
  readonly proxy?: EsanteProxy
  readonly pacs?: Pacs
  /** Absent for the certificates of an operator. */
  readonly holder?: Holder
  readonly operator?: Operator
  /** Absent where the guide leaves it free, or while a fact is missing: then `cnNeeded`. */
  readonly cn?: string
  readonly cnNeeded: boolean
  readonly ou?: string
  readonly accepts: (ou: string) => boolean
  readonly why: readonly Reason[]
  /** Another certificate of the plan serves as well: this one is listed only while it fits. */
  readonly optional?: boolean
  /** Whether it is needed, or on which identifier, is not known yet. */
  readonly undecided: boolean
}

export interface Needs {
  readonly needs: readonly Need[]
  /** Facts that are missing, each said once. */
  readonly questions: readonly Reason[]
}

export function needsOf(site: Site, directory: Directory | undefined): Needs {
  const needs: Need[] = []
  const questions = new Map<string, Reason>()
  const ask = (question: Reason | undefined): void => {
    if (question) questions.set(question.text.en, question)
  }
  if (site.systems.length === 0) ask(NO_SYSTEM)
  for (const system of site.systems) {
    const holders = holdersOf(system, site, directory)
    if (holders.length === 0) ask(noStructure(system))
    for (const { question } of holders) ask(question)
    needs.push(...ofDmp(system, holders, ask))
    if (system.kind.value === 'ris')
      needs.push(...ofMssante(system, holders, site, ask), ...ofInsi(system, holders, ask))
    else needs.push(...ofExchange(system, site, ask), ...ofIntrospection(system, site, ask))
    if (!proxyOf(system, site)) ask(noProxy(system))
  }
  for (const proxy of site.proxies) needs.push(...ofProxy(proxy, site, ask))
  for (const structure of site.structures) {
    ask(sectorDoubt(structure, directory))
    const served = site.systems.some(system =>
      holdersOf(system, site, directory).some(h => h.structures.includes(structure)),
    )
    const practises = practiceOf(structure, directory) !== 'means'
    if (!served && practises && site.systems.length > 0) ask(unserved(titleOf(structure)))
  }
  return { needs, questions: [...questions.values()] }
}

type Ask = (question: Reason | undefined) => void

const idOf = (...parts: readonly (string | undefined)[]): string => parts.map(part => part ?? '?').join('/')

const holderKey = (holder: Holder): string | undefined => holder.ou ?? holder.doctor ?? holder.structures[0]?.id.value

function structureNeed(
  system: System,
  holder: Holder,
  type: CertificateType,
  usages: Need['usages'],
  why: Reason,
  certain = true,
): Need {
  return {
    id: idOf(system.key.value, usages[0], holderKey(holder)),
    type,
    usages,
    systems: [system],
    holder,
    cnNeeded: false,
    ...(holder.ou === undefined ? {} : { ou: holder.ou }),
    accepts: holder.accepts,
    why: [why, ...holder.why],
    undecided: !certain || holder.practice === 'unknown',
  }
}

/** The pair that feeds the DMP: one per structure (G-11 to G-13, G-24, G-25). */
function ofDmp(system: System, holders: readonly Holder[], ask: Ask): Need[] {
  const indirect = isIndirectSystem(system)
  if (indirect === false) return []
  if (indirect === undefined)
    ask({
      text: {
        en: `Authentication of ${system.key.value} to the DMP: not known. In indirect authentication it needs the DMP pair, in direct authentication it does not.`,
        fr: `Authentification de ${system.key.value} au DMP : inconnue. En authentification indirecte il lui faut la paire DMP, en authentification directe non.`,
      },
      sources: ['G-24', 'G-25', 'G-72'],
    })
  const ris = system.kind.value === 'ris'
  const mssante = ris && needsMssante(system)
  return holders.flatMap(holder => [
    structureNeed(
      system,
      holder,
      'ORG AUTH_CLI',
      mssante && canHoldMailbox(holder) ? ['dmp-auth', 'mssante'] : ['dmp-auth'],
      {
        text: mssante && canHoldMailbox(holder) ? TEXTS.dmpAuthAndMssante : TEXTS.dmpAuth,
        sources: ris ? ['G-08', 'G-24'] : ['G-11', 'G-13'],
      },
      indirect !== undefined,
    ),
    structureNeed(
      system,
      holder,
      'ORG SIGN',
      ['dmp-sign'],
      { text: TEXTS.dmpSign, sources: ris ? ['G-07', 'G-25'] : ['G-12', 'G-13'] },
      indirect !== undefined,
    ),
  ])
}

const needsMssante = ({ mssante }: System): boolean => mssante?.value === 'applicative'

/** A BAL applicative belongs to a FINESS or a SIRET, a cabinet on RPPS-rang sends from nominative mailboxes. */
const canHoldMailbox = ({ practice }: Holder): boolean => practice !== 'cabinet'

const hasEntry = (site: Site, system: System, usage: CertificateUsage): boolean =>
  site.certificates.some(
    entry => entry.usage.value === usage && (entry.system === undefined || entry.system.value === system.key.value),
  )

/** A certificate of its own for the BAL applicative: where one is installed, or where nothing else would carry it. */
function ofMssante(system: System, holders: readonly Holder[], site: Site, ask: Ask): Need[] {
  const { mssante } = system
  if (mssante === undefined) {
    ask({
      text: {
        en: `Mailbox MSSanté of ${system.key.value}: not known. A BAL applicative is opened by an ORG AUTH_CLI, a nominative one by none.`,
        fr: `Boîte MSSanté de ${system.key.value} : inconnue. Une BAL applicative s'ouvre avec un ORG AUTH_CLI, une nominative sans certificat.`,
      },
      sources: ['G-24'],
    })
    return []
  }
  if (!needsMssante(system)) return []
  const able = holders.filter(canHoldMailbox)
  const [holder] = able
  if (!holder) {
    if (holders.length > 0)
      ask({
        text: {
          en: `${system.key.value} is declared with a BAL applicative, which needs a FINESS or a SIRET: practices on RPPS-rang use nominative mailboxes.`,
          fr: `${system.key.value} est déclaré avec une BAL applicative, qui demande un FINESS ou un SIRET : les cabinets sur RPPS-rang utilisent des boîtes nominatives.`,
        },
        sources: ['MSS/va1.29', 'MSS/va1.30'],
      })
    return []
  }
  const optional = isIndirectSystem(system) !== false
  if (optional && !hasEntry(site, system, 'mssante')) return []
  return [
    {
      ...structureNeed(system, holder, 'ORG AUTH_CLI', ['mssante'], {
        text: TEXTS.mssante,
        sources: ['G-08', 'G-24', 'MSS/va1.29'],
      }),
      accepts: ou => able.some(one => one.accepts(ou)),
      optional,
    },
  ]
}

/** One for each RIS, on any of its structures. */
function ofInsi(system: System, holders: readonly Holder[], ask: Ask): Need[] {
  const { insi } = system
  if (insi === undefined) {
    ask({
      text: {
        en: `Query of INSi by ${system.key.value}: not known (automatic, manual or none).`,
        fr: `Interrogation d'INSi par ${system.key.value} : inconnue (automatique, manuelle ou aucune).`,
      },
      sources: ['G-23'],
    })
    return []
  }
  const [holder] = [...holders].sort((a, b) => Number(b.ou !== undefined) - Number(a.ou !== undefined))
  if (insi.value === 'none' || !holder) return []
  return [
    {
      ...structureNeed(system, holder, 'ORG AUTH_CLI', ['insi'], {
        text: TEXTS.insi,
        sources: ['G-23', 'FAQ-10', 'FAQ-11'],
      }),
      cn: insi.value === 'automatic' ? 'INSI-AUTO' : 'INSI-MANU',
      accepts: ou => holders.some(one => one.accepts(ou)),
      why: [
        { text: TEXTS.insi, sources: ['G-23', 'FAQ-10', 'FAQ-11'] },
        ...holder.why,
        ...(holders.length > 1 ? [ANY_STRUCTURE] : []),
      ],
    },
  ]
}

const ANY_STRUCTURE: Reason = {
  text: { en: 'one for the RIS, on any of its structures', fr: "un seul pour le RIS, sur l'une de ses structures" },
  sources: ['G-23'],
}

const operatorOf = (key: { readonly value: string } | undefined, site: Site): Operator | undefined =>
  site.operators.find(operator => operator.key.value === key?.value)

/** SERV SSL, one per PACS on its FQDN (G-14 to G-16). */
function ofExchange(system: System, site: Site, ask: Ask): Need[] {
  if (system.serverCertificate?.value === 'market') return []
  if (system.pacs.length === 0) {
    ask({
      text: {
        en: `PACS linked to ${system.key.value}: not known. One SERV SSL is needed for each.`,
        fr: `PACS reliés à ${system.key.value} : inconnus. Il faut un SERV SSL pour chacun.`,
      },
      sources: ['G-10', 'G-14'],
    })
    return []
  }
  const operator = operatorOf(system.operator, site)
  if (!operator?.siret) ask(noSiret(system))
  const ou = operator?.siret && `3${operator.siret.value}`
  return system.pacs.map(pacs => {
    if (!pacs.fqdn)
      ask({
        text: {
          en: `FQDN of ${pacs.name.value}: not known.`,
          fr: `FQDN de ${pacs.name.value} : inconnu.`,
        },
        sources: ['G-10', 'G-15'],
      })
    return {
      id: idOf(system.key.value, 'drimbox-ssl', pacs.name.value),
      type: 'SERV SSL',
      usages: ['drimbox-ssl'],
      systems: [system],
      pacs,
      ...(operator ? { operator } : {}),
      ...(pacs.fqdn ? { cn: pacs.fqdn.value } : {}),
      cnNeeded: true,
      ...(ou ? { ou } : {}),
      // The white list of TEST holds operators on a RPPS-rang.
      accepts: other => site.environment?.value === 'test' || other === ou || sameCompany(other, ou),
      why: [
        { text: TEXTS.ssl, sources: ['G-09', 'G-10', 'G-14', 'G-16'] },
        { text: TEXTS.sslNames, sources: ['G-15'] },
      ],
      undecided: false,
    }
  })
}

const sameCompany = (a: string, b: string | undefined): boolean => {
  const siren = sirenIn(a)
  return siren !== undefined && siren === sirenIn(b)
}

function proxyOf(system: System, site: Site): EsanteProxy | undefined {
  return site.proxies.find(
    proxy => proxy.key.value === system.proxy?.value || proxy.serves.some(served => served.value === system.key.value),
  )
}

/** One certificate per Client_ID on a proxy e-santé (G-17 to G-22). */
function ofProxy(proxy: EsanteProxy, site: Site, ask: Ask): Need[] {
  // The Espace Communautaire may use a secret instead (FAQ-05).
  if (proxy.space?.value === 'communautaire' && proxy.mutualTls?.value !== true) return []
  const operator = operatorOf(proxy.operator, site)
  const ou = operator?.structId?.value ?? (operator?.siret && `3${operator.siret.value}`)
  if (ou === undefined)
    ask({
      text: {
        en: `National structure identifier of the operator of the proxy ${proxy.key.value}: not known.`,
        fr: `Identifiant national de structure de l'opérateur du proxy ${proxy.key.value} : inconnu.`,
      },
      sources: ['G-18', 'G-21'],
    })
  const byClient = new Map<string, Need>()
  for (const system of site.systems) {
    if (proxyOf(system, site) !== proxy) continue
    const kind = system.kind.value
    const clientId = operatorOf(system.operator, site)?.clientIds.get(kind)?.value
    if (clientId === undefined) ask(noClientId(system))
    const key = clientId ?? `? ${system.operator?.value ?? system.key.value} ${kind}`
    const known = byClient.get(key)
    const shared = known && { ...known, systems: [...known.systems, system] as const, why: [...known.why, ONE_CLIENT] }
    byClient.set(
      key,
      shared ?? {
        id: idOf(proxy.key.value, 'psc-proxy', clientId ?? system.key.value),
        type: 'ORG AUTH_CLI',
        usages: ['psc-proxy'],
        systems: [system],
        proxy,
        ...(operator ? { operator } : {}),
        ...(clientId === undefined ? {} : { cn: clientId }),
        cnNeeded: true,
        ...(ou === undefined ? {} : { ou: normaliseStructureId(ou) }),
        accepts: other =>
          other === ou || sameCompany(other, ou) || sameCompany(other, operator?.siret && `3${operator.siret.value}`),
        why: [
          kind === 'ris'
            ? { text: TEXTS.pscRis, sources: ['G-20', 'G-21'] }
            : { text: TEXTS.pscDrimbox, sources: ['G-17', 'G-18', 'FAQ-03'] },
        ],
        undecided: false,
      },
    )
  }
  const needs = [...byClient.values()]
  const kinds = new Set(needs.map(({ systems }) => systems[0].kind.value))
  return kinds.size < 2 ? needs : needs.map(need => ({ ...need, why: [...need.why, TWO_CLIENTS] }))
}

const ONE_CLIENT: Reason = {
  text: {
    en: 'several systems of one operator on one proxy: a single certificate',
    fr: 'plusieurs systèmes d’un même opérateur sur un proxy : un seul certificat',
  },
  sources: ['G-19', 'FAQ-03'],
}
const TWO_CLIENTS: Reason = {
  text: {
    en: 'RIS and DRIMbox share the proxy: two certificates, one per Client ID',
    fr: 'RIS et DRIMbox partagent le proxy : deux certificats, un par Client ID',
  },
  sources: ['G-22'],
}

/** One per DRIMbox that calls Pro Santé Connect itself (FAQ-04). */
function ofIntrospection(system: System, site: Site, ask: Ask): Need[] {
  const { introspection } = system
  if (introspection === undefined)
    ask({
      text: {
        en: `Introspection of tokens by ${system.key.value}: not known (direct, by the proxy, or none).`,
        fr: `Introspection des jetons par ${system.key.value} : inconnue (directe, par le proxy ou aucune).`,
      },
      sources: ['FAQ-04'],
    })
  if (introspection?.value !== 'direct') return []
  const operator = operatorOf(system.operator, site)
  const clientId = operator?.clientIds.get('drimbox')?.value
  if (clientId === undefined) ask(noClientId(system))
  if (!operator?.siret) ask(noSiret(system))
  const ou = operator?.siret && `3${operator.siret.value}`
  return [
    {
      id: idOf(system.key.value, 'psc-introspection', clientId),
      type: 'ORG AUTH_CLI',
      usages: ['psc-introspection'],
      systems: [system],
      ...(operator ? { operator } : {}),
      ...(clientId === undefined ? {} : { cn: clientId }),
      cnNeeded: true,
      ...(ou ? { ou } : {}),
      accepts: other => other === ou || sameCompany(other, ou),
      why: [{ text: TEXTS.introspection, sources: ['FAQ-04'] }],
      undecided: false,
    },
  ]
}

const NO_SYSTEM: Reason = {
  text: {
    en: 'RIS and DRIMbox of the site: not known. Nothing can be planned without them.',
    fr: 'RIS et DRIMbox du site : inconnus. Rien ne peut être prévu sans eux.',
  },
  sources: ['G-01'],
}
const noSiret = (system: System): Reason => ({
  text: {
    en: `SIRET of the operator of ${system.key.value}: not known.`,
    fr: `SIRET de l'opérateur de ${system.key.value} : inconnu.`,
  },
  sources: ['G-15'],
})
const noClientId = (system: System): Reason => ({
  text: {
    en: `Client ID of the operator of ${system.key.value} at Pro Santé Connect: not known.`,
    fr: `Client ID de l'opérateur de ${system.key.value} chez Pro Santé Connect : inconnu.`,
  },
  sources: ['G-18', 'G-21'],
})
const noProxy = (system: System): Reason => ({
  text: {
    en: `Proxy e-santé of ${system.key.value}: not known. Its operator holds the certificate for Pro Santé Connect.`,
    fr: `Proxy e-santé de ${system.key.value} : inconnu. Son opérateur détient le certificat pour Pro Santé Connect.`,
  },
  sources: ['G-17', 'G-20'],
})
const noStructure = (system: System): Reason => ({
  text: {
    en: `Structures served by ${system.key.value}: not known.`,
    fr: `Structures servies par ${system.key.value} : inconnues.`,
  },
  sources: ['G-27', 'G-35'],
})
const unserved = (name: string): Reason => ({
  text: {
    en: `${name} is served by no system of dmplint.yaml: nothing is planned for it.`,
    fr: `${name} n'est servie par aucun système de dmplint.yaml : rien n'est prévu pour elle.`,
  },
  sources: ['G-27'],
})

const TEXTS = {
  dmpAuth: { en: 'authentication to the DMP', fr: 'authentification au DMP' },
  dmpAuthAndMssante: {
    en: 'authentication to the DMP, and of the holder of the BAL applicative MSSanté',
    fr: 'authentification au DMP et du porteur de la BAL applicative MSSanté',
  },
  dmpSign: { en: 'signature of the submission sets', fr: 'signature des lots de documents' },
  mssante: {
    en: 'authentication of the holder of the BAL applicative MSSanté',
    fr: 'authentification du porteur de la BAL applicative MSSanté',
  },
  insi: {
    en: 'query of the teleservice INSi: a certificate of its own, with the name that INSi expects',
    fr: 'interrogation du téléservice INSi : un certificat dédié, au nom attendu par INSi',
  },
  ssl: {
    en: 'exchanges between DRIMboxes: one certificate per FQDN, one FQDN per PACS',
    fr: 'échanges entre DRIMbox : un certificat par FQDN, un FQDN par PACS',
  },
  sslNames: {
    en: 'CN the FQDN, OU the SIRET of the operator of the DRIMbox',
    fr: "CN le FQDN, OU le SIRET de l'opérateur de la DRIMbox",
  },
  pscRis: {
    en: 'Pro Santé Connect by the proxy e-santé: one per operator of a RIS, CN its Client ID, OU the identifier of the operator of the proxy',
    fr: "Pro Santé Connect par le proxy e-santé : un par opérateur de RIS, CN son Client ID, OU l'identifiant de l'opérateur du proxy",
  },
  pscDrimbox: {
    en: 'Pro Santé Connect by the proxy e-santé: one per operator of a DRIMbox, CN its Client ID, OU the identifier of the operator of the proxy',
    fr: "Pro Santé Connect par le proxy e-santé : un par opérateur de DRIMbox, CN son Client ID, OU l'identifiant de l'opérateur du proxy",
  },
  introspection: {
    en: 'direct calls to Pro Santé Connect (introspection): one per DRIMbox, OU the SIRET of its operator',
    fr: 'appels directs à Pro Santé Connect (introspection) : un par DRIMbox, OU le SIRET de son opérateur',
  },
} as const
