import { statSync, watch } from 'node:fs'
import { dirname } from 'node:path'

/** An editor writes a file in several steps, a gateway a message in several files. */
const QUIET = 200

/**
 * Calls `run` now, and again whenever something under the paths has changed and then stayed quiet; until Ctrl-C.
 *
 * @param paths absolute
 */
export async function watchPaths(paths: readonly string[], run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let again = (): void => undefined
  const stopped = new Promise<void>((stop, fail) => {
    again = () => {
      running = running.then(run)
      running.catch(fail)
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
  const watchers = paths.map(path =>
    watch(statSync(path).isDirectory() ? path : dirname(path), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(again, QUIET)
    }),
  )
  try {
    again()
    await stopped
  } finally {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
    await running.catch(() => undefined)
  }
}
