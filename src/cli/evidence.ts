import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { check } from '../check.ts'
import { evidencePack } from '../evidence/pack.ts'
import { DiskFiles } from '../loading/files.ts'
import { dateJudged } from './dates.ts'
import { exitCode, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { limitsOf } from './limits.ts'
import { passwords } from './password.ts'
import { ownRules } from './plugins.ts'
import { Progress } from './progress.ts'
import { presetOf, type RuleFlags, selection } from './selection.ts'
import { VERSION } from './version.ts'

export interface EvidenceFlags extends RuleFlags {
  readonly out: string
  readonly at?: string
  readonly lang?: string
  readonly directory?: string
  readonly deterministic?: boolean
  readonly quiet?: boolean
  readonly limit?: readonly string[]
}

/**
 * `dmplint evidence [paths] --out FOLDER`: writes the evidence pack of a run. Personal values are always redacted, and
 * waivers hide nothing. Exit codes are those of `check` with the same preset.
 *
 * @throws {UsageError} the folder holds something else than a pack
 */
export async function evidenceCommand(paths: readonly string[], flags: EvidenceFlags, io: Io): Promise<number> {
  const lang = language(flags.lang, io.env)
  const preset = presetOf(flags.preset ?? 'qualification')
  const at = dateJudged(flags.at)
  const folder = resolve(io.cwd, flags.out)
  await cleared(folder, flags.out)
  const { RULES } = await import('../../rules/index.ts')
  const chosen = selection(RULES, preset, flags)
  const files = new DiskFiles(io.cwd)
  const own = ownRules(files, RULES, chosen, flags, lang, io.importModule)
  const progress = new Progress(io.stderr, lang, flags.quiet === true)

  const report = await check({
    files,
    paths: (paths.length === 0 ? ['.'] : paths).map(path => files.name(path)),
    rules: chosen.rules,
    ...own.options,
    at,
    version: VERSION,
    lang,
    preset: preset.name,
    limits: limitsOf(flags.limit),
    coverage: true,
    waivers: false,
    knownRules: RULES,
    password: passwords(io),
    ...(flags.deterministic ? {} : { now: new Date() }),
    ...(flags.directory === undefined ? {} : { directory: files.name(flags.directory) }),
    onProgress: (seen, exchanges) => progress.show(seen, exchanges),
  })
  progress.clear()
  own.finish()

  for (const { path, text } of evidencePack(report, lang)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  if (!flags.quiet) {
    const where = `${flags.out.replace(/[/\\]$/, '')}/README.md`
    io.stdout.write({ en: `Evidence pack: ${where}\n`, fr: `Dossier de preuves : ${where}\n` }[lang])
  }
  return exitCode(report, preset.failOn, preset.strictCoverage)
}

/** An earlier pack gives way to the new one; nothing else is ever deleted. */
async function cleared(folder: string, name: string): Promise<void> {
  const present = await readdir(folder).catch(() => [])
  if (present.length === 0) return
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '')
  if (!/"name": "dmplint"/.test(manifest) || present.some(one => !PACK.has(one)))
    throw new UsageError(`--out ${name}: the folder holds something else than an evidence pack`)
  for (const one of present) await rm(join(folder, one), { recursive: true })
}

const PACK = new Set(['README.md', 'manifest.json', 'requirements'])
