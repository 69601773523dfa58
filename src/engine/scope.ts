import type { Artifact } from './rule.ts'

/**
 * What belongs together. An exchange is one transaction with the DMP, a site is what one `dmplint.yaml` describes, the
 * run is everything. An input of a rule is looked up from the scope of the artifact judged outwards.
 */
export interface Scope {
  readonly level: 'run' | 'site' | 'exchange'
  /** What a person calls it: the folder of an exchange, the name of a site. */
  readonly label: string
  readonly parent?: Scope
  /** Artifacts whose home is here, by kind: each is judged once, in its home. */
  readonly own: ReadonlyMap<string, readonly Artifact[]>
  /**
   * Artifacts of outer scopes that this scope sees, by kind. A kind that is listed, even with nothing, hides the outer
   * scopes: the certificates of an exchange are those of its system, not all of the site.
   */
  readonly seen?: ReadonlyMap<string, readonly Artifact[]>
  /** Kinds that cannot occur here, a submission in a captured query: rules that need them do not apply. */
  readonly without?: ReadonlySet<string>
}

/** Artifacts of a kind that are visible from a scope: those of the nearest scope that lists the kind. */
export function visible(scope: Scope, kind: string): readonly Artifact[] {
  for (let here: Scope | undefined = scope; here; here = here.parent) {
    const seen = here.seen?.get(kind)
    const own = here.own.get(kind)
    if (seen && own) return [...own, ...seen]
    const list = seen ?? own
    if (list) return list
  }
  return []
}

/** Every artifact at home in the scope or in those around it: the ones whose secrets a report about it must hide. */
export function* surroundings(scope: Scope): Generator<Artifact> {
  for (let here: Scope | undefined = scope; here; here = here.parent) {
    if (here.level === 'run') return
    for (const list of here.own.values()) yield* list
  }
}
