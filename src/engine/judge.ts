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
  /** The artifact of the `each` input; `undefined` for a rule about the whole run. */
  readonly primary: Artifact | undefined
  readonly findings: readonly Finding[]
  /** Input that was not given, of a not-evaluated outcome. */
  readonly missing: Input | undefined
  /** Reason that the rule itself gave, of a not-evaluated outcome. */
  readonly reason: Text | undefined
  /** What a crashed rule threw: its class name only, since a message may quote a value. */
  readonly error: string | undefined
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

/** A rule with its inputs taken apart: a run binds the same few hundred rules a hundred thousand times. */
interface Plan {
  readonly rule: Rule
  readonly shape: Shape
}

/** What rules ask for. Three hundred rules ask for a hundred different things: rules that ask for the same share this. */
interface Shape {
  readonly primary: readonly [name: string, input: Input] | undefined
  readonly others: readonly (readonly [name: string, input: Input])[]
  /** Names of all inputs, without artifacts: an object that is copied is faster than one that grows. */
  readonly blank: Inputs
}

type Inputs = Readonly<Record<string, Artifact | readonly Artifact[] | undefined>>

const plans = new WeakMap<readonly Rule[], readonly Plan[]>()

function plansOf(rules: readonly Rule[]): readonly Plan[] {
  let prepared = plans.get(rules)
  if (!prepared) {
    const shapes = new Map<string, Shape>()
    prepared = rules.map(rule => {
      const key = JSON.stringify(rule.inputs)
      const shape = shapes.get(key) ?? shapeOf(rule)
      shapes.set(key, shape)
      return { rule, shape }
    })
    plans.set(rules, prepared)
  }
  return prepared
}

function shapeOf(rule: Rule): Shape {
  const inputs = Object.entries(rule.inputs)
  const primary = inputs.find(([, input]) => input.quantity === 'each')
  return {
    primary,
    others: inputs.filter(entry => entry !== primary),
    blank: Object.fromEntries(inputs.map(([name]) => [name, undefined])),
  }
}

/** What the inputs of a shape are bound to, or why they cannot be. */
interface Binding {
  readonly primary: Artifact | undefined
  readonly inputs: Inputs
  /** A required input that was not given. */
  readonly missing: Input | undefined
  /** {@link missing} cannot occur in this scope. */
  readonly impossible: boolean
}

/** Runs the rules whose primary artifact is at home in `scope`; rules without an `each` input run with the run scope. */
export function* judge(rules: readonly Rule[], scope: Scope, options: JudgeOptions): Generator<Outcome> {
  // Bindings depend on scope and shape alone: made once, however many rules share them.
  const bindings = new Map<Shape, readonly Binding[]>()
  const day = new Date(options.at).toISOString().slice(0, 10)
  for (const { rule, shape } of plansOf(rules)) {
    let bound = bindings.get(shape)
    if (!bound) {
      bound = bindingsOf(shape, scope)
      bindings.set(shape, bound)
    }
    for (const binding of bound) yield judgeBinding(rule, scope, binding, day, options)
  }
}

function bindingsOf({ primary, others, blank }: Shape, scope: Scope): readonly Binding[] {
  if (!primary && scope.level !== 'run') return NONE
  const judged = primary ? ownOf(scope, primary[1]) : [undefined]
  if (judged.length === 0) return NONE

  const found: Record<string, Artifact | readonly Artifact[] | undefined> = { ...blank }
  let missing: Input | undefined
  for (const [name, input] of others) {
    const artifacts = artifactsFor(input, scope)
    const { quantity } = input
    if (artifacts.length === 0 && (quantity === 'one' || quantity === 'some')) {
      missing = input
      break
    }
    found[name] = quantity === 'one' || quantity === 'optional' ? artifacts[0] : artifacts
  }
  const impossible = missing?.kinds.every(kind => isWithout(scope, kind)) ?? false
  return judged.map(artifact => {
    const inputs = { ...found }
    if (primary) inputs[primary[0]] = artifact
    return { primary: artifact, inputs, missing, impossible }
  })
}

function judgeBinding(rule: Rule, scope: Scope, binding: Binding, day: string, options: JudgeOptions): Outcome {
  const { primary, inputs, missing, impossible } = binding
  if (!inForce(rule, day)) return outcome(rule, scope, primary, 'not-effective')
  if (impossible) return outcome(rule, scope, primary, 'not-applicable')
  if (missing) return { ...outcome(rule, scope, primary, 'not-evaluated'), missing }

  const started = options.clock?.() ?? 0
  try {
    const overrides = options.settings?.[rule.id]
    const settings = overrides ? { ...rule.settings, ...overrides } : (rule.settings ?? DEFAULTS)
    const check = rule.check(inputs, { at: options.at, settings })
    const findings: Finding[] = []
    let step = check.next()
    for (; !step.done; step = check.next()) findings.push(step.value)
    if (findings.length > 0) return { ...outcome(rule, scope, primary, 'fail'), findings }
    const verdict = step.value
    if (!verdict) return outcome(rule, scope, primary, 'pass')
    return verdict.status === 'not-applicable'
      ? outcome(rule, scope, primary, 'not-applicable')
      : { ...outcome(rule, scope, primary, 'not-evaluated'), reason: verdict.reason }
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error
    return { ...outcome(rule, scope, primary, 'crashed'), error: name }
  } finally {
    if (options.clock) options.onTime?.(rule, options.clock() - started)
  }
}

const NONE: readonly never[] = []
const DEFAULTS = {}

const outcome = (rule: Rule, scope: Scope, primary: Artifact | undefined, status: Status): Outcome => ({
  rule,
  status,
  scope,
  primary,
  findings: NONE,
  missing: undefined,
  reason: undefined,
  error: undefined,
})

/** The artifacts at home in the scope that an `each` input asks for. */
function ownOf(scope: Scope, input: Input): readonly Artifact[] {
  return input.kinds.flatMap(kind => scope.own.get(kind) ?? NONE).filter(artifact => fits(artifact, input))
}

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

/** @param day the date judged */
function inForce({ effective }: Rule, day: string): boolean {
  return !effective || ((effective.from ?? day) <= day && day <= (effective.to ?? day))
}
