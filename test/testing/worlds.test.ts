import dicom from 'dicom-parser'
import { describe, expect, it } from 'vitest'
import { readSite } from '../../src/artifacts/site-reader.ts'
import { memoryDirectory } from '../../src/directory/directory.ts'
import { finessKeyHolds, rppsKeyHolds, rppsRangKeysHold, siretKeyHolds } from '../../src/identifiers/index.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { Source } from '../../src/sources/source.ts'
import * as testing from '../../src/testing/index.ts'

const WORLDS = {
  selarl: testing.selarl,
  scmPool: testing.scmPool,
  hospitalEjEg: testing.hospitalEjEg,
  gie: testing.gie,
  companySites: testing.companySites,
  drimboxSharedProxy: testing.drimboxSharedProxy,
  drimboxThreePacs: testing.drimboxThreePacs,
  direct: testing.direct,
  testSite: testing.testSite,
}

describe.each(Object.entries(WORLDS))('the world %s', (_, make) => {
  it('gives the same bytes each time, whatever was done to another one', () => {
    const other = make()
    other.token.nameId('1')
    other.structure.id = '3'
    other.entry.author.institution('X')
    expect(make().files()).toEqual(make().files())
  })

  it('has a description that the schema accepts and whose names are all defined', async () => {
    const [bytes] = make()
      .files()
      .filter(({ path }) => path === 'dmplint.yaml')
      .map(file => file.bytes)
    const site = await readSite(new Source({ uri: 'dmplint.yaml', bytes: bytes! }), '', DEFAULT_LIMITS)
    expect(site.defects).toEqual([])
  })

  it('names files that exist', () => {
    const world = make()
    const paths = new Set(world.files().map(({ path }) => path))
    for (const { file } of world.site.certificates) expect(paths).toContain(file)
    for (const file of world.site.trust ?? []) expect(paths).toContain(file)
  })

  it('has identifiers whose keys hold, known to its directory', () => {
    const world = make()
    const directory = memoryDirectory(world.directoryTables())
    for (const { id, legalForm, practitioners = [] } of world.site.structures) {
      const bare = id.slice(1)
      if (id[0] === '1') expect(finessKeyHolds(bare)).toBe(true)
      if (id[0] === '3') expect(siretKeyHolds(bare)).toBe(true)
      if (id[0] === '4') expect(rppsRangKeysHold(bare)).toEqual({ rpps: true, rang: true })
      if (legalForm !== 'SCM') expect(directory.structure(id)?.id).toBe(id)
      for (const person of practitioners) {
        expect(rppsKeyHolds(person.slice(1))).toBe(true)
        expect(directory.person(person)?.profession).toBe('10')
      }
    }
  })

  it('is made in a few milliseconds once its signatures are known', () => {
    make().files()
    const start = performance.now()
    for (let i = 0; i < 10; i++) make().files()
    expect((performance.now() - start) / 10).toBeLessThan(50)
  })
})

it('the hospital of the directory links its sites to their FINESS juridique', () => {
  const world = testing.hospitalEjEg()
  const [north, south] = world.site.structures.map(({ id }) => id)
  const directory = memoryDirectory(world.directoryTables())
  const legal = world.certificate('dmp-auth').structure!
  expect(directory.linkedFiness(legal, north!)).toBe(true)
  expect(directory.linkedFiness(legal, south!)).toBe(true)
  expect(directory.linkedFiness(north!, south!)).toBe(false)
})

describe.each(['explicit', 'implicit'] as const)('the KOS in %s little endian', form => {
  it('is read by a DICOM parser', () => {
    const { kos } = testing.drimboxSharedProxy()
    if (form === 'implicit') kos.implicit()
    const data = dicom.parseDicom(kos.bytes())
    expect(data.string('x00080016')).toBe(testing.KOS_SOP_CLASS)
    expect(data.string('x00080018')).toBe('2.25.11897534.30.62')
    const [study] = data.elements.x0040a375!.items!
    expect(study!.dataSet!.string('x0020000d')).toBe('2.25.11897534.50.61')
    const [series] = study!.dataSet!.elements.x00081115!.items!
    expect(series!.dataSet!.elements.x00081199!.items).toHaveLength(2)
  })
})

it('the public extraction has its 56 columns, and a pipe at the end of each line', () => {
  const lines = testing.activityExtraction(testing.scmPool().directory).trimEnd().split('\n')
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line.split('|')).toHaveLength(57)
  expect(lines[1]!.split('|')[46]).toMatch(/^4[0-9]{14}$/)
})

it('caseFiles gives the files of the changed world, those of the case over them', () => {
  const { files } = testing.caseFiles({
    name: 'x',
    world: testing.selarl,
    change: world => world.uninstall('insi'),
    files: { 'note.txt': 'é' },
  })
  expect([...files.keys()]).not.toContain('certs/insi.pem')
  expect(files.get('note.txt')).toEqual(Buffer.from('é'))
})
