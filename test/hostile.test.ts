import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { XMLValidator } from 'fast-xml-parser'
import { beforeEach, describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import { check } from '../src/check.ts'
import type { Report } from '../src/engine/report.ts'
import { MemoryFiles } from '../src/loading/files.ts'
import { loadReporter, REPORTER_NAMES } from '../src/reporters/index.ts'
import { selarl } from '../src/testing/index.ts'
import { judgeWorld } from '../src/testing/judge.ts'
import { command } from './support/command-line.ts'

const GOOD = selarl().files()
const MESSAGE = GOOD.find(({ path }) => path.endsWith('message.mime'))!.bytes

describe('inputs that a folder may hold', () => {
  let folder = ''
  const put = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmplint-hostile-'))
    for (const { path, bytes } of GOOD) put(path, bytes)
    return () => rmSync(folder, { recursive: true })
  })
  const judged = async (...paths: string[]) => {
    const ran = await command(['check', ...paths, '--format', 'json', '--at', '2026-11-24'], { cwd: folder })
    expect(ran.err).toBe('')
    const report = JSON.parse(ran.out) as Report
    return { ...ran, report, about: (path: string) => report.results.filter(({ place }) => place.uri === path) }
  }
  /** The exchange of the world is judged, whatever lies beside it. */
  const othersAreJudged = ({ sites, counts }: Report): void => {
    expect(sites.find(({ uri }) => uri === 'dmplint.yaml')?.exchanges).toBe(1)
    expect(counts.pass).toBeGreaterThan(50)
    expect(counts.crashed).toBe(0)
  }

  it('an empty file is ignored in a folder, and named when it was given', async () => {
    put('empty.xml', '')
    const inFolder = await judged('.')
    othersAreJudged(inFolder.report)
    expect(inFolder.about('empty.xml')).toEqual([])
    expect(inFolder.report.ignored).toBeGreaterThan(0)
    const given = await judged('empty.xml', '.')
    othersAreJudged(given.report)
    expect(given.about('empty.xml').map(({ rule }) => rule)).toEqual(['RUN-015'])
  })

  it('a text of 200 MB reaches a limit without being read', async () => {
    put('huge.txt', 'sent <Envelope>\n')
    truncateSync(join(folder, 'huge.txt'), 200 * 1024 * 1024)
    const before = process.memoryUsage().arrayBuffers
    const { code, report, about, milliseconds } = await judged('.')
    expect(code).toBe(3)
    expect(about('huge.txt').map(({ rule }) => rule)).toEqual(['RUN-004'])
    expect(about('huge.txt')[0]!.message).toContain('fileBytes')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024)
    expect(milliseconds).toBeLessThan(10_000)
    othersAreJudged(report)
  })

  it('a truncated MTOM is told, what came before is judged', async () => {
    put('cut/message.mime', MESSAGE.subarray(0, MESSAGE.length - 3000))
    const { code, report, about } = await judged('.')
    expect(code).toBe(3)
    expect(about('cut/message.mime').map(({ rule }) => rule)).toContain('RUN-002')
    expect(report.artifacts.find(({ uri }) => uri === 'cut/message.mime')!.kinds).toContain('vihf')
    expect(report.sites[0]!.exchanges).toBe(2)
  })

  it('a folder loop is walked once', async () => {
    symlinkSync('..', join(folder, 'messages', 'loop'))
    symlinkSync(folder, join(folder, 'again'))
    symlinkSync('nowhere', join(folder, 'dangling'))
    const { report, about } = await judged('.')
    expect(report.sites[0]!.exchanges).toBe(1)
    expect(about('dangling').map(({ rule }) => rule)).toEqual(['RUN-001'])
  })

  it('a pipe or a socket is not opened', async () => {
    spawnSync('mkfifo', [join(folder, 'pipe.xml')])
    const server = createServer().listen(join(folder, 'socket'))
    try {
      const inFolder = await judged('.')
      othersAreJudged(inFolder.report)
      const given = await judged('pipe.xml', 'socket', '.')
      expect(given.code).toBe(3)
      for (const path of ['pipe.xml', 'socket']) expect(given.about(path).map(({ rule }) => rule)).toEqual(['RUN-001'])
      othersAreJudged(given.report)
      const inspected = await command(['inspect', 'pipe.xml'], { cwd: folder })
      expect(inspected.code).toBe(3)
    } finally {
      server.close()
    }
  })

  it('names are told harmlessly, and do not stop anything', async () => {
    const names = [
      '-rf.xml',
      'a\nb.xml',
      'a\u001b[31mred.xml',
      'a\u202exml.gpj.xml',
      "a'; rm.xml",
      '%0A::error.xml',
      '=1+1.xml',
    ]
    for (const name of names) put(`names/${name}`, '<Assertion>')
    const { code, report } = await judged('.')
    expect(code).toBe(3)
    expect(report.results.filter(({ rule }) => rule === 'RUN-002')).toHaveLength(names.length)
    const seen = await command(['check', '.'], { cwd: folder })
    expect(seen.out).not.toMatch(/[\u001b\u202e]|^b\.xml/m)
    const given = await command(['inspect', '--', 'names/-rf.xml', 'names/a\u001b[31mred.xml'], { cwd: folder })
    expect(given.out).not.toContain('\u001b')
    expect(given.code).toBe(3)
  })

  it('a thousand folders inside one another', async () => {
    // One call cannot make so long a path.
    spawnSync('sh', ['-c', 'for i in $(seq 1000); do mkdir d && cd d || exit; done; echo "<Assertion>" > deep.xml'], {
      cwd: folder,
    })
    const { report, milliseconds } = await judged('.')
    othersAreJudged(report)
    expect(report.results.some(({ rule, place }) => /RUN-00[12]/.test(rule) && place.uri.startsWith('d/d/d/'))).toBe(
      true,
    )
    expect(milliseconds).toBeLessThan(240_000)
  }, 300_000)
})

describe('a disk that gives way', () => {
  class FailingDisk extends MemoryFiles {
    constructor(private readonly failing: Readonly<Record<string, string>>) {
      super([...GOOD, ...Object.keys(failing).map(path => ({ path, bytes: MESSAGE }))])
    }
    #fail(path: string): void {
      const code = this.failing[path]
      if (code) throw Object.assign(new Error(`${code}: /home/someone/secret`), { code })
    }
    override async head(path: string, bytes: number): Promise<Uint8Array> {
      this.#fail(path)
      return super.head(path, bytes)
    }
    override async list(path: string): Promise<readonly string[]> {
      this.#fail(path)
      return super.list(path)
    }
  }

  it('a file that cannot be read, or is gone, is told by its code, and the others are judged', async () => {
    const report = await check({
      files: new FailingDisk({ 'a.mime': 'EACCES', 'b.mime': 'ENOENT', 'c.mime': 'EIO', 'messages/9': 'EACCES' }),
      paths: [''],
      rules: RULES,
      at: Date.parse('2026-11-24T12:00:00Z'),
      version: '0',
    })
    const unreadable = report.results.filter(({ rule }) => rule === 'RUN-001')
    expect(unreadable.map(({ place }) => place.uri)).toEqual(['a.mime', 'b.mime', 'c.mime', 'messages/9'])
    expect(JSON.stringify(report)).not.toContain('/home/someone')
    expect(report.sites[0]!.exchanges).toBe(1)
    expect(report.failures).toHaveLength(4)
  })
})

/** What a value may try on the screen, the page, the log or the table that shows it. */
const HOSTILE: readonly (readonly [name: string, value: string])[] = [
  ['escape', 'A\u001b[2J\u001b]8;;http://x\u0007B'],
  ['C1', 'A\u009b31mB\u0085C'],
  ['bidi', '8\u202e765\u2066'],
  ['markup', '"><script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['CDATA', ']]></x><!--'],
  ['command', '%0A::error::x\n::warning::y'],
  ['formula', '=HYPERLINK("http://x";"y")'],
  ['NUL', 'A\0B'],
  ['half of a pair', 'A\ud800B\udc00'],
  ['markdown', '`[x](http://x)` | ![](http://x)\n# H'],
  ['long', 'x'.repeat(200_000)],
]

describe('values that files hold', () => {
  // The schema of OASIS comes with the multitool, whose own rules are held in the tests of the SARIF reporter.
  const require = createRequire(import.meta.url)
  const schema = require.resolve(`@microsoft/sarif-multitool-${process.platform}/sarif-2.1.0.json`)
  const isSarif = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(schema, 'utf8')),
  )

  it.each(HOSTILE)('%s: every reporter stays harmless and well-formed', async (_name, value) => {
    const world = selarl()
    // What XML cannot hold is written as the character reference that it refuses, and judged there.
    const inXml = value.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]|\p{Surrogate}/gu, '')
    world.token.nameId(`8${inXml}`).subjectId(inXml).structure(inXml).attribute('LPS_Nom', inXml)
    world.entry.title(inXml).legalAuthenticator(inXml).slot('languageCode', inXml)
    world.submission.title(inXml)
    world.report.title(inXml)
    world.reissue('dmp-auth', { cn: inXml.slice(0, 60), organisation: inXml.slice(0, 60) })
    world.site.name = value
    world.structure.name = value
    world.site.certificates[0]!.server = value
    const files = new Map(world.files().map(({ path, bytes }) => [path, bytes]))
    files.set(`more/${value.slice(0, 80).replaceAll('/', '_')}.xml`, Buffer.from('<Assertion>'))
    files.set('raw/token.xml', Buffer.from(`<Assertion ID="${value.replaceAll('"', '')}">`, 'utf8'))
    files.set(
      'other/dmplint.yaml',
      Buffer.from(`version: 1\nname: ${JSON.stringify(value)}\n${JSON.stringify(value)}: 1\n`),
    )
    const report = await judgeWorld(world, RULES, { files })
    expect(report.counts.crashed).toBe(0)
    expect(report.results.length).toBeGreaterThan(5)
    for (const name of REPORTER_NAMES)
      for (const quiet of [true, false]) {
        const rendered = (await loadReporter(name)).render(report, {
          lang: 'en',
          color: false,
          width: 80,
          sarifProfile: 'full',
          coverage: true,
          quiet,
        })
        const text = [...rendered].join('')
        expect(text, name).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
        expect(text, name).not.toMatch(/\p{Surrogate}/u)
        expect(text.length, name).toBeLessThan(5_000_000)
        if (name === 'json' || name === 'sarif' || name === 'gitlab') JSON.parse(text)
        if (name === 'junit') expect(XMLValidator.validate(text)).toBe(true)
        if (name === 'html') {
          expect(text).not.toMatch(/<script>alert|<img|onerror=alert\(1\)>/)
          expect(text).not.toMatch(/<a [^>]*href="http:\/\/x/)
        }
        if (name === 'github')
          for (const line of text.split('\n'))
            if (line.startsWith('::')) expect(line).toMatch(/^::(error|warning|notice|group|endgroup)[ :]/)
        if (name === 'sarif') expect(isSarif(JSON.parse(text)), JSON.stringify(isSarif.errors)).toBe(true)
      }
  })
})
