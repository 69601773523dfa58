import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildNomenclatures, currentNomenclatures, defaultTables } from '../scripts/build-nomenclatures.ts'
import {
  edition,
  editionIsOlderThan,
  editions,
  imagingSpecialties,
  lookup,
  mapCode,
  plausibleImagingSpecialties,
  type SetId,
  valueSet,
} from '../src/nomenclatures/index.ts'

const LOINC = '2.16.840.1.113883.6.1'

describe('generated data', () => {
  it.skipIf(!existsSync(defaultTables))('are in step with the published tables', () => {
    expect(currentNomenclatures()).toEqual(buildNomenclatures(defaultTables))
  })
})

describe('value sets', () => {
  const sizes: [SetId, number][] = [
    ['JDV_J57', 12],
    ['JDV_J60', 62],
    ['JDV_J61', 68],
    ['JDV_J62', 11],
    ['JDV_J65', 432],
    ['JDV_J66', 108],
    ['JDV_J01', 396],
    ['JDV_ModaliteAcquisition', 49],
    ['TRE_R02', 69],
    ['TRE_R38', 110],
  ]
  it.each(sizes)('%s holds %i concepts', (id, size) => {
    expect([...valueSet(id).values()].flat()).toHaveLength(size)
  })

  it('knows the differences between the DMP and the CI-SIS sets', () => {
    expect(lookup('JDV_J61', 'SA11').status).toBe('in-force')
    expect(lookup('JDV_J02', 'SA11').status).toBe('absent')
    expect(lookup('JDV_J62', 'ESSMS').status).toBe('absent')
    expect(lookup('JDV_J04', 'ESSMS').status).toBe('in-force')
    expect(lookup('JDV_J66', '18748-4', LOINC)).toMatchObject({ status: 'in-force', codeSystem: LOINC })
  })

  it('separates code systems that share a code', () => {
    expect(valueSet('JDV_J59').get('11')).toHaveLength(2)
    expect(lookup('JDV_J59', '11', '1.2.250.1.213.1.6.1.128')).toMatchObject({ display: 'Centre postcure' })
    expect(lookup('JDV_J66', '18748-4', '1.2.3').status).toBe('absent')
  })

  it('judges validity at a date, the last day included', () => {
    const at = (day: string) => lookup('TRE_R02', 'SA11', undefined, Date.parse(`${day}T23:00:00Z`)).status
    expect(at('2020-06-26')).toBe('in-force')
    expect(at('2020-06-27')).toBe('closed')
    expect(lookup('TRE_R02', 'SA11').status).toBe('closed')
    expect(lookup('TRE_R38', 'SM74', undefined, Date.parse('2023-10-29')).status).toBe('not-yet')
    expect(lookup('TRE_R38', 'SM74', undefined, Date.parse('2023-10-30')).status).toBe('in-force')
  })

  it('keeps the other official labels', () => {
    expect(lookup('TRE_R38', 'SM74')).toMatchObject({
      display: 'Radiologie imagerie médicale (SM)',
      otherLabels: expect.arrayContaining(['Radiologie et imagerie médicale (SM)']),
    })
  })

  it('survives names of object members', () => {
    expect(lookup('JDV_J61', '__proto__').status).toBe('absent')
    expect(mapCode('ASS_X16', 'constructor')).toEqual([])
  })
})

describe('concept maps', () => {
  it.each(['18748-4', 'IMG-KOS'])('ASS_X16 puts %s in class 31', code => {
    expect(mapCode('ASS_X16', code)).toEqual([
      expect.objectContaining({ code: '31', codeSystem: '1.2.250.1.213.1.1.4.1', equivalence: 'equivalent' }),
    ])
  })

  it('gives a class of J57 to every type of J66', () => {
    for (const concept of [...valueSet('JDV_J66').values()].flat()) {
      const targets = mapCode('ASS_X16', concept.code, concept.codeSystem)
      expect(targets, concept.code).toHaveLength(1)
      expect(lookup('JDV_J57', targets[0]!.code, targets[0]!.codeSystem).status).toBe('in-force')
    }
  })

  it('gives the unstructured CDA one format for each media type', () => {
    const formats = mapCode('ASS_A11', '1.3.6.1.4.1.19376.1.2.20')
    expect(formats.map(({ equivalence }) => equivalence)).toEqual(Array(5).fill('narrower'))
    const [pdf] = mapCode('ASS_A12', 'application/pdf')
    expect(pdf?.code).toBe('urn:ihe:iti:xds-sd:pdf:2008')
    expect(formats.map(({ code }) => code)).toContain(pdf?.code)
  })
})

describe('editions', () => {
  it('each have a version and a date', () => {
    expect(editions()).toHaveLength(31)
    for (const { id, title, version, date } of editions()) {
      expect(title.startsWith(`${id}-`), id).toBe(true)
      expect(version).not.toBe('')
      expect(date).toMatch(/^20\d{2}-\d{2}-\d{2}$/)
    }
    expect(edition('JDV_J66')).toEqual({
      id: 'JDV_J66',
      title: 'JDV_J66-TypeCode-DMP',
      oid: '1.2.250.1.213.1.1.5.7',
      version: '20240927120000',
      date: '2024-09-27',
    })
    expect(edition('ASS_A12')).not.toHaveProperty('oid')
  })

  it('tell their age', () => {
    const at = Date.parse('2024-10-07')
    expect(editionIsOlderThan('JDV_J66', at, 9)).toBe(true)
    expect(editionIsOlderThan('JDV_J66', at, 10)).toBe(false)
  })
})

it('the imaging specialties exist in TRE_R38', () => {
  for (const code of imagingSpecialties) expect(lookup('TRE_R38', code).status, code).not.toBe('absent')
  expect(plausibleImagingSpecialties.has('SM45')).toBe(true)
  expect(imagingSpecialties.has('SM45')).toBe(false)
})
