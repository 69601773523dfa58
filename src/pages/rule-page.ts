import type { Lang, Rule } from '../engine/rule.ts'
import { TEXTS } from '../reporters/texts.ts'
import { requirement } from '../requirements/index.ts'
import { type Article, articleMarkdown, type Section } from './article.ts'
import { inputWords, WORDS } from './words.ts'

/**
 * The page of a rule, the same for `explain` and the docs.
 *
 * @param more sections that only one of them can give, such as the example of the docs
 */
export function ruleArticle(rule: Rule, lang: Lang, more: readonly Section[] = []): Article {
  const { headings, levels } = TEXTS[lang]
  const words = WORDS[lang]
  const { title, why, fix } = rule.docs[lang]
  const { effective } = rule
  const settings = Object.entries(rule.settings ?? {})
  const facts = [
    rule.name,
    levels[rule.level],
    words.priority[rule.priority - 1],
    words.evidence[rule.evidence],
    ...(effective ? [words.between(effective.from, effective.to)] : []),
  ]
  return {
    title: `${rule.id} — ${title}`,
    facts: facts.join(' · '),
    sections: [
      { heading: headings.why, paragraphs: [why] },
      { heading: headings.fix, paragraphs: [fix] },
      ...(rule.dmpAnswer === undefined ? [] : [{ heading: headings.dmpAnswer, paragraphs: [rule.dmpAnswer] }]),
      { heading: words.messages, items: Object.values(rule.messages).map(message => ({ text: message[lang] })) },
      ...more,
      ...(rule.requirements.length === 0
        ? []
        : [{ heading: headings.requirements, items: rule.requirements.map(id => ({ text: cited(id, lang) })) }]),
      { heading: words.inputs, items: Object.values(rule.inputs).map(input => ({ text: inputWords(input, lang) })) },
      ...(settings.length === 0
        ? []
        : [{ heading: words.settings, items: settings.map(([key, value]) => ({ text: `${key}: ${String(value)}` })) }]),
    ],
  }
}

/** The page of a rule in Markdown. */
export function rulePage(rule: Rule, lang: Lang, more: readonly Section[] = []): string {
  return articleMarkdown(ruleArticle(rule, lang, more))
}

/** `G-64 (title)`; an id that a plugin cites stands alone. */
function cited(id: string, lang: Lang): string {
  const known = requirement(id)
  return known ? `${id} (${known.title[lang]})` : id
}
