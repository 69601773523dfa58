import { statSync } from 'node:fs'
import type { Certificate } from './artifacts/certificate.ts'
import type { SourceFile } from './artifacts/file.ts'
import { explainMissing } from './artifacts/missing.ts'
import type { CertificateEntry, Site } from './artifacts/site.ts'
import type { WaiverFile } from './artifacts/waivers.ts'
import type { Directory } from './directory/directory.ts'
import { Collector, type CollectorOptions, placeOf, reportRule } from './engine/collect.ts'
import { type JudgeOptions, judge } from './engine/judge.ts'
import type { Location } from './engine/location.ts'
import type { Report, ReportCertificate, ReportDirectory, ReportSite } from './engine/report.ts'
import type { Lang, Level, Rule } from './engine/rule.ts'
import type { Scope } from './engine/scope.ts'
import { FileList } from './loading/file-list.ts'
import type { Files } from './loading/files.ts'
import { type LoadedScope, load } from './loading/load.ts'
import { Memory, type Shard, type Store } from './loading/memory.ts'
import { editions } from './nomenclatures/index.ts'
import { clock, DEFAULT_LIMITS, type Limits } from './sources/limits.ts'
import type { ProblemCode } from './sources/problem.ts'
import { Source } from './sources/source.ts'
import { applyWaivers } from './waivers/apply.ts'

/** The whole road: paths in, report out. The command line, the library and the tests all take it. */
export interface CheckOptions {
  readonly files: Files
  readonly paths: readonly string[]
  /** What is judged, in place of what the paths hold: it came by another way than files. */
  readonly scopes?: Iterable<Scope>
  readonly rules: readonly Rule[]
  /** The date judged, milliseconds since 1970. */
  readonly at: number
  readonly version: string
  readonly lang?: Lang
  readonly preset?: string
  readonly limits?: Limits
  readonly showValues?: boolean
  /** Keep an outcome for every binding, not only findings. */
  readonly coverage?: boolean
  /** Time of the run; left out for a report that must be the same byte for byte. */
  readonly now?: Date
  readonly directory?: string
  readonly password?: (entry: CertificateEntry, site: Site) => Promise<string | undefined>
  readonly openDirectory?: (path: string, at: Location) => Promise<Directory>
  readonly onProgress?: (files: number, exchanges: number) => void
  readonly onTime?: NonNullable<JudgeOptions['onTime']>
  /** False for an audit: waivers and baselines are not read. */
  readonly waivers?: boolean
  /** Every rule that exists, to tell a waiver of an unknown rule; the rules of the run when not given. */
  readonly knownRules?: readonly Rule[]
  /** The rules that a site brings itself (`plugins:`); without it they are not read. */
  readonly ownRules?: (site: Site) => Promise<readonly Rule[]>
  /** Where what is found in exchanges is kept for the next run. */
  readonly store?: Store
  /**
   * Judges only the exchanges of a shard, for the store: the report lacks sites and run, which the run that takes the
   * shards together judges.
   */
  readonly shard?: Shard
  /** Bytes of what is put aside that stay in memory, some million when not given; beyond, they go to a sealed temporary file. */
  readonly inMemory?: number
}

/** Problems after which a file was not judged, or not all of it: the run could not complete. */
export const INCOMPLETE: ReadonlySet<ProblemCode> = new Set([
  'unreadable',
  'malformed',
  'doctype',
  'limit',
  'password-wrong',
  'algorithm-unsupported',
])

export async function check(options: CheckOptions): Promise<Report> {
  const artifacts = new FileList(options.inMemory)
  try {
    return await judged(options, artifacts)
  } finally {
    artifacts.close()
  }
}

async function judged(options: CheckOptions, artifacts: FileList): Promise<Report> {
  const { files, at, lang = 'en' } = options
  /** Those of the run, then those of its sites as they are met. */
  const rules = [...options.rules]
  const collecting: CollectorOptions = {
    lang,
    showValues: options.showValues ?? false,
    coverage: options.coverage ?? false,
    explainMissing,
  }
  const collector = new Collector(collecting)
  const directories = new Map<string, ReportDirectory>()
  const sites: {
    label: string
    uri?: string
    environment?: 'production' | 'test'
    certificates: number
    scope: Scope
  }[] = []
  const exchanges = new Map<Scope, number>()
  const certificates: ReportCertificate[] = []
  const waiverFiles: WaiverFile[] = []
  let ignored = 0
  let seen = 0
  let exchangeCount = 0

  const read = load(options.paths, {
    files,
    limits: options.limits ?? DEFAULT_LIMITS,
    password: options.password ?? (async () => undefined),
    openDirectory: options.openDirectory ?? openPath,
    ...(options.directory === undefined ? {} : { directory: options.directory }),
    ...(options.store ? { memory: new Memory(options.store, settingsOf(options)) } : {}),
    ...(options.shard ? { shard: options.shard } : {}),
    ...(options.inMemory === undefined ? {} : { inMemory: options.inMemory }),
    ...(options.waivers === false ? {} : { onWaivers: (file: WaiverFile) => void waiverFiles.push(file) }),
    onFile: file => {
      seen++
      options.onProgress?.(seen, exchangeCount)
      if (file.ignored) ignored++
      else artifacts.add(file)
    },
  })
  /** Of exchanges, by their site: they are many, and the engine prepares a list of rules once. */
  const choices = new Map<Site | undefined, Choice>()
  const choiceFor = async (scope: Scope): Promise<Choice> => {
    const around = siteAround(scope)
    const known = scope.level === 'exchange' ? choices.get(around) : undefined
    if (known) return known
    const own = around && options.ownRules ? await options.ownRules(around) : []
    for (const rule of own) if (!rules.includes(rule)) rules.push(rule)
    // Over the whole run nothing is of one site, but a rule without an `each` input is about all of them.
    const overall = scope.level === 'run' ? rules.slice(options.rules.length).filter(isOverall) : own
    const concerned = overall.length === 0 ? options.rules : [...options.rules, ...overall]
    const overrides = around && overridesOf(around, concerned)
    const choice: Choice = {
      chosen: overrides ? concerned.filter(rule => overrides.get(rule.id)?.level !== 'off') : concerned,
      overrides,
      settings: overrides && Object.fromEntries([...overrides].map(([id, { settings }]) => [id, settings])),
      isOwn: own.length > 0,
    }
    if (scope.level === 'exchange') choices.set(around, choice)
    return choice
  }
  for await (const scope of (options.scopes ?? read) as AsyncIterable<LoadedScope>) {
    // A shard leaves to the run over all of them what is not one whole exchange.
    if (options.shard && !scope.known && !scope.remember) continue
    if (scope.known) collector.absorb(scope.known, scope)
    else {
      const { chosen, overrides, settings, isOwn } = await choiceFor(scope)
      const into = scope.remember ? new Collector(collecting) : collector
      for (const outcome of judge(chosen, scope, {
        at,
        ...(settings ? { settings } : {}),
        ...(options.onTime ? { onTime: options.onTime, clock } : {}),
      })) {
        const level = overrides?.get(outcome.rule.id)?.level
        into.add(outcome, level === 'off' ? undefined : level)
      }
      for (const file of (scope.own.get('source') ?? []) as SourceFile[])
        for (const problem of file.problems)
          if (INCOMPLETE.has(problem.code))
            into.addFailure(
              { kind: 'unreadable', message: `${problem.format}: ${problem.detail}`, place: placeOf(problem.at) },
              scope,
            )
      if (scope.remember) {
        const part = into.part()
        // A rule of the site's own may be another one tomorrow.
        if (!isOwn) scope.remember(part)
        collector.absorb(part, scope)
      }
    }
    for (const directory of (scope.own.get('directory') ?? []) as Directory[]) {
      // A directory that dmplint.yaml names points at its line there; the report names the path of the line.
      const { source, offset, length } = directory.at
      const named = length > 0 && source instanceof Source ? source.text.slice(offset, offset + length) : source.uri
      const path = named.replace(/^["']|["']$/g, '')
      directories.set(path, reportDirectory(path, directory))
    }
    if (scope.level === 'exchange') {
      exchangeCount++
      const home = scope.parent as Scope
      exchanges.set(home, (exchanges.get(home) ?? 0) + 1)
    } else {
      const [site] = (scope.own.get('site') ?? []) as Site[]
      const installed = ((scope.own.get('certificate') ?? []) as Certificate[]).filter(c => !c.roles.includes('trust'))
      certificates.push(...installed.filter(c => c.profile !== 'ca').map(c => reportCertificate(c, site)))
      if (scope.level === 'site' || installed.length > 0 || exchanges.has(scope))
        sites.push({
          label: scope.label,
          ...(site ? { uri: site.source.uri } : {}),
          ...(site?.environment ? { environment: site.environment.value } : {}),
          certificates: installed.length,
          scope,
        })
    }
  }

  const day = new Date(at).toISOString().slice(0, 10)
  const waived = applyWaivers(
    collector.collected().results,
    waiverFiles,
    day,
    [...(options.knownRules ?? []), ...rules],
    rules,
  )
  const waiverScope: Scope = { level: 'site', label: '', own: new Map([['waivers', waived.files]]) }
  const before = new Map(waived.results.map(result => [result.fingerprint, result]))
  if (!options.shard) for (const outcome of judge(rules, waiverScope, { at })) collector.add(outcome)

  const collected = collector.collected()
  return {
    schema: 1,
    tool: { name: 'dmplint', version: options.version },
    lang,
    at: day,
    ...(options.now ? { generated: options.now.toISOString() } : {}),
    preset: options.preset ?? 'ci',
    directories: [...directories.values()],
    nomenclatures: editions().map(({ id, version, date }) => ({ id, version, date })),
    artifacts: artifacts.sorted(),
    certificates: certificates.sort(
      (a, b) => compare(a.uri, b.uri) || (a.index ?? 0) - (b.index ?? 0) || compare(a.site ?? '', b.site ?? ''),
    ),
    ignored,
    rules: rules.map(rule => reportRule(rule, lang, collected.byRule.get(rule.id))),
    counts: collected.counts,
    results: collected.results.map(result => before.get(result.fingerprint) ?? result),
    notEvaluated: collected.notEvaluated,
    failures: collected.failures,
    ...(options.coverage ? { outcomes: collected.outcomes } : {}),
    sites: sites.map(
      ({ scope, ...site }): ReportSite => ({
        ...site,
        exchanges: exchanges.get(scope) ?? 0,
        rules: rules.flatMap(({ id }) => {
          const counts = collected.bySite.get(site.uri ?? '')?.get(id)
          return counts ? [{ rule: id, counts }] : []
        }),
      }),
    ),
  }
}

/** An index, or UserInfo and FHIR files (or a small extraction) that stand in for one and are read into memory. */
export async function openPath(path: string, at: Location): Promise<Directory> {
  if (statSync(path).isDirectory()) {
    const { openDirectory } = await import('./directory/directory.ts')
    return openDirectory(path, at)
  }
  const { readDirectory } = await import('./directory/import.ts')
  return readDirectory([path], at)
}

function reportDirectory(path: string, { info }: Directory): ReportDirectory {
  return {
    path,
    sources: info.sources.map(({ name, extracted, sha256 }) => ({ name, extracted: extracted ?? '', sha256 })),
    persons: info.counts.persons,
    structures: info.counts.structures,
  }
}

function reportCertificate(certificate: Certificate, site: Site | undefined): ReportCertificate {
  const { uses, structure } = certificate
  const distinct = (values: readonly (string | undefined)[]) => [
    ...new Set(values.filter(value => value !== undefined)),
  ]
  return {
    uri: certificate.source.uri,
    ...(certificate.index === 0 ? {} : { index: certificate.index }),
    ...(site ? { site: site.source.uri } : {}),
    usages: distinct(uses.map(({ usage }) => usage)),
    systems: distinct(uses.map(({ system }) => system)),
    servers: distinct(uses.map(({ server }) => server)),
    entries: distinct(uses.map(({ entry }) => entry.at.path)),
    ...(structure ? { structure: structure.value } : {}),
    notBefore: new Date(certificate.notBefore.value).toISOString(),
    notAfter: new Date(certificate.notAfter.value).toISOString(),
    environment: certificate.environment,
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What the finding of an exchange depends on beside its file and its site. */
function settingsOf({ version, rules, at, lang, showValues, coverage, limits }: CheckOptions): string {
  const sources = process.env.DMPLINT_SOURCES ?? 'development'
  return JSON.stringify([version, sources, rules.map(({ id }) => id), at, lang, showValues, coverage, limits])
}

/** Which rules judge a scope, and how. */
interface Choice {
  readonly chosen: readonly Rule[]
  readonly overrides: ReadonlyMap<string, Override> | undefined
  readonly settings: JudgeOptions['settings']
  /** Rules that the site brings itself are among them. */
  readonly isOwn: boolean
}

interface Override {
  readonly level?: Level | 'off'
  readonly settings: Readonly<Record<string, unknown>>
}

const isOverall = ({ inputs }: Rule): boolean => Object.values(inputs).every(({ quantity }) => quantity !== 'each')

function siteAround(scope: Scope): Site | undefined {
  for (let here: Scope | undefined = scope; here; here = here.parent) {
    const [site] = (here.own.get('site') ?? []) as Site[]
    if (site) return site
  }
  return undefined
}

/** What the `rules:` section of a site says, by rule id. */
function overridesOf(site: Site, rules: readonly Rule[]): ReadonlyMap<string, Override> | undefined {
  if (site.rules.length === 0) return undefined
  const byId = new Map<string, Override>()
  for (const { rule, level, settings } of site.rules) {
    const known = rules.find(r => r.id === rule.value || r.name === rule.value)
    if (known) byId.set(known.id, { settings, ...(level ? { level: level.value } : {}) })
  }
  return byId
}
