import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RULES } from '../rules/index.ts'
import type { Lang, Rule } from '../src/engine/rule.ts'
import type { Article, Section } from '../src/pages/article.ts'
import { ruleArticle } from '../src/pages/rule-page.ts'
import { WORDS } from '../src/pages/words.ts'
import { reporter } from '../src/reporters/console.ts'
import type { CaseTable } from '../src/testing/cases.ts'
import { judgeCase } from '../src/testing/judge.ts'

/**
 * Pages of the rules with what only their cases can tell: an example with its real output, and what is accepted. For
 * the Markdown of `docs/` and for the static site.
 */
export async function rulePages(): Promise<(rule: Rule, lang: Lang) => Promise<Article>> {
  const tables = await caseTables()
  return async (rule, lang) => {
    const table = tables.get(rule.id)
    return ruleArticle(rule, lang, table ? [...(await example(rule, table, lang)), accepted(rule, table, lang)] : [])
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder).map(name => `${folder}/${name}`)
}

async function caseTables(): Promise<ReadonlyMap<string, CaseTable>> {
  const found = new Map<string, CaseTable>()
  for (const family of filesOf('fixtures/cases'))
    for (const path of filesOf(family)) {
      const { default: table } = (await import(pathToFileURL(join(process.cwd(), path)).href)) as { default: CaseTable }
      found.set(table.rule, table)
    }
  return found
}

/** Names of cases are English; the French page shows the output alone. */
async function example(rule: Rule, table: CaseTable, lang: Lang): Promise<Section[]> {
  const [first] = table.invalid
  if (!first) return []
  const beside = RULES.filter(({ id }) => table.beside?.includes(id))
  const report = await judgeCase(first, [rule, ...beside], { lang, showValues: false })
  const results = report.results.filter(result => result.rule === rule.id).slice(0, 1)
  if (results.length === 0) throw new Error(`${rule.id} finds nothing in its first invalid case`)
  // Problems of the run would speak of other rules than this one.
  const printed = reporter.render(
    { ...report, results, failures: [] },
    { lang, color: false, width: 100, quiet: true, coverage: false, sarifProfile: 'full' },
  )
  const [finding = ''] = typeof printed === 'string' ? [printed] : printed
  return [
    {
      heading: WORDS[lang].example,
      ...(lang === 'en' ? { paragraphs: [`${capital(first.name)}:`] } : {}),
      lines: finding.trimEnd().split('\n'),
    },
  ]
}

function accepted(rule: Rule, table: CaseTable, lang: Lang): Section {
  const heading = WORDS[lang].exceptions
  if (lang === 'fr')
    return { heading, items: [{ text: 'Les cas sont décrits en anglais', link: `../en/${rule.id}.md` }] }
  return {
    heading,
    items: table.valid.map(({ name, outcome = 'pass' }) => ({
      text: outcome === 'pass' ? capital(name) : `${capital(name)} (${outcome.replace('-', ' ')})`,
    })),
  }
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
