import type { Artifact, Finding, Input, Rule, Text } from './rule.ts'
import { type Scope, visible } from './scope.ts'

/** Binds rules to the artifacts of one scope, runs them, and gives one outcome per binding. */

export type Status = 'pass' | 'fail' | 'not-applicable' | 'not-effective' | 'not-evaluated' | 'crashed'
export const STATUSES: readonly Status[] = [
  'pass',
  'fail',
  'not-applicable',
  'not-effective',
  'not-evaluated',
  'crashed',
]

export interface Outcome {
  readonly rule: Rule
  readonly status: Status
  readonly scope: Scope
  /** The artifact of the `each` input; absent for a rule about the whole run. */
  readonly primary?: Artifact
  /** What every input was bound to. */
  readonly bound: Readonly<Record<string, Artifact | readonly Artifact[] | undefined>>
  readonly findings: readonly Finding[]
  /** Input that was not given, of a not-evaluated outcome. */
  readonly missing?: Input
  /** Reason that the rule itself gave, of a not-evaluated outcome. */
  readonly reason?: Text
  /** What a crashed rule threw: its class name only, since a message may quote a value. */
  readonly error?: string
}

export interface JudgeOptions {
  /** The date judged, milliseconds since 1970. */
  readonly at: number
  /** Overrides of rule settings, by rule id. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Called with the milliseconds that each check took; needs `clock`. */
  readonly onTime?: (rule: Rule, milliseconds: number) => void
  readonly clock?: () => number
}

/** The inputs of a rule, taken apart once: a run binds the same few hundred rules a hundred thousand times. */
interface Plan {
  readonly rule: Rule
  readonly primary: readonly [name: string, input: Input] | undefined
  readonly others: readonly (readonly [name: string, input: Input])[]
  /** Names of all inputs, without artifacts: an object that is copied is faster than one that grows. */
  readonly blank: Readonly<Record<string, undefined>>
}

const plans = new WeakMap<readonly Rule[], readonly Plan[]>()

function plansOf(rules: readonly Rule[]): readonly Plan[] {
  let prepared = plans.get(rules)
  if (!prepared) {
    prepared = rules.map(rule => {
      const inputs = Object.entries(rule.inputs)
      const primary = inputs.find(([, input]) => input.quantity === 'each')
      return {
        rule,
        primary,
        others: inputs.filter(entry => entry !== primary),
        blank: Object.fromEntries(inputs.map(([name]) => [name, undefined])),
      }
    })
    plans.set(rules, prepared)
  }
  return prepared
}

/** Runs the rules whose primary artifact is at home in `scope`; rules without an `each` input run with the run scope. */
export function* judge(rules: readonly Rule[], scope: Scope, options: JudgeOptions): Generator<Outcome> {
  // What an input finds depends on the scope alone: looked up once, however many artifacts are judged.
  const found: Found = new Map()
  for (const plan of plansOf(rules)) {
    if (!plan.primary) {
      if (scope.level === 'run') yield judgeBinding(plan, scope, undefined, found, options)
      continue
    }
    const input = plan.primary[1]
    for (const kind of input.kinds)
      for (const artifact of scope.own.get(kind) ?? [])
        if (fits(artifact, input)) yield judgeBinding(plan, scope, artifact, found, options)
  }
}

type Found = Map<Input, readonly Artifact[]>

function judgeBinding(
  plan: Plan,
  scope: Scope,
  primary: Artifact | undefined,
  foundBefore: Found,
  options: JudgeOptions,
): Outcome {
  const { rule } = plan
  const bound: Record<string, Artifact | readonly Artifact[] | undefined> = { ...plan.blank }
  const common = primary ? { rule, scope, bound, findings: NONE, primary } : { rule, scope, bound, findings: NONE }
  if (!inForce(rule, options.at)) return { ...common, status: 'not-effective' }

  if (plan.primary) bound[plan.primary[0]] = primary
  for (const [name, input] of plan.others) {
    let found = foundBefore.get(input)
    if (!found) {
      found = artifactsFor(input, scope)
      foundBefore.set(input, found)
    }
    if (found.length === 0 && (input.quantity === 'one' || input.quantity === 'some')) {
      const impossible = input.kinds.every(kind => isWithout(scope, kind))
      return impossible
        ? { ...common, status: 'not-applicable' }
        : { ...common, status: 'not-evaluated', missing: input }
    }
    bound[name] = input.quantity === 'one' || input.quantity === 'optional' ? found[0] : found
  }

  const started = options.clock?.() ?? 0
  const findings: Finding[] = []
  try {
    const overrides = options.settings?.[rule.id]
    const settings = overrides ? { ...rule.settings, ...overrides } : (rule.settings ?? {})
    const check = rule.check(bound, { at: options.at, settings })
    let step = check.next()
    for (; !step.done; step = check.next()) findings.push(step.value)
    if (findings.length > 0) return { ...common, status: 'fail', findings }
    const verdict = step.value
    if (!verdict) return { ...common, status: 'pass' }
    return verdict.status === 'not-applicable'
      ? { ...common, status: 'not-applicable' }
      : { ...common, status: 'not-evaluated', reason: verdict.reason }
  } catch (error) {
    return { ...common, status: 'crashed', error: error instanceof Error ? error.name : typeof error }
  } finally {
    if (options.clock) options.onTime?.(rule, options.clock() - started)
  }
}

const NONE: readonly Finding[] = []

/** The visible artifacts that an input asks for; the list of the scope itself where it is the answer. */
function artifactsFor(input: Input, scope: Scope): readonly Artifact[] {
  const { kinds, roles } = input
  const [first] = kinds
  const candidates =
    kinds.length === 1 && first !== undefined ? visible(scope, first) : kinds.flatMap(kind => visible(scope, kind))
  return roles ? candidates.filter(artifact => fits(artifact, input)) : candidates
}

function fits(artifact: Artifact, input: Input): boolean {
  return !input.roles || input.roles.some(role => artifact.roles?.includes(role))
}

function isWithout(scope: Scope, kind: string): boolean {
  for (let here: Scope | undefined = scope; here; here = here.parent) if (here.without?.has(kind)) return true
  return false
}

function inForce(rule: Rule, at: number): boolean {
  if (!rule.effective) return true
  const { from, to } = rule.effective
  const day = new Date(at).toISOString().slice(0, 10)
  return (from === undefined || day >= from) && (to === undefined || day <= to)
}
