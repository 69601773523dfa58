import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Report } from '../src/engine/report.ts'
import { command } from './support/command-line.ts'

/**
 * Every sample goes through the command line: it is recognised as what it is, ends in the finding that says why it
 * cannot be read, or is left alone for a reason. The verdicts of single files are held by the tests of the readers.
 */
const SAMPLES = resolve('../shared/samples')

/** What becomes of a file: kinds of artifacts, the rules that refuse it, or why it is nothing for this program. */
type Fate = { readonly kinds: string } | { readonly refused: RegExp } | { readonly ignored: string }

const kinds = (kinds: string): Fate => ({ kinds })
const refused = (rules: RegExp): Fate => ({ refused: rules })
const ignored = (reason: string): Fate => ({ ignored: reason })
const MALFORMED = refused(/^RUN-002$/)

/** The first pattern that fits decides. */
const TABLE: readonly (readonly [path: RegExp, fate: Fate])[] = [
  [/(^|\/)(README|LICENSE|EXPECTATIONS|.*\.md|.*-LICENSE)/, ignored('text about the samples')],
  [/LICENSE/, ignored('text about the samples')],
  [/^dmp\/VIHF_DIRECTE_non_signe/, kinds('vihf')],
  [/^dmp\/VIHF_/, kinds('signature,vihf')],
  [/^dmp\/TD2\.1_request/, kinds('document,message,signature,submission,vihf')],
  [/^dmp\/TD2\.1-DocumentME2/, kinds('document')],
  [/^dmp\/TD2\.1-SignatureXades/, kinds('signature')],
  [/^dmp\/TD3\.2_request/, kinds('message,vihf')],
  [/^ihe\/ipf_/, kinds('submission')],
  [/^ihe\/nist_http/, kinds('message,submission')],
  [/^ihe\/nist_xdm/, kinds('submission')],
  [/^cda\//, kinds('document')],
  [/^kos\//, kinds('kos')],
  [/^certificates\//, kinds('certificate')],
  [/^directory\/userinfo\//, kinds('userinfo')],
  [/^directory\/(jdv|nos)\/.*\.xml$/, ignored('a value set in XML')],
  [/^directory\/.*\.json$/, ignored('FHIR: read by dmplint directory import')],
  [/^directory\//, ignored('a table: read by dmplint directory import')],
  [/^robustness\/certificates\/.*\.pem$/, kinds('certificate')],
  [/^robustness\/saml\/.*multiple-root-elements/, MALFORMED],
  [/^robustness\/saml\/.*\.xml$/, ignored('a SAML assertion without the attributes of a VIHF')],
  [/^robustness\/dos\/billion-laughs/, refused(/^RUN-003$/)],
  [/^robustness\/dos\/(attrs-200k|deep-200k|deep-seq|flat-512MiB)/, refused(/^RUN-004$/)],
  [/^robustness\/dos\/zip-slip/, refused(/^RUN-00[38]$/)],
  [/^robustness\/dos\/deep\.json/, ignored('JSON that is no UserInfo')],
  [/^robustness\/dos\/(formula\.csv|yaml-laughs\.yaml)/, ignored('judged only where dmplint.yaml names it')],
  [/^robustness\/dos\/utf16-no-bom/, ignored('XML of another kind')],
  [/^robustness\/dos\//, MALFORMED],
  [/^robustness\/zip\/failure\/.*truncated_1\.zip/, ignored('an empty file')],
  [/^robustness\/zip\/failure\/invalid zip64 end/, ignored('its first bytes are those of no archive')],
  [/^robustness\/zip\/failure\/(absolute path|invalid relative path|invalid characters)/, refused(/^RUN-008$/)],
  [/^robustness\/zip\/failure\/(unsupported|strong)/, refused(/^RUN-00[27]$/)],
  [/^robustness\/zip\/failure\//, refused(/^RUN-00[24]$/)],
  [/^robustness\/zip\/success\/(bogus|traditional-encryption)/, refused(/^RUN-00[27]$/)],
  [/^robustness\/zip\/success\/sloppy-filenames/, refused(/^RUN-008$/)],
  [/^robustness\/zip\/success\//, ignored('an archive without METADATA.XML')],
]

/** Of the 243 files that are not well-formed, those whose bytes are read leniently and told by RUN-009 in a message. */
const LENIENT = /eduni\/(errata-2e\/E61|misc\/00[789])|not-wf\/sa\/(168|169|170)\.xml/
/** Well-formed, but with names that namespaces forbid. */
const NAMESPACES = /oasis\/p0[45]pass1\.xml/

function fateOf(path: string): Fate | undefined {
  if (!/xml-conformance\/.*\.xml$/.test(path)) return TABLE.find(([pattern]) => pattern.test(path))?.[1]
  const start = readFileSync(join(SAMPLES, path)).subarray(0, 64).toString('latin1').replaceAll('\0', '')
  if (!/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?\s*<[?!A-Za-z_]/.test(start) || LENIENT.test(path))
    return ignored('nothing that starts as XML')
  if (NAMESPACES.test(path) || verdict(path) === 'not-well-formed') return MALFORMED
  return ignored('XML of another kind')
}

const expectations = new Map<string, string>()
function verdict(path: string): string | undefined {
  const folder = 'robustness/xml-conformance/'
  if (expectations.size === 0)
    for (const line of readFileSync(join(SAMPLES, folder, 'EXPECTATIONS.tsv'), 'utf8').split('\n')) {
      const [file = '', expected = ''] = line.split('\t')
      expectations.set(file, expected.trim())
    }
  return expectations.get(path.slice(folder.length))
}

function* files(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else yield relative(SAMPLES, path)
  }
}

const REFUSING = new Set(['RUN-001', 'RUN-002', 'RUN-003', 'RUN-004', 'RUN-005', 'RUN-006', 'RUN-007', 'RUN-008'])
const MILLISECONDS = 15_000

describe.skipIf(!existsSync(SAMPLES))('every file of ../shared/samples', () => {
  const paths = existsSync(SAMPLES) ? [...files(SAMPLES)] : []
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const group = path.split('/').slice(0, -1).slice(0, 2).join('/')
    groups.set(group, [...(groups.get(group) ?? []), path])
  }

  it.each([...groups])('%s: recognised, refused or left alone for a reason', async (_group, members) => {
    for (const path of members) {
      const fate = fateOf(path)
      expect(fate, `${path} is not in the table`).toBeDefined()
      const ran = await command(['check', path, '--format', 'json', '--lang', 'en'], { cwd: SAMPLES })
      const label = `${path}: exit ${ran.code}`
      expect([0, 1, 3], label).toContain(ran.code)
      expect(ran.milliseconds, label).toBeLessThan(MILLISECONDS)
      expect(ran.err, label).not.toMatch(/internal error|\n\s+at /)
      const report = JSON.parse(ran.out) as Report
      expect(report.counts.crashed, label).toBe(0)
      const rules = report.results.map(({ rule }) => rule)
      const refusals = rules.filter(rule => REFUSING.has(rule))
      if ('kinds' in fate!) {
        expect(report.artifacts.map(({ kinds }) => kinds.join(',')).join(), label).toBe(fate.kinds)
        expect(refusals, label).toEqual([])
      } else if ('refused' in fate!) {
        expect(refusals.length, label).toBeGreaterThan(0)
        for (const rule of refusals) expect(rule, label).toMatch(fate.refused)
      } else {
        expect(rules, label).toEqual(['RUN-015'])
        expect(report.ignored, label).toBe(1)
      }
    }
  })

  it('is inspected without harm', async () => {
    for (const path of paths) {
      const ran = await command(['inspect', path, '--json'], { cwd: SAMPLES })
      expect([0, 3], path).toContain(ran.code)
      expect(ran.err, path).toBe('')
      JSON.parse(ran.out)
    }
  })

  it('goes through in one run, within the memory of a small machine', () => {
    const started = performance.now()
    const script = `
      const { run } = await import(${JSON.stringify(resolve('src/cli/run.ts'))})
      const io = { stdout: process.stdout, stderr: process.stderr, env: {}, cwd: process.cwd() }
      process.exitCode = await run(['check', '.', '--format', 'json'], io)
      process.stderr.write('rss ' + process.resourceUsage().maxRSS)`
    const child = spawnSync(
      process.execPath,
      ['--max-old-space-size=256', '--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', script],
      { cwd: SAMPLES, encoding: 'utf8', maxBuffer: 1 << 30 },
    )
    expect(child.status).toBe(3)
    const report = JSON.parse(child.stdout) as Report
    expect(report.counts.crashed).toBe(0)
    expect(report.failures.filter(({ kind }) => kind !== 'unreadable')).toEqual([])
    expect(performance.now() - started).toBeLessThan(60_000)
    // KiB: the largest sample is 3 MB, the largest inflates to 512.
    expect(Number(/rss (\d+)/.exec(child.stderr)?.[1])).toBeLessThan(700_000)
  })

  it('leaves a bomb in YAML no chance, even as dmplint.yaml', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmplint-yaml-'))
    try {
      writeFileSync(join(folder, 'dmplint.yaml'), readFileSync(join(SAMPLES, 'robustness/dos/yaml-laughs.yaml')))
      const ran = await command(['check', '.', '--format', 'json'], { cwd: folder })
      expect(ran.code).toBe(3)
      expect((JSON.parse(ran.out) as Report).results.map(({ rule }) => rule)).toContain('RUN-004')
      expect(ran.milliseconds).toBeLessThan(MILLISECONDS)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
