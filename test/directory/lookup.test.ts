import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { directoryImport, directoryInfo, directoryLookup } from '../../src/cli/directory.ts'
import { UsageError } from '../../src/cli/exit.ts'
import { answer } from '../../src/directory/answer.ts'
import { couldBeNewer, isStale, memoryDirectory } from '../../src/directory/directory.ts'
import { COLUMNS_56, file, folder, person, table } from './extraction.ts'

const DAY = 86_400_000

const directory = memoryDirectory({
  info: { extracted: '2026-11-01' },
  structures: [
    { id: '410005531586003', sectors: ['SA07'] },
    { id: '335600000049837', sectors: ['SA09'] },
    { id: '12A0000014', finessLegal: '2A0000386', sectors: ['SA01'] },
    { id: '12A0000386', finessLegal: '2A0000386' },
    { id: '1750100125', sectors: ['SA01'] },
  ],
  persons: [
    {
      id: '810005531586',
      profession: '10',
      specialties: ['SM44'],
      activities: [
        { structure: '410005531586003', mode: 'L', sector: 'SA07' },
        { structure: '12A0000014', mode: 'S', sector: 'SA01' },
      ],
    },
  ],
})

describe('answers', () => {
  const reading = (query: string) => answer(directory, query).readings[0]
  const certificate = (query: string) => answer(directory, query).structures[0]?.certificate

  it('say what an identifier is, and whether its check digit holds', () => {
    expect(reading('810005531586')).toMatchObject({ kind: 'rpps', keyHolds: true, prefixMissing: false })
    expect(reading('10005531586')).toMatchObject({ kind: 'rpps', id: '810005531586', prefixMissing: true })
    expect(reading('410005531586003')).toMatchObject({ kind: 'rpps-rang', keyHolds: true })
    expect(reading('410005929293016')).toMatchObject({ kind: 'rpps-rang', keyHolds: false })
    expect(reading('12A0000014')).toMatchObject({ kind: 'finess', keyHolds: true, test: false })
    expect(reading('11B0062640')).toMatchObject({ kind: 'finess', test: true })
    expect(reading('6750100125')).toMatchObject({ id: '1750100125', deprecatedPrefix: true })
    expect(reading('335600000049837')).toMatchObject({ kind: 'siret', keyHolds: true })
    expect(reading('00000001831981')).toMatchObject({ kind: 'siret', test: true })
    expect(reading('R95141')).toMatchObject({ kind: 'technical-id' })
    expect(answer(directory, '30B0057881/CPET0002').readings.map(({ kind }) => kind)).toEqual(['internal', 'finess'])
    expect(answer(directory, 'Zoé DURAND').readings).toEqual([])
  })

  it('say on which identifier the certificate is drawn', () => {
    expect(certificate('410005531586003')).toEqual({ reason: 'rpps-rang', identifiers: ['410005531586003'] })
    expect(certificate('335600000049837')).toEqual({ reason: 'company-siret', identifiers: ['335600000049837'] })
    expect(certificate('12A0000014')).toEqual({ reason: 'finess-legal', identifiers: ['12A0000386'] })
    expect(certificate('1750100125')).toEqual({ reason: 'finess-legal-unknown', identifiers: [] })
  })

  it('list who practises in the sites of a legal entity', () => {
    expect(answer(directory, '12A0000386').structures[0]?.practitioners.map(({ id }) => id)).toEqual(['810005531586'])
  })
})

describe('age', () => {
  const { info } = directory
  const extracted = Date.parse('2026-11-01')

  it('is stale after 60 days, or as many as asked, and unknown without a date', () => {
    expect(isStale(info, extracted + 60 * DAY)).toBe(false)
    expect(isStale(info, extracted + 61 * DAY)).toBe(true)
    expect(isStale(info, extracted + 8 * DAY, 7)).toBe(true)
    expect(isStale(memoryDirectory({}).info, extracted)).toBeUndefined()
  })

  it('silence proves nothing only for what may be newer', () => {
    expect(couldBeNewer(info, extracted - DAY)).toBe(false)
    expect(couldBeNewer(info, extracted + DAY)).toBe(true)
    expect(couldBeNewer(info, undefined)).toBe(true)
  })
})

describe('commands', () => {
  const io = (tty = false) => {
    const said = { out: '', err: '' }
    const into = (name: keyof typeof said) => (text: string) => {
      said[name] += text
    }
    const stdout = { write: into('out') }
    const stderr = { write: into('err'), isTTY: tty, columns: 80 }
    return { said, stdout, stderr, env: { LANG: 'fr_FR.UTF-8' }, cwd: where }
  }
  const where = folder()
  file(
    where,
    'PS_202611010800.txt',
    `${table(COLUMNS_56, [
      person('10005531586', {
        "Nom d'exercice": 'DU\u001b[31mRAND',
        'Code savoir-faire': 'SM44',
        'Ancien identifiant de la structure': '410005531586003',
        "Code secteur d'activité": 'SA07',
      }),
    ])}x|y\n`,
  )

  it('import shows progress on a terminal, bad rows and what was read', async () => {
    const terminal = io(true)
    expect(await directoryImport(['PS_202611010800.txt'], { out: 'index', keepNames: true }, terminal)).toBe(0)
    expect(terminal.said.err).toContain('PS_202611010800.txt:3: nombre de cellules inattendu')
    expect(terminal.said.out).toMatch(/Extraction du 2026-11-01[\s\S]*sha256 [0-9a-f]{64}/)
    const again = io()
    await directoryInfo('index', {}, again)
    expect(again.said.out).toBe(terminal.said.out)
  })

  it('lookup speaks both languages, escapes what a name hides, and tells success by its code', async () => {
    const french = io()
    expect(await directoryLookup(['10005531586'], { directory: 'index' }, french)).toBe(0)
    expect(french.said.out).toContain('clé exacte')
    expect(french.said.out).toContain('10 Médecin')
    expect(french.said.out).toContain('DU\\x1b[31mRAND')
    expect(french.said.out).not.toContain('\u001b')
    const english = io()
    expect(await directoryLookup(['39172288100052'], { directory: 'index', lang: 'en' }, english)).toBe(1)
    expect(english.said.out).toContain('no certificate is drawn')
    const json = io()
    await directoryLookup(['durand'], { directory: 'index', json: true }, json)
    expect(JSON.parse(json.said.out).directory.extracted).toBe('2026-11-01')
  })

  it('lookup reads a UserInfo in place of an index', async () => {
    const activity = {
      codeModeExercice: 'L',
      codeSecteurDactivite: 'SA07',
      ancienIdentifiantDeLaStructure: '499700366240007',
    }
    const userInfo = {
      sub: 'f:0:899700366240',
      SubjectRefPro: { exercices: [{ codeProfession: '10', codeSavoirFaire: 'SM44', activities: [activity] }] },
    }
    file(where, 'userinfo.json', JSON.stringify(userInfo))
    const said = io()
    expect(await directoryLookup([], { userinfo: 'userinfo.json' }, said)).toBe(0)
    expect(said.said.out).toMatch(/899700366240[\s\S]*TEST[\s\S]*499700366240007/)
  })

  it('what cannot be read is an error of use', async () => {
    await expect(directoryLookup(['1'], { directory: 'nowhere' }, io())).rejects.toThrow(UsageError)
    await expect(directoryLookup(['1'], {}, io())).rejects.toThrow(UsageError)
    await expect(directoryInfo('nowhere', {}, io())).rejects.toThrow(UsageError)
    await expect(directoryImport(['nothing.txt'], { out: 'o' }, io())).rejects.toThrow(UsageError)
  })

  it('worker threads read one index together', async () => {
    const script = `
      const { parentPort, workerData } = require('node:worker_threads')
      import(workerData.module).then(async ({ openDirectory }) => {
        const directory = await openDirectory(workerData.index)
        parentPort.postMessage(directory.person('810005531586')?.specialties[0])
      })`
    const { build } = await import('esbuild')
    const module = join(process.cwd(), 'node_modules/.cache/dmplint-directory/directory.mjs')
    await build({
      entryPoints: [join(process.cwd(), 'src/directory/directory.ts')],
      outfile: module,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    })
    const workerData = { module, index: join(where, 'index') }
    const answers = [1, 2, 3].map(
      () =>
        new Promise((done, failed) => {
          const worker = new Worker(script, { eval: true, workerData })
          worker.once('message', done)
          worker.once('error', failed)
        }),
    )
    expect(await Promise.all(answers)).toEqual(['SM44', 'SM44', 'SM44'])
  })
})
