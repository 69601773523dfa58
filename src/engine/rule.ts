import type { Located, Location } from './location.ts'

/**
 * The rule contract. A rule is one object: what it needs (`inputs`), what it can say (`messages`, `docs`), and a
 * generator that yields one finding per defect. It reads nothing else: no file, no clock, no network, no console.
 */

/** MUST is `error`, SHOULD is `warning`, information is `note`. */
export type Level = 'error' | 'warning' | 'note'
export const LEVELS: readonly Level[] = ['error', 'warning', 'note']

export type Lang = 'en' | 'fr'
export type Text = Readonly<Record<Lang, string>>

/** What every artifact has. `src/artifacts` adds the kinds to {@link ArtifactTypes} by declaration merging. */
export interface Artifact {
  readonly kind: string
  /** Where a finding about the artifact as a whole points. */
  readonly at: Location
  /** Roles an input may ask for: usages of a certificate, what a signature signs. */
  readonly roles?: readonly string[]
  /**
   * Personal or secret values that this artifact holds (INS, patient names, birth date, approval number, password).
   * Every text of a report about it is scrubbed of them unless `--show-values` is given.
   */
  readonly secrets?: readonly Secret[]
}

export interface Secret {
  readonly kind: 'ins' | 'name' | 'birth-date' | 'address' | 'approval-number' | 'password' | 'key'
  readonly value: string
}

// biome-ignore lint/suspicious/noEmptyInterface: filled by src/artifacts, so that the engine depends on nothing
export interface ArtifactTypes {}

/** Kinds of artifacts a rule may ask for. */
export type Kind = keyof ArtifactTypes & string

/**
 * `each`: the rule is run once per artifact of these kinds (at most one `each` per rule; without one it runs once per
 * run). The other inputs are looked up from the scope of that artifact outwards (exchange, site, run), nearest first:
 * `one` and `some` (one or more) are required, their absence makes the outcome not-evaluated; `optional` and `all`
 * (zero or more) are not.
 */
export type Quantity = 'each' | 'one' | 'some' | 'optional' | 'all'

export interface Input<K extends Kind = Kind, Q extends Quantity = Quantity> {
  readonly quantity: Q
  readonly kinds: readonly K[]
  readonly roles?: readonly string[]
}

export interface InputOptions {
  /** Only artifacts that have one of these roles. */
  readonly role?: string | readonly string[]
}

function input<K extends Kind, Q extends Quantity>(
  quantity: Q,
  kinds: K | readonly K[],
  options?: InputOptions,
): Input<K, Q> {
  const list: readonly K[] = typeof kinds === 'string' ? [kinds] : kinds
  if (options?.role === undefined) return { quantity, kinds: list }
  return { quantity, kinds: list, roles: typeof options.role === 'string' ? [options.role] : options.role }
}

export const each = <K extends Kind>(kinds: K | readonly K[], options?: InputOptions) => input('each', kinds, options)
export const one = <K extends Kind>(kinds: K | readonly K[], options?: InputOptions) => input('one', kinds, options)
export const some = <K extends Kind>(kinds: K | readonly K[], options?: InputOptions) => input('some', kinds, options)
export const all = <K extends Kind>(kinds: K | readonly K[], options?: InputOptions) => input('all', kinds, options)
export const optional = <K extends Kind>(kinds: K | readonly K[], options?: InputOptions) =>
  input('optional', kinds, options)

export type Bound<I> =
  I extends Input<infer K, infer Q>
    ? Q extends 'each' | 'one'
      ? ArtifactTypes[K]
      : Q extends 'optional'
        ? ArtifactTypes[K] | undefined
        : readonly ArtifactTypes[K][]
    : never

export type Inputs = Readonly<Record<string, Input>>
export type BoundInputs<I extends Inputs> = { readonly [N in keyof I]: Bound<I[N]> }

/** Names between braces of a message: `"'{token}' is not '{certificate}'"` gives `'token' | 'certificate'`. */
export type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer R}` ? P | Placeholders<R> : never

/** What a message may show. A `Located` shows its value, a `Text` the words of the language of the report. */
export type Shown = string | number | boolean | Located<string> | Text | undefined

export interface Related {
  readonly at: Location
  /** Says what stands there: `the certificate`. */
  readonly text: Text
}

interface FindingBody {
  readonly at: Location
  /** What the requirement asks for at this place. */
  readonly expected?: Shown
  /** What stands there. */
  readonly actual?: Shown
  readonly related?: readonly Related[]
  /** May lower the level of the rule; a higher one is ignored. */
  readonly level?: Level
}

export type Messages = Readonly<Record<string, Text>>

/** Every placeholder of the message must be given, and none besides. */
export type Finding<M extends Messages = Messages> = string extends keyof M
  ? FindingBody & { readonly message: string; readonly data?: Readonly<Record<string, Shown>> }
  : {
      [K in keyof M & string]: FindingBody & { readonly message: K } & ([Placeholders<M[K]['en']>] extends [never]
          ? { readonly data?: undefined }
          : { readonly data: Readonly<Record<Placeholders<M[K]['en']>, Shown>> })
    }[keyof M & string]

/** A message whose French and English texts do not name the same placeholders is a compile error. */
type SamePlaceholders<M extends Messages> = {
  [K in keyof M]: [Placeholders<M[K]['en']>, Placeholders<M[K]['fr']>] extends [
    Placeholders<M[K]['fr']>,
    Placeholders<M[K]['en']>,
  ]
    ? M[K]
    : { en: M[K]['en']; fr: 'the placeholders of the French text differ from those of the English one' }
}

/** What a check may return instead of falling off its end (which means: evaluated). */
export type Verdict =
  | { readonly status: 'not-applicable' }
  | { readonly status: 'not-evaluated'; readonly reason: Text }
  | undefined

/** The requirement does not concern this case. */
export const notApplicable: Verdict = { status: 'not-applicable' }
/** The requirement concerns this case but cannot be judged; the reason says what would make it possible. */
export const notEvaluated = (reason: Text): Verdict => ({ status: 'not-evaluated', reason })

export interface Context<S = Readonly<Record<string, unknown>>> {
  /** The date judged (`--at`, default the day of the run), as milliseconds since 1970. */
  readonly at: number
  /** The rule's `settings`, with what the site's `rules:` section overrides. */
  readonly settings: S
}

export interface Page {
  /** What the rule wants, one sentence that ends with a period. */
  readonly title: string
  /** Why, with the source that can be looked up. */
  readonly why: string
  /** What to do. */
  readonly fix: string
}

export interface RuleDefinition<I extends Inputs, M extends Messages, S extends Readonly<Record<string, unknown>>> {
  /** `FAMILY-NNN`, fixed by the catalogue. */
  readonly id: string
  /** Fixed by the catalogue. */
  readonly name: string
  readonly level: Level
  /** 1 core, 2 expected, 3 later; presets choose by it. */
  readonly priority: 1 | 2 | 3
  /** Ids of requirements that can be looked up with `dmplint explain`. */
  readonly requirements: readonly string[]
  /** How well the requirement is known: its text (official), a copy or practice (vendor), reasoning (inferred), samples (measured). */
  readonly evidence: 'official' | 'vendor' | 'inferred' | 'measured'
  /** Dates (`YYYY-MM-DD`) between which the requirement is in force; outside, the outcome is not-effective. */
  readonly effective?: { readonly from?: string; readonly to?: string }
  readonly inputs: I
  readonly messages: M & SamePlaceholders<M>
  /** What the DMP server is known to answer to this defect, in its own words. */
  readonly dmpAnswer?: string
  readonly docs: Readonly<Record<Lang, Page>>
  /** Defaults of the settings that `dmplint.yaml` may change under `rules: <id>:`. */
  readonly settings?: S
  check(inputs: BoundInputs<I>, context: Context<S>): Generator<Finding<M>, Verdict | void, undefined>
}

/** A rule as the engine sees it: same object, types erased. */
export interface Rule
  extends Omit<
    RuleDefinition<Inputs, Messages, Readonly<Record<string, unknown>>>,
    'messages' | 'check' | 'inputs' | 'settings'
  > {
  readonly inputs: Inputs
  readonly messages: Messages
  readonly settings?: Readonly<Record<string, unknown>>
  check(
    inputs: Readonly<Record<string, unknown>>,
    context: Context<Readonly<Record<string, unknown>>>,
  ): Generator<Finding, Verdict | void, undefined>
}

/** Checks the texts of a rule at compile time and gives it to the engine. */
export function defineRule<
  const I extends Inputs,
  const M extends Messages,
  const S extends Readonly<Record<string, unknown>> = Readonly<Record<string, never>>,
>(rule: RuleDefinition<I, M, S>): Rule {
  return rule as unknown as Rule
}
