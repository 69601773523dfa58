import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSite } from '../../src/artifacts/site-reader.ts'
import { type InitOptions, initSite } from '../../src/cli/init.ts'
import { run } from '../../src/cli/run.ts'
import { Source } from '../../src/sources/source.ts'
import { issue } from '../../src/testing/authority.ts'
import { writePfx } from '../artifacts/pfx.ts'

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'init-'))
})
afterEach(async () => {
  await rm(cwd, { recursive: true })
})

function io(typed?: string) {
  const out: string[] = []
  const asked: string[] = []
  async function* lines() {
    yield* (typed ?? '').split(/(?<=\n)/)
  }
  return {
    stdout: { write: (text: string) => void out.push(text) },
    stderr: { write: (text: string) => void asked.push(text) },
    ...(typed === undefined ? {} : { stdin: Object.assign(lines(), { isTTY: true }) }),
    env: {},
    cwd,
    out,
    asked,
  }
}

async function init(options: InitOptions, typed?: string) {
  expect(await initSite(options, io(typed))).toBe(0)
  const text = await readFile(join(cwd, options.folder ?? '', 'dmplint.yaml'), 'utf8')
  const site = await readSite(new Source({ uri: 'dmplint.yaml', bytes: Buffer.from(text) }), '')
  expect(site.defects).toEqual([])
  return { text, site }
}

describe('without a terminal', () => {
  it.each(['fr', 'en'])('writes a valid commented file in %s from nothing', async lang => {
    const { text, site } = await init({ lang })
    expect(text).toMatch(lang === 'fr' ? /# Où exercent les médecins/ : /# Where the doctors practise/)
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\//)
    expect(site.environment?.value).toBe('production')
    expect(site.systems.map(system => system.kind.value)).toEqual(['ris'])
    const full = await readSite(new Source({ uri: 'x', bytes: Buffer.from(text.replaceAll(/^#(?= {2})/gm, '')) }), '')
    expect(full.defects).toEqual([])
    expect([full.structures, full.certificates, full.administrators].map(list => list.length)).toEqual([1, 1, 1])
  })

  it('takes flags', async () => {
    const { site } = await init({
      folder: 'sites/parc',
      name: 'Imagerie "du Parc": # 1',
      environment: 'test',
      structure: ['338001234500017', '1690001234'],
      sector: 'SA09',
      system: ['drimbox', 'ris'],
      operator: 'ACME',
      siret: '33800123450001',
    })
    expect(site.name?.value).toBe('Imagerie "du Parc": # 1')
    expect(site.environment?.value).toBe('test')
    expect(site.dmp?.finessMode?.value).toBe('ej-eg')
    expect(site.structures.map(s => [s.id.value, s.sector?.value])).toEqual([
      ['338001234500017', 'SA09'],
      ['1690001234', 'SA09'],
    ])
    expect(site.systems.map(s => [s.kind.value, s.operator?.value, s.structures.length])).toEqual([
      ['drimbox', 'operator-1', 2],
      ['ris', 'operator-1', 2],
    ])
    expect(site.operators[0]?.siret?.value).toBe('33800123450001')
  })

  it('refuses to overwrite, and what is no environment, system or folder, with exit 2', async () => {
    await init({ name: 'First' })
    const again = io()
    expect(await run(['init', '--name', 'Second'], again)).toBe(2)
    expect(again.asked.join('')).toMatch(/--force/)
    expect(await readFile(join(cwd, 'dmplint.yaml'), 'utf8')).toContain('First')
    expect(await run(['init', '--name', 'Second', '--force'], io())).toBe(0)
    expect(await readFile(join(cwd, 'dmplint.yaml'), 'utf8')).toContain('Second')
    expect(await run(['init', 'a', '--environment', 'prod'], io())).toBe(2)
    expect(await run(['init', 'a', '--system', 'pacs'], io())).toBe(2)
    expect(await run(['init', 'a', '--from', 'nowhere'], io())).toBe(2)
  })

  it('is valid whatever the names are', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).filter(value => value !== '')
    await fc.assert(
      fc.asyncProperty(text, text, text, async (name, structure, operator) => {
        const { site } = await init({ name, structure: [structure], operator, force: true })
        expect(site.name?.value).toBe(name)
        expect(site.structures[0]?.id.value).toBe(structure)
        expect(site.operators[0]?.name?.value).toBe(operator)
      }),
      { numRuns: 100 },
    )
  })
})

describe('on a terminal', () => {
  it('asks what flags do not say', async () => {
    const answers = 'Parc\ntest\n338001234500017\nSELARL du Parc\nSA09\nris, drimbox\nACME\n\n'
    const { site } = await init({}, answers)
    expect(site.name?.value).toBe('Parc')
    expect(site.environment?.value).toBe('test')
    expect(site.structures[0]).toMatchObject({ name: { value: 'SELARL du Parc' }, sector: { value: 'SA09' } })
    expect(site.systems.map(system => system.key.value)).toEqual(['ris-1', 'box-1'])
    expect(site.operators[0]?.name?.value).toBe('ACME')
    expect(site.operators[0]?.siret).toBeUndefined()
  })

  it('takes the usual answers when the input ends', async () => {
    const { site } = await init({ lang: 'fr' }, 'Parc\n')
    expect(site.name?.value).toBe('Parc')
    expect(site.structures).toEqual([])
  })
})

describe('--from', () => {
  it('fills structures, certificates, PACS, operator and environment', async () => {
    const structure = '338001234500017'
    const certs = join(cwd, 'certs')
    await mkdir(join(certs, 'old'), { recursive: true })
    const auth = issue({ profile: 'org-auth-cli', environment: 'test', cn: 'DMP', structure, organisation: 'SELARL A' })
    const sign = issue({ profile: 'org-sign', environment: 'test', cn: 'DMP', structure, organisation: 'SELARL A' })
    const insi = issue({ profile: 'org-auth-cli', environment: 'test', cn: 'INSI-AUTO', structure })
    const psc = issue({ profile: 'org-auth-cli', environment: 'test', cn: 'acme-ris', structure: '355200144300015' })
    const box = issue({
      profile: 'serv-ssl',
      environment: 'test',
      cn: 'DB1.example.test',
      structure: '355200144300015',
      organisation: 'ACME',
    })
    await writeFile(join(certs, 'auth.pem'), auth.pem)
    await writeFile(join(certs, 'old', 'auth copy.pem'), auth.pem)
    await writeFile(join(certs, 'sign.der'), sign.der)
    await writeFile(join(certs, 'insi.crt'), insi.pem)
    await writeFile(join(certs, 'psc.pem'), psc.pem)
    await writeFile(join(certs, 'box.pem'), box.pem)
    await writeFile(join(certs, 'ca.pem'), auth.chain.map(ca => ca.pem).join(''))
    await writeFile(join(certs, 'notes.txt'), 'nothing here')
    await writeFile(join(certs, 'broken.pem'), auth.pem.slice(0, 200))

    const { site, text } = await init({ folder: 'site', from: 'certs' })
    expect(site.environment?.value).toBe('test')
    expect(site.structures.map(s => [s.id.value, s.name?.value])).toEqual([[structure, 'SELARL A']])
    expect(site.operators[0]).toMatchObject({ name: { value: 'ACME' }, siret: { value: '55200144300015' } })
    expect(site.certificates.map(c => [c.file.value, c.usage.value, c.system?.value, c.pacs?.value])).toEqual([
      ['../certs/auth.pem', 'dmp-auth', 'ris-1', undefined],
      ['../certs/box.pem', 'drimbox-ssl', 'box-1', 'pacs-1'],
      ['../certs/insi.crt', 'insi', 'ris-1', undefined],
      ['../certs/psc.pem', 'dmp-auth', 'ris-1', undefined],
      ['../certs/sign.der', 'dmp-sign', 'ris-1', undefined],
    ])
    expect(site.systems[1]?.pacs[0]?.fqdn?.value).toBe('db1.example.test')
    expect(text).toMatch(/psc\.pem.*# or psc-proxy, mssante\?/)
    expect(text).toMatch(/#.*auth copy\.pem.*the same as \.\.\/certs\/auth\.pem/)
    expect(text).toMatch(/#.*ca\.pem.*authorities: see trust/)
    expect(text).not.toContain('notes.txt')
  })

  it('asks for the password of a container on a terminal, and lists it as a remark elsewhere', async () => {
    const { der, privateKey } = issue({ profile: 'org-sign', structure: '338001234500017' })
    const bytes = writePfx({
      certificates: [{ der, keyId: '01' }],
      key: { key: privateKey, keyId: '01', encryption: 'aes-256' },
      encryption: 'aes-256',
      mac: 'sha256',
      password: 'hunter2',
    })
    await writeFile(join(cwd, 'sign.p12'), bytes)
    const silent = await init({ from: '.', folder: 'a' })
    expect(silent.text).toMatch(/#.*sign\.p12.*needs its password/)
    expect(silent.site.certificates).toEqual([])

    const terminal = { ...io(), ask: async () => 'hunter2' }
    expect(await initSite({ from: '.', folder: 'b' }, terminal)).toBe(0)
    const text = await readFile(join(cwd, 'b', 'dmplint.yaml'), 'utf8')
    expect(text).toMatch(/sign\.p12", usage: dmp-sign, .*passwordPrompt: true/)
    expect(text).not.toContain('hunter2')
  })
})
