import type { Lang } from '../engine/rule.ts'
import type { Coverage } from './coverage.ts'
import type { CertificateState } from './deadlines.ts'
import type { GroupKind } from './groups.ts'

/** Words that only the HTML pages need; the rest comes from `texts.ts`. */
export interface HtmlWords {
  readonly skip: string
  readonly contents: string
  readonly allSites: string
  readonly show: string
  readonly brief: string
  readonly nothingFound: string
  readonly byRule: string
  readonly bySubject: string
  readonly group: Readonly<Record<GroupKind, string>>
  readonly place: string
  readonly marked: string
  readonly waived: string
  readonly waivedWhy: string
  readonly openWhy: string
  readonly places: string
  readonly certificates: string
  readonly certificatesWhy: string
  readonly noCertificate: string
  readonly file: string
  readonly use: string
  readonly structure: string
  readonly renewal: string
  readonly notice: string
  readonly end: string
  readonly state: string
  readonly time: string
  readonly states: Readonly<Record<CertificateState, string>>
  readonly legend: { readonly valid: string; readonly renew: string; readonly urgent: string; readonly at: string }
  readonly coverage: string
  readonly coverageWhy: string
  readonly coverages: Readonly<Record<Coverage, readonly [name: string, meaning: string]>>
  readonly requirement: string
  readonly source: string
  readonly basis: string
  readonly basisWhy: string
  readonly artifacts: string
  readonly kinds: string
  readonly size: string
  readonly level: string
  readonly rule: string
  readonly site: string
  readonly environment: string
  readonly verdict: string
  readonly nextEnd: string
  readonly outside: string
  readonly edition: string
  readonly generated: (time: string, version: string) => string
  readonly privacy: string
}

const en: HtmlWords = {
  skip: 'Skip to the verdict',
  contents: 'Contents',
  allSites: 'All sites',
  show: 'Show',
  brief: 'compact',
  nothingFound: 'Nothing was found to correct.',
  byRule: 'What to correct, rule by rule',
  bySubject: 'Where to correct it',
  group: {
    exchange: 'Exchange',
    certificate: 'Certificate',
    system: 'System',
    proxy: 'Proxy e-santé',
    description: 'Site description',
    file: 'File',
  },
  place: 'Place',
  marked: 'line',
  waived: 'Waived findings',
  waivedWhy: 'Findings that a waiver or the baseline takes out of the verdict. They are still there.',
  openWhy: 'These checks say nothing yet, neither good nor bad. Each reason tells what to add.',
  places: 'Where',
  certificates: 'Ends of the certificates',
  certificatesWhy:
    'Renewal opens 60 days before the end (D-60); the last notice comes 15 days before it (D-15). After its end a certificate is ordered again.',
  noCertificate: 'No installed certificate was read.',
  file: 'File',
  use: 'Use',
  structure: 'Structure',
  renewal: 'D-60',
  notice: 'D-15',
  end: 'End',
  state: 'State',
  time: 'Over time',
  states: {
    expired: 'expired: order again',
    urgent: 'renew now: less than 15 days',
    renew: 'to renew: less than 60 days',
    future: 'not yet valid',
    valid: 'valid',
  },
  legend: { valid: 'valid', renew: 'from D-60', urgent: 'from D-15', at: 'date judged' },
  coverage: 'Coverage of the requirements',
  coverageWhy: 'What this run says of each requirement that its rules check.',
  coverages: {
    contradicted: ['contradicted', 'A rule that checks it found a fault.'],
    open: ['not evaluated', 'It was not evaluated, or not everywhere it applies.'],
    shown: ['shown', 'It was evaluated wherever it applies, and it is met.'],
    absent: ['nothing to judge', 'Nothing of the kind that it concerns was read.'],
    unconcerned: ['not concerned', 'It applies to nothing of what was read, or is not in force.'],
  },
  requirement: 'Requirement',
  source: 'Source',
  basis: 'What this report stands on',
  basisWhy: 'Files are identified by the SHA-256 of their bytes.',
  artifacts: 'Files read',
  kinds: 'Holds',
  size: 'Bytes',
  level: 'Level',
  rule: 'Rule',
  site: 'Site',
  environment: 'Environment',
  verdict: 'Verdict',
  nextEnd: 'Next end of a certificate',
  outside: 'Outside of any site',
  edition: 'edition',
  generated: (time, version) => `Written ${time} by dmplint ${version}.`,
  privacy: 'Personal values are hidden unless their display was asked for.',
}

const fr: HtmlWords = {
  skip: 'Aller au verdict',
  contents: 'Sommaire',
  allSites: 'Tous les sites',
  show: 'Afficher',
  brief: 'vue condensée',
  nothingFound: 'Rien à corriger n’a été constaté.',
  byRule: 'Que corriger, règle par règle',
  bySubject: 'Où le corriger',
  group: {
    exchange: 'Échange',
    certificate: 'Certificat',
    system: 'Système',
    proxy: 'Proxy e-santé',
    description: 'Description du site',
    file: 'Fichier',
  },
  place: 'Emplacement',
  marked: 'ligne',
  waived: 'Constats en dérogation',
  waivedWhy: 'Constats qu’une dérogation ou la base de référence retire du verdict. Ils demeurent.',
  openWhy: 'Ces contrôles ne disent encore rien, ni en bien ni en mal. Chaque raison indique quoi ajouter.',
  places: 'Où',
  certificates: 'Échéances des certificats',
  certificatesWhy:
    'Le renouvellement s’ouvre 60 jours avant la fin (J-60) ; le dernier rappel vient 15 jours avant (J-15). Après sa fin, un certificat se commande de nouveau.',
  noCertificate: 'Aucun certificat installé n’a été lu.',
  file: 'Fichier',
  use: 'Usage',
  structure: 'Structure',
  renewal: 'J-60',
  notice: 'J-15',
  end: 'Fin',
  state: 'État',
  time: 'Dans le temps',
  states: {
    expired: 'expiré : à commander de nouveau',
    urgent: 'à renouveler d’urgence : moins de 15 jours',
    renew: 'à renouveler : moins de 60 jours',
    future: 'pas encore valide',
    valid: 'valide',
  },
  legend: { valid: 'valide', renew: 'dès J-60', urgent: 'dès J-15', at: 'date jugée' },
  coverage: 'Couverture des exigences',
  coverageWhy: 'Ce que cette exécution dit de chaque exigence que ses règles contrôlent.',
  coverages: {
    contradicted: ['contredite', 'Une règle qui la contrôle a trouvé un défaut.'],
    open: ['non évaluée', 'Elle n’a pas été évaluée, ou pas partout où elle s’applique.'],
    shown: ['montrée', 'Elle a été évaluée partout où elle s’applique, et elle est respectée.'],
    absent: ['rien à juger', 'Rien de ce qu’elle concerne n’a été lu.'],
    unconcerned: ['sans objet', 'Elle ne s’applique à rien de ce qui a été lu, ou n’est pas en vigueur.'],
  },
  requirement: 'Exigence',
  source: 'Source',
  basis: 'Sur quoi repose ce rapport',
  basisWhy: 'Les fichiers sont identifiés par le SHA-256 de leurs octets.',
  artifacts: 'Fichiers lus',
  kinds: 'Contient',
  size: 'Octets',
  level: 'Niveau',
  rule: 'Règle',
  site: 'Site',
  environment: 'Environnement',
  verdict: 'Verdict',
  nextEnd: 'Prochaine fin de certificat',
  outside: 'Hors de tout site',
  edition: 'édition',
  generated: (time, version) => `Écrit le ${time} par dmplint ${version}.`,
  privacy: 'Les valeurs personnelles sont masquées, sauf si leur affichage a été demandé.',
}

export const HTML_WORDS: Readonly<Record<Lang, HtmlWords>> = { en, fr }
