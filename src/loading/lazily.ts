/**
 * A module that is loaded at its first use. `import()` of one that is loaded takes 20 µs all the same, and a file asks
 * for six.
 */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}
