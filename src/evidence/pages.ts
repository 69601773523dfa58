import type { Place, Report } from '../engine/report.ts'
import type { Lang } from '../engine/rule.ts'
import { markdown } from '../reporters/escape.ts'
import { type RequirementEvidence, STANDINGS, type Standing } from './pack.ts'
import { PROOFS } from './scenarios.ts'

/** The pages of an evidence pack, in Markdown. The data beside each page hold every place; a page shows the first ones. */

const PLACES_SHOWN = 10

const WORDS = {
  en: {
    title: 'Evidence pack',
    judged: (day: string, version: string, preset: string) =>
      `Judged for ${day} with dmplint ${version}, preset ${preset}.`,
    caution:
      'A dry run: it shows what messages, certificates and configuration say, not what the qualification decides. A requirement that no rule checks, or that was not evaluated, is not met for that reason alone.',
    standings: {
      contradicted: 'contradicted',
      open: 'not evaluated, or not everywhere',
      shown: 'shown',
      absent: 'nothing of the kind was read',
      unconcerned: 'not concerned',
      unchecked: 'checked by no rule: to be shown by a person',
    } satisfies Record<Standing, string>,
    overview: 'Overview',
    requirements: 'Requirements',
    proofs: 'Scenarios and proofs',
    requirement: 'Requirement',
    standing: 'Standing',
    count: 'Number',
    rules: 'Rules',
    proof: 'Proof',
    scenario: 'Scenario',
    content: 'To be uploaded',
    contribution: 'What this run says of it',
    shown: 'Shown by',
    contradictions: 'Contradicted by',
    open: 'Not evaluated',
    crashed: 'Crashed',
    unconcerned: 'Not concerned',
    artifacts: 'Files',
    file: 'File',
    expected: 'expected',
    actual: 'found',
    fix: 'To do',
    more: (n: number) => `and ${n} more in evidence.json`,
    all: 'all of them in the run',
    colon: ': ',
  },
  fr: {
    title: 'Dossier de preuves',
    judged: (day: string, version: string, preset: string) =>
      `Contrôlé au ${day} avec dmplint ${version}, profil ${preset}.`,
    caution:
      'Répétition à blanc : ce dossier montre ce que disent les messages, les certificats et la configuration, pas ce que décidera la qualification. Une exigence qu’aucune règle ne contrôle, ou qui n’a pas été évaluée, n’est pas satisfaite pour autant.',
    standings: {
      contradicted: 'contredite',
      open: 'non évaluée, ou pas partout',
      shown: 'montrée',
      absent: 'rien de ce genre n’a été lu',
      unconcerned: 'non concernée',
      unchecked: 'contrôlée par aucune règle : à montrer par une personne',
    } satisfies Record<Standing, string>,
    overview: 'Vue d’ensemble',
    requirements: 'Exigences',
    proofs: 'Scénarios et preuves',
    requirement: 'Exigence',
    standing: 'État',
    count: 'Nombre',
    rules: 'Règles',
    proof: 'Preuve',
    scenario: 'Scénario',
    content: 'À déposer',
    contribution: 'Ce qu’en dit cette exécution',
    shown: 'Montrée par',
    contradictions: 'Contredite par',
    open: 'Non évalué',
    crashed: 'Arrêtée par une erreur',
    unconcerned: 'Non concerné',
    artifacts: 'Fichiers',
    file: 'Fichier',
    expected: 'attendu',
    actual: 'trouvé',
    fix: 'À faire',
    more: (n: number) => `et ${n} de plus dans evidence.json`,
    all: 'toute l’exécution',
    colon: ' : ',
  },
} as const

export function indexPage(report: Report, requirements: readonly RequirementEvidence[], lang: Lang): string {
  const words = WORDS[lang]
  const standing = (id: string) => requirements.find(one => one.id === id)?.standing ?? 'unchecked'
  return page([
    `# ${words.title}`,
    words.judged(report.at, report.tool.version, report.preset),
    words.caution,
    `## ${words.overview}`,
    table(
      [words.standing, words.count],
      STANDINGS.map(one => [
        words.standings[one],
        String(requirements.filter(({ standing }) => standing === one).length),
      ]),
    ),
    `## ${words.proofs}`,
    table(
      [words.proof, words.scenario, words.requirement, words.content, words.contribution],
      PROOFS.map(({ id, scenario, requirements: covers, content, contribution }) => [
        id,
        scenario,
        covers.map(id => `${id}${words.colon}${words.standings[standing(id)]}`).join('<br>'),
        content[lang],
        contribution[lang],
      ]),
    ),
    `## ${words.requirements}`,
    table(
      [words.requirement, words.standing, words.rules],
      requirements.map(({ id, title, folder, standing, rules }) => [
        `[${markdown(id)}](${folder}/README.md) ${markdown(title)}`,
        words.standings[standing],
        rules.map(rule => rule.id).join(' '),
      ]),
    ),
  ])
}

export function requirementPage(one: RequirementEvidence, lang: Lang): string {
  const words = WORDS[lang]
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')]
  const titleOf = (id: string) => markdown(`${id} ${one.rules.find(rule => rule.id === id)?.title ?? ''}`)
  const places = (list: readonly Place[], total = list.length): string[] => [
    ...list.slice(0, PLACES_SHOWN).map(place => `  - ${where(place)}`),
    ...(total > PLACES_SHOWN ? [`  - ${words.more(total - PLACES_SHOWN)}`] : []),
  ]
  const outcomes = (list: RequirementEvidence['shown']) =>
    list.flatMap(({ rule, places: at }) => [
      `- ${titleOf(rule)}`,
      ...(at.length > 0 ? places(at) : [`  - ${words.all}`]),
    ])
  return page([
    `# ${markdown(one.id)} ${markdown(one.title)}`,
    `**${words.standings[one.standing]}**`,
    markdown(one.text),
    [one.where, one.source]
      .filter(text => text !== '')
      .map(markdown)
      .join('<br>'),
    ...section(
      words.proofs,
      one.proofs.map(
        ({ id, scenario, content, contribution }) =>
          `- ${id} (${scenario})${words.colon}${content}. ${words.contribution}${words.colon}${contribution}.`,
      ),
    ),
    ...section(
      words.contradictions,
      one.contradicted.flatMap(({ rule, message, place, expected, actual, fix }) => [
        `- ${titleOf(rule)}`,
        `  - ${where(place)}${words.colon}${markdown(message)}`,
        ...(expected === undefined ? [] : [`  - ${words.expected}${words.colon}${markdown(expected)}`]),
        ...(actual === undefined ? [] : [`  - ${words.actual}${words.colon}${markdown(actual)}`]),
        `  - ${words.fix}${words.colon}${markdown(fix)}`,
      ]),
    ),
    ...section(
      words.crashed,
      one.crashed.map(({ message }) => `- ${markdown(message)}`),
    ),
    ...section(
      words.open,
      one.notEvaluated.flatMap(({ rule, reason, count, places: at }) => [
        `- ${titleOf(rule)} (${count})${words.colon}${markdown(reason)}`,
        ...places(at),
      ]),
    ),
    ...section(words.shown, outcomes(one.shown)),
    ...section(words.unconcerned, outcomes(one.notConcerned)),
    ...(one.artifacts.length === 0
      ? []
      : [
          `## ${words.artifacts}`,
          table(
            [words.file, 'SHA-256'],
            one.artifacts.map(({ uri, sha256 }) => [markdown(uri), sha256]),
          ),
        ]),
  ])
}

const page = (blocks: readonly string[]): string => `${blocks.filter(block => block !== '').join('\n\n')}\n`

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n')

function where({ uri, member, line, column, path }: Place): string {
  const file = member === undefined ? uri : `${uri}!/${member}`
  return markdown(`${file}${line === undefined ? '' : `:${line}:${column}`} ${path}`.trim())
}
