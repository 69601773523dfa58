import { spawnSync } from 'node:child_process'

/** One figure beside its anchor, both measured in the same run. */
export interface Figure {
  readonly group: string
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it is compared with. */
  readonly anchor?: string
  /** Value over anchor for times and sizes, anchor over value never: below 1 is better for times, above for rates. */
  readonly ratio?: number
}

/** Milliseconds of a command, process included; its output is dropped. @throws when it cannot be started or is killed */
export function timeOf(command: string, args: readonly string[]): number {
  const started = performance.now()
  const { error, signal } = spawnSync(command, args, { stdio: 'ignore' })
  if (error || signal) throw error ?? new Error(`${command} was killed (${signal})`)
  return performance.now() - started
}

/** Median milliseconds of commands that take turns, so that a neighbour's load falls on all of them. */
export function medians(commands: Readonly<Record<string, readonly string[]>>, times: number): Record<string, number> {
  const taken = new Map(Object.keys(commands).map(name => [name, [] as number[]]))
  for (let i = 0; i < times; i++)
    for (const [name, [command = '', ...args]] of Object.entries(commands)) taken.get(name)?.push(timeOf(command, args))
  return Object.fromEntries([...taken].map(([name, all]) => [name, median(all)]))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Whether a program of the system is there: anchors that are not installed are left out, and said so. */
export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** Peak resident memory of a Node command, in MB, as the process itself tells at its end. */
export function peakMemory(script: string, args: readonly string[]): number {
  const tell = "process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS+'\\n'));"
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, script, ...args],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024
}
