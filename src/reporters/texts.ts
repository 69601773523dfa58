import type { Counts, Place } from '../engine/report.ts'
import type { Lang, Level } from '../engine/rule.ts'
import { WORDS } from '../pages/words.ts'

/** The words of the reports themselves, once for all formats; what rules say comes with the report. */
export interface Texts {
  readonly levels: Readonly<Record<Level, string>>
  readonly levelCount: Readonly<Record<Level, (n: number) => string>>
  readonly outcomeCount: Readonly<Record<keyof Counts, (n: number) => string>>
  readonly title: string
  readonly at: string
  readonly expected: string
  readonly actual: string
  readonly related: string
  readonly dmpAnswers: string
  readonly fix: string
  readonly sameAsAbove: (rule: string) => string
  readonly findings: string
  readonly findingsByRule: string
  readonly waived: (n: number) => string
  readonly waivedBecause: (reason: string) => string
  readonly labelled: (label: string, value: string) => string
  readonly notEvaluated: string
  readonly notEvaluatedRules: (rules: string) => string
  readonly notApplicable: string
  readonly notEffective: string
  readonly passed: string
  readonly failures: string
  readonly summary: string
  readonly judged: (date: string, preset: string) => string
  readonly read: string
  readonly files: (n: number) => string
  readonly ignored: (n: number) => string
  readonly exchanges: (n: number) => string
  readonly certificates: (n: number) => string
  readonly sites: (n: number) => string
  readonly rulePage: string
  readonly environments: Readonly<Record<'production' | 'test', string>>
  readonly rules: string
  readonly rulesRun: (n: number) => string
  readonly checks: string
  readonly directory: string
  readonly noDirectory: string
  readonly directorySize: (persons: number, structures: number) => string
  readonly nomenclatures: string
  readonly verdict: string
  readonly more: (n: number) => string
  readonly leftOut: (n: number) => string
  readonly bytes: (offset: number, length: number) => string
  /** As they begin a sentence or a part of a page. */
  readonly headings: {
    readonly why: string
    readonly fix: string
    readonly dmpAnswer: string
    readonly requirements: string
    readonly expected: string
    readonly actual: string
    readonly related: string
  }
  readonly verdicts: {
    readonly nothing: string
    readonly incomplete: (n: number) => string
    readonly errors: (errors: number, warnings: number) => string
    readonly warnings: (n: number) => string
    readonly clean: string
    readonly notEvaluated: (n: number) => string
  }
}

const english = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
const french = (n: number, one: string, many = `${one}s`) => `${n} ${n < 2 ? one : many}`

const en: Texts = {
  levels: WORDS.en.levels,
  levelCount: {
    error: n => english(n, 'error'),
    warning: n => english(n, 'warning'),
    note: n => english(n, 'note'),
  },
  outcomeCount: {
    pass: n => `${n} passed`,
    fail: n => `${n} failed`,
    notApplicable: n => `${n} not applicable`,
    notEffective: n => `${n} not in force`,
    notEvaluated: n => `${n} NOT EVALUATED`,
    crashed: n => `${n} crashed`,
  },
  title: 'DMP and IGC-Santé check',
  at: 'at',
  expected: 'expected',
  actual: 'found',
  related: 'see',
  dmpAnswers: 'DMP answers',
  fix: 'fix',
  sameAsAbove: rule => `as said for ${rule} above`,
  findings: 'Findings',
  findingsByRule: 'Findings by rule',
  waived: n => `${n} waived`,
  waivedBecause: reason => `waived: ${reason}`,
  labelled: (label, value) => `${label}: ${value}`,
  notEvaluated: 'Not evaluated',
  notEvaluatedRules: rules => `Rules: ${rules}`,
  notApplicable: 'The requirement does not concern this case.',
  notEffective: 'The requirement is not in force on the date judged.',
  passed: 'The requirement is met.',
  failures: 'Could not be completed',
  summary: 'Summary',
  judged: (date, preset) => `judged for ${date}, preset ${preset}`,
  read: 'read',
  files: n => english(n, 'file'),
  ignored: n => `${n} ignored`,
  exchanges: n => english(n, 'exchange'),
  certificates: n => english(n, 'certificate'),
  sites: n => english(n, 'site'),
  rulePage: 'page of the rule',
  environments: { production: 'production', test: 'test' },
  rules: 'rules',
  rulesRun: n => `${n} run`,
  checks: 'checks',
  directory: 'directory',
  noDirectory: 'none given',
  directorySize: (persons, structures) => `${english(persons, 'person')}, ${english(structures, 'structure')}`,
  nomenclatures: 'code tables',
  verdict: 'Verdict:',
  more: n => `${n} more`,
  leftOut: n => `${english(n, 'more finding')}, not shown here: see the full report.`,
  bytes: (offset, length) => `bytes ${offset} to ${offset + length - 1}`,
  headings: {
    why: WORDS.en.why,
    fix: WORDS.en.fix,
    dmpAnswer: WORDS.en.dmpAnswer,
    requirements: WORDS.en.requirements,
    expected: 'Expected: ',
    actual: 'Found: ',
    related: 'See: ',
  },
  verdicts: {
    nothing: 'Nothing was checked: nothing was found that a rule applies to.',
    incomplete: n => `Incomplete: ${english(n, 'problem')} kept the run from judging everything.`,
    errors: (errors, warnings) =>
      warnings > 0
        ? `Not ready: ${english(errors, 'error')} and ${english(warnings, 'warning')}.`
        : `Not ready: ${english(errors, 'error')}.`,
    warnings: n => `No error, but ${english(n, 'warning')} to look at.`,
    clean: 'No error and no warning in what was evaluated.',
    notEvaluated: n => `${english(n, 'check')} could NOT be evaluated.`,
  },
}

const fr: Texts = {
  levels: WORDS.fr.levels,
  levelCount: {
    error: n => french(n, 'erreur'),
    warning: n => french(n, 'avertissement'),
    note: n => french(n, 'note'),
  },
  outcomeCount: {
    pass: n => french(n, 'réussi'),
    fail: n => `${n} en échec`,
    notApplicable: n => `${n} sans objet`,
    notEffective: n => `${n} pas en vigueur`,
    notEvaluated: n => `${n} NON ${n < 2 ? 'ÉVALUÉ' : 'ÉVALUÉS'}`,
    crashed: n => french(n, 'interrompu'),
  },
  title: 'Contrôle DMP et IGC-Santé',
  at: 'où',
  expected: 'attendu',
  actual: 'constaté',
  related: 'voir',
  dmpAnswers: 'réponse DMP',
  fix: 'correction',
  sameAsAbove: rule => `comme indiqué plus haut pour ${rule}`,
  findings: 'Constats',
  findingsByRule: 'Constats par règle',
  waived: n => `${n} en dérogation`,
  waivedBecause: reason => `en dérogation : ${reason}`,
  labelled: (label, value) => `${label} : ${value}`,
  notEvaluated: 'Non évalué',
  notEvaluatedRules: rules => `Règles : ${rules}`,
  notApplicable: 'L’exigence ne concerne pas ce cas.',
  notEffective: 'L’exigence n’est pas en vigueur à la date jugée.',
  passed: 'L’exigence est respectée.',
  failures: 'N’a pas pu être mené à bien',
  summary: 'Bilan',
  judged: (date, preset) => `jugé au ${date}, profil ${preset}`,
  read: 'lu',
  files: n => french(n, 'fichier'),
  ignored: n => french(n, 'ignoré'),
  exchanges: n => french(n, 'échange'),
  certificates: n => french(n, 'certificat'),
  sites: n => french(n, 'site'),
  rulePage: 'page de la règle',
  environments: { production: 'production', test: 'test' },
  rules: 'règles',
  rulesRun: n => french(n, 'exécutée'),
  checks: 'contrôles',
  directory: 'annuaire',
  noDirectory: 'aucun fourni',
  directorySize: (persons, structures) => `${french(persons, 'personne')}, ${french(structures, 'structure')}`,
  nomenclatures: 'nomenclatures',
  verdict: 'Verdict :',
  more: n => french(n, 'autre'),
  leftOut: n =>
    `${french(n, 'autre constat ne figure', 'autres constats ne figurent')} pas ici : voir le rapport complet.`,
  bytes: (offset, length) => `octets ${offset} à ${offset + length - 1}`,
  headings: {
    why: WORDS.fr.why,
    fix: WORDS.fr.fix,
    dmpAnswer: WORDS.fr.dmpAnswer,
    requirements: WORDS.fr.requirements,
    expected: 'Attendu : ',
    actual: 'Constaté : ',
    related: 'Voir : ',
  },
  verdicts: {
    nothing: 'Rien n’a été contrôlé : rien de ce qui a été trouvé ne relève d’une règle.',
    incomplete: n =>
      n < 2
        ? `Incomplet : ${n} problème a empêché de tout juger.`
        : `Incomplet : ${n} problèmes ont empêché de tout juger.`,
    errors: (errors, warnings) =>
      warnings > 0
        ? `Pas prêt : ${french(errors, 'erreur')} et ${french(warnings, 'avertissement')}.`
        : `Pas prêt : ${french(errors, 'erreur')}.`,
    warnings: n => `Aucune erreur, mais ${french(n, 'avertissement')} à examiner.`,
    clean: 'Aucune erreur et aucun avertissement dans ce qui a été évalué.',
    notEvaluated: n => (n < 2 ? `${n} contrôle n’a PAS pu être évalué.` : `${n} contrôles n’ont PAS pu être évalués.`),
  },
}

export const TEXTS: Readonly<Record<Lang, Texts>> = { en, fr }

/** The file a place is in, with the member inside it: `a.zip!/IHE_XDM/X.XML`. Not escaped. */
export function fileOf(place: Place): string {
  return place.member === undefined ? place.uri : `${place.uri}!/${place.member}`
}

/** `file:line:column`, or the file and its bytes. Not escaped. */
export function whereOf(place: Place, texts: Texts): string {
  const file = fileOf(place)
  if (place.line !== undefined) return `${file}:${place.line}:${place.column ?? 1}`
  if (place.byteOffset !== undefined) return `${file} (${texts.bytes(place.byteOffset, place.byteLength ?? 1)})`
  return file
}
