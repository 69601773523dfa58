import type { Lang, Rule } from '../engine/rule.ts'
import { type Article, articleText } from '../pages/article.ts'
import { ruleArticle } from '../pages/rule-page.ts'
import { terminal } from '../reporters/escape.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'

/**
 * `dmplint explain WHAT`: the page of a rule.
 *
 * @throws UsageError when nothing is known of it
 */
export async function explainCommand(what: string, flags: { lang?: string }, io: Io): Promise<number> {
  const lang = language(flags.lang, io.env)
  const { RULES } = await import('../../rules/index.ts')
  const articles = explain(what, lang, RULES)
  if (articles.length === 0) throw new UsageError(`nothing is known of '${terminal(what)}': see dmplint rules`)
  io.stdout.write(articles.map(article => articleText(article, io.stdout.columns)).join('\n'))
  return EXIT.clean
}

/** Names are the same in any case and with any word separator: `NameidMosPrefixed`, `nameid-mos-prefixed`. */
const folded = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

function explain(what: string, lang: Lang, rules: readonly Rule[]): Article[] {
  const name = folded(what)
  return rules
    .filter(rule => folded(rule.id) === name || folded(rule.name) === name)
    .map(rule => ruleArticle(rule, lang))
}
