import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Sarif from 'sarif'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateSarif } from '../../scripts/validate-sarif.ts'
import type { Report } from '../../src/engine/report.ts'
import type { ReporterOptions } from '../../src/reporters/reporter.ts'
import { reporter } from '../../src/reporters/sarif.ts'
import {
  artifact,
  binaryPlace,
  hostileReport,
  longReport,
  options,
  place,
  report,
  result,
  richReport,
  rule,
  wholeFile,
} from './sample.ts'

const written = (sample: Report, changes: Partial<ReporterOptions> = {}) =>
  [...reporter.render(sample, options(changes))].join('')
const runOf = (sample: Report, changes: Partial<ReporterOptions> = {}): Sarif.Run =>
  (JSON.parse(written(sample, changes)) as Sarif.Log).runs[0]!
const resultsOf = (...args: Parameters<typeof runOf>) => runOf(...args).results ?? []

const github = { sarifProfile: 'github' } as const
const SAMPLES: readonly (readonly [string, Report, Partial<ReporterOptions>])[] = [
  ['empty', report(), {}],
  ['rich', richReport(), {}],
  ['rich-coverage', richReport(), { coverage: true, lang: 'fr' }],
  ['rich-github', richReport(), github],
  ['hostile', hostileReport(), { coverage: true }],
  ['hostile-github', hostileReport(), github],
  ['long', longReport(), {}],
]

describe('SARIF', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sarif-test-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('has no error and no warning in the schema and the multitool, GitHub rules on', { timeout: 120_000 }, ctx => {
    const files = SAMPLES.map(([name, sample, changes]) => {
      const file = join(folder, `${name}.sarif`)
      writeFileSync(file, written(sample, changes))
      return file
    })
    const verdicts = validateSarif(files)
    if (!verdicts) return ctx.skip('no SARIF multitool for this platform')
    for (const { file, problems } of verdicts) expect(problems, file).toEqual([])
  })

  it('validation does find what is wrong', { timeout: 60_000 }, ctx => {
    const log = JSON.parse(written(richReport(), github)) as Sarif.Log
    delete log.runs[0]!.results![0]!.locations![0]!.physicalLocation!.region!.startLine
    Object.assign(log.runs[0]!.results![1]!, { severity: 1 })
    const file = join(folder, 'wrong.sarif')
    writeFileSync(file, JSON.stringify(log))
    const verdicts = validateSarif([file])
    if (!verdicts) return ctx.skip('no SARIF multitool for this platform')
    const problems = verdicts[0]!.problems.join('\n')
    for (const finder of ['schema: /runs/0/results/1 must NOT have', 'error GH1003', 'warning SARIF2017'])
      expect(problems).toContain(finder)
  })

  it.each(SAMPLES)('%s: keeps the rules that validators do not check', (_, sample, changes) => {
    const run = runOf(sample, changes)
    const results = run.results ?? []
    const suppressed = results.filter(({ suppressions }) => suppressions !== undefined).length
    expect([0, results.length]).toContain(suppressed)
    for (const { kind, level, rank } of results) if (kind !== 'fail') expect([level, rank]).toEqual(['none', undefined])
    const regions = JSON.stringify(run, (key, value) => {
      if (/[rR]egion$/.test(key)) expect('startLine' in value && 'byteOffset' in value).toBe(false)
      return value
    })
    expect(regions).not.toContain('"startLine":0')
    for (const { ruleId, ruleIndex } of results)
      if (ruleIndex !== undefined) expect(run.tool.driver.rules![ruleIndex]!.id).toBe(ruleId)
    for (const { location, parentIndex } of run.artifacts ?? []) {
      expect(location!.uri).not.toMatch(/^\/|^[A-Za-z]+:|\.\.\/|[\s<>"{}\\^`]/)
      if (parentIndex !== undefined) expect(run.artifacts![parentIndex]!.parentIndex).toBeUndefined()
    }
  })

  it('points at text by line and column with the value and its line', () => {
    const found = resultsOf(richReport())[1]!
    expect(found.locations![0]).toEqual({
      physicalLocation: {
        artifactLocation: { uri: 'sites/parc/token.xml', uriBaseId: '%SRCROOT%', index: 6 },
        region: { startLine: 12, startColumn: 18, endLine: 12, endColumn: 29, snippet: { text: '10001234567' } },
        contextRegion: {
          startLine: 12,
          startColumn: 1,
          endLine: 12,
          endColumn: 43,
          snippet: { text: '    <saml:NameID>10001234567</saml:NameID>' },
        },
      },
      logicalLocations: [
        {
          fullyQualifiedName: '/saml:Assertion/saml:Subject/saml:NameID',
          name: 'saml:NameID',
          kind: 'element',
        },
      ],
    })
  })

  it('points into a long line by a window of it', () => {
    const at = place({ line: 1, endLine: 1, column: 5001, endColumn: 5012 })
    const snippet = { text: `${'x'.repeat(54)}10001234567${'y'.repeat(55)}`, start: 54, length: 11 }
    const { physicalLocation } = resultsOf(report({ results: [result({ place: at, snippet })] }))[0]!.locations![0]!
    expect(physicalLocation!.contextRegion).toMatchObject({ startLine: 1, startColumn: 4947, endColumn: 5067 })
  })

  it('gives no half snippet: several lines, a value wider than the window, a point', () => {
    const text = 'x'.repeat(120)
    for (const at of [place({ endLine: 14 }), place({ column: 1, endColumn: 400 })]) {
      const sample = report({ results: [result({ place: at, snippet: { text, start: 0, length: 120 } })] })
      const { physicalLocation } = resultsOf(sample)[0]!.locations![0]!
      expect(physicalLocation!.contextRegion).toBeUndefined()
      expect(physicalLocation!.region!.snippet).toBeUndefined()
    }
    const point = report({ results: [result({ place: place({ endColumn: 18 }) })] })
    expect(resultsOf(point)[0]!.locations![0]!.physicalLocation!.region).not.toHaveProperty('snippet')
  })

  it('points at binary files by bytes only, at whole files by all their bytes', () => {
    const [binary] = resultsOf(richReport())
    expect(binary!.locations![0]!.physicalLocation!.region).toEqual({ byteOffset: 120, byteLength: 17 })
    expect(binary!.locations![0]!.logicalLocations![0]).toMatchObject({ name: 'OU', kind: 'member' })
    const whole = resultsOf(report({ results: [result({ place: wholeFile('sites/parc/token.xml') })] }))[0]!
    expect(whole.locations![0]!.physicalLocation!.region).toEqual({ byteOffset: 0, byteLength: 2048 })
  })

  it('puts members below their container', () => {
    const run = runOf(richReport())
    const { artifactLocation } = run.results![2]!.locations![0]!.physicalLocation!
    const member = run.artifacts![artifactLocation!.index!]!
    expect(member.location!.uri).toBe('IHE_XDM/SUBSET01/METADATA.XML')
    expect(run.artifacts![member.parentIndex!]!.location!.uri).toBe('sites/parc/lot.zip')
  })

  it('links related places in the message, and no value can forge a link', () => {
    const [, found] = resultsOf(richReport())
    expect(found!.message.text).toContain('See: [the certificate](1), [site](2).')
    expect(found!.relatedLocations!.map(({ id }) => id)).toEqual([1, 2])
    const [hostile] = resultsOf(hostileReport())
    expect(hostile!.message.text).not.toContain('[x](http')
    expect(hostile!.message.text).toContain('{{0}}')
  })

  it('describes rules with help, page and properties', () => {
    const { rules, supportedTaxonomies } = runOf(richReport()).tool.driver
    const [first] = rules!
    expect(first).toMatchObject({
      id: 'VIHF-001',
      name: 'NameidMosPrefixed',
      helpUri: 'https://dmplint.github.io/dmplint/rules/en/VIHF-001',
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['dmp', 'VIHF', 'official', 'G-63', 'EX_2.1-2035'],
        precision: 'very-high',
        'problem.severity': 'error',
      },
    })
    expect(first!.help!.markdown).toContain('## How to fix\n\nWrite the prefix 8')
    expect(supportedTaxonomies!.map(({ name }) => name)).toEqual(['ANS-GUIDE', 'GI-DMP', 'REM', 'IHE', 'STANDARDS'])
  })

  it('relates rules and results to requirements, every index right', () => {
    const { taxonomies = [], tool, results = [] } = runOf(richReport())
    const references = [
      ...tool.driver.rules!.flatMap(({ relationships = [] }) => relationships.map(({ target }) => target)),
      ...results.flatMap(({ taxa = [] }) => taxa),
    ]
    expect(references.length).toBeGreaterThan(8)
    for (const { id, index, toolComponent } of references) {
      expect(taxonomies[toolComponent!.index!]!.name).toBe(toolComponent!.name)
      expect(taxonomies[toolComponent!.index!]!.taxa![index!]!.id).toBe(id)
    }
    expect(taxonomies.flatMap(({ taxa = [] }) => taxa.map(({ id }) => id))).not.toContain('-')
  })

  it('gives the standard line hash where lines are real, numbered by line, and our own elsewhere', () => {
    const lineHash = 'abc'
    const sample = report({
      results: [
        result({ lineHash }),
        result({ lineHash, rule: 'VIHF-002', fingerprint: 'f2' }),
        result({ lineHash, place: place({ line: 40, endLine: 40 }), fingerprint: 'f3' }),
        result({ place: binaryPlace(), fingerprint: 'f4' }),
      ],
    })
    const hashes = resultsOf(sample).map(({ partialFingerprints }) => partialFingerprints!.primaryLocationLineHash)
    expect(hashes).toEqual(['abc:1', 'abc:1', 'abc:2', 'f4'])
    expect(resultsOf(sample)[3]!.partialFingerprints!['dmplint/v1']).toBe('f4')
  })

  it('suppresses waived results and says of the others that they are not', () => {
    const suppressions = resultsOf(richReport(), { coverage: true }).map(result => result.suppressions)
    expect(suppressions.filter(list => list?.length === 0)).toHaveLength(8)
    expect(suppressions[3]![0]).toMatchObject({
      kind: 'external',
      status: 'accepted',
      justification: 'One server only, agreed on 3 November.',
      location: { physicalLocation: { artifactLocation: { uri: 'waivers.yaml' } } },
    })
    expect(resultsOf(report({ results: [result()] }))[0]).not.toHaveProperty('suppressions')
  })

  it('tells the other outcomes when coverage is on', () => {
    const kinds = resultsOf(richReport(), { coverage: true }).map(({ kind }) => kind)
    expect(kinds.slice(4)).toEqual(['pass', 'pass', 'notApplicable', 'notApplicable', 'open'])
    const { outcomes: _, ...without } = richReport()
    const open = resultsOf(without, { coverage: true }).slice(4)
    expect(open.map(({ kind, message }) => [kind, message.text])).toEqual([
      ['open', richReport().notEvaluated[0]!.reason],
    ])
    expect(resultsOf(richReport())).toHaveLength(4)
  })

  it('notifies of what could not be read', () => {
    const [invocation] = runOf(richReport()).invocations!
    expect(invocation!.executionSuccessful).toBe(false)
    const [unreadable, crashed] = invocation!.toolExecutionNotifications!
    expect(unreadable!.descriptor!.id).toBe('unreadable')
    expect(crashed!.associatedRule).toEqual({ id: 'RUN-001', index: 5 })
    expect(runOf(report()).invocations![0]!.executionSuccessful).toBe(true)
  })

  it('says no absolute path', () => {
    const uris = ['/home/someone/secret/sites/a/token.xml', '/home/someone/secret/sites/b/token.xml']
    const text = written(
      report({
        artifacts: uris.map(uri => artifact(uri)),
        results: uris.map(uri => result({ place: place({ uri }) })),
      }),
    )
    expect(text).not.toContain('someone')
    expect(text).toContain('"uri": "a/token.xml"')
    expect(text).toContain('%INPUTROOT%')
  })

  describe('GitHub profile', () => {
    it('keeps findings only, with a text region each, the bytes in a related location', () => {
      const run = runOf(richReport(), { ...github, coverage: true })
      expect(run.results!.map(({ ruleId }) => ruleId)).toEqual(['CERT-001', 'VIHF-001', 'XDS-001'])
      const [binary, , member] = run.results!
      expect(binary!.locations![0]!.physicalLocation!.region).toMatchObject({ startLine: 1, endColumn: 1 })
      expect(binary!.message.text).toContain('[sites/parc/certs/dmp auth.der (bytes 120 to 136) tbsCert')
      expect(member!.locations![0]!.physicalLocation!.artifactLocation!.uri).toBe('sites/parc/lot.zip')
      expect(JSON.stringify(run)).not.toContain('byteOffset')
      expect(run.taxonomies).toBeUndefined()
    })

    it('is one line, with a category', () => {
      expect(written(richReport(), github).trimEnd()).not.toContain('\n')
      expect(runOf(richReport(), github).automationDetails!.id).toBe('dmplint/go-live/')
    })

    it('stops at 5,000 results and says so', () => {
      const run = runOf(longReport(5003), github)
      expect(run.results).toHaveLength(5000)
      expect(run.invocations![0]!.toolExecutionNotifications![0]!.message.text).toContain('3 more')
      expect(run.invocations![0]!.executionSuccessful).toBe(true)
    })

    it('keeps descriptions and tags within the limits', () => {
      const requirements = Array.from({ length: 40 }, (_, i) => `G-${i + 1}`)
      const { rules } = runOf(report({ rules: [rule({ why: 'long '.repeat(500), requirements })] }), github).tool.driver
      expect(rules![0]!.fullDescription!.text.length).toBeLessThanOrEqual(1024)
      expect(rules![0]!.properties!.tags).toHaveLength(20)
    })
  })

  it('is the same text every time', () => {
    expect(written(richReport())).toBe(written(richReport()))
  })
})
