import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { DirectoryError, openDirectory } from '../../src/directory/directory.ts'
import { importDirectory, readDirectory } from '../../src/directory/import.ts'
import { COLUMNS_52, COLUMNS_56, file, folder, imported, person, table } from './extraction.ts'

const PRACTICE = '410005531586003'
const practice = person('10005531586', {
  'Code savoir-faire': 'SM44',
  'Code mode exercice': 'L',
  'Identifiant technique de la structure': 'R10100000328372',
  'Raison sociale site': 'CABINET DU DR DURAND',
  'Ancien identifiant de la structure': PRACTICE,
  "Code secteur d'activité": 'SA07',
  'Adresse e-mail (coord. structure)': 'zoe.durand@example.test',
  'Téléphone (coord. structure)': '0123456789',
})
const hospital = person('10001045367', {
  'Code savoir-faire': 'SM28',
  'Code mode exercice': 'S',
  'Numéro SIRET site': '26010004500012',
  'Numéro FINESS site': '010000024',
  'Numéro FINESS établissement juridique': '010780054',
  'Identifiant technique de la structure': 'F010000024',
  'Ancien identifiant de la structure': '1010000024',
  "Code secteur d'activité": 'SA01',
})

describe('layouts', () => {
  for (const [name, columns, trailing] of [
    ['56 columns, trailing separator', COLUMNS_56, true],
    ['56 columns, none', COLUMNS_56, false],
    ['52 columns', COLUMNS_52, true],
  ] as const) {
    it(name, async () => {
      const { directory, info } = await imported({
        'a_202611010800.txt': table(columns, [practice, hospital], { trailing }),
      })
      expect(info).toMatchObject({
        extracted: '2026-11-01',
        sources: [{ kind: 'personne-activite', rows: 2, badRows: 0 }],
      })
      expect(directory.person('810005531586')).toEqual({
        id: '810005531586',
        profession: '10',
        specialties: ['SM44'],
        activities: [{ structure: PRACTICE, mode: 'L', sector: 'SA07' }],
        active: true,
      })
    })
  }

  it('finds columns by their names, whatever the order, the case and the accents', async () => {
    const columns = [...COLUMNS_56].reverse()
    const renamed = columns.map(c =>
      c.replace('Code rôle', 'CODE FONCTION').replace('Numéro FINESS site', 'NUMERO FINESS SITE'),
    )
    const lines = table(columns, [{ ...hospital, 'Code rôle': 'FON-01' }]).split('\n')
    lines[0] = `${renamed.join('|')}|`
    const { directory } = await imported({ 'a.txt': lines.join('\r\n') })
    expect(directory.person('810001045367')?.activities[0]?.role).toBe('FON-01')
    expect(directory.structure('1010000024')?.finessLegal).toBe('010780054')
  })

  it('reads the old quoted layout of 41 columns', async () => {
    const titles =
      'type_identifiant_pp;identifiant_pp;identification_nationale_pp;nom_exercice;code_profession;code_savoir_faire;numero_siret_site;numero_finess_site'
    const { directory, info } = await imported(
      { 'a.csv': `${titles}\n"8";"10001045367";"810001045367";"DU;RAND\nSUITE";"10";"SM44";"";"010000024"\n` },
      { keepNames: true },
    )
    expect(info.sources[0]).toMatchObject({ rows: 1, badRows: 0 })
    expect(directory.structure('1010000024')?.practitioners).toEqual(['810001045367'])
  })

  it('merges savoir-faire and diplomas by person', async () => {
    const savoir = ['Identification nationale PP', 'Code savoir-faire']
    const { directory } = await imported({
      'a.txt': table(COLUMNS_56, [practice]),
      's.txt': table(savoir, [{ [savoir[0]!]: '810005531586', [savoir[1]!]: 'SM74' }]),
      'd.txt': table(
        ['Identification nationale PP', 'Code type diplôme obtenu'],
        [{ 'Identification nationale PP': '810100375103' }],
      ),
    })
    expect(directory.person('810005531586')?.specialties).toEqual(['SM44', 'SM74'])
    expect(directory.person('810100375103')).toMatchObject({ specialties: [], activities: [] })
  })

  it('reads FINESS files, their date included', async () => {
    const { directory, info } = await imported({
      'eg.csv': `finess;etalab;111;2026-05-12\nstructureet;2A0000014;2A0000386;CLINIQUE "A";;;;;;;;;;;;;;;;;;;35600000049837;;;;;;;;;\n`,
      'ej.csv': 'finess;etalab;95;2026-05-12\nstructureej;2B0000020;HOPITAL\n',
    })
    expect(info.sources[0]).toMatchObject({ kind: 'finess-eg', extracted: '2026-05-12' })
    expect(info.extracted).toBeUndefined()
    expect(directory.linkedFiness('2A0000014', '2A0000386')).toBe(true)
    expect(directory.structure('12A0000386')).toMatchObject({ kinds: ['finess-ej'], sites: ['2A0000014'] })
    expect(directory.structure('12B0000020')?.kinds).toEqual(['finess-ej'])
    expect(directory.structure('335600000049837')?.id).toBe('12A0000014')
  })

  it('reads the Pro Santé Connect extraction', async () => {
    const columns = [
      ...COLUMNS_56.slice(0, 3),
      'Date de naissance',
      'Code mode exercice',
      'Numéro SIRET site',
      'Ancien identifiant de la structure',
      "Code genre d'activité",
    ]
    const { directory, info } = await imported({
      'p.txt': table(columns, [{ ...practice, 'Date de naissance': '01/01/1970' }]),
    })
    expect(info.sources[0]?.kind).toBe('psc-extraction')
    expect(directory.structure(PRACTICE)?.practitioners).toEqual(['810005531586'])
  })

  it('reads members of a zip, skips others', async () => {
    const zip = zipOf({
      'PS_LibreAcces_Personne_activite_202610010800.txt': table(COLUMNS_56, [practice]),
      'notice.pdf': '%PDF-1.7\n',
    })
    const { info, skipped, directory } = await imported({ 'PS_LibreAcces.zip': zip })
    expect(info).toMatchObject({
      extracted: '2026-10-01',
      sources: [{ name: expect.stringContaining('PS_LibreAcces.zip!/') }],
    })
    expect(skipped).toEqual(['PS_LibreAcces.zip!/notice.pdf'])
    expect(directory.structure(PRACTICE)).toBeDefined()
  })

  it('an empty file is a source without rows', async () => {
    const { info } = await imported({ 'a.txt': table(COLUMNS_56, [practice]), 'e.txt': '' })
    expect(info.sources[1]).toMatchObject({ kind: 'empty', rows: 0 })
  })

  it('refuses what is no file of the directory, and says which', async () => {
    await expect(imported({ 'x.xml': '<a/>\n' })).rejects.toThrow(DirectoryError)
    await expect(imported({ 'x.xml': '<a/>\n' })).rejects.toThrow('x.xml')
    await expect(importDirectory(['/nowhere/a.txt'], join(folder(), 'o'), { version: '0' })).rejects.toThrow(
      'a.txt: no such file',
    )
  })
})

describe('traps', () => {
  it('column 24 is never an identifier of the network', async () => {
    const { directory } = await imported({ 'a.txt': table(COLUMNS_56, [practice, hospital]) })
    for (const id of ['R10100000328372', 'F010000024']) expect(directory.structure(id)).toBeUndefined()
  })

  it('a technical identifier in column 47 is not taken as a key', async () => {
    const { directory } = await imported({
      'a.txt': table(COLUMNS_56, [{ ...hospital, 'Ancien identifiant de la structure': 'F010000024' }]),
    })
    expect(directory.structure('F010000024')).toBeUndefined()
    expect(directory.person('810001045367')?.activities[0]?.structure).toBe('1010000024')
  })

  it('SubjectOrganizationID of a UserInfo is no structure; column 47 and the FINESS cells are', async () => {
    const activity = {
      codeSecteurDactivite: 'SA01',
      codeModeExercice: 'S',
      numeroFinessSite: '0B0172805',
      numeroFinessetablissementJuridique: '1B0062023',
      identifiantTechniqueDeLaStructure: 'F0B0172805',
      ancienIdentifiantDeLaStructure: '10B0172805',
    }
    const exercice = { codeProfession: '10', codeSavoirFaire: 'SM26', activities: [activity] }
    const userInfo = {
      SubjectNameID: '899700366240',
      SubjectOrganizationID: 'R95141',
      SubjectRefPro: { exercices: [exercice, exercice] },
    }
    const directory = await readDirectory([file(folder(), 'u.json', JSON.stringify(userInfo))])
    expect(directory.structure('R95141')).toBeUndefined()
    expect(directory.structure('10B0172805')).toMatchObject({ kinds: ['finess-eg'], finessLegal: '1B0062023' })
    // Repeated exercices are one.
    expect(directory.person('899700366240')?.activities).toHaveLength(1)
  })

  it('RPPS-rang that begins with 410 is one structure, with its own kind', async () => {
    const { directory } = await imported({ 'a.txt': table(COLUMNS_56, [practice]) })
    expect(directory.structure(PRACTICE)).toMatchObject({ id: PRACTICE, kinds: ['rpps-rang'], sectors: ['SA07'] })
  })

  it('every key finds the structure; 5 and 6 are read as 1; case and spaces do not count', async () => {
    const corsica = {
      ...hospital,
      'Numéro FINESS site': '2a0000014',
      'Ancien identifiant de la structure': '12A0000014',
    }
    const { directory } = await imported({ 'a.txt': table(COLUMNS_56, [hospital, corsica]) })
    for (const id of ['1010000024', '6010000024', '326010004500012', ' 1 010 000 024']) {
      expect(directory.structure(id)?.id, id).toBe('1010000024')
    }
    expect(directory.structure('5010780054')).toMatchObject({
      id: '1010780054',
      sites: ['010000024', '2A0000014'],
      sectors: ['SA01'],
    })
    expect(directory.structure('12a0000014')?.id).toBe('12A0000014')
    expect(directory.structuresOfSiren('260100045')).toEqual(['1010000024', '12A0000014'])
  })

  it('a SIRET that several structures share has the sectors and practitioners of all', async () => {
    const siret = '39806996300013'
    const { directory } = await imported({
      'a.txt': table(COLUMNS_56, [
        { ...practice, 'Numéro SIRET site': siret },
        {
          ...hospital,
          'Numéro SIRET site': siret,
          "Code secteur d'activité": 'SA09',
          'Ancien identifiant de la structure': `3${siret}`,
          'Numéro FINESS site': '',
        },
      ]),
    })
    expect(directory.structure(`3${siret}`)).toMatchObject({ id: `3${siret}`, sectors: ['SA07', 'SA09'] })
    expect(directory.structure(`3${siret}`)?.practitioners).toHaveLength(2)
    expect(directory.structure(PRACTICE)?.sectors).toEqual(['SA07'])
  })

  it('EJ and EG: linked, not linked, not known', async () => {
    const { directory } = await imported({ 'a.txt': table(COLUMNS_56, [hospital]) })
    expect(directory.linkedFiness('1010000024', '5010780054')).toBe(true)
    expect(directory.linkedFiness('010780054', '010000024')).toBe(true)
    expect(directory.linkedFiness('010000024', '760021832')).toBe(false)
    expect(directory.linkedFiness('760021832', '590064036')).toBeUndefined()
  })

  it('quotation marks are data', async () => {
    const { directory, info } = await imported(
      { 'a.txt': table(COLUMNS_56, [{ ...practice, "Nom d'exercice": '"DURAND' }, hospital]) },
      { keepNames: true },
    )
    expect(info.sources[0]?.rows).toBe(2)
    expect(directory.person('810005531586')?.name).toBe('"DURAND Zoé')
  })

  it('windows-1252 is read where UTF-8 fails, titles included', async () => {
    const { directory } = await imported(
      { 'a.txt': Buffer.from(table(COLUMNS_56, [practice]), 'latin1') },
      { keepNames: true },
    )
    expect(directory.person('810005531586')?.name).toBe('DURAND Zoé')
    expect(directory.structure(PRACTICE)).toBeDefined()
  })

  it('bad rows are counted and shown, and never fatal', async () => {
    const good = table(COLUMNS_56, [practice])
    const bad = `8|1|\n${table(COLUMNS_56, [{ ...hospital, 'Identifiant PP': '10001045375' }, {}])
      .split('\n')
      .slice(1)
      .join('\n')}`
    const { info, badRows, directory } = await imported({ 'a.txt': good + bad })
    expect(info.sources[0]).toMatchObject({ rows: 4, badRows: 3 })
    expect(badRows.map(({ line, defect }) => [line, defect])).toEqual([
      [3, 'cells'],
      [4, 'identifiers-differ'],
      [5, 'nobody'],
    ])
    expect(directory.person('810001045367')).toBeDefined()
  })

  it('a file without line ends does not fill the memory', async () => {
    const { info } = await imported({ 'a.txt': `${table(COLUMNS_56, [practice])}${'x'.repeat(5_000_000)}` })
    expect(info.sources[0]).toMatchObject({ badRows: 1 })
  })
})

describe('FHIR', () => {
  const idnst = (value: string) => ({
    type: { coding: [{ code: 'IDNST' }] },
    system: 'urn:oid:1.2.250.1.71.4.2.2',
    value,
  })
  const R38 = 'https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale'
  const G15 = 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante'
  const R23 = 'https://mos.esante.gouv.fr/NOS/TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice'
  const bundle = (active: boolean) => ({
    resourceType: 'Bundle',
    entry: [
      {
        resource: {
          resourceType: 'Organization',
          id: 'ej',
          identifier: [idnst('1010780054'), { type: { coding: [{ code: 'FINEJ' }] }, value: '010780054' }],
        },
      },
      {
        resource: {
          resourceType: 'Organization',
          id: 'eg',
          active,
          partOf: { reference: 'Organization/ej' },
          type: [{ coding: [{ code: 'SA01' }] }],
          identifier: [idnst('1010000024'), { type: { coding: [{ code: 'FINEG' }] }, value: '010000024' }],
        },
      },
      {
        resource: {
          resourceType: 'Practitioner',
          id: 'p',
          active: true,
          identifier: [{ type: { coding: [{ code: 'IDNPS' }] }, value: '810001045367' }],
          qualification: [
            { code: { coding: [{ system: R38, code: 'SM44' }] } },
            { code: { coding: [{ system: G15, code: '10' }] } },
          ],
        },
      },
      {
        resource: {
          resourceType: 'PractitionerRole',
          active: true,
          practitioner: { reference: 'Practitioner/p' },
          organization: { reference: 'Organization/eg' },
          code: [{ coding: [{ system: R23, code: 'S' }] }],
        },
      },
    ],
  })

  it('links practitioners, roles and organizations', async () => {
    const directory = await readDirectory([file(folder(), 'b.json', JSON.stringify(bundle(true)))])
    expect(directory.person('810001045367')).toMatchObject({
      profession: '10',
      specialties: ['SM44'],
      activities: [{ structure: '1010000024', mode: 'S', sector: 'SA01' }],
    })
    expect(directory.linkedFiness('010000024', '010780054')).toBe(true)
    expect(directory.structure('1010000024')).toMatchObject({ active: true, practitioners: ['810001045367'] })
  })

  it('an inactive resource exists but is not active', async () => {
    const directory = await readDirectory([file(folder(), 'b.json', JSON.stringify(bundle(false)))])
    expect(directory.structure('1010000024')?.active).toBe(false)
  })

  it('RPPS-rang under both documented systems and in v1', async () => {
    for (const system of [
      'https://rppsrang.esante.gouv.fr',
      'https://rpps.esante.gouv.fr',
      'urn:oid:1.2.250.1.213.1.6.4.3',
    ]) {
      const organization = {
        resourceType: 'Organization',
        id: 'o',
        identifier: [{ type: { coding: [{ code: '4' }] }, system, value: '10005531586003' }],
      }
      const directory = await readDirectory([file(folder(), 'o.json', JSON.stringify([organization]))])
      expect(directory.structure(PRACTICE), system).toBeDefined()
    }
  })

  it('JSON that is none is a bad row, not a crash', async () => {
    const { info, badRows } = await imported({
      'a.txt': table(COLUMNS_56, [practice]),
      'b.json': '{ "resourceType": [...] }',
      'c.json': `${'['.repeat(100_000)}`,
    })
    expect(info.sources.slice(1).map(source => source.badRows)).toEqual([1, 1])
    expect(badRows.map(bad => bad.defect)).toEqual(['json', 'json'])
  })
})

describe('privacy', () => {
  it('keeps no name, address, telephone or mail', async () => {
    const { out } = await imported({ 'a.txt': table(COLUMNS_56, [practice]) })
    const bytes = everyFile(out)
      .map(path => readFileSync(path, 'latin1'))
      .join('')
    for (const value of ['DURAND', 'zoe.durand', '0123456789']) expect(bytes).not.toContain(value)
  })

  it('finds names only when they were kept, whatever accents and order', async () => {
    const files = { 'a.txt': table(COLUMNS_56, [practice]) }
    const kept = await imported(files, { keepNames: true })
    expect(kept.directory.named('zoe durand').map(entry => entry.id)).toEqual(['810005531586'])
    expect(kept.directory.named('cabinet durand').map(entry => entry.id)).toEqual([PRACTICE])
    expect((await imported(files)).directory.named('zoe durand')).toEqual([])
  })
})

describe('the index', () => {
  it('replaces the old one and leaves nothing behind', async () => {
    const where = folder()
    const out = join(where, 'index')
    await importDirectory([file(where, 'a.txt', table(COLUMNS_56, [practice]))], out, { version: '0' })
    const before = await openDirectory(out)
    await importDirectory([file(where, 'b.txt', table(COLUMNS_56, [hospital]))], out, { version: '0' })
    // Who has the old one open goes on with it.
    expect(before.structure(PRACTICE)).toBeDefined()
    expect((await openDirectory(out)).structure(PRACTICE)).toBeUndefined()
    expect(readdirSync(out).filter(name => name.startsWith('build-'))).toHaveLength(1)
  })

  it('stays when the import fails', async () => {
    const { out, info } = await imported({ 'a.txt': table(COLUMNS_56, [practice]) })
    await expect(importDirectory([file(folder(), 'x.xml', '<a/>\n')], out, { version: '0' })).rejects.toThrow(
      DirectoryError,
    )
    expect((await openDirectory(out)).info).toEqual(info)
  })

  it('does not write into a folder that holds something else', async () => {
    const where = folder()
    const source = file(where, 'a.txt', table(COLUMNS_56, [practice]))
    await expect(importDirectory([source], where, { version: '0' })).rejects.toThrow('not empty')
  })

  it('says when there is none', async () => {
    await expect(openDirectory(folder())).rejects.toThrow(DirectoryError)
  })

  it('holds thousands of entries under every key', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => {
      const rpps = `10${String(i).padStart(9, '0')}`
      return person(rpps, { 'Ancien identifiant de la structure': `4${rpps}001`, "Code secteur d'activité": 'SA07' })
    })
    const { directory } = await imported({ 'a.txt': table(COLUMNS_56, rows) })
    for (const row of rows) {
      const id = row['Identification nationale PP']!
      const structure = row['Ancien identifiant de la structure']!
      expect(directory.person(id)?.activities[0]?.structure).toBe(structure)
      expect(directory.structure(structure)?.practitioners).toEqual([id])
    }
    expect(directory.person('899999999999')).toBeUndefined()
  })
})

const SAMPLES = new URL('../../../shared/samples/directory/', import.meta.url).pathname

describe.skipIf(!existsSync(SAMPLES))('real samples', () => {
  it('all import', async () => {
    const paths = ['', 'fhir', 'finess', 'psc-extraction', 'userinfo'].flatMap(under =>
      readdirSync(join(SAMPLES, under))
        .map(name => join(SAMPLES, under, name))
        .filter(path => statSync(path).isFile()),
    )
    const out = join(folder(), 'index')
    const { info } = await importDirectory(paths, out, { version: '0' })
    expect(info.sources).toHaveLength(paths.length)
    const directory = await openDirectory(out)
    expect(directory.person('810001045367')?.activities).toEqual([
      { structure: '385131528300016', mode: 'S', sector: 'SA32' },
    ])
    expect(directory.structure('499700366240007')?.kinds).toEqual(['rpps-rang'])
  })
})

const everyFile = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )

/** A zip of deflated members, written by hand: no library here writes one. */
function zipOf(members: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(members)) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc(data), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from('504b0304', 'hex'), head, Buffer.from(name), packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.from('504b01021400', 'hex'), head, tail, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(members).length, 8)
  end.writeUInt16LE(Object.keys(members).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, directory, end])
}

function crc(data: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of data) {
    value ^= byte
    for (let k = 0; k < 8; k++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}
