import { createHash } from 'node:crypto'
import type { Failure, NotEvaluated, Place, Report, ReportArtifact, ReportRule, Result } from '../engine/report.ts'
import type { Lang } from '../engine/rule.ts'
import { type CoveredRequirement, requirementCoverage } from '../reporters/coverage.ts'
import { json } from '../reporters/escape.ts'
import { sourceOfRequirement } from '../reporters/requirement-sources.ts'
import { REQUIREMENTS, requirement } from '../requirements/index.ts'
import { indexPage, requirementPage } from './pages.ts'
import { PROOFS, type Proof } from './scenarios.ts'

/** What a qualification asks about; the standards behind it are listed only when a rule of the run cites them. */
const ALWAYS = new Set(['ANS-GUIDE', 'GI-DMP', 'REM'])

/** What is said of a requirement. `unchecked`: no rule of the run is about it, so a person must show it. */
export type Standing = CoveredRequirement['coverage'] | 'unchecked'
export const STANDINGS: readonly Standing[] = ['contradicted', 'open', 'shown', 'absent', 'unconcerned', 'unchecked']

export interface RequirementEvidence {
  readonly id: string
  /** Folder in the pack, `/` separated. */
  readonly folder: string
  readonly source: string
  readonly title: string
  readonly text: string
  readonly where: string
  readonly standing: Standing
  readonly rules: readonly Pick<ReportRule, 'id' | 'name' | 'title' | 'level' | 'counts'>[]
  /** Outcomes that show it. */
  readonly shown: readonly Outcomes[]
  /** Findings that contradict it, worst first, as reports print them: free of personal values. */
  readonly contradicted: readonly Contradiction[]
  readonly notEvaluated: readonly Pick<NotEvaluated, 'rule' | 'reason' | 'site' | 'count' | 'places'>[]
  readonly crashed: readonly Pick<Failure, 'rule' | 'message' | 'place'>[]
  readonly notConcerned: readonly Outcomes[]
  readonly proofs: readonly ProofEvidence[]
  /** Files that the outcomes are about. */
  readonly artifacts: readonly ReportArtifact[]
}

export interface Outcomes {
  readonly rule: string
  readonly places: readonly Place[]
}

export type Contradiction = Pick<
  Result,
  'rule' | 'level' | 'message' | 'place' | 'expected' | 'actual' | 'snippet' | 'fix' | 'fingerprint'
>

export interface ProofEvidence {
  readonly id: string
  readonly scenario: string
  readonly content: string
  readonly contribution: string
}

export interface PackFile {
  /** Relative to the pack, `/` separated. */
  readonly path: string
  readonly text: string
}

/**
 * The evidence pack of a run: a manifest, an overview, and for each requirement a page and its data.
 *
 * @param report judged with `coverage` and without `showValues` (nothing is redacted here) nor waivers (an agreement proves
 * nothing)
 */
export function evidencePack(report: Report, lang: Lang): readonly PackFile[] {
  const requirements = evidenceOf(report, lang)
  const files: PackFile[] = []
  for (const one of requirements) {
    files.push({ path: `${one.folder}/evidence.json`, text: `${json(one, 2)}\n` })
    files.push({ path: `${one.folder}/README.md`, text: requirementPage(one, lang) })
  }
  files.push({ path: 'README.md', text: indexPage(report, requirements, lang) })
  files.push({ path: 'manifest.json', text: `${json(manifest(report, requirements, files), 2)}\n` })
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every requirement of the qualification, and those besides that rules of the run cite. */
export function evidenceOf(report: Report, lang: Lang): readonly RequirementEvidence[] {
  const covered = requirementCoverage(report)
  const cited = new Set(covered.map(({ id }) => id))
  const others = REQUIREMENTS.filter(({ id }) => !cited.has(id) && ALWAYS.has(sourceOfRequirement(id).name))
  return [...covered.map(one => evidence(report, one, lang)), ...others.map(({ id }) => evidence(report, { id }, lang))]
}

function evidence(
  report: Report,
  { id, coverage, rules = [] }: Pick<CoveredRequirement, 'id'> & Partial<CoveredRequirement>,
  lang: Lang,
): RequirementEvidence {
  const known = requirement(id)
  const own = new Set(rules.map(rule => rule.id))
  const results = report.results.filter(({ rule }) => own.has(rule))
  const outcomes = (report.outcomes ?? []).filter(({ rule }) => own.has(rule))
  const grouped = (...statuses: string[]): Outcomes[] =>
    rules.flatMap(rule => {
      const of = outcomes.filter(one => one.rule === rule.id && statuses.includes(one.status))
      return of.length === 0 ? [] : [{ rule: rule.id, places: of.flatMap(({ place }) => place ?? []) }]
    })
  const uris = new Set([...results, ...outcomes].flatMap(({ place }) => place?.uri ?? []))
  return {
    id,
    folder: `requirements/${fileName(id)}`,
    source: sourceOfRequirement(id).fullName,
    title: known?.title[lang] ?? id,
    text: known?.text[lang] ?? '',
    where: known?.where[lang] ?? '',
    standing: coverage ?? 'unchecked',
    rules: rules.map(({ id, name, title, level, counts }) => ({ id, name, title, level, counts })),
    shown: grouped('pass'),
    contradicted: results.map(({ rule, level, message, place, expected, actual, snippet, fix, fingerprint }) => ({
      rule,
      level,
      message,
      place,
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
      ...(snippet ? { snippet } : {}),
      fix,
      fingerprint,
    })),
    notEvaluated: report.notEvaluated
      .filter(({ rule }) => own.has(rule))
      .map(({ rule, reason, site, count, places }) => ({
        rule,
        reason,
        ...(site === undefined ? {} : { site }),
        count,
        places,
      })),
    crashed: report.failures
      .filter(({ rule }) => rule !== undefined && own.has(rule))
      .map(({ rule, message, place }) => ({
        ...(rule === undefined ? {} : { rule }),
        message,
        ...(place ? { place } : {}),
      })),
    notConcerned: grouped('not-applicable', 'not-effective'),
    proofs: PROOFS.filter(({ requirements }) => requirements.includes(id)).map(proof => proofEvidence(proof, lang)),
    artifacts: report.artifacts.filter(({ uri }) => uris.has(uri)),
  }
}

const proofEvidence = ({ id, scenario, content, contribution }: Proof, lang: Lang): ProofEvidence => ({
  id,
  scenario,
  content: content[lang],
  contribution: contribution[lang],
})

function manifest(report: Report, requirements: readonly RequirementEvidence[], files: readonly PackFile[]): object {
  return {
    schema: 1,
    tool: report.tool,
    ...(report.generated === undefined ? {} : { generated: report.generated }),
    /** Day on which everything was judged. */
    judged: report.at,
    lang: report.lang,
    preset: report.preset,
    rules: {
      version: report.tool.version,
      count: report.rules.length,
      sha256: sha256(report.rules.map(({ id, name, level }) => `${id} ${name} ${level}\n`).join('')),
    },
    nomenclatures: report.nomenclatures,
    directories: report.directories,
    counts: report.counts,
    failures: report.failures,
    artifacts: report.artifacts,
    requirements: requirements.map(({ id, standing, folder, rules }) => ({
      id,
      standing,
      folder,
      rules: rules.map(rule => rule.id),
    })),
    proofs: PROOFS.map(({ id, scenario, requirements: covers }) => ({
      id,
      scenario,
      requirements: covers.map(id => ({
        id,
        standing: requirements.find(one => one.id === id)?.standing ?? 'unchecked',
      })),
    })),
    files: files.map(({ path, text }) => ({ path, sha256: sha256(text) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A folder name for an id. Rules of one's own may cite ids of any shape: those get a digest in their name. */
export function fileName(id: string): string {
  const plain = id.replaceAll('/', '_')
  if (/^[A-Za-z0-9][\w.-]{0,99}$/.test(plain)) return plain
  return `other-${plain.replace(/[^\w-]/g, '-').slice(0, 40)}-${sha256(id).slice(0, 8)}`
}
