import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report, Result } from '../src/engine/report.ts'
import { issue } from '../src/testing/authority.ts'
import { generateExchanges, generateSite } from './generate-exchanges.ts'
import { type Figure, isInstalled, medians, peakMemory, timeOf } from './measure.ts'

/**
 * `npm run bench [-- group…] [-- --json]`: the built program against anchors measured in the same run. Groups: start,
 * exchange, batch, certificates, sarif, memory, directory, reading, signatures. `DMPLINT_BENCH_EXCHANGES` (2000),
 * `DMPLINT_BENCH_MEMORY` (1000,10000), `DMPLINT_BENCH_CERTIFICATES` (2000) and `DMPLINT_BENCH_ROWS` (2300000) change the
 * sizes. The last three are scripts of their own, which print their own lines.
 */
const BIN = 'dist/bin.cjs'
const EXCHANGES = Number(process.env.DMPLINT_BENCH_EXCHANGES ?? 2000)
const CERTIFICATES = Number(process.env.DMPLINT_BENCH_CERTIFICATES ?? 2000)
const SIZES = (process.env.DMPLINT_BENCH_MEMORY ?? '1000,10000').split(',').map(Number)
const RESULTS = 25_000
const NODE = process.execPath

const figures: Figure[] = []
const work = mkdtempSync(join(tmpdir(), 'dmplint-bench-'))
const judge = (...args: readonly string[]): string[] => [BIN, 'check', '--at', '2026-11-24', '--quiet', ...args]

const groups: Readonly<Record<string, () => Promise<void> | void>> = {
  start() {
    const empty = join(work, 'empty.mjs')
    writeFileSync(empty, '')
    const took = medians({ empty: [NODE, empty], version: [NODE, BIN, '--version'], rules: [NODE, BIN, 'rules'] }, 15)
    for (const name of ['version', 'rules'])
      add('start', `--${name}`.replace('--rules', 'rules'), took[name] ?? 0, 'ms', 'empty Node script', took.empty)
  },

  async exchange() {
    const empty = join(work, 'empty.mjs')
    writeFileSync(empty, '')
    const site = join(work, 'one')
    await generateSite(site)
    await generateExchanges(site, 0, 1, 'mtom')
    const alone = join(work, 'alone')
    await generateExchanges(alone, 0, 1, 'mtom')
    const took = medians(
      {
        empty: [NODE, empty],
        alone: [NODE, ...judge(alone)],
        site: [NODE, ...judge(site, '--format', `sarif=${join(work, 'one.sarif')}`)],
      },
      11,
    )
    add('exchange', 'one message', took.alone ?? 0, 'ms', 'empty Node script', took.empty)
    add(
      'exchange',
      'one message, site, certificates, directory, SARIF',
      took.site ?? 0,
      'ms',
      'empty Node script',
      took.empty,
    )
  },

  async batch() {
    const site = join(work, 'batch')
    await generateSite(site)
    await generateExchanges(site, 0, EXCHANGES)
    const took = timeOf(NODE, judge(site))
    add('batch', `${EXCHANGES} exchanges, all rules and signatures`, (1000 * EXCHANGES) / took, 'exchanges/s')
    if (!isInstalled('xmllint')) return skipped('xmllint')
    const files = readdirSync(join(site, 'messages'), { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.xml'))
      .map(path => join(site, 'messages', path))
    let anchor = 0
    for (let i = 0; i < files.length; i += 500) anchor += timeOf('xmllint', ['--noout', ...files.slice(i, i + 500)])
    add(
      'batch',
      'the same, against parsing alone',
      (1000 * EXCHANGES) / took,
      'exchanges/s',
      'xmllint --noout',
      (1000 * EXCHANGES) / anchor,
    )
  },

  certificates() {
    const folder = join(work, 'certificates')
    mkdirSync(folder)
    for (let i = 0; i < CERTIFICATES; i++) {
      const { pem } = issue({ profile: 'org-auth-cli', cn: `CN ${i}`, structure: '300038001000011', key: i % 8 })
      writeFileSync(join(folder, `${i}.pem`), pem)
    }
    const took = timeOf(NODE, judge(folder, '--only', 'CERT'))
    add('certificates', `${CERTIFICATES} files, CERT rules`, (1000 * CERTIFICATES) / took, 'certificates/s')
    if (!isInstalled('openssl')) return skipped('openssl')
    const sample = Math.min(200, CERTIFICATES)
    const started = performance.now()
    for (let i = 0; i < sample; i++)
      spawnSync('openssl', ['x509', '-noout', '-subject', '-in', join(folder, `${i}.pem`)], { stdio: 'ignore' })
    const rate = (1000 * sample) / (performance.now() - started)
    add(
      'certificates',
      'the same, against one openssl per file',
      (1000 * CERTIFICATES) / took,
      'certificates/s',
      'openssl x509',
      rate,
    )
  },

  sarif() {
    const one = spawnSync(NODE, [BIN, 'fixtures/sites/cabinet-a-corriger', '--at', '2026-11-24', '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    const report = JSON.parse(one.stdout) as Report
    const results = Array.from({ length: RESULTS }, (_, i) => {
      const result = report.results[i % report.results.length] as Result
      return { ...result, place: { ...result.place, uri: `${i}/${result.place.uri}` }, fingerprint: `${i}` }
    })
    const many = join(work, 'many.json')
    writeFileSync(many, JSON.stringify({ ...report, results }))
    const copy = join(work, 'copy.mjs')
    writeFileSync(
      copy,
      `import fs from 'node:fs'\nfs.writeFileSync(process.argv[3], JSON.stringify(JSON.parse(fs.readFileSync(process.argv[2]))))`,
    )
    const took = medians(
      {
        sarif: [NODE, BIN, 'merge', many, '--format', `sarif=${join(work, 'many.sarif')}`],
        copy: [NODE, copy, many, join(work, 'copy.json')],
      },
      3,
    )
    add(
      'sarif',
      `SARIF of ${RESULTS} results, read and written`,
      took.sarif ?? 0,
      'ms',
      'JSON read and written',
      took.copy,
    )
  },

  async memory() {
    let first: number | undefined
    let from = 0
    const site = join(work, 'memory')
    await generateSite(site)
    for (const size of SIZES) {
      await generateExchanges(site, from, size)
      from = size
      const peak = peakMemory(BIN, judge(site).slice(1))
      first ??= peak
      add('memory', `peak at ${size} exchanges`, peak, 'MB', `at ${SIZES[0]}`, first)
    }
  },

  directory: () => script('directory'),
  reading: () => script('reading'),
  signatures: () => script('signatures'),
}

/** Runs `bench/<name>.ts`; with `--json` its lines go to standard error, so that standard output stays JSON. */
function script(name: string): void {
  const { status } = spawnSync(NODE, ['--import', 'tsx', `bench/${name}.ts`], {
    stdio: ['ignore', json ? process.stderr.fd : 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Error(`bench/${name}.ts ended with ${status}`)
}

function add(group: string, name: string, value: number, unit: string, anchor?: string, against?: number): void {
  const figure: Figure = {
    group,
    name,
    value: Number(value.toPrecision(4)),
    unit,
    ...(anchor !== undefined && against !== undefined
      ? { anchor, ratio: Number((value / against).toPrecision(3)) }
      : {}),
  }
  figures.push(figure)
  if (!json) process.stdout.write(row(figure))
}

function skipped(program: string): void {
  process.stderr.write(`${program} is not installed: its anchor is left out\n`)
}

function row({ group, name, value, unit, anchor, ratio }: Figure): string {
  const against = anchor === undefined ? '' : `${ratio} × ${anchor}`
  return `${group.padEnd(13)} ${name.padEnd(52)} ${`${value} ${unit}`.padStart(22)}   ${against}\n`
}

const args = process.argv.slice(2)
const json = args.includes('--json')
const named = args.filter(arg => !arg.startsWith('--'))
const unknown = named.filter(name => !(name in groups))
if (unknown.length > 0) {
  process.stderr.write(`no such group: ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}\n`)
  process.exitCode = 2
} else {
  try {
    for (const [name, run] of Object.entries(groups)) if (named.length === 0 || named.includes(name)) await run()
    if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
