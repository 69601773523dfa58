import { readFile, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import type { Report } from '../engine/report.ts'
import type { Rule } from '../engine/rule.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'

export interface WaiveFlags {
  readonly artifact?: string
  readonly place?: string
  readonly reason?: string
  readonly expires?: string
  readonly owner?: string
  readonly file?: string
  /** JSON report whose findings become the baseline. */
  readonly baseline?: string
  /** With `baseline`: drop entries that the report no longer has. */
  readonly prune?: boolean
}

/**
 * `dmplint waive`: writes a waiver, or a baseline from a JSON report, into the waiver file. What stands there already,
 * comments included, stays; entries of the baseline are sorted, one a line, so that they merge well.
 */
export async function waiveCommand(rule: string | undefined, flags: WaiveFlags, io: Io): Promise<number> {
  const path = resolve(io.cwd, flags.file ?? 'waivers.yaml')
  const yaml = await import('yaml')
  const text = await readFile(path, 'utf8').catch(() => 'version: 1\n')
  const document = yaml.parseDocument(text)
  if (document.errors.length > 0) throw new UsageError(`${flags.file ?? 'waivers.yaml'} is not well-formed YAML`)

  if (flags.baseline !== undefined) {
    const report = await readReport(resolve(io.cwd, flags.baseline))
    const entries = report.results
      .filter(result => result.suppression?.kind !== 'waiver')
      .map(({ fingerprint, rule, place }) => ({
        fingerprint,
        rule,
        path: relative(dirname(path), resolve(io.cwd, place.uri)).split('\\').join('/'),
      }))
    const kept = flags.prune ? [] : ((document.toJS() as { baseline?: typeof entries }).baseline ?? [])
    const byName = new Map(
      [...kept, ...entries].map(entry => [`${entry.path}\0${entry.rule}\0${entry.fingerprint}`, entry]),
    )
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => flow(yaml, document, entry))
    document.set('baseline', sorted)
  } else {
    const entry = await waiver(rule, flags)
    // `addIn` would make a mapping of a list that is not there yet, or is there without a value.
    if (yaml.isSeq(document.get('waivers'))) document.addIn(['waivers'], document.createNode(entry))
    else document.set('waivers', document.createNode([entry]))
  }
  await writeFile(path, document.toString({ lineWidth: 0 }))
  return EXIT.clean
}

/** One entry on one line. */
function flow(yaml: typeof import('yaml'), document: import('yaml').Document, entry: object): unknown {
  const node = document.createNode(entry)
  if (yaml.isMap(node)) node.flow = true
  return node
}

async function waiver(rule: string | undefined, flags: WaiveFlags): Promise<Record<string, string>> {
  const { RULES } = await import('../../rules/index.ts')
  const known = RULES.find(one => one.id === rule?.toUpperCase() || one.name === rule?.toLowerCase())
  const id = known?.id ?? (rule !== undefined && isOwn(rule, RULES) ? rule : undefined)
  if (id === undefined)
    throw new UsageError(rule ? `no rule is called '${rule}': see dmplint rules` : 'which rule? dmplint waive RULE …')
  const { artifact, reason, expires, place, owner } = flags
  if (!artifact) throw new UsageError('--artifact says which files, as a glob from the waiver file')
  if (!reason || reason.trim().length < 10) throw new UsageError('--reason says why, in ten characters at least')
  if (!expires || !/^\d{4}-\d{2}-\d{2}$/.test(expires) || Number.isNaN(Date.parse(expires)))
    throw new UsageError('--expires is the last day, YYYY-MM-DD')
  return {
    rule: id,
    artifact,
    ...(place ? { at: place } : {}),
    reason: reason.trim(),
    expires,
    ...(owner ? { owner } : {}),
  }
}

/** A rule that a site may bring itself: it is not known here. */
function isOwn(id: string, builtIn: readonly Rule[]): boolean {
  return /^[A-Z][A-Z0-9]*-\d{3,}$/.test(id) && !builtIn.some(rule => rule.id.split('-')[0] === id.split('-')[0])
}

async function readReport(path: string): Promise<Report> {
  try {
    const report = JSON.parse(await readFile(path, 'utf8')) as Report
    if (report.tool?.name === 'dmplint' && Array.isArray(report.results)) return report
  } catch {
    // Said below, for what is no JSON and for what is another JSON.
  }
  throw new UsageError('--baseline takes a report written with --format json=FILE')
}
