/**
 * What many rules ask of one artifact (its persons, its codes) is worked out for the first of them and kept as long as
 * the artifact is.
 */
export function oncePer<A extends object, T extends object>(workOut: (artifact: A) => T): (artifact: A) => T {
  const known = new WeakMap<A, T>()
  return artifact => {
    let value = known.get(artifact)
    if (value === undefined) {
      value = workOut(artifact)
      known.set(artifact, value)
    }
    return value
  }
}
