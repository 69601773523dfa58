import type { Lang, Rule } from '../engine/rule.ts'
import type { Article } from '../pages/article.ts'
import { messageArticle } from '../pages/message-page.ts'
import { requirementArticle } from '../pages/requirement-page.ts'
import { ruleArticle } from '../pages/rule-page.ts'
import { articleText } from '../reporters/article.ts'
import { terminal } from '../reporters/escape.ts'
import { DMP_MESSAGES, type DmpMessage } from '../requirements/dmp-messages.ts'
import { REQUIREMENTS, requirement, searchRequirements } from '../requirements/index.ts'
import { isNearly, Similar, squeezed, words } from '../requirements/similar.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { TOPICS } from './topics.ts'

/** From this likeness on a message is taken for the one meant; the other candidates must stay well behind. */
const SURE = 0.7
const AHEAD = 0.25
/** Below it a message has nothing to do with the one meant. */
const LIKELY = 0.4
const CANDIDATES = 5

/**
 * `dmplint explain WHAT`: the page of a rule, of a requirement, of a code table, of a message of the DMP, or of a topic.
 *
 * @throws UsageError when nothing is known of it, with what was perhaps meant
 */
export async function explainCommand(what: string, flags: { lang?: string }, io: Io): Promise<number> {
  const lang = language(flags.lang, io.env)
  const { RULES } = await import('../../rules/index.ts')
  const exact = named(what, lang, RULES)
  if (exact) {
    print([exact], io)
    return EXIT.clean
  }
  const messages = answered(what)
  if (messages.length === 0) throw new UsageError(unknown(what, lang, RULES))
  if (messages.length > 1) io.stdout.write(`${UNSURE[lang]}\n\n`)
  print(
    messages.map(message => messageArticle(message, lang, RULES)),
    io,
  )
  return EXIT.clean
}

const UNSURE: Readonly<Record<Lang, string>> = {
  en: 'Several known messages are like this one, the nearest first.',
  fr: 'Plusieurs messages connus ressemblent à celui-ci, le plus proche en premier.',
}

function print(articles: readonly Article[], io: Io): void {
  io.stdout.write(articles.map(article => articleText(article, io.stdout.columns)).join('\n'))
}

/** What has exactly that name: `VIHF-001`, `nameid-mos-prefixed`, `NameidMosPrefixed`, `G-64`, `TRE_G08`, `sources`. */
function named(what: string, lang: Lang, rules: readonly Rule[]): Article | undefined {
  const name = squeezed(what)
  const rule = rules.find(rule => squeezed(rule.id) === name || squeezed(rule.name) === name)
  if (rule) return ruleArticle(rule, lang)
  const known = requirement(what)
  if (known) return requirementArticle(known, lang, rules)
  return TOPICS.find(({ names }) => names.includes(name))?.article(lang)
}

/** The message meant; several when it could be one or the other; none when nothing is like it. */
function answered(what: string): readonly DmpMessage[] {
  const coded = withCode(what)
  if (coded) return [coded]
  const found = new Similar(DMP_MESSAGES, ({ answers }) => answers).find(what)
  const [best, second] = found
  if (!best || best.score < LIKELY) return []
  if (best.score >= SURE && best.score - (second?.score ?? 0) >= AHEAD) return [best.value]
  return found
    .filter(({ score }) => score >= Math.max(LIKELY, best.score - AHEAD))
    .slice(0, CANDIDATES)
    .map(({ value }) => value)
}

/** A number says little inside a long text. */
const SHORT = 4

/** The message whose error code is written somewhere in the text; of two the longer, as one may begin like the other. */
function withCode(what: string): DmpMessage | undefined {
  const pasted = squeezed(what)
  const asked = words(what)
  const holds = (code: string) =>
    /^\d+$/.test(code) ? asked.size <= SHORT && asked.has(code) : pasted.includes(squeezed(code))
  return DMP_MESSAGES.flatMap(message =>
    [message.code, ...message.answers.filter(answer => !answer.includes(' '))].map(code => ({ code, message })),
  )
    .filter(({ code }) => holds(code))
    .sort((a, b) => b.code.length - a.code.length)[0]?.message
}

const LONGEST_QUOTED = 80

function unknown(what: string, lang: Lang, rules: readonly Rule[]): string {
  // An answer of the DMP names the patient by the INS.
  const safe = what.replace(/(?<!\d)[1-478]\d[\dAB\s]{9,15}\d(?!\d)/g, '[INS]')
  const shown = terminal(safe.length > LONGEST_QUOTED ? `${safe.slice(0, LONGEST_QUOTED)}…` : safe)
  const near = suggestions(what, lang, rules)
  const nothing = { en: `nothing is known of '${shown}'`, fr: `rien n'est connu sous « ${shown} »` }[lang]
  if (near.length === 0) return `${nothing}${{ en: ': see dmplint rules', fr: ' : voir dmplint rules' }[lang]}`
  return [
    `${nothing}${{ en: '; did you mean', fr: ' ; vouliez-vous dire' }[lang]}`,
    ...near.map(line => `  ${line}`),
  ].join('\n')
}

/** Names with a typing mistake first, then rules and requirements that speak of it. */
function suggestions(what: string, lang: Lang, rules: readonly Rule[]): string[] {
  const name = squeezed(what)
  const mistyped = [
    ...rules.filter(rule => isNearly(squeezed(rule.id), name) || isNearly(squeezed(rule.name), name)).map(ruleLine),
    ...REQUIREMENTS.filter(({ id }) => isNearly(squeezed(id), name)).map(({ id, title }) => `${id} ${title[lang]}`),
  ]
  const about = [
    ...new Similar(rules, ({ name, docs, dmpAnswer = '' }) => [name, docs.en.title, docs.fr.title, dmpAnswer])
      .find(what)
      .filter(({ score }) => score >= LIKELY)
      .map(({ value }) => ruleLine(value)),
    ...searchRequirements(what).map(({ id, title }) => `${id} ${title[lang]}`),
  ]
  return [...new Set([...mistyped, ...about])].slice(0, CANDIDATES)
  function ruleLine(rule: Rule): string {
    return `${rule.id} ${rule.docs[lang].title}`
  }
}
