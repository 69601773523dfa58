import type { Finding, Input, Level, Quantity, Rule, Text } from '../engine/rule.ts'
import { LEVELS } from '../engine/rule.ts'

/** A plugin that cannot be used: the run must not start without rules that the user counts on. */
export class PluginError extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.name = 'PluginError'
    this.text = text
  }
}

export const PLUGIN_ID = /^[A-Z][A-Z0-9]*-\d{3,}$/
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/
const QUANTITIES: readonly Quantity[] = ['each', 'one', 'some', 'optional', 'all']

/**
 * What a module gives is typed by nobody: says what of it is not a rule, `undefined` when it is one.
 *
 * @returns a few words in English and French, to follow the name of the file
 */
export function defectOf(candidate: unknown): Text | undefined {
  if (!isObject(candidate)) return both('the default export is not a rule', "l'export par défaut n'est pas une règle")
  const rule = candidate as Partial<Record<keyof Rule, unknown>>
  const id = typeof rule.id === 'string' ? rule.id : '?'
  const wrong = (key: string): Text =>
    both(`rule ${id}: '${key}' is missing or wrong`, `règle ${id} : « ${key} » manque ou est incorrect`)
  if (typeof rule.id !== 'string' || !PLUGIN_ID.test(rule.id)) return wrong('id')
  if (typeof rule.name !== 'string' || !NAME.test(rule.name)) return wrong('name')
  if (!LEVELS.includes(rule.level as Level)) return wrong('level')
  if (![1, 2, 3].includes(rule.priority as number)) return wrong('priority')
  if (!isTexts(rule.requirements)) return wrong('requirements')
  if (!['official', 'vendor', 'inferred', 'measured'].includes(rule.evidence as string)) return wrong('evidence')
  if (typeof rule.check !== 'function') return wrong('check')
  if (!isObject(rule.inputs) || !Object.values(rule.inputs).every(isInput)) return wrong('inputs')
  if (Object.values(rule.inputs as Record<string, Input>).filter(({ quantity }) => quantity === 'each').length > 1)
    return both(`rule ${id} has two 'each' inputs`, `la règle ${id} a deux entrées « each »`)
  if (!isObject(rule.messages) || !Object.values(rule.messages).every(isText)) return wrong('messages')
  for (const [name, { en, fr }] of Object.entries(rule.messages as Record<string, Text>))
    if (placeholders(en) !== placeholders(fr))
      return both(
        `rule ${id}: the texts of '${name}' have different placeholders`,
        `règle ${id} : les textes de « ${name} » n'ont pas les mêmes champs`,
      )
  if (!isObject(rule.docs) || !isPage(rule.docs.en) || !isPage(rule.docs.fr)) return wrong('docs')
  return undefined
}

/** The rule, with what it yields looked at: a finding that no reporter could show is a crash of the rule. */
export function guarded(rule: Rule): Rule {
  return {
    ...rule,
    *check(inputs, context) {
      const running = rule.check(inputs, context)
      for (let step = running.next(); ; step = running.next()) {
        if (step.done) return step.value
        if (!isFinding(step.value, rule)) throw new TypeError('not a finding')
        yield step.value
      }
    },
  }
}

function isFinding(value: unknown, rule: Rule): value is Finding {
  if (!isObject(value) || typeof value.message !== 'string' || !Object.hasOwn(rule.messages, value.message))
    return false
  const related = value.related ?? []
  return (
    isPlace(value.at) &&
    (value.level === undefined || LEVELS.includes(value.level as Level)) &&
    (value.data === undefined || isObject(value.data)) &&
    Array.isArray(related) &&
    related.every(one => isObject(one) && isPlace(one.at) && isText(one.text))
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(one => typeof one === 'string')
const isText = (value: unknown): value is Text =>
  isObject(value) && [value.en, value.fr].every(text => typeof text === 'string' && text.trim() !== '')
const isPage = (value: unknown): boolean =>
  isObject(value) && [value.title, value.why, value.fix].every(text => typeof text === 'string' && text.trim() !== '')
const isInput = (value: unknown): boolean =>
  isObject(value) &&
  QUANTITIES.includes(value.quantity as Quantity) &&
  isTexts(value.kinds) &&
  (value.roles === undefined || isTexts(value.roles))
const isPlace = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.offset === 'number' &&
  typeof value.length === 'number' &&
  typeof value.path === 'string' &&
  isObject(value.source) &&
  typeof value.source.position === 'function'

const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort().join()

export const both = (en: string, fr: string): Text => ({ en, fr })
