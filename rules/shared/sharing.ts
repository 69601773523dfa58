/**
 * The items that have a key in common with another one, in their order; a few that have none may be among them. What is
 * compared is found among these: of a whole archive's identifiers nothing is kept but a number each.
 *
 * @param keysOf an item without key has nothing in common
 */
export function sharing<T>(items: readonly T[], keysOf: (item: T) => readonly (string | undefined)[]): readonly T[] {
  const firsts = new Map<number, number>()
  const found = new Set<number>()
  for (const [i, item] of items.entries())
    for (const key of keysOf(item)) {
      if (key === undefined) continue
      const hash = hashOf(key)
      const first = firsts.get(hash)
      if (first === undefined) firsts.set(hash, i)
      else found.add(first).add(i)
    }
  return items.filter((_, i) => found.has(i))
}

/** FNV-1a. 30 bits, since V8 keeps such numbers without an object. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 30)) & 0x3fffffff
}
