import type * as Sarif from 'sarif'
import type { Failure, Place, Report, ReportOutcome, ReportRule, Result } from '../engine/report.ts'
import type { Lang, Level } from '../engine/rule.ts'
import { statement } from './digest.ts'
import { jsonPieces, markdown, visible } from './escape.ts'
import { ruleUrl, SITE_URL } from './links.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import { REQUIREMENT_SOURCES, sourceOfRequirement } from './requirement-sources.ts'
import { ArtifactTable, contextOf, logicalOf, OUTSIDE_ROOT, ROOT, regionOf } from './sarif-places.ts'
import { TEXTS, type Texts, whereOf } from './texts.ts'

/**
 * SARIF 2.1.0. The full profile keeps everything; the GitHub profile is what code scanning reads: findings only, text
 * regions only, within its limits (SARIF support for code scanning, GitHub documentation).
 */
export const reporter: Reporter = {
  name: 'sarif',
  extension: '.sarif',
  *render(report, options) {
    yield* jsonPieces(sarifLog(report, options), options.sarifProfile === 'github' ? undefined : 2, RESULTS)
    yield '\n'
  },
}

/** Levels of a log down to each result of its runs. */
const RESULTS = 4

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** Code scanning keeps 5,000 results of a run, not clearly the worst ones; the log stays far below its 10 MB. */
const GITHUB_RESULTS = 5000
/** Limits of code scanning: characters of a description, tags of a rule, locations of a result that it shows. */
const DESCRIPTION = 1024
const TAGS = 20
const RELATED = 100

/** Place of an outcome about everything: the folder of the run. */
const WHOLE_RUN: Sarif.Location = {
  physicalLocation: { artifactLocation: { uri: '', uriBaseId: ROOT }, region: { byteOffset: 0, byteLength: 0 } },
}

const NOTIFICATIONS: Readonly<Record<Failure['kind'] | 'cut', string>> = {
  unreadable: 'A file could not be read or understood.',
  'rule-crashed': 'A rule stopped by an error of its own.',
  cut: 'Results were left out of the log.',
}
const NOTIFICATION_IDS = Object.keys(NOTIFICATIONS) as readonly (keyof typeof NOTIFICATIONS)[]

/** A run whose results are made one by one, when they are written. */
type LazyRun = Omit<Sarif.Run, 'results'> & { readonly results: Iterable<Sarif.Result> }

function sarifLog(report: Report, options: ReporterOptions): Omit<Sarif.Log, 'runs'> & { readonly runs: LazyRun[] } {
  return { $schema: SCHEMA, version: '2.1.0', runs: [new Run(report, options).run()] }
}

class Run {
  readonly #report: Report
  readonly #github: boolean
  readonly #coverage: boolean
  readonly #texts: Texts
  readonly #lang: Lang
  readonly #artifacts: ArtifactTable
  readonly #rules = new Map<string, number>()
  readonly #taxa: Taxa
  readonly #lines = new LineNumbers()
  readonly #suppressed: boolean

  constructor(report: Report, options: ReporterOptions) {
    this.#report = report
    this.#github = options.sarifProfile === 'github'
    this.#coverage = options.coverage && !this.#github
    this.#lang = options.lang
    this.#texts = TEXTS[options.lang]
    this.#artifacts = new ArtifactTable(report)
    this.#taxa = new Taxa(report)
    for (const [index, rule] of report.rules.entries()) this.#rules.set(rule.id, index)
    this.#suppressed = report.results.some(result => result.suppression)
  }

  run(): LazyRun {
    const report = this.#report
    const kept = this.#github
      ? report.results.filter(result => !result.suppression).slice(0, GITHUB_RESULTS)
      : report.results
    const left = this.#github ? report.results.filter(result => !result.suppression).length - kept.length : 0
    return {
      tool: { driver: this.#driver() },
      language: this.#lang,
      invocations: [this.#invocation(left)],
      originalUriBaseIds: {
        [ROOT]: { description: { text: 'The folder in which dmplint was run.' } },
        ...(this.#artifacts.usesOutside && {
          [OUTSIDE_ROOT]: { description: { text: 'The folder of the files given from elsewhere.' } },
        }),
      },
      artifacts: this.#artifacts.artifacts,
      results: this.#results(kept),
      ...(this.#github || this.#taxa.isEmpty ? {} : { taxonomies: this.#taxa.components() }),
      automationDetails: { id: `dmplint/${encodeURIComponent(visible(report.preset))}/` },
      columnKind: 'utf16CodeUnits',
      properties: {
        at: report.at,
        preset: visible(report.preset),
        counts: report.counts,
        nomenclatures: report.nomenclatures,
        directories: report.directories.map(({ sources, persons, structures }) => ({ sources, persons, structures })),
      },
    }
  }

  *#results(kept: readonly Result[]): Generator<Sarif.Result> {
    for (const result of kept) yield this.#result(result)
    if (this.#coverage) for (const outcome of this.#outcomes()) yield this.#coverageResult(outcome)
  }

  #driver(): Sarif.ToolComponent {
    const { tool, rules } = this.#report
    return {
      name: tool.name,
      version: tool.version,
      semanticVersion: tool.version,
      informationUri: SITE_URL,
      language: this.#lang,
      rules: rules.map(rule => this.#rule(rule)),
      notifications: NOTIFICATION_IDS.map(id => {
        const text = NOTIFICATIONS[id]
        return { id, shortDescription: { text }, fullDescription: { text }, help: { text } }
      }),
      ...(this.#github || this.#taxa.isEmpty ? {} : { supportedTaxonomies: this.#taxa.references() }),
    }
  }

  #rule(rule: ReportRule): Sarif.ReportingDescriptor {
    const { why, fix, dmpAnswer, requirements } = this.#texts.headings
    const parts: [string, string][] = [
      [why, rule.why],
      [fix, rule.fix],
    ]
    if (rule.dmpAnswer !== undefined) parts.push([dmpAnswer, rule.dmpAnswer])
    if (rule.requirements.length > 0) parts.push([requirements, rule.requirements.join(', ')])
    const tags = ['dmp', rule.family, rule.evidence, ...rule.requirements].map(visible)
    return {
      id: rule.id,
      name: pascalCase(rule.name),
      shortDescription: { text: sentence(rule.title, DESCRIPTION) },
      fullDescription: { text: sentence(rule.why, DESCRIPTION) },
      help: {
        text: [rule.title, ...parts.map(([head, text]) => `${head}\n${visible(text)}`)].map(plain).join('\n\n'),
        markdown: [
          `**${markdown(rule.title)}**`,
          ...parts.map(([head, text]) => `## ${head}\n\n${markdown(text)}`),
        ].join('\n\n'),
      },
      helpUri: ruleUrl(rule.id, this.#lang),
      defaultConfiguration: { level: rule.level },
      ...(this.#github ? {} : { relationships: this.#taxa.relationships(rule) }),
      properties: {
        tags: [...new Set(tags)].slice(0, TAGS),
        precision: PRECISIONS[rule.evidence] ?? 'medium',
        'problem.severity': SEVERITIES[rule.level],
      },
    }
  }

  #result(result: Result): Sarif.Result {
    const related = this.#related(result)
    const taxa = this.#github ? [] : this.#taxa.of(result.requirements)
    return {
      ruleId: result.rule,
      ...this.#ruleIndex(result.rule),
      kind: 'fail',
      level: result.level,
      message: this.#message(result, related),
      locations: [this.#location(result.place, result)],
      ...(related.length > 0 && { relatedLocations: related }),
      partialFingerprints: {
        primaryLocationLineHash: this.#lines.hash(result) ?? result.fingerprint,
        'dmplint/v1': result.fingerprint,
      },
      ...(taxa.length > 0 && { taxa }),
      ...this.#suppressions(result),
    }
  }

  #coverageResult(outcome: ReportOutcome): Sarif.Result {
    const { texts, kind } = {
      pass: { texts: this.#texts.passed, kind: 'pass' as const },
      'not-applicable': { texts: this.#texts.notApplicable, kind: 'notApplicable' as const },
      'not-effective': { texts: this.#texts.notEffective, kind: 'notApplicable' as const },
      'not-evaluated': { texts: outcome.reason ?? this.#texts.notEvaluated, kind: 'open' as const },
    }[outcome.status]
    return {
      ruleId: outcome.rule,
      ...this.#ruleIndex(outcome.rule),
      kind,
      level: 'none',
      message: { text: sentence(texts) },
      locations: [outcome.place ? this.#location(outcome.place) : WHOLE_RUN],
      ...this.#suppressions(),
    }
  }

  /** Every outcome; the not-evaluated ones alone when the run did not keep the others. */
  #outcomes(): readonly ReportOutcome[] {
    return (
      this.#report.outcomes ??
      this.#report.notEvaluated.flatMap(({ rule, reason, places }) =>
        places.map(place => ({ rule, status: 'not-evaluated' as const, place, reason })),
      )
    )
  }

  #ruleIndex(rule: string): { ruleIndex?: number } {
    const ruleIndex = this.#rules.get(rule)
    return ruleIndex === undefined ? {} : { ruleIndex }
  }

  /** The first sentence is the title in code scanning; nothing but the message is read there. */
  #message(result: Result, related: readonly Sarif.Location[]): Sarif.Message {
    const sentences = [sentence(statement(result, this.#texts))]
    const links = related.map(({ id, message }) => `[${(message?.text ?? '').replace(/[\\[\]]/g, '\\$&')}](${id})`)
    if (links.length > 0) sentences.push(`${this.#texts.headings.related}${links.join(', ')}.`)
    return { text: sentences.join(' ') }
  }

  #related(result: Result): Sarif.Location[] {
    const related = result.related.slice(0, this.#github ? RELATED : undefined).map(({ place, text }, i) => ({
      id: i + 1,
      ...this.#location(place),
      message: { text: plain(text) },
    }))
    // Code scanning shows no bytes and no members: the text of a further location says where in the file.
    if (this.#github && (result.place.byteOffset !== undefined || result.place.member !== undefined))
      related.push({
        id: related.length + 1,
        ...this.#location(result.place),
        message: { text: plain(`${whereOf(result.place, this.#texts)} ${result.place.path}`.trim()) },
      })
    return related
  }

  #location(place: Place, { snippet }: Pick<Result, 'snippet'> = {}): Sarif.Location {
    const logicalLocations = logicalOf(place)
    return {
      physicalLocation: this.#github ? this.#githubPhysical(place, snippet) : this.#physical(place, snippet),
      ...(logicalLocations && { logicalLocations }),
    }
  }

  #physical(place: Place, snippet: Result['snippet']): Sarif.PhysicalLocation {
    const contextRegion = contextOf(place, snippet)
    return {
      artifactLocation: this.#artifacts.location(place),
      region: regionOf(place, snippet, this.#artifacts.bytes(place)),
      ...(contextRegion && { contextRegion }),
    }
  }

  #githubPhysical(place: Place, snippet: Result['snippet']): Sarif.PhysicalLocation {
    const textual = place.member === undefined && place.line !== undefined
    return textual
      ? this.#physical(place, snippet)
      : {
          artifactLocation: this.#artifacts.fileLocation(place),
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        }
  }

  /** On all results or on none (3.27.23): a result without would mean that nobody looked for a suppression. */
  #suppressions({ suppression }: Pick<Result, 'suppression'> = {}): { suppressions?: Sarif.Suppression[] } {
    if (this.#github || !this.#suppressed) return {}
    if (!suppression) return { suppressions: [] }
    return {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: visible(suppression.reason),
          ...(suppression.place && { location: this.#location(suppression.place) }),
          properties: { origin: suppression.kind },
        },
      ],
    }
  }

  #invocation(left: number): Sarif.Invocation {
    const { failures, generated } = this.#report
    const notifications = failures.map(failure => this.#notification(failure))
    if (left > 0)
      notifications.push({
        level: 'warning',
        descriptor: descriptorOf('cut'),
        message: { text: `${this.#texts.more(left)}: ${NOTIFICATIONS.cut}` },
      })
    return {
      executionSuccessful: failures.length === 0,
      ...(generated === undefined ? {} : { endTimeUtc: generated }),
      ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
    }
  }

  #notification(failure: Failure): Sarif.Notification {
    const index = failure.rule === undefined ? undefined : this.#rules.get(failure.rule)
    return {
      level: 'error',
      descriptor: descriptorOf(failure.kind),
      message: { text: sentence(failure.message) },
      ...(failure.place && { locations: [this.#location(failure.place)] }),
      ...(index === undefined ? {} : { associatedRule: { id: failure.rule as string, index } }),
    }
  }
}

const descriptorOf = (id: keyof typeof NOTIFICATIONS) => ({ id, index: NOTIFICATION_IDS.indexOf(id) })

/** One component for each source of requirements that the rules of the run name. */
class Taxa {
  readonly #sources: readonly { readonly source: string; readonly ids: readonly string[] }[]

  constructor(report: Report) {
    const ids = new Set([...report.rules, ...report.results].flatMap(({ requirements }) => requirements.filter(isId)))
    this.#sources = REQUIREMENT_SOURCES.map(({ name }) => ({
      source: name,
      ids: [...ids].filter(id => sourceOfRequirement(id).name === name).sort(),
    })).filter(({ ids }) => ids.length > 0)
  }

  get isEmpty(): boolean {
    return this.#sources.length === 0
  }

  components(): Sarif.ToolComponent[] {
    return this.#sources.map(({ source, ids }) => {
      const { fullName, organization, version, uri } = REQUIREMENT_SOURCES.find(({ name }) => name === source)!
      return {
        name: source,
        fullName,
        organization,
        version,
        ...(uri === undefined ? {} : { informationUri: uri }),
        shortDescription: { text: `${fullName}.` },
        taxa: ids.map(id => ({ id: visible(id) })),
      }
    })
  }

  references(): Sarif.ToolComponentReference[] {
    return this.#sources.map(({ source }, index) => ({ name: source, index }))
  }

  of(requirements: readonly string[]): Sarif.ReportingDescriptorReference[] {
    return requirements.filter(isId).map(id => {
      const name = sourceOfRequirement(id).name
      const component = this.#sources.findIndex(({ source }) => source === name)
      return {
        id: visible(id),
        index: this.#sources[component]!.ids.indexOf(id),
        toolComponent: { name, index: component },
      }
    })
  }

  /** A requirement asks for more than one rule checks; one that was inferred is only a reason for the rule. */
  relationships(rule: ReportRule): Sarif.ReportingDescriptorRelationship[] {
    const kinds = [rule.evidence === 'inferred' ? 'relevant' : 'superset']
    return this.of(rule.requirements).map(target => ({ target, kinds }))
  }
}

/** The catalogue writes `-` where a rule has no requirement. */
const isId = (requirement: string) => requirement !== '-'

/** Adds the `:n` by which code scanning tells equal lines of one file apart. */
class LineNumbers {
  readonly #lines = new Map<string, number[]>()

  hash({ place, lineHash }: Result): string | undefined {
    if (lineHash === undefined || place.line === undefined) return undefined
    const key = `${place.uri}\0${lineHash}`
    const lines = this.#lines.get(key) ?? []
    this.#lines.set(key, lines)
    if (!lines.includes(place.line)) lines.push(place.line)
    return `${lineHash}:${lines.indexOf(place.line) + 1}`
  }
}

const PRECISIONS: Readonly<Record<string, string>> = {
  official: 'very-high',
  measured: 'very-high',
  vendor: 'high',
  inferred: 'medium',
}
const SEVERITIES: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'recommendation' }

function pascalCase(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}

/** Text of a SARIF message: braces doubled (3.11.5), no link but our own (3.11.6). */
function plain(text: string): string {
  return visible(text).replace(/[{}]/g, '$&$&').replaceAll('](', '\\](')
}

/** Ends with a period, cut to the length when there is one. */
function sentence(text: string, length = Number.POSITIVE_INFINITY): string {
  const safe = plain(text)
  const cut = safe.length > length ? `${safe.slice(0, length - 2)}…` : safe
  return /[.!?…]$/.test(cut) && cut.endsWith('.') ? cut : `${cut}.`
}
