import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report, Result } from '../src/engine/report.ts'
import { issue } from '../src/testing/authority.ts'
import { generateExchanges, generateSite } from './generate-exchanges.ts'
import { type Figure, isInstalled, medians, peakMemory, timeOf } from './measure.ts'

/**
 * `npm run bench -- [group…] [--quick] [--json]`: the built program against anchors measured in the same run. Groups:
 * start, exchange, batch, certificates, sarif, memory, directory, reading, signatures. The last three are scripts of
 * their own, which print their own lines.
 *
 * Sizes are those of an archive, and take half an hour to an hour; `--quick` takes tenths of them and some minutes.
 * `DMPLINT_BENCH_EXCHANGES` (20000, quick 2000), `DMPLINT_BENCH_CERTIFICATES` (10000, quick 2000),
 * `DMPLINT_BENCH_MEMORY` (1000,10000,100000, quick 1000,5000) and `DMPLINT_BENCH_ROWS` (2300000, quick 100000) set them
 * one by one.
 */
const args = process.argv.slice(2)
const json = args.includes('--json')
const quick = args.includes('--quick')
const BIN = 'dist/bin.cjs'
const EXCHANGES = Number(process.env.DMPLINT_BENCH_EXCHANGES ?? (quick ? 2000 : 20_000))
const CERTIFICATES = Number(process.env.DMPLINT_BENCH_CERTIFICATES ?? (quick ? 2000 : 10_000))
const SIZES = (process.env.DMPLINT_BENCH_MEMORY ?? (quick ? '1000,5000' : '1000,10000,100000')).split(',').map(Number)
if (quick) process.env.DMPLINT_BENCH_ROWS ??= '100000'
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
    const rate = (1000 * EXCHANGES) / timeOf(NODE, judge(site))
    add('batch', `${EXCHANGES} exchanges, all rules and signatures`, rate, 'exchanges/s')
    const files = readdirSync(join(site, 'messages'), { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.xml'))
      .map(path => join(site, 'messages', path))
    const anchors = [
      ['the same, against parsing alone', 'xmllint --noout', 'xmllint', '--noout'],
      ['the same, against a Schematron of the header', 'xsltproc bench/header.xsl', 'xsltproc', 'bench/header.xsl'],
    ] as const
    for (const [name, anchor, program, option] of anchors) {
      if (!isInstalled(program)) {
        skipped(program)
        continue
      }
      let took = 0
      // A command line holds no more.
      for (let i = 0; i < files.length; i += 500) took += timeOf(program, [option, ...files.slice(i, i + 500)])
      add('batch', name, rate, 'exchanges/s', anchor, (1000 * EXCHANGES) / took)
    }
  },

  certificates() {
    const fleets = [
      [`${CERTIFICATES} files, CERT rules`, '330003800100016'],
      // The check digit of its SIRET is wrong.
      ['the same, each with a finding', '300038001000011'],
    ] as const
    const all = join(work, 'all.pem')
    const rates: number[] = []
    for (const [name, structure] of fleets) {
      const folder = join(work, structure)
      mkdirSync(folder)
      for (let i = 0; i < CERTIFICATES; i++) {
        const { pem } = issue({ profile: 'org-auth-cli', cn: `CN ${i}`, structure, key: i % 8 })
        writeFileSync(join(folder, `${i}.pem`), pem)
        if (rates.length === 0) appendFileSync(all, pem)
      }
      const rate = (1000 * CERTIFICATES) / timeOf(NODE, judge(folder, '--only', 'CERT'))
      rates.push(rate)
      add('certificates', name, rate, 'certificates/s')
    }
    if (!isInstalled('openssl')) return skipped('openssl')
    // One process reads one file that holds them all, and judges nothing.
    const took = timeOf('openssl', ['storeutl', '-noout', '-certs', all])
    add(
      'certificates',
      'the first, against OpenSSL that parses them',
      rates[0] ?? 0,
      'certificates/s',
      'openssl storeutl',
      (1000 * CERTIFICATES) / took,
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
