import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Dom } from '../../src/plugins/dom.ts'
import { PluginError } from '../../src/plugins/plugin.ts'
import { readXPathRules } from '../../src/plugins/xpath-rules.ts'
import { Source } from '../../src/sources/source.ts'
import { parseXml } from '../../src/sources/xml.ts'
import { selarl } from '../../src/testing/worlds/selarl.ts'
import { dmplint } from '../cli/capture.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A site whose own rules are these files. */
function site(files: Readonly<Record<string, string>>, listed = Object.keys(files)): string {
  const folder = mkdtempSync(join(tmpdir(), 'dmplint-plugins-'))
  folders.push(folder)
  const world = selarl()
  world.yaml(text => `${text}plugins: ${JSON.stringify(listed)}\n`)
  for (const [path, content] of Object.entries(files)) world.extraFiles.set(path, content)
  for (const { path, bytes } of world.files()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

const check = (cwd: string, ...argv: string[]) =>
  dmplint(['check', '.', '--at', '2026-11-24', '--deterministic', '--lang', 'en', ...argv], { cwd })

const rule = (check: string, more = '') => `export default {
  id: 'ACME-001', name: 'acme-rule', level: 'error', priority: 1, requirements: ['ACME-SPEC-12'], evidence: 'vendor',
  inputs: { token: { quantity: 'each', kinds: ['vihf'] } },
  messages: { found: { en: 'Found {what}.', fr: 'Trouvé {what}.' } },
  docs: { en: { title: 'T.', why: 'W.', fix: 'F.' }, fr: { title: 'T.', why: 'P.', fix: 'C.' } },
  ${more}
  *check({ token }) { ${check} },
}`
const FINDS = "yield { message: 'found', at: token.nameId.at, data: { what: 'it' } }"

const yaml = (expressions: string, more = '') => `version: 1
namespaces: { saml: "urn:oasis:names:tc:SAML:2.0:assertion" }
rules:
  - id: ACME-101
    name: acme-xpath
    level: warning
    kind: vihf
    ${expressions}
    message: { en: "Refused '{value}'.", fr: "Refusé « {value} »." }
    docs: { en: { title: T., why: W., fix: F. }, fr: { title: T., why: P., fix: C. } }
${more}`

describe('rules that a site brings', () => {
  it('are judged, counted and shown like those of the program', async () => {
    const own = site({
      'rules/acme.mjs': rule(FINDS),
      'rules/acme.yaml': yaml('select: saml:Issuer\n    assert: false()'),
    })
    const { code, out } = await check(own, '--format', 'json')
    const report = JSON.parse(out)
    expect(code).toBe(1)
    expect(report.results.map((r: { rule: string }) => r.rule)).toEqual(['ACME-001', 'ACME-101', 'RUN-012'])
    const [module, xpath] = report.results
    expect(module).toMatchObject({ message: 'Found it.', requirements: ['ACME-SPEC-12'] })
    expect(xpath.place).toMatchObject({ uri: 'messages/1/message.mime', line: expect.any(Number) })
    expect(xpath.place.path).toMatch(/Assertion\/saml2:Issuer$/)
    // The text of the element, not its tags.
    expect(xpath.snippet.text.slice(xpath.snippet.start, xpath.snippet.start + xpath.snippet.length)).not.toContain('<')
    expect(report.rules.find((r: { id: string }) => r.id === 'ACME-001').counts.fail).toBe(1)
    expect(report.sites[0].rules.map((r: { rule: string }) => r.rule)).toContain('ACME-101')
  })

  it('are chosen, left out and lowered by id and family', async () => {
    const own = site({ 'acme.mjs': rule(FINDS) })
    expect((await check(own, '--skip', 'ACME')).code).toBe(0)
    expect((await check(own, '--only', 'ACME-001')).code).toBe(1)
    expect((await check(own, '--only', 'ACME-009')).code).toBe(2)
    expect((await check(own, '--only', 'acme-nonsense')).code).toBe(2)
    writeFileSync(
      join(own, 'dmplint.yaml'),
      `${
        selarl()
          .files()
          .find(f => f.path === 'dmplint.yaml')?.bytes
      }plugins: [acme.mjs]\nrules: { ACME-001: note }\n`,
    )
    expect((await check(own)).code).toBe(0)
  })

  it('are not loaded with --no-plugins', async () => {
    const own = site({ 'acme.mjs': 'throw new Error("loaded")' })
    expect(await check(own, '--no-plugins')).toMatchObject({ code: 0, err: '' })
    expect((await check(own, '--no-plugins', '--only', 'ACME')).code).toBe(2)
  })

  it.each([
    ['that throws at once', { 'a.mjs': 'throw new Error("no licence")' }, 'Error: no licence'],
    ['that does not exist', {}, 'ENOENT'],
    ['that is no module', { 'a.mjs': 'export default 3' }, 'not a rule'],
    ['without docs', { 'a.mjs': rule(FINDS).replace('docs:', 'dogs:') }, "'docs'"],
    ['with a built-in family', { 'a.mjs': rule(FINDS).replace('ACME-001', 'VIHF-901') }, 'family VIHF'],
    ['with a built-in name', { 'a.mjs': rule(FINDS).replace('acme-rule', 'nameid-mos-prefixed') }, 'another rule'],
    ['twice the same id', { 'a.mjs': rule(FINDS), 'b.mjs': `${rule(FINDS)}//` }, 'another rule'],
    ['with two texts that differ', { 'a.mjs': rule(FINDS).replace('Trouvé {what}', 'Trouvé') }, 'placeholders'],
    ['of another kind of file', { 'a.ts': 'x' }, 'neither a module'],
    ['in broken YAML', { 'a.yaml': 'rules: [' }, 'a.yaml:1:'],
    [
      'with an unknown key',
      { 'a.yaml': yaml('select: "."\n    asert: "1"') },
      "a.yaml:9:5: The key 'asert' is unknown",
    ],
    ['that asserts nothing', { 'a.yaml': yaml('select: .') }, 'either assert or forbid'],
    ['with an unknown prefix', { 'a.yaml': yaml('select: soap:Body\n    assert: true()') }, "prefix 'soap'"],
    ['with an unknown function', { 'a.yaml': yaml('select: .\n    assert: matches(., "x")') }, "no function 'matches'"],
    ['with a variable', { 'a.yaml': yaml('select: .\n    assert: . = $x') }, 'no variables'],
    ['with no XPath', { 'a.yaml': yaml('select: ".["\n    assert: true()') }, 'a.yaml:8:13: not an XPath'],
    [
      'with an unknown field',
      { 'a.yaml': yaml('select: .\n    forbid: "true()"').replace("Refused '{value}'", '{name}') },
      '{name} is unknown',
    ],
  ] as [string, Record<string, string>, string][])(
    'a plugin %s ends the run with its reason',
    async (_, files, reason) => {
      const listed = Object.keys(files).length === 0 ? ['gone.mjs'] : Object.keys(files)
      const { code, err } = await check(site(files, listed))
      expect(code).toBe(2)
      expect(err).toContain(reason)
    },
  )

  it.each([
    ['throws', "throw new Error('xyzzy')"],
    ['yields a message that it does not have', "yield { message: 'none', at: token.at }"],
    ['yields a finding without a place', "yield { message: 'found', data: {} }"],
    ['yields a level that does not exist', "yield { message: 'found', at: token.at, level: 'fatal' }"],
  ])('a rule that %s is a crash, and the others go on', async (_, body) => {
    const { code, out, err } = await check(site({ 'a.mjs': rule(body) }), '--format', 'json')
    const report = JSON.parse(out)
    expect(code).toBe(3)
    expect(report.failures).toMatchObject([{ kind: 'rule-crashed', rule: 'ACME-001' }])
    expect(report.counts.pass).toBeGreaterThan(50)
    expect(out + err).not.toContain('xyzzy')
  })

  it('an XPath that finds no nodes but a number is a crash', async () => {
    const own = site({ 'a.yaml': yaml('select: count(*)\n    assert: true()') })
    expect((await check(own)).code).toBe(3)
  })

  it('of SARIF have their pages too', async () => {
    const { out } = await check(site({ 'acme.mjs': rule(FINDS) }), '--format', 'sarif')
    const [{ tool, results }] = JSON.parse(out).runs
    const [result] = results
    expect(tool.driver.rules[result.ruleIndex]).toMatchObject({ id: 'ACME-001' })
  })
})

describe('XPath over the positional tree', () => {
  const rules = (select: string, assert = 'false()') =>
    readXPathRules(new Source({ uri: 'r.yaml', bytes: Buffer.from(yaml(`select: ${select}\n    assert: ${assert}`)) }))
  async function found(xml: string, select: string, assert?: string): Promise<string[]> {
    const source = new Source({ uri: 'x.xml', bytes: Buffer.from(xml) })
    const element = parseXml(source).root
    const [rule] = await rules(JSON.stringify(select), assert && JSON.stringify(assert))
    return [...(rule?.check({ artifact: { element } }, { at: 0, settings: {} }) ?? [])].map(
      ({ at }) => `${at.path} ${source.text.slice(at.offset, at.offset + at.length)}`,
    )
  }

  it('points at attributes, texts, comments, instructions and elements', async () => {
    const xml = '<a b="1"><c>x &amp; y</c><c><d/></c><!--z--><?p q?>t</a>'
    expect(await found(xml, '@b')).toEqual(['/a/@b 1'])
    expect(await found(xml, 'c')).toEqual(['/a/c[1] x &amp; y', '/a/c[2] <c>'])
    expect(await found(xml, 'c/text()')).toEqual(['/a/c[1] x &amp; y'])
    expect(await found(xml, 'comment()')).toEqual(['/a <!--z-->'])
    expect(await found(xml, 'processing-instruction()')).toEqual(['/a <?p q?>'])
    expect(await found(xml, '/')).toEqual(['/a <a b="1">'])
    expect(await found(xml, 'c', ". = 'x & y'")).toEqual(['/a/c[2] <c>'])
    expect(await found(xml, '//d/ancestor::c | @b')).toEqual(['/a/@b 1', '/a/c[2] <c>'])
    expect(await found(xml, 'c[last()]/preceding-sibling::c')).toEqual(['/a/c[1] x &amp; y'])
  })

  it('gives what is found in document order, and quickly', async () => {
    const xml = `<a>${'<b/>'.repeat(20_000)}</a>`
    const started = performance.now()
    expect(await found(xml, 'b[position() > 19998]')).toEqual(['/a/b[19999] <b/>', '/a/b[20000] <b/>'])
    expect((await found(`<a>${'<b c="1"/>'.repeat(5_000)}</a>`, '//@c')).length).toBe(5_000)
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('leaves very wide documents alone, and says so', async () => {
    const element = parseXml(new Source({ uri: 'x.xml', bytes: Buffer.from(`<a>${'<b/>'.repeat(60_000)}</a>`) })).root
    const [rule] = await rules('b')
    const step = rule?.check({ artifact: { element } }, { at: 0, settings: {} }).next()
    expect(step).toMatchObject({ done: true, value: { status: 'not-evaluated' } })
  })

  it('refuses a file as a whole', async () => {
    await expect(rules('"saml:"')).rejects.toThrow(PluginError)
  })

  it('mirrors every element', () => {
    const document = parseXml(new Source({ uri: 'x.xml', bytes: Buffer.from('<a xmlns="urn:x"><b/></a>') }))
    expect(new Dom(document).of(document.root).firstChild).toMatchObject({ localName: 'b', namespaceURI: 'urn:x' })
  })
})
