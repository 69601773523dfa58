import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Draws how cost grows: `tsx bench/plot.ts figures.json docs/growth.svg`. The figures are a list of
 * `{ "exchanges": 1000, "milliseconds": 8000, "megabytes": 250 }`, milliseconds being those of the processor.
 */
interface Run {
  readonly exchanges: number
  readonly milliseconds: number
  readonly megabytes: number
}

const [from = '', to = ''] = process.argv.slice(2)
const runs = JSON.parse(readFileSync(from, 'utf8')) as readonly Run[]
const WIDTH = 360
const HEIGHT = 220
const MARGIN = 48

/** One panel: a logarithmic axis of exchanges, a linear one from zero. */
function panel(left: number, title: string, unit: string, of: (run: Run) => number): string {
  const logs = runs.map(({ exchanges }) => Math.log10(exchanges))
  const [low = 0, high = 1] = [logs[0], logs.at(-1)]
  const top = Math.max(...runs.map(of)) * 1.15
  const x = (run: Run): number =>
    left + MARGIN + ((Math.log10(run.exchanges) - low) / (high - low)) * (WIDTH - 2 * MARGIN)
  const y = (run: Run): number => HEIGHT - MARGIN - (of(run) / top) * (HEIGHT - 2 * MARGIN)
  const points = runs.map(run => `${x(run).toFixed(1)},${y(run).toFixed(1)}`)
  const base = HEIGHT - MARGIN
  return [
    `<text x="${left + WIDTH / 2}" y="20" text-anchor="middle" font-weight="bold">${title}</text>`,
    `<path d="M${left + MARGIN} ${MARGIN}V${base}H${left + WIDTH - MARGIN}" fill="none" stroke="#777"/>`,
    `<polyline points="${points.join(' ')}" fill="none" stroke="#0b5cad" stroke-width="2"/>`,
    ...runs.flatMap(run => [
      `<circle cx="${x(run).toFixed(1)}" cy="${y(run).toFixed(1)}" r="3" fill="#0b5cad"/>`,
      `<text x="${x(run).toFixed(1)}" y="${(y(run) - 8).toFixed(1)}" text-anchor="middle">${of(run).toPrecision(3)} ${unit}</text>`,
      `<text x="${x(run).toFixed(1)}" y="${base + 16}" text-anchor="middle">${run.exchanges}</text>`,
    ]),
    `<text x="${left + WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">exchanges</text>`,
  ].join('\n')
}

writeFileSync(
  to,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">
<title>Time per exchange and peak memory, by number of exchanges</title>
<rect width="100%" height="100%" fill="#fff"/>
${panel(0, 'Processor time per exchange', 'ms', ({ milliseconds, exchanges }) => milliseconds / exchanges)}
${panel(WIDTH, 'Peak memory', 'MB', ({ megabytes }) => megabytes)}
</svg>
`,
)
