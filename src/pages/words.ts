import type { Input, Lang, Level, Quantity, Rule, Text } from '../engine/rule.ts'
import type { DmpMessage } from '../requirements/dmp-messages.ts'
import type { Coverage } from '../requirements/guide-coverage.ts'
import type { Status } from '../requirements/requirement.ts'

/** Words of the pages around what rules and requirements say; reports share those that they need. */
interface Words {
  readonly levels: Readonly<Record<Level, string>>
  readonly why: string
  readonly fix: string
  readonly dmpAnswer: string
  readonly requirements: string
  readonly priority: readonly [core: string, expected: string, later: string]
  readonly evidence: Readonly<Record<Rule['evidence'], string>>
  readonly status: Readonly<Record<Status, string>>
  readonly between: (from: string | undefined, to: string | undefined) => string
  readonly messages: string
  readonly inputs: string
  readonly settings: string
  readonly example: string
  readonly exceptions: string
  readonly where: string
  readonly servedBy: string
  readonly servedByCommand: string
  /** Before what of a command serves a statement of the guide. */
  readonly commands: Readonly<Record<Coverage['kind'], string>>
  readonly messageEvidence: Readonly<Record<DmpMessage['evidence'], string>>
  readonly notServed: string
  readonly cause: string
  readonly whatToCheck: string
  readonly rules: string
  readonly reading: Readonly<Record<Quantity, (what: string) => string>>
}

export const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    levels: { error: 'error', warning: 'warning', note: 'note' },
    why: 'Why',
    fix: 'How to fix',
    dmpAnswer: 'What the DMP answers',
    requirements: 'Requirements',
    priority: ['core', 'expected', 'later'],
    evidence: {
      official: 'known from its text',
      vendor: 'known from a copy or from practice',
      inferred: 'inferred from other requirements',
      measured: 'measured on samples',
    },
    status: {
      official: 'official',
      'official-draft': 'official draft of February 2023',
      'vendor-copy': 'known through published copies',
      standard: 'standard',
    },
    between: (from, to) => `in force${from ? ` from ${from}` : ''}${to ? ` until ${to}` : ''}`,
    messages: 'What it says',
    inputs: 'What it reads',
    settings: 'Settings',
    example: 'Example',
    exceptions: 'What it accepts',
    where: 'Where to look it up',
    servedBy: 'Rules that check it',
    servedByCommand: 'What serves it',
    commands: { rule: '', plan: 'dmplint plan: ', renewals: 'dmplint renewals: ', explain: '', none: '' },
    messageEvidence: {
      official: 'published by the ANS',
      vendor: 'cause known from vendors',
      standard: 'cause known from the standard',
    },
    notServed: 'No rule checks it.',
    cause: 'Cause',
    whatToCheck: 'What to check',
    rules: 'Rules',
    reading: {
      each: what => `judged for each: ${what}`,
      one: what => `needs: ${what}`,
      some: what => `needs at least one: ${what}`,
      optional: what => `uses when given: ${what}`,
      all: what => `uses all that are given: ${what}`,
    },
  },
  fr: {
    levels: { error: 'erreur', warning: 'avertissement', note: 'note' },
    why: 'Pourquoi',
    fix: 'Comment corriger',
    dmpAnswer: 'Réponse du DMP',
    requirements: 'Exigences',
    priority: ['essentielle', 'attendue', 'complémentaire'],
    evidence: {
      official: 'connue par son texte',
      vendor: 'connue par une copie ou par la pratique',
      inferred: "déduite d'autres exigences",
      measured: 'constatée sur des échantillons',
    },
    status: {
      official: 'officiel',
      'official-draft': 'projet officiel de février 2023',
      'vendor-copy': 'connu par des copies publiées',
      standard: 'norme',
    },
    between: (from, to) => `en vigueur${from ? ` à partir du ${from}` : ''}${to ? ` jusqu'au ${to}` : ''}`,
    messages: "Ce qu'elle dit",
    inputs: "Ce qu'elle lit",
    settings: 'Réglages',
    example: 'Exemple',
    exceptions: "Ce qu'elle accepte",
    where: 'Où la consulter',
    servedBy: 'Règles qui la contrôlent',
    servedByCommand: 'Ce qui la sert',
    commands: { rule: '', plan: 'dmplint plan : ', renewals: 'dmplint renewals : ', explain: '', none: '' },
    messageEvidence: {
      official: "publié par l'ANS",
      vendor: 'cause connue par des éditeurs',
      standard: 'cause connue par la norme',
    },
    notServed: 'Aucune règle ne la contrôle.',
    cause: 'Cause',
    whatToCheck: 'À vérifier',
    rules: 'Règles',
    reading: {
      each: what => `jugée pour chaque : ${what}`,
      one: what => `nécessaire : ${what}`,
      some: what => `au moins un nécessaire : ${what}`,
      optional: what => `utilisé si fourni : ${what}`,
      all: what => `tous ceux fournis sont utilisés : ${what}`,
    },
  },
}

const KINDS: Readonly<Record<string, Text>> = {
  vihf: { en: 'VIHF token', fr: 'jeton VIHF' },
  submission: { en: 'XDS submission', fr: 'lot de soumission XDS' },
  document: { en: 'CDA document', fr: 'document CDA' },
  kos: { en: 'KOS object', fr: 'objet KOS' },
  signature: { en: 'XML signature', fr: 'signature XML' },
  certificate: { en: 'certificate', fr: 'certificat' },
  container: { en: 'certificate file', fr: 'fichier de certificat' },
  crl: { en: 'revocation list', fr: 'liste de révocation' },
  exchange: { en: 'exchange', fr: 'échange' },
  summary: { en: 'exchange of the run', fr: "échange de l'exécution" },
  source: { en: 'file', fr: 'fichier' },
  folder: { en: 'folder', fr: 'dossier' },
  site: { en: 'site description (dmplint.yaml)', fr: 'description du site (dmplint.yaml)' },
  directory: { en: 'directory index', fr: "index de l'annuaire" },
  userinfo: { en: 'Pro Santé Connect UserInfo', fr: 'UserInfo Pro Santé Connect' },
  whitelist: { en: 'DRIM-M white list', fr: 'liste blanche DRIM-M' },
  waivers: { en: 'waiver file', fr: 'fichier de dérogations' },
}

/** A kind of artifact in words; one without a name here shows as rules spell it. */
export function kindWord(kind: string, lang: Lang): string {
  return KINDS[kind]?.[lang] ?? kind
}

/** What a rule reads, in words. */
export function inputWords({ quantity, kinds, roles }: Input, lang: Lang): string {
  const names = kinds.map(kind => kindWord(kind, lang)).join(lang === 'fr' ? ' ou ' : ' or ')
  return WORDS[lang].reading[quantity](roles ? `${names} (${roles.join(', ')})` : names)
}
