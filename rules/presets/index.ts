import type { Level, Rule } from '../../src/engine/rule.ts'

/** A preset says which rules run and what makes the run fail; flags win over it. */
export interface Preset {
  readonly name: 'ci' | 'go-live' | 'qualification'
  includes(rule: Rule): boolean
  readonly failOn: Level
  /** What could not be evaluated makes the run incomplete (exit 3). */
  readonly strictCoverage: boolean
}

/** Messages of a test suite: what the site owns (order, calendar, pool) is not at stake yet, and nothing late is noise. */
const ci: Preset = {
  name: 'ci',
  includes: rule => rule.priority <= 2 || rule.level === 'error',
  failOn: 'error',
  strictCoverage: false,
}

/** A site about to feed the DMP: every rule, warnings count for a person but do not stop the pipeline. */
const goLive: Preset = { name: 'go-live', includes: () => true, failOn: 'error', strictCoverage: false }

/** A dry run of the ANS qualification: every rule, and a requirement that was not looked at is not shown. */
const qualification: Preset = {
  name: 'qualification',
  includes: () => true,
  failOn: 'warning',
  strictCoverage: true,
}

export const PRESETS: ReadonlyMap<string, Preset> = new Map([ci, goLive, qualification].map(p => [p.name, p]))
