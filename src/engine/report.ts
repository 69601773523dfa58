import type { Lang, Level } from './rule.ts'

/**
 * What a run says, as plain data: every reporter reads this, workers and shards send it, `--format json` prints it
 * (schema: `schemas/report.schema.json`). Texts are already in one language and free of personal values.
 */
export interface Report {
  readonly schema: 1
  readonly tool: { readonly name: 'dmplint'; readonly version: string }
  readonly lang: Lang
  /** The date judged, `YYYY-MM-DD`. */
  readonly at: string
  /** Time of the run, ISO 8601; absent with `--deterministic`. */
  readonly generated?: string
  readonly preset: string
  readonly directories: readonly ReportDirectory[]
  readonly nomenclatures: readonly { readonly id: string; readonly version: string; readonly date: string }[]
  readonly artifacts: readonly ReportArtifact[]
  /** Installed ones: neither authorities nor those that came inside a message. */
  readonly certificates: readonly ReportCertificate[]
  /** Files that are no artifact of any kind known here. */
  readonly ignored: number
  readonly rules: readonly ReportRule[]
  readonly counts: Counts
  /** Worst first, then by file and place. */
  readonly results: readonly Result[]
  readonly notEvaluated: readonly NotEvaluated[]
  /** Rules that threw, and what could not be read: each makes the exit code 3. */
  readonly failures: readonly Failure[]
  /** One line per binding, only when coverage was asked for. */
  readonly outcomes?: readonly ReportOutcome[]
  readonly sites: readonly ReportSite[]
}

export interface Counts {
  readonly pass: number
  readonly fail: number
  readonly notApplicable: number
  readonly notEffective: number
  readonly notEvaluated: number
  readonly crashed: number
}

export interface ReportDirectory {
  readonly path: string
  readonly sources: readonly { readonly name: string; readonly extracted: string; readonly sha256: string }[]
  readonly persons: number
  readonly structures: number
}

export interface ReportArtifact {
  readonly uri: string
  /** Kinds of artifacts read from it. */
  readonly kinds: readonly string[]
  readonly bytes: number
  readonly sha256: string
}

export interface ReportSite {
  readonly label: string
  /** Path of its `dmplint.yaml`, absent for files that no site claims. */
  readonly uri?: string
  readonly environment?: 'production' | 'test'
  readonly exchanges: number
  readonly certificates: number
  /** Rules that were bound to something in it, in the order of the run. */
  readonly rules: readonly { readonly rule: string; readonly counts: Counts }[]
}

/** What a calendar needs of an installed certificate. */
export interface ReportCertificate {
  readonly uri: string
  /** Its number in a file of several, from 0; absent for the first. */
  readonly index?: number
  /** Path of the `dmplint.yaml` of its site, absent when no site claims it. */
  readonly site?: string
  /** What `dmplint.yaml` says of it: each list without repetition, empty when it says nothing. */
  readonly usages: readonly string[]
  readonly systems: readonly string[]
  readonly servers: readonly string[]
  /** Logical paths of its entries there: `/certificates/2`. */
  readonly entries: readonly string[]
  /** Struct_IdNat that it names. */
  readonly structure?: string
  /** ISO 8601, UTC. */
  readonly notBefore: string
  readonly notAfter: string
  readonly environment: 'production' | 'test' | 'mixed' | 'unknown'
}

/** A rule that took part in the run, with its page. */
export interface ReportRule {
  readonly id: string
  readonly name: string
  readonly level: Level
  readonly priority: 1 | 2 | 3
  readonly family: string
  readonly requirements: readonly string[]
  readonly evidence: string
  readonly title: string
  readonly why: string
  readonly fix: string
  readonly dmpAnswer?: string
  readonly counts: Counts
}

export interface Result {
  readonly rule: string
  readonly name: string
  readonly level: Level
  readonly messageId: string
  /** One or more sentences, ends with a period. */
  readonly message: string
  readonly place: Place
  readonly expected?: string
  readonly actual?: string
  readonly related: readonly { readonly place: Place; readonly text: string }[]
  /** How to fix, from the page of the rule. */
  readonly fix: string
  readonly requirements: readonly string[]
  readonly dmpAnswer?: string
  /** Site or exchange that the finding belongs to. */
  readonly scope: {
    readonly level: 'run' | 'site' | 'exchange'
    readonly label: string
    readonly site?: string
    /** Path of the `dmplint.yaml` of that site: labels may be the same, paths are not. */
    readonly siteUri?: string
  }
  readonly snippet?: Snippet
  /** Stable over re-indentation and added lines: no line, no offset, no personal value. */
  readonly fingerprint: string
  /** The line hash that code scanning computes, for text with real lines. */
  readonly lineHash?: string
  readonly suppression?: { readonly kind: 'waiver' | 'baseline'; readonly reason: string; readonly place?: Place }
}

export interface Place {
  /** Path of the file on disk, `/` separated, relative to the working directory when inside it. */
  readonly uri: string
  /** Member inside it, when its bytes are not the file's own (`IHE_XDM/SUBSET01/METADATA.XML`). */
  readonly member?: string
  /** 1-based; absent for binary files. */
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
  /** For binary files. */
  readonly byteOffset?: number
  readonly byteLength?: number
  /** Logical path, empty when the file as a whole is meant. */
  readonly path: string
}

export interface Snippet {
  /** Part of the line, at most {@link SNIPPET_WIDTH} units, redacted. */
  readonly text: string
  /** Where the value stands in `text`, 0-based, in UTF-16 units. */
  readonly start: number
  readonly length: number
}
export const SNIPPET_WIDTH = 120

export interface NotEvaluated {
  readonly rule: string
  readonly name: string
  readonly reason: string
  /** Path of the `dmplint.yaml` of the site, absent outside of sites. */
  readonly site?: string
  /** Bindings of the rule with this reason in this site. */
  readonly count: number
  /** The first places, at most five. */
  readonly places: readonly Place[]
}

export interface Failure {
  readonly kind: 'rule-crashed' | 'unreadable'
  readonly message: string
  readonly rule?: string
  /** Path of the `dmplint.yaml` of the site, absent outside of sites. */
  readonly site?: string
  readonly place?: Place
}

export interface ReportOutcome {
  readonly rule: string
  readonly status: 'pass' | 'not-applicable' | 'not-effective' | 'not-evaluated'
  readonly place?: Place
  readonly reason?: string
}
