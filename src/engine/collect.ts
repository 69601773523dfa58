import { fingerprint, lineHash, Occurrences } from './fingerprint.ts'
import { type Outcome, STATUSES, type Status } from './judge.ts'
import type { Location } from './location.ts'
import { NO_REDACTION, type Redactor, redactor } from './redact.ts'
import {
  type Counts,
  type Failure,
  type NotEvaluated,
  type Place,
  type ReportOutcome,
  type ReportRule,
  type Result,
  SNIPPET_WIDTH,
  type Snippet,
} from './report.ts'
import {
  type Finding,
  type Input,
  type Lang,
  LEVELS,
  type Level,
  type Rule,
  type Secret,
  type Shown,
  type Text,
} from './rule.ts'
import { type Scope, surroundings } from './scope.ts'

/**
 * Turns outcomes into plain results while their artifacts are at hand, so that a file can be dropped as soon as it is
 * judged. What is kept per outcome without a finding is a number.
 */
export interface CollectorOptions {
  readonly lang: Lang
  readonly showValues: boolean
  /** Keep one line per binding (`--sarif-coverage`, `evidence`). */
  readonly coverage: boolean
  /** Says in words what an absent input is and how to give it. */
  readonly explainMissing: (input: Input) => Text
}

export interface Collected {
  readonly counts: Counts
  readonly byRule: ReadonlyMap<string, Counts>
  /** The same by path of the `dmplint.yaml` of the site; '' outside of sites. */
  readonly bySite: ReadonlyMap<string, ReadonlyMap<string, Counts>>
  readonly results: readonly Result[]
  readonly notEvaluated: readonly NotEvaluated[]
  readonly failures: readonly Failure[]
  readonly outcomes: readonly ReportOutcome[]
}

/** What was collected of one exchange, as plain data in the order it came: it can be kept and taken up by a later run. */
export interface Part {
  /** Numbers in the order of {@link STATUSES}. */
  readonly counts: readonly (readonly [rule: string, ...numbers: number[]])[]
  readonly results: readonly Result[]
  readonly notEvaluated: readonly NotEvaluated[]
  readonly failures: readonly Failure[]
  readonly outcomes: readonly ReportOutcome[]
}

/** Numbers in the order of {@link STATUSES}: one look-up and one addition per outcome. */
type Tally = number[]
const INDEX = Object.fromEntries(STATUSES.map((status, i) => [status, i])) as Readonly<Record<Status, number>>
const PLACES_KEPT = 5

const countsFrom = ([
  pass = 0,
  fail = 0,
  notApplicable = 0,
  notEffective = 0,
  notEvaluated = 0,
  crashed = 0,
]: Tally): Counts => ({
  pass,
  fail,
  notApplicable,
  notEffective,
  notEvaluated,
  crashed,
})

export class Collector {
  readonly #options: CollectorOptions
  readonly #bySite = new Map<string, Map<string, Tally>>()
  readonly #results: Result[] = []
  readonly #open = new Map<string, { -readonly [K in keyof NotEvaluated]: NotEvaluated[K] } & { places: Place[] }>()
  readonly #failures: Failure[] = []
  readonly #outcomes: ReportOutcome[] = []
  readonly #occurrences = new Occurrences()
  readonly #redactors = new WeakMap<Scope, Redactor>()
  /** Of the last outcome: those of one scope come one after the other. */
  #scope: Scope | undefined
  #site: string | undefined
  #siteCounts = new Map<string, Tally>()

  constructor(options: CollectorOptions) {
    this.#options = options
  }

  /** @param ceiling level that the site file gives the rule; it may lower the rule's own, never raise it */
  add(outcome: Outcome, ceiling?: Level): void {
    const { rule, status } = outcome
    if (outcome.scope !== this.#scope) {
      this.#scope = outcome.scope
      this.#site = siteUri(outcome.scope)
      this.#siteCounts = this.#countsOf(this.#site ?? '')
    }
    const site = this.#site
    const tally = tallyIn(this.#siteCounts, rule.id)
    const index = INDEX[status]
    tally[index] = (tally[index] ?? 0) + 1
    if (status === 'fail') {
      for (const finding of outcome.findings) this.#results.push(withOwnTexts(this.#result(outcome, finding, ceiling)))
      return
    }
    const at = outcome.primary?.at
    if (status === 'not-evaluated') this.#addOpen(outcome, at, site)
    else if (status === 'crashed')
      this.#failures.push({
        kind: 'rule-crashed',
        rule: rule.id,
        message: `${rule.id} ${rule.name}: ${outcome.error}`,
        ...(site === undefined ? {} : { site }),
        ...(at ? { place: placeOf(at) } : {}),
      })
    if (this.#options.coverage && status !== 'crashed') {
      const reason = status === 'not-evaluated' ? this.#reason(outcome) : undefined
      this.#outcomes.push({
        rule: rule.id,
        status,
        ...(at ? { place: placeOf(at) } : {}),
        ...(reason ? { reason } : {}),
      })
    }
  }

  /** @param scope where it happened */
  addFailure(failure: Failure, scope: Scope): void {
    const site = siteUri(scope)
    this.#failures.push(site === undefined ? failure : { ...failure, site })
  }

  /** All that was collected, for {@link absorb}; every outcome was of one site. */
  part(): Part {
    return {
      counts: [...this.#bySite.values()].flatMap(counts =>
        [...counts].map(([rule, tally]) => [rule, ...tally] as const),
      ),
      results: this.#results,
      notEvaluated: [...this.#open.values()],
      failures: this.#failures,
      outcomes: this.#outcomes,
    }
  }

  /** Takes up what another collector, perhaps of an earlier run, collected of a scope. */
  absorb(part: Part, scope: Scope): void {
    const site = siteUri(scope)
    const counts = this.#countsOf(site ?? '')
    for (const [rule, ...numbers] of part.counts) addTo(tallyIn(counts, rule), numbers)
    for (const result of part.results) {
      const [name = ''] = result.fingerprint.split(':')
      this.#results.push({ ...result, fingerprint: this.#occurrences.number(name) })
    }
    for (const { places, ...open } of part.notEvaluated) {
      const known = this.#openOf(open.rule, open.name, open.reason, site)
      known.count += open.count
      known.places.push(...places.slice(0, PLACES_KEPT - known.places.length))
    }
    this.#failures.push(...part.failures)
    this.#outcomes.push(...part.outcomes)
  }

  collected(): Collected {
    const total = noTally()
    const byRule = new Map<string, Tally>()
    for (const ofSite of this.#bySite.values())
      for (const [rule, tally] of ofSite) {
        addTo(total, tally)
        addTo(tallyIn(byRule, rule), tally)
      }
    return {
      counts: countsFrom(total),
      byRule: countsByRule(byRule),
      bySite: new Map([...this.#bySite].map(([site, tallies]) => [site, countsByRule(tallies)])),
      results: [...this.#results].sort(worstFirst),
      notEvaluated: [...this.#open.values()].sort(
        (a, b) => compare(a.rule, b.rule) || compare(a.reason, b.reason) || compare(a.site ?? '', b.site ?? ''),
      ),
      failures: this.#failures,
      outcomes: this.#outcomes,
    }
  }

  #countsOf(site: string): Map<string, Tally> {
    let own = this.#bySite.get(site)
    if (!own) {
      own = new Map()
      this.#bySite.set(site, own)
    }
    return own
  }

  #addOpen(outcome: Outcome, at: Location | undefined, site: string | undefined): void {
    const { rule } = outcome
    const open = this.#openOf(rule.id, rule.name, this.#reason(outcome), site)
    open.count++
    if (at && open.places.length < PLACES_KEPT) open.places.push(placeOf(at))
  }

  #openOf(rule: string, name: string, reason: string, site: string | undefined) {
    const key = `${rule}\0${reason}\0${site ?? ''}`
    let open = this.#open.get(key)
    if (!open) {
      open = { rule, name, reason, ...(site === undefined ? {} : { site }), count: 0, places: [] }
      this.#open.set(key, open)
    }
    return open
  }

  #reason(outcome: Outcome): string {
    const text = outcome.reason ?? (outcome.missing ? this.#options.explainMissing(outcome.missing) : undefined)
    return text?.[this.#options.lang] ?? ''
  }

  #result(outcome: Outcome, finding: Finding, ceiling: Level | undefined): Result {
    const { rule, scope } = outcome
    const { lang } = this.#options
    const redact = this.#redactor(scope, finding)
    const place = placeOf(finding.at)
    const site = siteOf(scope)
    const uri = siteUri(scope)
    const expected = shown(finding.expected, lang)
    const actual = shown(finding.actual, lang)
    const template = rule.messages[finding.message]
    if (!template) throw new TypeError(`${rule.id} has no message '${finding.message}'`)
    const snippet = snippetOf(finding.at, place, redact)
    const hash = hashOfLine(finding.at, place, redact)
    return {
      rule: rule.id,
      name: rule.name,
      level: lower(rule.level, finding.level, ceiling),
      messageId: finding.message,
      message: redact.text(fill(template[lang], finding.data ?? {}, lang)),
      place,
      ...(expected === undefined ? {} : { expected: redact.text(expected) }),
      ...(actual === undefined ? {} : { actual: redact.text(actual) }),
      related: (finding.related ?? []).map(related => ({
        place: placeOf(related.at),
        text: redact.text(related.text[lang]),
      })),
      fix: rule.docs[lang].fix,
      requirements: rule.requirements,
      ...(rule.dmpAnswer === undefined ? {} : { dmpAnswer: rule.dmpAnswer }),
      scope: {
        level: scope.level,
        label: scope.label,
        ...(site ? { site: site.label } : {}),
        ...(uri === undefined ? {} : { siteUri: uri }),
      },
      ...(snippet ? { snippet } : {}),
      fingerprint: this.#occurrences.number(
        fingerprint(rule.id, finding.message, place.member ? `${place.uri}!/${place.member}` : place.uri, place.path),
      ),
      ...(hash ? { lineHash: hash } : {}),
    }
  }

  #redactor(scope: Scope, finding: Finding): Redactor {
    const { showValues, lang } = this.#options
    if (showValues) return NO_REDACTION
    const kept = [finding.at, ...(finding.related ?? []).map(({ at }) => at)].flatMap(at => at.source.secrets ?? [])
    if (kept.length > 0) return redactor([...secretsOf(scope), ...kept], lang)
    let own = this.#redactors.get(scope)
    if (!own) {
      own = redactor(secretsOf(scope), lang)
      this.#redactors.set(scope, own)
    }
    return own
  }
}

/**
 * What was read is copied: a snippet is a part of the text of a message, and would keep all of it in memory. The words of
 * the rule are not: an archive may have a finding in every message, and they are half of it.
 */
function withOwnTexts(result: Result): Result {
  const { message, place, expected, actual, related, snippet } = result
  return { ...result, ...JSON.parse(JSON.stringify({ message, place, expected, actual, related, snippet })) }
}

const secretsOf = (scope: Scope): Secret[] => [...surroundings(scope)].flatMap(artifact => artifact.secrets ?? [])

/** A rule as a report shows it, in one language. */
export function reportRule(rule: Rule, lang: Lang, counts: Counts = countsFrom(noTally())): ReportRule {
  return {
    id: rule.id,
    name: rule.name,
    level: rule.level,
    priority: rule.priority,
    family: rule.id.split('-')[0] as string,
    requirements: rule.requirements,
    evidence: rule.evidence,
    ...rule.docs[lang],
    ...(rule.dmpAnswer === undefined ? {} : { dmpAnswer: rule.dmpAnswer }),
    counts,
  }
}

/** Worst first, then by file, place and rule; total, so that every run and every number of workers gives one order. */
export function worstFirst(a: Result, b: Result): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    compare(a.place.uri, b.place.uri) ||
    compare(a.place.member ?? '', b.place.member ?? '') ||
    (a.place.line ?? 0) - (b.place.line ?? 0) ||
    (a.place.column ?? 0) - (b.place.column ?? 0) ||
    (a.place.byteOffset ?? 0) - (b.place.byteOffset ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.messageId, b.messageId) ||
    compare(a.fingerprint, b.fingerprint)
  )
}

export function placeOf(at: Location): Place {
  const { source } = at
  const start = source.position(at.offset)
  const [uri, member] = split(start.uri)
  const name = { uri, ...(member === undefined ? {} : { member }), path: at.path }
  if (source.kind === 'binary')
    return at.length > 0 ? { ...name, byteOffset: start.offset, byteLength: at.length } : name
  if (at.length === 0 && at.offset === 0 && at.path === '') return name
  const end = source.position(at.offset + at.length)
  return { ...name, line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
}

/** `a.zip!/IHE_XDM/X.XML` is the member `IHE_XDM/X.XML` of the file `a.zip`. */
function split(uri: string): [string, string | undefined] {
  const mark = uri.indexOf('!/')
  return mark < 0 ? [uri, undefined] : [uri.slice(0, mark), uri.slice(mark + 2)]
}

function fill(template: string, data: Readonly<Record<string, Shown>>, lang: Lang): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => shown(data[name], lang) ?? '')
}

/** Long values make a report unreadable and cannot be compared by eye. */
const SHOWN_LENGTH = 200

function shown(value: Shown, lang: Lang): string | undefined {
  if (value === undefined) return undefined
  const text = String(typeof value !== 'object' ? value : 'value' in value ? value.value : value[lang])
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
}

function lower(level: Level, ...others: (Level | undefined)[]): Level {
  let result = level
  for (const other of others) if (other && LEVELS.indexOf(other) > LEVELS.indexOf(result)) result = other
  return result
}

function siteOf(scope: Scope): Scope | undefined {
  for (let here: Scope | undefined = scope; here; here = here.parent) if (here.level === 'site') return here
  return undefined
}

/** Its `dmplint.yaml`; the scope of the waiver files has none. */
function siteUri(scope: Scope): string | undefined {
  return siteOf(scope)?.own.get('site')?.[0]?.at.source.uri
}

const noTally = (): Tally => STATUSES.map(() => 0)

function addTo(sum: Tally, tally: Tally): void {
  for (const [i, number] of tally.entries()) sum[i] = (sum[i] ?? 0) + number
}

function tallyIn(tallies: Map<string, Tally>, rule: string): Tally {
  let own = tallies.get(rule)
  if (!own) {
    own = noTally()
    tallies.set(rule, own)
  }
  return own
}

const countsByRule = (tallies: ReadonlyMap<string, Tally>): ReadonlyMap<string, Counts> =>
  new Map([...tallies].map(([rule, tally]) => [rule, countsFrom(tally)]))

function snippetOf(at: Location, place: Place, redact: Redactor): Snippet | undefined {
  if (place.line === undefined || place.column === undefined || place.endColumn === undefined) return undefined
  const line = at.source.line(place.line)
  if (line === undefined) return undefined
  const start = place.column - 1
  const end = place.endLine === place.line ? place.endColumn - 1 : line.length
  const safe = redact.snippet(line)
  if (safe.length <= SNIPPET_WIDTH) return { text: safe, start, length: Math.max(1, end - start) }
  // One-line XML: a window around the value, the value first when it is longer than the window.
  const spare = Math.max(0, SNIPPET_WIDTH - (end - start))
  const from = Math.max(0, Math.min(start - Math.floor(spare / 2), safe.length - SNIPPET_WIDTH))
  const text = safe.slice(from, from + SNIPPET_WIDTH)
  return { text, start: start - from, length: Math.max(1, Math.min(end - start, text.length - (start - from))) }
}

/** Lines longer than this are one-line XML, whose line hash would be that of the whole file. */
const LONGEST_REAL_LINE = 1000

/** Of the redacted text: the hash of a line that differs from a known one by an INS would give the INS away. */
function hashOfLine(at: Location, place: Place, redact: Redactor): string | undefined {
  if (place.line === undefined || place.member !== undefined) return undefined
  const line = at.source.line(place.line)
  if (line === undefined || line.length > LONGEST_REAL_LINE) return undefined
  const rest = [line]
  // The hash reads 100 non-blank units: a few lines more are enough.
  for (let n = place.line + 1, units = line.length; units < 400; n++) {
    const next = at.source.line(n)
    if (next === undefined) break
    rest.push(next)
    units += next.length
  }
  return lineHash(redact.snippet(rest.join('\n')), 1)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
