import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Component,
  escapeHl7,
  parseCodedSpecialty,
  parseCx,
  parseCxi,
  parseXcn,
  parseXon,
  sameCx,
  sameXcnId,
} from '../../src/identifiers/index.ts'

const codes = (value: { defects: readonly { code: string }[] }) => value.defects.map(({ code }) => code)

describe('well-formed values', () => {
  it('reads an author', () => {
    const xcn = parseXcn('899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS')
    expect(codes(xcn)).toEqual([])
    expect([xcn.id, xcn.familyName, xcn.givenName, xcn.nameType, xcn.idType].map(({ value }) => value)).toEqual([
      '899900063480',
      'MAX',
      'LIBRE',
      'D',
      'IDNPS',
    ])
    expect(xcn.authority.universalId.value).toBe('1.2.250.1.71.4.2.1')
    expect(xcn.components).toHaveLength(13)
  })

  it('reads a system as author', () => {
    const text = '3750100125/9762^Automate de laboratoire X^waralab1000^^^^^^&1.2.250.1.71.4.2.1&ISO^U^^^RI'
    expect(codes(parseXcn(text))).toEqual([])
  })

  it.each([
    'CABINET DR LIBRE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^499900063480001',
    'NOM EDITEUR^^^^^&1.3.2&ISO^SIREN^^^187512751',
    'CABINET SANS IDENTIFIANT',
    '^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^10B0007712',
  ])('reads the institution %s', text => expect(codes(parseXon(text))).toEqual([]))

  it('reads a patient, with the date that official samples add as CX.7', () => {
    const plain = parseCx('277076322082910^^^&1.2.250.1.213.1.4.8&ISO^NH')
    const dated = parseCx('277076322082910^^^&1.2.250.1.213.1.4.8&ISO^NH^^20100907')
    expect([...codes(plain), ...codes(dated)]).toEqual([])
    expect(sameCx(plain, dated)).toBe(true)
    expect(sameCx(plain, parseCx('277076322082910^^^&1.2.250.1.213.1.4.10&ISO^NH'))).toBe(false)
  })

  it('reads references, with or without authority', () => {
    expect(codes(parseCxi('A123^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession'))).toEqual([])
    const study = parseCxi('1.2.840.1^^^^urn:ihe:iti:xds:2016:studyInstanceUID')
    expect(codes(study)).toEqual([])
    expect(study.authority.universalId.value).toBe('')
  })

  it('reads a specialty', () => {
    const specialty = parseCodedSpecialty('G15_10/SM44^Médecin - Radio-diagnostic (SM)^1.2.250.1.213.1.1.4.5')
    expect(codes(specialty)).toEqual([])
    expect(specialty.code.value).toBe('G15_10/SM44')
    expect(specialty.codeSystem.value).toBe('1.2.250.1.213.1.1.4.5')
  })

  it('ignores separators behind the last component', () => {
    expect(codes(parseXon('CABINET^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1010000024^^'))).toEqual([])
  })
})

describe('defects', () => {
  const good = '899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS'

  it.each([
    ['double-escaped', good.replace('&1', '&amp;1'), '&amp;'],
    ['stray-quote', good.replace('&ISO', '"&ISO'), '"'],
    ['missing-iso', good.replace('&ISO', ''), '&1.2.250.1.71.4.2.1'],
    ['trailing-characters', `${good};\n`, ';\n'],
    ['leading-white-space', ` ${good}`, ' '],
    ['component-count', good.replace('^IDNPS', ''), '12'],
    ['component-count', `${good}^X`, '14'],
    ['unexpected-component', good.replace('LIBRE^^', 'LIBRE^Dr^'), 'Dr'],
    ['unexpected-subcomponent', good.replace('MAX', 'MAX & CO'), 'MAX & CO'],
    ['bad-escape', good.replace('MAX', 'M\\AX'), '\\'],
  ])('%s', (code, text, found) => {
    const xcn = parseXcn(text)
    expect(xcn.defects).toEqual([expect.objectContaining({ code, text: found })])
    const [defect] = xcn.defects
    if (code !== 'component-count') expect(text.slice(defect!.offset, defect!.offset + defect!.length)).toBe(found)
  })

  it('do not spoil the values', () => {
    const damaged = parseXcn(' 899900063480^MAX^LIBRE^^^^^^&amp;1.2.250.1.71.4.2.1"&amp;ISO^D^^^IDNPS;\n')
    expect(sameXcnId(damaged, parseXcn(good))).toBe(true)
    expect(damaged.idType.value).toBe('IDNPS')
    expect(codes(damaged)).toEqual([
      'leading-white-space',
      'double-escaped',
      'stray-quote',
      'double-escaped',
      'trailing-characters',
    ])
  })
})

describe('any text', () => {
  const parsers = [parseCx, parseXcn, parseXon, parseCxi, parseCodedSpecialty]

  it('is read without error, and every component points at its own text', () => {
    const pieces = fc.array(fc.constantFrom('^', '&', '&amp;', '\\', '\\T\\', ';', ' ', '"', 'A', '1.2', 'é'))
    fc.assert(
      fc.property(pieces, fc.constantFrom(...parsers), (parts, parse) => {
        const text = parts.join('')
        const { components, defects } = parse(text)
        const inside = ({ offset, length }: Omit<Component, 'value'>) => offset >= 0 && offset + length <= text.length
        expect([...components, ...defects].every(inside)).toBe(true)
        for (const { offset, length } of components) expect(text.slice(offset, offset + length)).not.toContain('^')
      }),
    )
  })

  it('comes back from a component when escaped', () => {
    const name = fc.string().filter(text => text.trim() === text && !text.endsWith(';'))
    fc.assert(
      fc.property(name, text => {
        const xon = parseXon(`${escapeHl7(text)}^^^^^&1.2&ISO^IDNST^^^1010000024`)
        expect(xon.name.value).toBe(text)
        expect(codes(xon)).toEqual([])
      }),
    )
  })
})
