import type { Rule } from '../engine/rule.ts'
import { DiskFiles } from '../loading/files.ts'
import { Plugins } from '../plugins/load.ts'
import type { CaseTable } from './cases.ts'
import { judgeCase, matches } from './judge.ts'

/**
 * The rules of a plugin file, loaded and looked at as `dmplint check` does.
 *
 * @param path of a module or a YAML file, relative to the working directory
 * @throws {PluginError} it cannot be used, with the reason
 */
export async function pluginRules(path: string): Promise<readonly Rule[]> {
  const { RULES } = await import('../../rules/index.ts')
  return new Plugins(new DiskFiles(process.cwd()), RULES).load(path)
}

/**
 * Judges the cases of one rule.
 *
 * @returns what does not hold, one line each; nothing when all cases come out as they say
 * @throws {Error} none of the rules is the one that the cases are about
 */
export async function caseDefects(table: CaseTable, rules: readonly Rule[]): Promise<readonly string[]> {
  const rule = rules.find(({ id }) => id === table.rule)
  if (!rule) throw new Error(`no rule ${table.rule}`)
  const defects: string[] = []
  const said = new Set<string>()
  for (const one of [...table.valid, ...table.invalid]) {
    const report = await judgeCase(one, [rule])
    const left = [...report.results]
    for (const expected of 'expect' in one ? one.expect : []) {
      const found = left.findIndex(result => matches(result, expected))
      if (found < 0) defects.push(`${one.name}: ${JSON.stringify(expected)} was not found`)
      else said.add(left.splice(found, 1)[0]?.messageId ?? '')
    }
    for (const { message } of left) defects.push(`${one.name}: was not expected: ${message}`)
    for (const { message, kind } of report.failures)
      if (kind === 'rule-crashed') defects.push(`${one.name}: crashed: ${message}`)
    const { counts } = report.rules[0] ?? report
    if ('expect' in one) continue
    const answered = {
      pass: 'pass',
      'not-applicable': 'notApplicable',
      'not-evaluated': 'notEvaluated',
      'not-effective': 'notEffective',
    } as const
    const outcome = one.outcome ?? 'pass'
    if (counts[answered[outcome]] === 0) defects.push(`${one.name}: nothing came out as ${outcome}`)
  }
  for (const message of Object.keys(rule.messages))
    if (!said.has(message)) defects.push(`no case shows the message '${message}'`)
  return defects
}
