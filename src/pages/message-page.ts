import type { Lang, Rule } from '../engine/rule.ts'
import type { DmpMessage } from '../requirements/dmp-messages.ts'
import type { Article } from './article.ts'
import { ruleItem } from './requirement-page.ts'
import { WORDS } from './words.ts'

/** Why a server gives an answer, and which rules find the cause beforehand. */
export function messageArticle(message: DmpMessage, lang: Lang, rules: readonly Rule[]): Article {
  const words = WORDS[lang]
  const related = rules.filter(rule => message.rules.includes(rule.id))
  return {
    title: message.answers[0] as string,
    facts: `${message.from[lang]} · ${words.messageEvidence[message.evidence]}`,
    sections: [
      { heading: words.cause, paragraphs: [message.cause[lang]] },
      { heading: words.whatToCheck, paragraphs: [message.check[lang]] },
      ...(related.length === 0 ? [] : [{ heading: words.rules, items: related.map(rule => ruleItem(rule, lang)) }]),
    ],
  }
}
