import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { generateExchanges, generateSite } from '../../bench/generate-exchanges.ts'
import { RULES } from '../../rules/index.ts'
import { type CheckOptions, check } from '../../src/check.ts'
import { DiskFiles } from '../../src/loading/files.ts'
import { Spill } from '../../src/loading/spill.ts'

/** Everything that the process writes to a file it has opened, and how it opened it. */
const written: Buffer[] = []
const opened: unknown[][] = []
vi.mock('node:fs', async original => {
  const fs = await original<typeof import('node:fs')>()
  return {
    ...fs,
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      opened.push(args)
      return fs.openSync(...args)
    },
    writeSync: (file: number, bytes: Buffer, offset: number, length: number, position: number) => {
      written.push(Buffer.from(bytes.subarray(offset, offset + length)))
      return fs.writeSync(file, bytes, offset, length, position)
    },
  }
})

/** A site of 80 messages: the second half are those of the first sent again, altered. */
let archive: string
/** Where temporary files go during a test. */
let temporary: string
const COUNT = 40

beforeAll(async () => {
  archive = mkdtempSync(join(tmpdir(), 'dmplint-archive-'))
  await generateSite(archive)
  await generateExchanges(archive, 1, COUNT + 1)
  const folder = join(archive, 'messages/000')
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    const altered = text.replace('CT thorax', 'CT abdomen').replace('09:34:58', '09:34:59')
    writeFileSync(join(folder, `again-${name}`), altered.replace('ODELINE', 'ODETTE'))
  }
}, 60_000)

beforeEach(() => {
  written.length = 0
  opened.length = 0
  temporary = mkdtempSync(join(tmpdir(), 'dmplint-temporary-'))
  vi.stubEnv('TMPDIR', temporary)
  return () => {
    vi.unstubAllEnvs()
    rmSync(temporary, { recursive: true })
  }
})

afterAll(() => rmSync(archive, { recursive: true, force: true }))

/** The example sites, then the archive. */
const judge = (options: Partial<CheckOptions> = {}) =>
  check({
    files: new DiskFiles(process.cwd()),
    paths: ['fixtures/sites', archive],
    rules: RULES,
    at: Date.parse('2026-11-24T12:00:00Z'),
    version: '0.0.0',
    password: async entry => (entry.passwordEnv ? 'imagerie' : undefined),
    ...options,
  })

/** Files that are open without a name. */
const nameless = (): string[] =>
  readdirSync('/proc/self/fd').flatMap(name => {
    try {
      const target = readlinkSync(`/proc/self/fd/${name}`)
      return target.startsWith(temporary) ? [target] : []
    } catch {
      return []
    }
  })

describe('a run that puts summaries and the list of its files on disk', () => {
  test('gives the same report, finds what exchanges share, and writes no personal value in clear', async () => {
    const inMemory = await judge()
    expect(written).toEqual([])
    const onDisk = await judge({ inMemory: 0 })
    expect(JSON.stringify(onDisk)).toBe(JSON.stringify(inMemory))
    const found = new Set(onDisk.results.map(({ rule }) => rule))
    for (const rule of ['VIHF-030', 'XDS-036']) expect(found, rule).toContain(rule)

    expect(Buffer.concat(written).length).toBeGreaterThan(COUNT * 1000)
    const message = readFileSync(join(archive, 'messages/000/000001.xml'), 'utf8')
    const [ins = ''] = /\d{15}(?=\^\^\^)/.exec(message) ?? []
    expect(ins).not.toBe('')
    for (const bytes of written)
      for (const text of [ins, 'FICTIVE', 'ODELINE', 'messages']) expect(bytes.includes(text), text).toBe(false)
    expect(opened.filter(([, flags]) => flags === 'wx+').map(([, , mode]) => mode)).toEqual([0o600, 0o600])
    expect(readdirSync(temporary)).toEqual([])
  }, 60_000)

  test.runIf(process.platform === 'linux')('leaves no file when it ends before its time', async () => {
    let openDuring: string[] = []
    const stopped = judge({
      inMemory: 0,
      onProgress: (_, exchanges) => {
        if (exchanges < COUNT) return
        openDuring = [...readdirSync(temporary), ...nameless()]
        throw new Error('stopped')
      },
    })
    await expect(stopped).rejects.toThrow('stopped')
    // It has no name even while it is open: a process that is killed leaves nothing.
    const deleted = expect.stringMatching(/\/spill \(deleted\)$/)
    expect(openDuring).toEqual([deleted, deleted])
    expect(nameless()).toEqual([])
  })
})

describe('pieces', () => {
  test('are read back in any order, from memory and from disk', () => {
    const spill = new Spill(10)
    const pieces = Array.from({ length: 20 }, (_, i) => Buffer.from(`piece ${i} `.repeat(i)))
    expect(pieces.map(piece => spill.append(piece))).toEqual([...pieces.keys()])
    for (const i of [19, 0, 7, 7, 3, 18]) expect(spill.read(i).toString()).toBe(pieces[i]?.toString())
    expect(() => spill.read(20)).toThrow(RangeError)
    spill.close()
    expect(spill.read(0).toString()).toBe('')
    expect(() => spill.read(19)).toThrow('the run is over')
  })

  test('stay in memory where no disk takes them', () => {
    vi.stubEnv('TMPDIR', join(temporary, 'missing'))
    const spill = new Spill(0)
    spill.append(Buffer.from('kept'))
    expect(spill.read(0).toString()).toBe('kept')
    spill.close()
  })
})
