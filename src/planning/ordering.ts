import type { OrderingMode, Site } from '../artifacts/site.ts'
import type { Text } from '../engine/rule.ts'
import type { Match } from './match.ts'
import { type Holder, type Practice, type Reason, titleOf } from './practice.ts'

/** Who orders the certificates of structures, what must be in place before, and in which steps (G-37 to G-58, G-80, G-81). */

export interface Prerequisite extends Reason {
  readonly by: Text
  /** Once for all orders of the editor, not for each customer. */
  readonly once: boolean
  readonly state: 'done' | 'missing' | 'unknown'
}

export interface Step extends Reason {
  readonly by: Text
  /** Address where it is done. */
  readonly address?: string
}

/** Who must act for a structure: to delegate in mode B, to use the module in mode C. */
export interface Person {
  readonly structure: string
  readonly who: Text
  /** PS_IdNat; empty when dmplint.yaml names none. */
  readonly practitioners: readonly string[]
  /** One of them is enough. */
  readonly one: boolean
  readonly sources: readonly string[]
}

export interface OrderingPlan {
  readonly mode?: OrderingMode
  readonly prerequisites: readonly Prerequisite[]
  readonly persons: readonly Person[]
  readonly steps: readonly Step[]
}

const EDITOR: Text = { en: 'editor', fr: 'éditeur' }
const CUSTOMER: Text = { en: 'customer', fr: 'client' }

export const PORTAL = {
  habilitations: 'https://meshabilitations.esante.gouv.fr/login',
  habilitationGuide: 'https://esante.gouv.fr/guides/guides-pmh/je-donne-des-habilitations-certificats',
  webinar:
    'https://industriels.esante.gouv.fr/webinaires/nouveautes-faciliter-gestion-certificats-portail-meshabilitations',
  platform: 'https://pfc.eservices.esante.gouv.fr/pfcng-ihm/authentication.xhtml',
  renewal: 'https://esante.gouv.fr/guides/guides-IGC-sante/je-renouvelle-un-certificat',
  api: 'https://industriels.esante.gouv.fr/sites/default/files/media/document/ANS_IGC-Sante_Guide-WebService_v1.1.1_0.zip',
  directory: 'https://annuaire.esante.gouv.fr/',
} as const

export const PORTALS: readonly { readonly what: Text; readonly address: string }[] = [
  {
    what: { en: 'mesHabilitations: delegate, habilitate', fr: 'mesHabilitations : déléguer, habiliter' },
    address: PORTAL.habilitations,
  },
  {
    what: { en: 'Habilitate a technical administrator', fr: 'Habiliter un administrateur technique' },
    address: PORTAL.habilitationGuide,
  },
  {
    what: {
      en: 'IGC-Santé platform (PFCNG): order, draw, renew',
      fr: 'Plateforme IGC-Santé (PFCNG) : commander, retirer, renouveler',
    },
    address: PORTAL.platform,
  },
  {
    what: { en: 'IGC-Santé API, web service guide', fr: 'API IGC-Santé, guide du web service' },
    address: PORTAL.api,
  },
  {
    what: { en: 'Annuaire Santé: structures and identifiers', fr: 'Annuaire Santé : structures et identifiants' },
    address: PORTAL.directory,
  },
]

/** @param matches lines of the structures that something is to be done for */
export function orderingOf(site: Site, matches: readonly Match[]): OrderingPlan {
  const mode = site.ordering?.mode?.value
  const holders = [...new Set(matches.flatMap(({ need }) => need.holder ?? []))]
  const practices = new Set(holders.map(({ practice }) => practice))
  if (holders.length === 0) return { ...(mode ? { mode } : {}), prerequisites: [], persons: [], steps: [] }
  if (!mode) return { prerequisites: [], persons: [], steps: [CHOOSE] }
  return {
    mode,
    prerequisites: PREREQUISITES[mode](site, practices),
    persons: mode === 'A' ? [] : personsOf(holders, mode),
    steps: STEPS[mode](matches, practices, site),
  }
}

/** Who draws the certificates of a structure. */
export const orderedBy = (mode: OrderingMode | undefined): Text =>
  mode === undefined
    ? { en: 'mode A, B or C to be chosen', fr: 'modalité A, B ou C à choisir' }
    : {
        A: { en: 'technical administrator of the structure', fr: 'administrateur technique de la structure' },
        B: { en: 'editor, by delegation', fr: 'éditeur, par délégation' },
        C: { en: "doctor, with the editor's module", fr: "médecin, par le module de l'éditeur" },
      }[mode]

/** The mode that the guide advises for a practice. */
export const advisedMode = (
  practice: Practice,
): { readonly mode: OrderingMode; readonly sources: readonly string[] } =>
  practice === 'establishment' ? { mode: 'A', sources: ['G-38'] } : { mode: 'B', sources: ['G-39'] }

const CHOOSE: Step = {
  by: EDITOR,
  text: {
    en: 'Choose with the customer: mode A, the structure orders itself (advised for establishments and structures with a technical team); B, the editor orders by delegation (advised for liberal practices without one); C, the doctors order by a module of the editor. Write it under ordering.mode.',
    fr: "Choisir avec le client : modalité A, la structure commande elle-même (conseillée aux établissements et aux structures avec équipe technique) ; B, l'éditeur commande par délégation (conseillée aux cabinets libéraux sans équipe technique) ; C, les médecins commandent par un module de l'éditeur. L'écrire sous ordering.mode.",
  },
  sources: ['G-38', 'G-39', 'G-40'],
}

type State = Prerequisite['state']
const stated = (value: boolean | undefined): State => (value === undefined ? 'unknown' : value ? 'done' : 'missing')
const contractOf = (site: Site): State => {
  const contract = site.ordering?.contract
  return stated(contract && contract.value === 'signed')
}

const needsContract = (practices: ReadonlySet<Practice>): boolean => practices.has('establishment')

const PREREQUISITES: Readonly<
  Record<OrderingMode, (site: Site, practices: ReadonlySet<Practice>) => readonly Prerequisite[]>
> = {
  A: (site, practices) => [
    ...(needsContract(practices)
      ? [
          {
            by: CUSTOMER,
            once: false,
            text: {
              en: 'ANS membership contract (electronic identification means), for an establishment or a GIE',
              fr: "contrat d'adhésion ANS (moyens d'identification électronique), pour un établissement ou un GIE",
            },
            state: contractOf(site),
            sources: ['G-43', 'G-47'],
          },
          {
            by: CUSTOMER,
            once: false,
            text: { en: 'card of the legal representative', fr: 'carte du représentant légal' },
            state: stated(site.ordering?.representativeCard?.value),
            sources: ['G-43', 'G-47'],
          },
        ]
      : [noContract]),
    ...unsureContract(practices),
  ],
  B: (site, practices) => [
    {
      by: EDITOR,
      once: true,
      text: {
        en: 'ANS contract, declaration of the legal representative',
        fr: 'contrat ANS, déclaration du représentant légal',
      },
      state: contractOf(site),
      sources: ['G-48'],
    },
    {
      by: EDITOR,
      once: true,
      text: { en: 'card of its legal representative', fr: 'carte de son représentant légal' },
      state: stated(site.ordering?.representativeCard?.value),
      sources: ['G-48'],
    },
    {
      by: EDITOR,
      once: true,
      text: {
        en: 'registration in mesHabilitations, to be designated as delegate',
        fr: 'inscription dans mesHabilitations, pour être désigné délégué',
      },
      state: stated(site.ordering?.editorRegistered?.value),
      sources: ['G-49'],
    },
    {
      by: EDITOR,
      once: true,
      text: { en: 'CPA cards of its technical administrators', fr: 'cartes CPA de ses administrateurs techniques' },
      state: stated(site.ordering?.editorCards?.value),
      sources: ['G-50'],
    },
    {
      by: EDITOR,
      once: true,
      text: {
        en: 'technical administrators named in its teams',
        fr: 'administrateurs techniques nommés dans ses équipes',
      },
      state: stated(site.administrators.length > 0 ? true : undefined),
      sources: ['G-51'],
    },
    {
      by: CUSTOMER,
      once: false,
      text: { en: 'card or e-CPS of the person responsible', fr: 'carte ou e-CPS du responsable' },
      state: stated(site.ordering?.delegation?.value === 'done' ? true : undefined),
      sources: ['G-52'],
    },
    ...(needsContract(practices)
      ? [
          {
            by: CUSTOMER,
            once: false,
            text: {
              en: 'ANS contract of the establishment or GIE itself (dmplint.yaml only tells that of the editor)',
              fr: "contrat ANS de l'établissement ou du GIE lui-même (dmplint.yaml ne dit que celui de l'éditeur)",
            },
            state: 'unknown' as const,
            sources: ['G-52'],
          },
        ]
      : [noContract]),
    ...unsureContract(practices),
    {
      by: CUSTOMER,
      once: false,
      text: {
        en: 'delegation to the editor in mesHabilitations',
        fr: "délégation à l'éditeur dans mesHabilitations",
      },
      state: stated(site.ordering?.delegation && site.ordering.delegation.value === 'done'),
      sources: ['G-39', 'G-53'],
    },
  ],
  C: site => [
    {
      by: EDITOR,
      once: true,
      text: {
        en: 'module on the IGC-Santé API: download, installation, automatic renewal; the editor needs neither habilitation nor card',
        fr: "module sur l'API IGC-Santé : téléchargement, installation, renouvellement automatique ; ni habilitation ni carte pour l'éditeur",
      },
      state: stated(site.ordering?.apiModule?.value),
      sources: ['G-42', 'G-55'],
    },
    {
      by: CUSTOMER,
      once: false,
      text: {
        en: 'CPS card and card reader: the API does not take the e-CPS',
        fr: "carte CPS et lecteur de carte : l'API ne prend pas l'e-CPS",
      },
      state: stated(site.ordering?.cpsReader?.value),
      sources: ['G-41', 'G-57'],
    },
  ],
}

const noContract: Prerequisite = {
  by: CUSTOMER,
  once: false,
  text: {
    en: 'no ANS contract needed: the person responsible for a liberal practice or company is known through RPPS',
    fr: "pas de contrat ANS : le responsable d'un cabinet ou d'une société d'exercice est connu par le RPPS",
  },
  state: 'done',
  sources: ['G-47'],
}

/** A coordinated practice needs the contract as well, and what an unknown structure is nobody has said. */
const unsureContract = (practices: ReadonlySet<Practice>): readonly Prerequisite[] =>
  practices.has('unknown')
    ? [
        {
          by: CUSTOMER,
          once: false,
          text: {
            en: 'ANS contract, if a structure of unknown kind is an establishment, a GIE or a coordinated practice',
            fr: "contrat ANS, si une structure de nature inconnue est un établissement, un GIE ou une structure d'exercice coordonné",
          },
          state: 'unknown',
          sources: ['G-47', 'G-52'],
        },
      ]
    : []

function personsOf(holders: readonly Holder[], mode: 'B' | 'C'): readonly Person[] {
  const sources = mode === 'B' ? ['G-53'] : ['G-57']
  const persons = new Map<string, Person>()
  for (const holder of holders) {
    const [first] = holder.structures
    if (!first) continue
    const structure = holder.doctor ? `${titleOf(first)} (${holder.doctor})` : titleOf(first)
    const practitioners = holder.doctor
      ? [holder.doctor]
      : [...new Set(holder.structures.flatMap(one => one.practitioners.map(({ value }) => value)))]
    switch (holder.practice) {
      case 'company':
        persons.set(structure, { structure, who: ASSOCIATE, practitioners, one: true, sources })
        break
      case 'cabinet':
        persons.set(structure, {
          structure,
          who: TITULAR,
          practitioners: holderOf(holder, practitioners),
          one: false,
          sources,
        })
        break
      case 'establishment':
        persons.set(structure, {
          structure,
          who: mode === 'B' ? REPRESENTATIVE : NOT_MODE_C,
          practitioners: [],
          one: true,
          sources: mode === 'B' ? sources : ['G-40', 'G-57'],
        })
        break
      default:
        persons.set(structure, { structure, who: UNKNOWN_PERSON, practitioners, one: true, sources })
    }
  }
  return [...persons.values()]
}

/** The RPPS inside a RPPS-rang is that of the holder of the cabinet, who alone may act. */
function holderOf(holder: Holder, practitioners: readonly string[]): readonly string[] {
  const rpps = holder.ou?.slice(1, 12)
  const own = practitioners.filter(one => one === `8${rpps}`)
  return own.length > 0 ? own : rpps ? [`8${rpps}`] : practitioners
}

const ASSOCIATE: Text = { en: 'one of the associate doctors', fr: 'un des médecins associés' }
const TITULAR: Text = { en: 'the doctor who holds the cabinet', fr: 'le médecin titulaire du cabinet' }
const REPRESENTATIVE: Text = {
  en: 'the legal representative or his mandataire',
  fr: 'le représentant légal ou son mandataire',
}
const NOT_MODE_C: Text = {
  en: 'nobody: the guide gives mode C to doctors of liberal practices and companies; use A or B',
  fr: 'personne : le guide réserve la modalité C aux médecins de cabinets et de sociétés ; prendre A ou B',
}
const UNKNOWN_PERSON: Text = { en: 'not known: see the questions', fr: 'inconnu : voir les questions' }

const DETERMINE: Step = {
  by: EDITOR,
  text: {
    en: 'Determine the certificates and the identifiers: the tables of this plan.',
    fr: 'Déterminer les certificats et les identifiants : les tableaux de ce plan.',
  },
  sources: ['G-02', 'G-44'],
}

/** "install on srv-ris, srv-box": what to install where. */
function install(matches: readonly Match[]): Step {
  const servers = [...new Set(matches.flatMap(({ server }) => server ?? []))].join(', ')
  const unknown = matches.some(({ server }) => server === undefined)
  const en = servers
    ? `Install them on ${servers}${unknown ? ', and on a server that is not known yet' : ''}`
    : 'Install them; the server is not known yet'
  const fr = servers
    ? `Les installer sur ${servers}${unknown ? ', et sur un serveur encore inconnu' : ''}`
    : 'Les installer ; le serveur est encore inconnu'
  return {
    by: EDITOR,
    text: {
      en: `${en}. A certificate is never copied to a second server.`,
      fr: `${fr}. Un certificat n'est jamais recopié sur un second serveur.`,
    },
    sources: ['G-46', 'G-70'],
  }
}

function typesOf(matches: readonly Match[]): string {
  return [...new Set(matches.map(({ need }) => need.type))].join(', ')
}

const STEPS: Readonly<
  Record<OrderingMode, (matches: readonly Match[], practices: ReadonlySet<Practice>, site: Site) => readonly Step[]>
> = {
  A: (matches, practices) => [
    {
      by: EDITOR,
      text: needsContract(practices)
        ? {
            en: 'Check that the customer has its ANS contract and that its legal representative holds a card; otherwise help with both.',
            fr: "Vérifier que le client a son contrat d'adhésion ANS et que son représentant légal a une carte ; sinon l'aider dans ces démarches.",
          }
        : {
            en: 'Nothing to check of the ANS contract: a liberal practice or company needs none.',
            fr: "Rien à vérifier du contrat ANS : un cabinet libéral ou une société d'exercice n'en a pas besoin.",
          },
      sources: needsContract(practices) ? ['G-43'] : ['G-47'],
    },
    DETERMINE,
    {
      by: CUSTOMER,
      text: {
        en: 'The technical administrator of the structure orders them on the IGC-Santé platform (PFCNG).',
        fr: "L'administrateur technique de la structure les commande sur la plateforme IGC-Santé (PFCNG).",
      },
      sources: ['G-38', 'G-45'],
      address: PORTAL.platform,
    },
    install(matches),
  ],
  B: (matches, _practices, site) => [
    {
      by: EDITOR,
      text: {
        en: 'Check the prerequisites of the customer: card or e-CPS, and the ANS contract of an establishment, a GIE or a coordinated practice.',
        fr: "Vérifier les prérequis du client : carte ou e-CPS, et contrat ANS d'un établissement, d'un GIE ou d'une structure d'exercice coordonné.",
      },
      sources: ['G-52'],
    },
    {
      by: CUSTOMER,
      text:
        site.ordering?.delegation?.value === 'done'
          ? {
              en: 'Already done: the delegation to the editor in mesHabilitations. It serves for certificates of the same type.',
              fr: "Déjà fait : la délégation à l'éditeur dans mesHabilitations. Elle sert pour les certificats de même type.",
            }
          : {
              en: 'The person responsible delegates the management of certificates to the SIRET of the editor, in mesHabilitations.',
              fr: "Le responsable délègue la gestion des certificats au SIRET de l'éditeur, dans mesHabilitations.",
            },
      sources: ['G-39', 'G-53'],
      address: PORTAL.habilitations,
    },
    {
      by: EDITOR,
      text: {
        en: `Select the structure and the certificates (${typesOf(matches)}) in mesHabilitations, then draw them on IGC-Santé.`,
        fr: `Sélectionner la structure et les certificats (${typesOf(matches)}) dans mesHabilitations, puis les retirer sur l'IGC-Santé.`,
      },
      sources: ['G-54'],
      address: PORTAL.webinar,
    },
    install(matches),
  ],
  C: matches => [
    {
      by: EDITOR,
      text: {
        en: 'Determine the certificates and the identifiers (the tables of this plan), and help the doctors to use the module.',
        fr: "Déterminer les certificats et les identifiants (les tableaux de ce plan), et accompagner les médecins dans l'usage du module.",
      },
      sources: ['G-44', 'G-56'],
    },
    {
      by: CUSTOMER,
      text: {
        en: 'Each person to convene uses the module with a CPS card, from a computer with a card reader.',
        fr: 'Chaque personne à convoquer utilise le module avec sa carte CPS, depuis un poste équipé d’un lecteur.',
      },
      sources: ['G-57'],
    },
    {
      by: EDITOR,
      text: {
        en: 'Make sure that each of them connects and authorises the order; the module installs the certificates.',
        fr: "S'assurer que chacun se connecte et autorise la commande ; le module installe les certificats.",
      },
      sources: ['G-58'],
    },
    install(matches),
  ],
}

/** How the certificates of an operator are obtained, which no structure can order for it. */
export function operatorSteps(operator: string, matches: readonly Match[]): readonly Step[] {
  const by: Text = { en: operator, fr: operator }
  const ssl = matches.some(({ need }) => need.type === 'SERV SSL')
  const auth = matches.some(({ need }) => need.type === 'ORG AUTH_CLI')
  return [
    {
      by,
      text: {
        en: 'The legal representative or mandataire habilitates the technical administrators, or declares himself one.',
        fr: 'Le représentant légal ou mandataire habilite les administrateurs techniques, ou se déclare lui-même administrateur.',
      },
      sources: ['G-80'],
      address: PORTAL.habilitations,
    },
    ...(ssl
      ? [
          {
            by,
            text: {
              en: 'Order a Certificat Logiciel Serveur with usage "SSL_SERVEUR" for each FQDN.',
              fr: 'Commander un Certificat Logiciel Serveur d’usage « SSL_SERVEUR » pour chaque FQDN.',
            },
            sources: ['G-81'],
            address: PORTAL.platform,
          },
        ]
      : []),
    ...(auth
      ? [
          {
            by,
            text: {
              en: 'Order an ORG AUTH_CLI with the Client ID as its CN for each Client ID.',
              fr: 'Commander un ORG AUTH_CLI pour chaque Client ID, qui en est le CN.',
            },
            sources: ['G-17', 'G-20'],
            address: PORTAL.platform,
          },
        ]
      : []),
  ]
}
