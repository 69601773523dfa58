import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest, schemaDefects } from '../../src/artifacts/schema-defects.ts'
import { readSite } from '../../src/artifacts/site-reader.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { parseYaml } from '../../src/sources/yaml.ts'

const source = (text: string) => new Source({ uri: 'dmplint.yaml', bytes: Buffer.from(text) })
const read = (text: string) => readSite(source(text), 'sites/parc')

const FULL = `# yaml-language-server: $schema=./schemas/site.schema.json
version: 1
name: Centre d'imagerie du Parc
environment: production
preset: go-live
directory: ./annuaire
trust: [ ./igc/ACR-EL.pem, ./igc/ACI-EL-ORG.pem ]
dmp: { endpoint: "https://dmp.example.test/si-dmp-server/v2/services", finessMode: ej-eg }
structures:
  - id: "338001234500017"
    name: SELARL Imagerie du Parc
    sector: SA09
    legalForm: SELARL
    practitioners: ["810001234567"]
    finessLegal: null
operators:
  acme: { name: ACME Imagerie, siret: "33800123450001", structId: "333800123450001", clientIds: { ris: acme-ris, drimbox: acme-box } }
proxies:
  px1: { operator: acme, serves: [ris-1, box-1], space: confiance, mutualTls: true, clientSecret: false }
systems:
  ris-1: { kind: ris, operator: acme, proxy: px1, structures: ["338001234500017"], authentication: indirect,
           automaticFeed: true, mssante: applicative, insi: automatic, software: { name: "R", version: 1.10 } }
  box-1: { kind: drimbox, operator: acme, proxy: px1, structures: ["338001234500017"],
           pacs: [ { name: pacs-1, fqdn: db1.example.test, viewer: vi1.example.test } ], introspection: direct,
           serverCertificate: igc-sante, endpoints: ["db1.example.test:443"], urls: ["https://db1.example.test/"] }
certificates:
  - { file: certs/dmp-auth.p12, passwordEnv: DMP_P12, usage: dmp-auth, system: ris-1, server: srv-ris }
  - { file: certs/dmp-sign.pem, usage: dmp-sign, system: ris-1, server: srv-ris }
  - { file: certs/pacs-1.pem, usage: drimbox-ssl, system: box-1, pacs: pacs-1, server: srv-box }
administrators: [ { email: certificats@acme.example, generic: true } ]
ordering: { mode: B, contract: signed, representativeCard: true, delegation: done }
whitelist: { file: listeblanche.xml, fetched: 2026-11-20 }
followUp: { file: suivi.csv, columns: { cn: CN, notAfter: "Date de fin" } }
exchanges:
  - { name: first, token: a/vihf.xml, submission: a/submission.xml, documents: [a/cr.xml], system: ris-1, structure: "338001234500017", unsigned: true }
waivers: derogations.yaml
plugins: [ ./rules/own.mjs ]
rules:
  SITE-030: off
  XCHG-017: { level: note, settings: { hours: 48 } }
`

describe('a valid description', () => {
  it('has no defect', async () => {
    expect((await read(FULL)).defects).toEqual([])
  })

  it('is read whole', async () => {
    const site = await read(FULL)
    const plain = JSON.parse(
      JSON.stringify(site, (key, value) =>
        key === 'at' || key === 'source'
          ? undefined
          : value instanceof Map
            ? Object.fromEntries(value)
            : value && typeof value === 'object' && Object.keys(value).sort().join() === 'at,value'
              ? value.value
              : value,
      ),
    )
    expect(plain).toMatchObject({
      folder: 'sites/parc',
      environment: 'production',
      directory: ['./annuaire'],
      trust: ['./igc/ACR-EL.pem', './igc/ACI-EL-ORG.pem'],
      dmp: { finessMode: 'ej-eg' },
      structures: [{ id: '338001234500017', sector: 'SA09', practitioners: ['810001234567'] }],
      operators: [{ key: 'acme', clientIds: { ris: 'acme-ris', drimbox: 'acme-box' } }],
      proxies: [{ key: 'px1', serves: ['ris-1', 'box-1'], mutualTls: true, clientSecret: false, urls: [] }],
      systems: [
        { key: 'ris-1', kind: 'ris', insi: 'automatic', software: { name: 'R', version: '1.10' }, pacs: [] },
        { key: 'box-1', pacs: [{ name: 'pacs-1', fqdn: 'db1.example.test' }], endpoints: ['db1.example.test:443'] },
      ],
      certificates: [{ usage: 'dmp-auth', passwordEnv: 'DMP_P12' }, { usage: 'dmp-sign' }, { pacs: 'pacs-1' }],
      administrators: [{ generic: true }],
      ordering: { mode: 'B', delegation: 'done' },
      whitelist: { fetched: '2026-11-20' },
      followUp: { columns: { cn: 'CN', notAfter: 'Date de fin' } },
      exchanges: [{ token: 'a/vihf.xml', documents: ['a/cr.xml'], unsigned: true }],
      waivers: 'derogations.yaml',
      plugins: ['./rules/own.mjs'],
      rules: [
        { rule: 'SITE-030', level: 'off', settings: {} },
        { rule: 'XCHG-017', level: 'note', settings: { hours: 48 } },
      ],
    })
    expect('finessLegal' in (site.structures[0] ?? {})).toBe(false)
    const server = site.certificates[2]?.server?.at
    expect(server?.path).toBe('/certificates/2/server')
    expect(server && source(FULL).position(server.offset).line).toBe(29)
  })

  it.each(['version: 1\n', 'version: 1\ncertificates:\nexchanges:\nsystems:\n'])('may say little: %j', async text => {
    const site = await read(text)
    expect(site.defects).toEqual([])
    expect(site.certificates).toEqual([])
  })
})

describe('defects', () => {
  const defects = async (text: string) => {
    const site = await read(text)
    return site.defects.map(defect => {
      const { line, column } = site.source.position(defect.at.offset)
      return [`${line}:${column}`, defect.detail.en, defect.suggestion]
    })
  }
  const base = (rest: string) => `version: 1\n${rest}`

  it.each<[string, string, string, RegExp, string | undefined]>([
    ['no version', 'name: X\n', '1:1', /'version' is missing/, undefined],
    ['an empty file', '', '1:1', /must be a mapping/, undefined],
    ['a list', '- 1\n', '1:1', /must be a mapping/, undefined],
    ['another version', 'version: 2\n', '1:10', /must be 1/, undefined],
    ['an unknown key', base('enviroment: test\n'), '2:1', /key 'enviroment' is unknown/, 'environment'],
    ['a key in another case', base('followup: { file: x }\n'), '2:1', /unknown/, 'followUp'],
    ['an unknown key without likeness', base('zzz: 1\n'), '2:1', /unknown/, undefined],
    ['an enum', base('environment: prod\n'), '2:14', /one of production, test/, 'production'],
    ['an enum in another spelling', base('dmp: { finessMode: EJ_EG }\n'), '2:20', /one of/, 'ej-eg'],
    ['a null enum', base('environment:\n'), '2:1', /one of/, undefined],
    ['a wrong type', base('structures: none\n'), '2:13', /must be a list/, undefined],
    ['a number for a text', base('structures: [ { id: 033800123450001 } ]\n'), '2:21', /"033800123450001"/, undefined],
    ['a missing key', base('structures:\n  - name: X\n'), '3:5', /'id' is missing/, undefined],
    [
      'a missing key of a named entry',
      base('systems:\n  ris-1: { operator: o }\noperators: { o: {} }\n'),
      '3:3',
      /'kind'/,
      undefined,
    ],
    ['a level', base('rules: { SITE-001: warn }\n'), '2:20', /one of error/, 'warning'],
    ['a key of a rule', base('rules: { SITE-001: { levels: off } }\n'), '2:22', /'levels' is unknown/, 'level'],
    [
      'a day that does not exist',
      base('whitelist: { file: w, fetched: 2026-02-30 }\n'),
      '2:32',
      /date that exists/,
      undefined,
    ],
    ['a duplicate key', base('name: A\nname: B\n'), '3:1', /'name' is given twice/, undefined],
    [
      'a duplicate system',
      base('systems:\n  r: { kind: ris }\n  r: { kind: ris }\n'),
      '4:3',
      /'r' is given twice/,
      undefined,
    ],
    [
      'an unknown operator',
      base('operators: { acme: {} }\nsystems: { r: { kind: ris, operator: amce } }\n'),
      '3:38',
      /operator 'amce' is not/,
      'acme',
    ],
    ['an unknown proxy', base('systems: { r: { kind: ris, proxy: px } }\n'), '2:35', /proxy 'px'/, undefined],
    [
      'an unknown served system',
      base('proxies: { p: { serves: [ris1] } }\nsystems: { ris-1: { kind: ris } }\n'),
      '2:26',
      /system 'ris1'/,
      'ris-1',
    ],
    [
      'an unknown structure',
      base('structures: [ { id: "31" } ]\nsystems: { r: { kind: ris, structures: ["32"] } }\n'),
      '3:41',
      /structure '32'/,
      '31',
    ],
    [
      'an unknown PACS',
      base(
        'systems: { b: { kind: drimbox, pacs: [ { name: pacs-1 } ] } }\ncertificates: [ { file: f, usage: drimbox-ssl, system: b, pacs: pacs1 } ]\n',
      ),
      '3:65',
      /PACS 'pacs1'/,
      'pacs-1',
    ],
    [
      'an ambiguous PACS',
      base(
        'systems: { b: { kind: drimbox, pacs: [ { name: p } ] }, c: { kind: drimbox, pacs: [ { name: p } ] } }\ncertificates: [ { file: f, usage: drimbox-ssl, pacs: p } ]\n',
      ),
      '3:54',
      /Several systems/,
      undefined,
    ],
    ['a structure twice', base('structures: [ { id: "31" }, { id: "31" } ]\n'), '2:35', /given twice/, undefined],
    [
      'a PACS twice',
      base('systems: { b: { kind: drimbox, pacs: [ { name: p }, { name: p } ] } }\n'),
      '2:61',
      /given twice/,
      undefined,
    ],
    [
      'a submission twice',
      base('exchanges: [ { submission: s }, { submission: s } ]\n'),
      '2:47',
      /given twice/,
      undefined,
    ],
    [
      'an unknown structure of an exchange',
      base('exchanges: [ { structure: "1" } ]\n'),
      '2:27',
      /structure '1'/,
      undefined,
    ],
  ])('%s', async (_, text, place, detail, suggestion) => {
    const found = await defects(text)
    expect(found).toHaveLength(1)
    expect(found[0]?.[0]).toBe(place)
    expect(found[0]?.[1]).toMatch(detail)
    expect(found[0]?.[2]).toBe(suggestion)
  })

  it('come in the order of the file, in both languages, and leave the rest readable', async () => {
    const site = await read(FULL.replace('kind: drimbox', 'kind: drimbo').replace('usage: dmp-sign', 'usage: sign'))
    expect(site.defects.map(defect => [defect.at.path, defect.suggestion])).toEqual([
      ['/systems/box-1/kind', 'drimbox'],
      ['/certificates/1/usage', undefined],
    ])
    expect(site.defects[0]?.detail.fr).toMatch(/La valeur doit être l'une de ris, drimbox/)
    expect(site.systems.map(system => system.key.value)).toEqual(['ris-1'])
    expect(site.certificates).toHaveLength(2)
  })

  it('recover identifiers from numbers, references included', async () => {
    const site = await read(
      'version: 1\nstructures: [{ id: 0123 }]\nsystems: { r: { kind: ris, structures: [0123] } }\n',
    )
    expect(site.structures[0]?.id.value).toBe('0123')
    expect(site.systems[0]?.structures[0]?.value).toBe('0123')
    expect(site.defects.map(defect => defect.at.path)).toEqual(['/structures/0/id', '/systems/r/structures/0'])
  })

  it.each(['password: hunter2', 'Mot_de_passe: hunter2', 'p12Password: hunter2', 'secret: hunter2'])(
    'refuse %j, keep it out of texts and tell the engine to hide it',
    async line => {
      const site = await read(`version: 1\ncertificates: [ { file: f, usage: insi, ${line} } ]\n`)
      expect(site.defects).toHaveLength(1)
      expect(site.defects[0]).toMatchObject({ suggestion: 'passwordEnv' })
      expect(JSON.stringify(site.defects.map(defect => [defect.detail, defect.suggestion]))).not.toContain('hunter2')
      expect(site.secrets).toEqual([{ kind: 'password', value: 'hunter2' }])
    },
  )

  it('hide a client secret that is written out', async () => {
    const site = await read('version: 1\nproxies: { p: { clientSecret: hunter2 } }\n')
    expect(site.defects[0]?.detail.en).toBe('The value must be true or false.')
    expect(site.secrets).toEqual([{ kind: 'password', value: 'hunter2' }])
  })
})

it('suggests the nearest name and nothing far-fetched', () => {
  expect(nearest('dmpauth', ['dmp-sign', 'dmp-auth'])).toBe('dmp-auth')
  expect(nearest('sytem', ['server', 'system'])).toBe('system')
  expect(nearest('password_env', ['passwordFile', 'passwordEnv'])).toBe('passwordEnv')
  expect(nearest('32', ['31'])).toBe('31')
  expect(nearest('xyz', ['file', 'usage'])).toBeUndefined()
  expect(nearest('', ['file'])).toBeUndefined()
  expect(nearest('x'.repeat(10_000), ['file'])).toBeUndefined()
})

describe('waivers', () => {
  const defects = async (text: string) =>
    (await schemaDefects(await parseYaml(source(text)), 'waivers')).map(defect => defect.at.path)

  it('need a rule, files, a reason and a last day', async () => {
    const good = '{ rule: SITE-001, artifact: "certs/*.pem", reason: replaced in March, expires: 2027-03-31 }'
    expect(await defects(`version: 1\nwaivers: [${good}]\n`)).toEqual([])
    expect(await defects('version: 1\nwaivers: [{ rule: A, artifact: b, reason: short, expires: soon }]\n')).toEqual([
      '/waivers/0/reason',
      '/waivers/0/expires',
    ])
    expect(await defects('version: 1\nwaivers: [{}]\n')).toHaveLength(4)
    expect(await defects('version: 1\nbaseline: [{ fingerprint: f, rule: SITE-001, path: p }]\n')).toEqual([])
  })
})

describe('schemas', () => {
  it.each(['site', 'waivers'])('%s is strict, and every key is documented', async name => {
    const schema = JSON.parse(await readFile(`schemas/${name}.schema.json`, 'utf8'))
    new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } }).compile(schema)
    expect(schema.$id).toBe(`https://dmplint.github.io/dmplint/schemas/${name}.schema.json`)
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { properties } = node as {
        properties?: Record<string, { title?: string; description?: string; $ref?: string }>
      }
      if (properties) expect((node as { additionalProperties?: unknown }).additionalProperties, path).toBe(false)
      for (const [key, property] of Object.entries(properties ?? {})) {
        const target = property.$ref ? schema.$defs[property.$ref.slice('#/$defs/'.length)] : property
        expect(target.title, `${path}/${key}`).toBeTruthy()
        expect(target.description, `${path}/${key}`).toBeTruthy()
      }
      for (const [key, child] of Object.entries(node)) visit(child, `${path}/${key}`)
    }
    visit(schema, '')
  })
})

it('throws nothing but SourceError on a damaged description', async () => {
  const snippet = fc.constantFrom(
    '',
    '\n',
    ' ',
    ':',
    '[',
    ']',
    '{',
    '}',
    '"',
    '- ',
    '*a',
    '&a ',
    '!x ',
    '\t',
    '1',
    '~',
    '#',
    '\0',
  )
  const edit = fc.tuple(fc.nat(FULL.length), fc.nat(12), snippet)
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async edits => {
      let text = FULL
      for (const [at, length, put] of edits) text = text.slice(0, at) + put + text.slice(at + length)
      const site = await read(text).catch((error: unknown) => {
        if (!(error instanceof SourceError)) throw error
      })
      for (const defect of site?.defects ?? []) expect(defect.at.offset).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 300 },
  )
}, 30_000)
