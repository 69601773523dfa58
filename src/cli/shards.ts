import type { Shard } from '../loading/memory.ts'
import { UsageError } from './exit.ts'

/**
 * `--shard i/n`, or `--shard auto` in a job whose pods are numbered (Kubernetes gives JOB_COMPLETION_INDEX from 0, the
 * manifest JOB_COMPLETIONS).
 *
 * @throws {UsageError} not of that form, or the environment does not say
 */
export function shardOf(flag: string, env: Readonly<Record<string, string | undefined>>): Shard {
  const text = flag === 'auto' ? `${Number(env.JOB_COMPLETION_INDEX ?? 'NaN') + 1}/${env.JOB_COMPLETIONS}` : flag
  const [, index = '', count = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []
  const shard = { index: Number(index), count: Number(count) }
  if (shard.index < 1 || shard.index > shard.count)
    throw new UsageError(
      flag === 'auto'
        ? '--shard auto needs JOB_COMPLETION_INDEX and JOB_COMPLETIONS in the environment'
        : `--shard is I/N with I from 1 to N, or auto, not '${flag}'`,
    )
  return shard
}

/**
 * Runs the same command once per worker, each on its shard, and waits for all. What they find they leave in the cache;
 * a worker that fails leaves less there, and the run that follows judges the rest itself.
 */
export async function runShards(workers: number, cache: string, cwd: string): Promise<void> {
  const { spawn } = await import('node:child_process')
  const [script = '', ...args] = process.argv.slice(1)
  const [command, rest] = args[0] === 'check' ? [['check'], args.slice(1)] : [[], args]
  const shard = (index: number): Promise<void> =>
    new Promise(resolve => {
      // In front: what comes after `--` is a path.
      const own = ['--shard', `${index}/${workers}`, '--cache', cache]
      const child = spawn(process.execPath, [...process.execArgv, script, ...command, ...own, ...rest], {
        cwd,
        stdio: 'ignore',
      })
      child.on('error', () => resolve())
      child.on('exit', () => resolve())
    })
  await Promise.all(Array.from({ length: workers }, (_, i) => shard(i + 1)))
}

/** @throws {UsageError} not a number of processes */
export function workersOf(flag: string | undefined): number {
  const workers = Number(flag ?? 0)
  if (!/^\d+$/.test(flag ?? '0') || workers > 256)
    throw new UsageError(`--workers is a number up to 256, not '${flag}'`)
  return workers
}
