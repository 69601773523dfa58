import type { Lang, Rule } from '../engine/rule.ts'
import { requirement } from '../requirements/index.ts'
import type { Article, Section } from './article.ts'
import { inputWords, WORDS } from './words.ts'

/**
 * The page of a rule, the same for `explain` and the docs.
 *
 * @param more sections that only one of them can give, such as the example of the docs
 */
export function ruleArticle(rule: Rule, lang: Lang, more: readonly Section[] = []): Article {
  const words = WORDS[lang]
  const { title, why, fix } = rule.docs[lang]
  const { effective } = rule
  const settings = Object.entries(rule.settings ?? {})
  const facts = [
    rule.name,
    words.levels[rule.level],
    words.priority[rule.priority - 1],
    words.evidence[rule.evidence],
    ...(effective ? [words.between(effective.from, effective.to)] : []),
  ]
  return {
    title: `${rule.id} — ${title}`,
    facts: facts.join(' · '),
    sections: [
      { heading: words.why, paragraphs: [why] },
      { heading: words.fix, paragraphs: [fix] },
      ...(rule.dmpAnswer === undefined ? [] : [{ heading: words.dmpAnswer, paragraphs: [rule.dmpAnswer] }]),
      { heading: words.messages, items: Object.values(rule.messages).map(message => ({ text: message[lang] })) },
      ...more,
      ...(rule.requirements.length === 0
        ? []
        : [{ heading: words.requirements, items: rule.requirements.map(id => ({ text: cited(id, lang) })) }]),
      { heading: words.inputs, items: Object.values(rule.inputs).map(input => ({ text: inputWords(input, lang) })) },
      ...(settings.length === 0
        ? []
        : [
            {
              heading: words.settings,
              items: settings.map(([key, value]) => ({ text: `${key}: ${JSON.stringify(value)}` })),
            },
          ]),
    ],
  }
}

/** `G-64 (title)`; an id that a plugin cites stands alone. */
function cited(id: string, lang: Lang): string {
  const known = requirement(id)
  return known ? `${id} (${known.title[lang]})` : id
}
