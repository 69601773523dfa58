import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { generateDirectory, rpps } from './generate-directory.ts'

/**
 * The directory: import, memory, size, look-ups, first answer of a new process. One JSON line per figure. Each figure
 * that is compared with another is taken in a process of its own.
 */

const ROWS = Number(process.env.DMPLINT_BENCH_ROWS ?? 2_300_000)
const LOOKUPS = 200_000

const here = new URL('.', import.meta.url).pathname
const bundle = join(here, '../node_modules/.cache/dmplint-bench/directory.mjs')

function report(name: string, value: number, unit: string, anchor: number, ratio = value / anchor): void {
  process.stdout.write(
    `${JSON.stringify({ name, value: round(value), unit, anchor: round(anchor), ratio: round(ratio) })}\n`,
  )
}

const round = (value: number): number => Number(value.toPrecision(4))

const tasks = {
  /** The anchor of the import: reads the lines, splits them, keeps nothing. */
  async floor(source: string) {
    const start = performance.now()
    let rest = ''
    let cells = 0
    for await (const piece of createReadStream(source, { highWaterMark: 1 << 20, encoding: 'utf8' })) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) cells += line.split('|').length
    }
    return { milliseconds: performance.now() - start, cpu: process.cpuUsage().user / 1000, cells }
  },
  async import(source: string, out: string) {
    const { importDirectory } = await import('../src/directory/import.ts')
    const start = performance.now()
    await importDirectory([source], out, { version: 'bench' })
    const megabytes = process.resourceUsage().maxRSS / 1024
    return { milliseconds: performance.now() - start, cpu: process.cpuUsage().user / 1000, megabytes }
  },
  async lookups(_: string, out: string) {
    const { openDirectory } = await import('../src/directory/directory.ts')
    const directory = await openDirectory(out)
    const ids = Array.from({ length: LOOKUPS }, (_, i) => `8${rpps((i * 7919) % Math.floor(ROWS * 0.5))}`)
    const structures = ids.flatMap(id => directory.person(id)?.activities.map(a => a.structure) ?? []).slice(0, LOOKUPS)
    const rate = (list: readonly string[], find: (id: string) => unknown): number => {
      const start = performance.now()
      for (const id of list) find(id)
      return list.length / ((performance.now() - start) / 1000)
    }
    const best = (list: readonly string[], find: (id: string) => unknown): number =>
      Math.max(...Array.from({ length: 5 }, () => rate(list, find)))
    return { persons: best(ids, directory.person), structures: best(structures, directory.structure) }
  },
  async first(_: string, out: string) {
    const { openDirectory } = await import('../src/directory/directory.ts')
    const directory = await openDirectory(out)
    return { found: directory.person(`8${rpps(7)}`) !== undefined ? 1 : 0 }
  },
}

type Task = keyof typeof tasks

async function main(): Promise<void> {
  const where = mkdtempSync(join(tmpdir(), 'dmplint-bench-'))
  try {
    const source = join(where, 'PS_LibreAcces_Personne_activite_202611010800.txt')
    const out = join(where, 'index')
    await generateDirectory(source, ROWS)
    await build({
      entryPoints: [join(here, 'directory.ts')],
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outdir: join(bundle, '..'),
      outExtension: { '.js': '.mjs' },
      logLevel: 'error',
    })
    const run = (task: Task): Record<string, number> => {
      const { stdout, status } = spawnSync(process.execPath, [bundle, task, source, out], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`${task} failed`)
      return JSON.parse(stdout)
    }
    const floor = run('floor')
    const imported = run('import')
    report('directory import', imported.milliseconds!, 'ms', floor.milliseconds!)
    report('directory import, processor', imported.cpu!, 'ms', floor.cpu!)
    report('directory import, memory', imported.megabytes!, 'MB', 400)
    const size = readdirSync(out, { recursive: true }).reduce(
      (sum, name) => sum + statSync(join(out, String(name))).size,
      0,
    )
    report('directory index', size / 1e6, 'MB', 250)
    const { persons, structures } = run('lookups')
    report('directory look-ups, persons', persons!, '1/s', 400_000)
    report('directory look-ups, structures', structures!, '1/s', 400_000)
    const empty = join(where, 'empty.mjs')
    writeFileSync(empty, '')
    const bare = median(() => spawnSync(process.execPath, [empty]))
    const first = median(() => run('first'))
    report('directory first answer after the start of Node', first - bare, 'ms', 100)
  } finally {
    rmSync(where, { recursive: true, force: true })
  }
}

function median(action: () => unknown): number {
  const times = Array.from({ length: 11 }, () => {
    const start = performance.now()
    action()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return times[5]!
}

const [task, source = '', out = ''] = process.argv.slice(2)
if (task !== undefined && Object.hasOwn(tasks, task)) {
  process.stdout.write(JSON.stringify(await tasks[task as Task](source, out)))
} else await main()
