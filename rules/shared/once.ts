/**
 * What many rules ask of one artifact (its persons, its codes) is worked out for the first of them. Only the last answer
 * is kept, since rules judge one exchange after the other: a WeakMap costs the collector of garbage more than it saves.
 */
export function oncePer<A extends object, T extends object>(workOut: (artifact: A) => T): (artifact: A) => T {
  let last: { readonly artifact: A; readonly value: T } | undefined
  return artifact => {
    if (last?.artifact !== artifact) last = { artifact, value: workOut(artifact) }
    return last.value
  }
}
