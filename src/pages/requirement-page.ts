import type { Lang, Rule } from '../engine/rule.ts'
import { GUIDE_COVERAGE } from '../requirements/guide-coverage.ts'
import { type Requirement, requirement } from '../requirements/index.ts'
import type { Article, Item } from './article.ts'
import { WORDS } from './words.ts'

/** What a requirement asks, where it stands, and what of the rules and commands serves it. */
export function requirementArticle(known: Requirement, lang: Lang, rules: readonly Rule[]): Article {
  const words = WORDS[lang]
  const coverage = GUIDE_COVERAGE.find(({ id }) => id === known.id)
  const serving = rules.filter(
    rule => coverage?.rules.includes(rule.id) || rule.requirements.some(id => isPartOf(id, known)),
  )
  return {
    title: `${known.id} — ${known.title[lang]}`,
    facts: words.status[known.status],
    sections: [
      { paragraphs: [known.text[lang]] },
      { heading: words.where, paragraphs: [known.where[lang]] },
      ...(coverage?.by
        ? [{ heading: words.servedByCommand, paragraphs: [`${words.commands[coverage.kind]}${coverage.by[lang]}`] }]
        : []),
      ...(serving.length > 0
        ? [{ heading: words.servedBy, items: serving.map(rule => ruleItem(rule, lang)) }]
        : coverage?.by
          ? []
          : [{ paragraphs: [words.notServed] }]),
    ],
  }
}

/** A rule that cites a section serves the whole document too. */
function isPartOf(id: string, known: Requirement): boolean {
  return (requirement(id)?.id ?? id) === known.id || id.startsWith(`${known.id}-`)
}

/** `XCHG-001 title`, linked to the page of the rule. */
export function ruleItem(rule: Rule, lang: Lang): Item {
  return { text: `${rule.id} ${rule.docs[lang].title}`, link: `${rule.id}.md` }
}
