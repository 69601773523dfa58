import { reportRule } from '../engine/collect.ts'
import type { Rule } from '../engine/rule.ts'
import { editions } from '../nomenclatures/index.ts'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'

/** `dmplint rules`: what can be said, as a table or as JSON. */
export async function rulesCommand(flags: { format?: string; lang?: string }, io: Io): Promise<number> {
  const { RULES } = await import('../../rules/index.ts')
  const lang = language(flags.lang, io.env)
  if (flags.format === 'json') {
    const rules = RULES.map(rule => {
      const { counts, ...page } = reportRule(rule, lang)
      return {
        ...page,
        messages: Object.keys(rule.messages),
        inputs: inputsOf(rule),
        effective: rule.effective ?? null,
      }
    })
    io.stdout.write(`${JSON.stringify({ rules, nomenclatures: editions() }, null, 2)}\n`)
    return 0
  }
  if (flags.format !== undefined && flags.format !== 'table')
    throw new UsageError(`--format is table or json, not '${flags.format}'`)
  for (const rule of RULES)
    io.stdout.write(
      `${rule.id.padEnd(9)} ${rule.level.padEnd(8)} ${rule.name}\n${' '.repeat(19)}${rule.docs[lang].title}\n`,
    )
  return 0
}

function inputsOf(rule: Rule): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rule.inputs).map(([name, { quantity, kinds, roles }]) => [
      name,
      `${quantity} ${kinds.join('|')}${roles ? `(${roles.join(', ')})` : ''}`,
    ]),
  )
}
