/**
 * Does a path match a glob? `*` and `?` stay within one step, `**` crosses steps. Backtracking is bounded by the steps
 * of the path, so a hostile pattern costs no more than their product.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return steps(path.split('/'), glob.split('/'))
}

function steps(path: readonly string[], glob: readonly string[]): boolean {
  // reachable[j]: the first j steps of the glob match the steps of the path read so far.
  let reachable = start(glob)
  for (const step of path) {
    const next: boolean[] = [false]
    for (let j = 1; j <= glob.length; j++) {
      const pattern = glob[j - 1] as string
      next[j] =
        pattern === '**'
          ? Boolean(reachable[j] || reachable[j - 1] || next[j - 1])
          : Boolean(reachable[j - 1] && one(step, pattern))
    }
    reachable = next
  }
  return reachable[glob.length] === true
}

/** `**` also matches no step at all. */
function start(glob: readonly string[]): boolean[] {
  const reachable = [true]
  glob.forEach((pattern, j) => {
    reachable[j + 1] = Boolean(reachable[j] && pattern === '**')
  })
  return reachable
}

function one(text: string, pattern: string): boolean {
  let t = 0
  let p = 0
  let star = -1
  let mark = 0
  while (t < text.length) {
    const c = pattern[p]
    if (c === '*') {
      star = p++
      mark = t
    } else if (c === '?' || c === text[t]) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
