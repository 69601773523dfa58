import { check } from '../check.ts'
import { memoryDirectory } from '../directory/directory.ts'
import type { Report, Result } from '../engine/report.ts'
import type { Lang, Rule } from '../engine/rule.ts'
import { MemoryFiles } from '../loading/files.ts'
import { caseFiles, type ExpectedFinding, type InvalidCase, type ValidCase } from './cases.ts'
import type { World } from './world.ts'

/** The path under which the directory of a world is given, as `--directory` would. */
const DIRECTORY = 'annuaire'

export interface JudgeWorldOptions {
  readonly files?: ReadonlyMap<string, Uint8Array>
  readonly showValues?: boolean
  /** Language of the report, English by default. */
  readonly lang?: Lang
}

/** Runs rules over a world, the same road as the command line takes, without a disk. */
export function judgeWorld(world: World, rules: readonly Rule[], options: JudgeWorldOptions = {}): Promise<Report> {
  const files = options.files ?? new Map(world.files().map(({ path, bytes }) => [path, bytes]))
  return check({
    files: new MemoryFiles([...files].map(([path, bytes]) => ({ path, bytes }))),
    paths: [''],
    rules,
    at: Date.parse(`${world.at}T12:00:00Z`),
    version: '0.0.0',
    lang: options.lang ?? 'en',
    showValues: options.showValues ?? true,
    password: async entry => (entry.passwordEnv ? world.passwords[entry.passwordEnv.value] : undefined),
    ...(world.directory.length > 0
      ? { directory: DIRECTORY, openDirectory: async () => memoryDirectory(world.directoryTables()) }
      : {}),
  })
}

/** Runs rules over a case: its world after the change, with its own files. */
export function judgeCase(
  one: ValidCase | InvalidCase,
  rules: readonly Rule[],
  options: Omit<JudgeWorldOptions, 'files'> = {},
): Promise<Report> {
  const { world, files } = caseFiles(one)
  return judgeWorld(world, rules, { ...options, files })
}

/** Says whether a finding is the one that a case wants. */
export function matches(result: Result, expected: ExpectedFinding): boolean {
  if (typeof expected === 'string') return result.messageId === expected || result.message.includes(expected)
  return (
    (result.messageId === expected.message || result.message.includes(expected.message)) &&
    (expected.level === undefined || result.level === expected.level) &&
    (expected.actual === undefined || result.actual === expected.actual) &&
    (expected.at === undefined || result.place.path.endsWith(expected.at))
  )
}
