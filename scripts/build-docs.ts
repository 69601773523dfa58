import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { RULES } from '../rules/index.ts'
import type { Lang } from '../src/engine/rule.ts'
import { WORDS } from '../src/pages/words.ts'
import { articleMarkdown } from '../src/reporters/article.ts'
import { markdown } from '../src/reporters/escape.ts'
import { GUIDE_COVERAGE } from '../src/requirements/guide-coverage.ts'
import { requirement } from '../src/requirements/index.ts'
import { rulePages } from './rule-pages.ts'

/**
 * Writes `docs/rules/{en,fr}/` and `docs/guide-coverage.md` from the rules, their cases and the requirements. The
 * examples are what the program prints for the first invalid case of each rule. `--check` fails when a page on disk
 * is another one.
 */
const PAGES = 'docs/rules'
const LANGS: readonly Lang[] = ['en', 'fr']

const pages = new Map<string, string>()
const write = await rulePages()
for (const lang of LANGS) {
  for (const rule of RULES) pages.set(`${PAGES}/${lang}/${rule.id}.md`, articleMarkdown(await write(rule, lang)))
  pages.set(`${PAGES}/${lang}/README.md`, index(lang))
}
pages.set('docs/guide-coverage.md', guideCoverage())

const stale = LANGS.flatMap(lang => filesOf(`${PAGES}/${lang}`)).filter(path => !pages.has(path))
const changed = [...pages].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
if (process.argv.includes('--check')) {
  for (const path of [...stale, ...changed.map(([path]) => path)])
    process.stderr.write(`${path} is not what scripts/build-docs.ts writes: npm run docs\n`)
  if (stale.length + changed.length > 0) process.exitCode = 1
} else {
  for (const path of stale) rmSync(path)
  for (const [path, text] of changed) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map(name => `${folder}/${name}`) : []
}

function index(lang: Lang): string {
  const words = WORDS[lang]
  const { title, level } = { en: { title: 'Rules', level: 'Level' }, fr: { title: 'Règles', level: 'Niveau' } }[lang]
  const rows = RULES.map(
    ({ id, name, level, docs }) =>
      `| [${id}](${id}.md) | ${words.levels[level]} | \`${name}\` | ${markdown(docs[lang].title)} |`,
  )
  return [
    `# ${title}`,
    '',
    `| Id | ${level} | ${{ en: 'Name', fr: 'Nom' }[lang]} | ${{ en: 'What it wants', fr: "Ce qu'elle demande" }[lang]} |`,
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function guideCoverage(): string {
  const built = new Set(RULES.map(({ id }) => id))
  const missing = [...new Set(GUIDE_COVERAGE.flatMap(({ rules }) => rules))].filter(id => !built.has(id)).sort()
  const count = (kind: string) => GUIDE_COVERAGE.filter(coverage => coverage.kind === kind).length
  const servedBy = (rules: readonly string[], by: string | undefined) =>
    [
      ...(by === undefined ? [] : [markdown(by)]),
      ...rules.map(id => (built.has(id) ? `[${id}](rules/en/${id}.md)` : `**${id} (missing)**`)),
    ].join(', ')
  return [
    '# What serves each statement of the guide',
    '',
    'The guide “Guide de commande des certificats IGC Santé et consignes de mise en œuvre” of December 2025 is read as 81',
    `statements: ${count('rule')} are served by rules, ${count('plan')} by the order plan, ${count('renewals')} by the renewal calendar, ${count('explain')} by \`dmplint explain\`,`,
    `and ${count('none')} asks for nothing that a program can do. The texts of the statements are printed by \`dmplint explain G-01\`.`,
    '',
    ...(missing.length === 0 ? [] : [`Rules that are named here but missing: ${missing.join(', ')}.`, '']),
    '| Statement | About | Kind | Served by |',
    '| --- | --- | --- | --- |',
    ...GUIDE_COVERAGE.map(
      ({ id, kind, rules, by }) =>
        `| ${id} | ${markdown(requirement(id)?.title.en ?? '')} | ${kind} | ${servedBy(rules, by?.en)} |`,
    ),
    '',
  ].join('\n')
}
