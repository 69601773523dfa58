import { spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type * as Sarif from 'sarif'

/**
 * Holds SARIF logs against the schema and the rules of the SARIF multitool: `tsx scripts/validate-sarif.ts FILE…`.
 * No error and no warning is let through. The multitool ends with 0 whatever it finds, so its output log is read; of a
 * log that it cannot load it says nothing at all, so the schema comes first.
 */

export interface Verdict {
  readonly file: string
  /** One line per error or warning; empty when the log is valid. */
  readonly problems: readonly string[]
}

/**
 * GH1001 to GH1003 and GH1005 to GH1007 are off by default. GH1003 asks for a start line in every region and so refuses
 * the byte regions that SARIF wants for binary files (3.30.4): it is left off for logs that have one, that is for the
 * full profile, and on for the GitHub profile, which has none. GH1004 counts by limits that no longer hold.
 */
const GITHUB_RULES = ['GH1001', 'GH1002', 'GH1003', 'GH1005', 'GH1006', 'GH1007']

const require = createRequire(import.meta.url)

/** Folder of the multitool; `undefined` where it has no build for this platform. */
function multitoolFolder(): string | undefined {
  try {
    return dirname(require.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`))
  } catch {
    return undefined
  }
}

/** @returns `undefined` where the multitool has no build for this platform. */
export function validateSarif(files: readonly string[]): readonly Verdict[] | undefined {
  const folder = multitoolFolder()
  if (!folder) return undefined
  const binary = join(folder, 'Sarif.Multitool')
  try {
    accessSync(binary, constants.X_OK)
  } catch {
    // Installs without scripts leave it so.
    chmodSync(binary, 0o755)
  }
  const schema = JSON.parse(readFileSync(join(folder, 'sarif-2.1.0.json'), 'utf8'))
  const matches = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
  const work = mkdtempSync(join(tmpdir(), 'validate-sarif-'))
  try {
    writeConfigs(binary, work)
    return files.map((file, i) => {
      const log = JSON.parse(readFileSync(file, 'utf8')) as Sarif.Log
      const problems = matches(log) ? [] : (matches.errors ?? []).map(e => `schema: ${e.instancePath} ${e.message}`)
      const config = join(work, hasBytes(log) ? 'bytes.xml' : 'text.xml')
      const output = join(work, `${i}.sarif`)
      return { file, problems: [...problems, ...multitool(binary, file, config, output)] }
    })
  } finally {
    rmSync(work, { recursive: true })
  }
}

const hasBytes = (log: Sarif.Log) => JSON.stringify(log).includes('"byteOffset"')

/** `text.xml` with all of {@link GITHUB_RULES} on, `bytes.xml` with all but GH1003. */
function writeConfigs(binary: string, folder: string): void {
  const exported = join(folder, 'default.xml')
  run(binary, ['export-validation-config', exported])
  const defaults = readFileSync(exported, 'utf8')
  const turnOn = (rules: readonly string[]) =>
    defaults.replace(
      new RegExp(`(<Properties Key="(?:${rules.join('|')})\\.[^>]*>\\s*<Property Key="RuleEnabled" Value=)"\\w+"`, 'g'),
      '$1"Error"',
    )
  writeFileSync(join(folder, 'text.xml'), turnOn(GITHUB_RULES))
  writeFileSync(join(folder, 'bytes.xml'), turnOn(GITHUB_RULES.filter(rule => rule !== 'GH1003')))
}

function multitool(binary: string, file: string, config: string, output: string): readonly string[] {
  run(binary, [
    'validate',
    file,
    ...['--rule-kind', 'Sarif;Ghas'],
    ...['--level', 'Error;Warning;Note'],
    ...['--config', config],
    ...['--output', output],
    ...['--log', 'ForceOverwrite'],
  ])
  const { runs } = JSON.parse(readFileSync(output, 'utf8')) as Sarif.Log
  return runs.flatMap(({ results = [], tool, invocations = [] }) => [
    ...results
      .map(result => ({ ...result, level: result.level ?? levelOf(tool, result) }))
      .filter(({ level }) => level === 'error' || level === 'warning')
      .map(
        ({ level, ruleId, message, locations }) =>
          `${level} ${ruleId}: ${message.text ?? (message.arguments ?? []).join(' | ')} ` +
          `(line ${locations?.[0]?.physicalLocation?.region?.startLine ?? '?'})`,
      ),
    ...invocations
      .flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications)
      .filter(({ level }) => level === 'error')
      .map(({ message }) => `multitool: ${message.text}`),
  ])
}

/** SARIF leaves the level out where it is that of the rule, and `warning` when the rule has none. */
function levelOf(tool: Sarif.Tool, { ruleIndex = -1 }: Sarif.Result): Sarif.Result.level {
  return tool.driver.rules?.[ruleIndex]?.defaultConfiguration?.level ?? 'warning'
}

function run(binary: string, args: readonly string[]): void {
  const { status, error, stdout, stderr } = spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (error) throw error
  if (status !== 0) throw new Error(`${args[0]}: the multitool ended with ${status}\n${stdout}${stderr}`)
}

function main(files: readonly string[]): number {
  if (files.length === 0) {
    process.stderr.write('usage: validate-sarif FILE…\n')
    return 2
  }
  const verdicts = validateSarif(files)
  if (!verdicts) {
    process.stdout.write(`SKIPPED: no SARIF multitool for ${process.platform}, ${files.length} logs NOT validated\n`)
    return 0
  }
  for (const { file, problems } of verdicts) {
    process.stdout.write(`${problems.length === 0 ? 'valid' : 'INVALID'} ${file}\n`)
    for (const problem of problems) process.stdout.write(`  ${problem}\n`)
  }
  return verdicts.some(({ problems }) => problems.length > 0) ? 1 : 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main(process.argv.slice(2))
