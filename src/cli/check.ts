import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { check } from '../check.ts'
import type { Report } from '../engine/report.ts'
import { type Lang, LEVELS, type Level, type Rule } from '../engine/rule.ts'
import { DiskFiles } from '../loading/files.ts'
import { DiskStore, HeapStore, type Shard, type Store } from '../loading/memory.ts'
import { systemMessage } from '../loading/read-file.ts'
import { isReporterName, loadReporter, REPORTER_NAMES } from '../reporters/index.ts'
import type { Reporter, ReporterOptions } from '../reporters/reporter.ts'
import { dateJudged } from './dates.ts'
import { EXIT, exitCode, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { limitsOf } from './limits.ts'
import { passwords } from './password.ts'
import { ownRules } from './plugins.ts'
import { Progress } from './progress.ts'
import { presetOf, type RuleFlags, selection } from './selection.ts'
import { runShards, shardOf, workersOf } from './shards.ts'
import { VERSION } from './version.ts'
import { watchPaths } from './watch.ts'

/** Options of `dmplint check` as commander gives them. */
export interface CheckFlags extends RuleFlags {
  readonly format: readonly string[]
  readonly failOn?: string
  readonly at?: string
  readonly lang?: string
  readonly directory?: string
  readonly strictCoverage?: boolean
  readonly showValues?: boolean
  readonly deterministic?: boolean
  readonly quiet?: boolean
  readonly color?: boolean
  readonly timing?: boolean
  /** True for `--cache` without a folder. */
  readonly cache?: string | true
  readonly shard?: string
  readonly workers?: string
  readonly watch?: boolean
  readonly sarifCoverage?: boolean
  readonly sarifProfile?: string
  readonly limit?: readonly string[]
  readonly passwordStdin?: boolean
  /** Commander gives false for `--no-waivers`. */
  readonly waivers?: boolean
}

export async function checkCommand(paths: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const shard = flags.shard === undefined ? undefined : shardOf(flags.shard, io.env)
  // Standard input can be read once, by one process.
  const workers = shard || flags.passwordStdin ? 0 : workersOf(flags.workers)
  if (flags.watch) {
    const store = cacheOf(flags, io) ?? new HeapStore()
    let code: number = EXIT.clean
    const watched = (paths.length === 0 ? ['.'] : paths).map(path => resolve(io.cwd, path))
    await watchPaths(watched, async () => {
      code = await checkOnce(paths, flags, io, store)
    })
    return code
  }
  if (workers < 2) return checkOnce(paths, flags, io, cacheOf(flags, io), shard)
  const kept = flags.cache !== undefined
  const folder = kept ? cacheFolder(flags, io) : mkdtempSync(join(tmpdir(), 'dmplint-'))
  try {
    const store = new DiskStore(folder)
    await runShards(workers, folder, io.cwd)
    return await checkOnce(paths, flags, io, store)
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
}

const cacheFolder = ({ cache }: CheckFlags, io: Io): string =>
  resolve(io.cwd, typeof cache === 'string' ? cache : '.dmplint-cache')

function cacheOf(flags: CheckFlags, io: Io): Store | undefined {
  if (flags.cache === undefined && flags.shard === undefined) return undefined
  try {
    return new DiskStore(cacheFolder(flags, io))
  } catch (error) {
    throw new UsageError(`--cache: the folder cannot be written (${systemMessage(error)})`)
  }
}

async function checkOnce(
  paths: readonly string[],
  flags: CheckFlags,
  io: Io,
  store?: Store,
  shard?: Shard,
): Promise<number> {
  const lang = language(flags.lang, io.env)
  const preset = presetOf(flags.preset)
  const outputs = await Promise.all((flags.format.length === 0 ? ['console'] : flags.format).map(outputOf))
  const failOn = levelOf(flags.failOn) ?? preset.failOn
  const { RULES } = await import('../../rules/index.ts')
  const chosen = selection(RULES, preset, flags)
  const files = new DiskFiles(io.cwd)
  const own = ownRules(files, RULES, chosen, flags, lang, io.importModule)
  const progress = new Progress(io.stderr, lang, flags.quiet === true)
  const times = new Map<Rule, number>()

  const report = await check({
    files,
    paths: (paths.length === 0 ? ['.'] : paths).map(path => files.name(path)),
    rules: chosen.rules,
    ...own.options,
    // What is remembered was judged at noon, as with --at.
    at: dateJudged(store ? (flags.at ?? new Date().toISOString().slice(0, 10)) : flags.at),
    version: VERSION,
    lang,
    preset: preset.name,
    limits: limitsOf(flags.limit),
    showValues: flags.showValues === true,
    coverage: flags.sarifCoverage === true,
    waivers: flags.waivers !== false,
    knownRules: RULES,
    password: passwords(io, { stdin: flags.passwordStdin === true }),
    ...(store ? { store } : {}),
    ...(shard ? { shard } : {}),
    ...(flags.deterministic ? {} : { now: new Date() }),
    ...(flags.directory === undefined ? {} : { directory: files.name(flags.directory) }),
    onProgress: (seen, exchanges) => progress.show(seen, exchanges),
    ...(flags.timing ? { onTime: (rule: Rule, ms: number) => void times.set(rule, (times.get(rule) ?? 0) + ms) } : {}),
  })
  progress.clear()
  own.finish()
  // The report of a part must not be read as that of all: the run over the shards writes it.
  if (shard) return EXIT.clean

  for (const output of outputs) await write(report, output, flags, lang, io)
  io.keepCode?.()
  if (flags.timing) io.stderr.write(timingTable(times))
  return exitCode(report, failOn, flags.strictCoverage ?? preset.strictCoverage)
}

/** Renders a report to standard output, a file or a folder. */
export async function write(
  report: Report,
  { reporter, file }: Output,
  flags: OutputFlags,
  lang: Lang,
  io: Io,
): Promise<void> {
  const options: ReporterOptions = {
    lang,
    color: file === undefined && colored(flags.color, io),
    width: io.stdout.columns ?? 100,
    sarifProfile: flags.sarifProfile === 'github' ? 'github' : 'full',
    coverage: flags.sarifCoverage === true,
    quiet: flags.quiet === true,
  }
  if (file !== undefined && reporter.folder && isFolder(file)) {
    const folder = resolve(io.cwd, file)
    mkdirSync(folder, { recursive: true })
    for (const { name, pieces } of reporter.folder(report, options)) writePieces(join(folder, name), pieces)
    return
  }
  const rendered = reporter.render(report, options)
  const pieces = typeof rendered === 'string' ? [rendered] : rendered
  if (file === undefined) for (const chunk of chunks(pieces)) io.stdout.write(chunk)
  else writePieces(resolve(io.cwd, file), pieces)
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w')
  try {
    for (const chunk of chunks(pieces)) writeFileSync(file, chunk)
  } finally {
    closeSync(file)
  }
}

const CHUNK = 64 * 1024

/** Each piece costs a call of the system, and all of them may be longer than a string can be. */
function* chunks(pieces: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** How a report is written. */
export type OutputFlags = Pick<CheckFlags, 'color' | 'sarifProfile' | 'sarifCoverage' | 'quiet'>

export interface Output {
  readonly reporter: Reporter
  /** A file, or a folder when it ends with a stroke; standard output when not given. */
  readonly file?: string
}

const isFolder = (path: string): boolean => /[/\\]$/.test(path)

/** @throws {UsageError} no such format, or a folder where a file is needed */
export async function outputOf(format: string): Promise<Output> {
  const [name = '', ...rest] = format.split('=')
  if (!isReporterName(name)) throw new UsageError(`--format is one of ${REPORTER_NAMES.join(', ')}, not '${name}'`)
  const reporter = await loadReporter(name)
  if (rest.length === 0) return { reporter }
  const file = rest.join('=')
  if (isFolder(file) && !reporter.folder) throw new UsageError(`--format ${name}= takes a file, not a folder`)
  return { reporter, file }
}

/** @throws {UsageError} no such level */
export function levelOf(level: string | undefined): Level | undefined {
  if (level === undefined) return undefined
  const known = LEVELS.find(known => known === level)
  if (!known) throw new UsageError(`--fail-on is ${LEVELS.join(', ')}, not '${level}'`)
  return known
}

/** NO_COLOR wins, then FORCE_COLOR, then whether somebody is looking. */
function colored(flag: boolean | undefined, io: Io): boolean {
  if (flag === false || io.env.NO_COLOR) return false
  return Boolean(io.env.FORCE_COLOR) || io.stdout.isTTY === true
}

function timingTable(times: ReadonlyMap<Rule, number>): string {
  const total = [...times.values()].reduce((sum, ms) => sum + ms, 0)
  const rows = [...times].sort((a, b) => b[1] - a[1])
  return rows
    .map(
      ([rule, ms]) =>
        `${ms.toFixed(1).padStart(10)} ms ${((100 * ms) / (total || 1)).toFixed(1).padStart(5)} %  ${rule.id} ${rule.name}\n`,
    )
    .join('')
}
