import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateExchanges, generateSite } from '../../bench/generate-exchanges.ts'
import { bundleProgram } from '../../scripts/bundle.ts'
import { shardOf } from '../../src/cli/shards.ts'

/** A site of 24 messages, one of them altered after signing, and a token and its submission in files of their own. */
let folder: string
let bin: string
const program = (): string => join(folder, 'bin', 'bin.cjs')
const FLAGS = ['--at', '2026-11-24', '--deterministic', '--lang', 'en', '--format', 'json', '--sarif-coverage']

function run(...args: string[]): string {
  const { stdout } = spawnSync(process.execPath, [bin, 'check', 'site', ...FLAGS, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return stdout
}

const entries = (cache: string): string[] =>
  readdirSync(join(folder, cache), { recursive: true, encoding: 'utf8' }).filter(name => /^..[/\\].{62}$/.test(name))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dmplint-shards-'))
  bin = program()
  await bundleProgram(join(folder, 'bin'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const site = join(folder, 'site')
  await generateSite(site)
  await generateExchanges(site, 1, 20)
  await generateExchanges(site, 20, 25, 'mtom')
  const altered = join(site, 'messages/000/000007.xml')
  writeFileSync(altered, readFileSync(altered, 'utf8').replace('>INDIRECTE<', '>DIRECTE<'))
  // The same message under another name: what it shares with the first is found over the whole run.
  const copied = readFileSync(join(site, 'messages/000/000003.xml'), 'utf8')
  writeFileSync(
    join(site, 'messages/000/copy.xml'),
    copied.replace('CT thorax', 'CT abdomen').replace('09:34:58', '09:34:59'),
  )
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('cache', () => {
  test('a second run gives the same bytes, and so does one whose entries were damaged', () => {
    const plain = run()
    expect(JSON.parse(plain).results.length).toBeGreaterThan(2)
    expect(run('--cache', 'cache')).toBe(plain)
    const kept = entries('cache')
    expect(kept).toHaveLength(25)
    expect(run('--cache', 'cache')).toBe(plain)
    for (const [i, name] of kept.entries()) {
      const path = join(folder, 'cache', name)
      const bytes = readFileSync(path)
      if (i % 3 === 0) writeFileSync(path, bytes.subarray(0, bytes.length >> 1))
      else if (i % 3 === 1) writeFileSync(path, '')
    }
    expect(run('--cache', 'cache')).toBe(plain)
  }, 60_000)

  test('tells nothing to who does not have the messages', () => {
    const message = readFileSync(join(folder, 'site/messages/000/000001.xml'), 'latin1')
    const [ins = ''] = /\d{15}(?=\^\^\^)/.exec(message) ?? []
    expect(ins).not.toBe('')
    for (const name of entries('cache')) {
      const bytes = readFileSync(join(folder, 'cache', name), 'latin1')
      for (const text of [ins, 'FICTIVE', 'messages', 'SIG-']) expect(bytes).not.toContain(text)
    }
  })

  test('another date or language is judged again', () => {
    const other = run('--cache', 'cache', '--at', '2030-01-01')
    expect(other).toBe(run('--at', '2030-01-01'))
  }, 60_000)
})

test.each(['1', '2', '4'])(
  '%s workers give the same bytes',
  workers => expect(run('--workers', workers)).toBe(run()),
  60_000,
)

test('four shards as processes, one killed and run again, give the report of the single run', async () => {
  const args = (i: number): string[] => [bin, 'check', 'site', ...FLAGS, '--cache', 'shards', '--shard', `${i}/4`]
  const whole = run()
  const killed = spawn(process.execPath, args(3), { cwd: folder, stdio: 'ignore' })
  setTimeout(() => killed.kill('SIGKILL'), 300)
  await new Promise(done => killed.on('exit', done))
  const outputs = [1, 2, 4, 3].map(i => spawnSync(process.execPath, args(i), { cwd: folder, encoding: 'utf8' }))
  expect(outputs.map(({ status, stdout }) => [status, stdout])).toEqual([0, 0, 0, 0].map(code => [code, '']))
  const before = entries('shards').length
  expect(before).toBe(25)
  expect(run('--cache', 'shards')).toBe(whole)
  expect(entries('shards')).toHaveLength(before)
}, 120_000)

test('a shard is named by its number or by the environment of the job', () => {
  expect(shardOf('2/4', {})).toEqual({ index: 2, count: 4 })
  expect(shardOf('auto', { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '8' })).toEqual({ index: 1, count: 8 })
  for (const wrong of ['0/4', '5/4', '4', 'x/4', '-1/2']) expect(() => shardOf(wrong, {})).toThrow()
  expect(() => shardOf('auto', {})).toThrow()
})
