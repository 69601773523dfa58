import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  foldLabel,
  foldName,
  isOid,
  oidDefect,
  parseDtm,
  parseHl7Ts,
  parseUtcInstant,
  parseXsDateTime,
  sameInstant,
  sameWords,
} from '../../src/identifiers/index.ts'

describe('HL7 times', () => {
  it.each([
    ['2021', '2021-01-01T00:00:00Z', 'year'],
    ['202102', '2021-02-01T00:00:00Z', 'month'],
    ['20240229', '2024-02-29T00:00:00Z', 'day'],
    ['2021010809', '2021-01-08T09:00:00Z', 'hour'],
    ['202101080925', '2021-01-08T09:25:00Z', 'minute'],
    ['20210108092500', '2021-01-08T09:25:00Z', 'second'],
    ['20210108102500+0100', '2021-01-08T09:25:00Z', 'second'],
    ['20210108052500-0400', '2021-01-08T09:25:00Z', 'second'],
    ['20210108092500.250', '2021-01-08T09:25:00.250Z', 'second'],
  ])('reads %s', (text, iso, precision) => {
    expect(parseDtm(text)).toEqual({
      ms: Date.parse(iso),
      precision,
      hasOffset: /[+-]/.test(text),
      hasFraction: text.includes('.'),
    })
  })

  it.each([
    '',
    '21',
    '2021131',
    '20210229',
    '20211301',
    '20210100',
    '2021010824',
    '202101080960',
    '20210108092560',
    '2021-01-08',
  ])('refuses %j', text => expect(parseDtm(text)).toBeUndefined())

  it('reads back every second', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, moment => {
        const iso = moment.toISOString()
        const seconds = Math.floor(moment.getTime() / 1000) * 1000
        expect(parseHl7Ts(iso.slice(0, 19).replace(/[-T:]/g, ''))?.ms).toBe(seconds)
        expect(parseUtcInstant(`${iso.slice(0, 19)}Z`)).toBe(seconds)
      }),
    )
  })

  const same = (a: string, b: string) => {
    const [x, y] = [parseHl7Ts(a)!, parseHl7Ts(b)!]
    expect(sameInstant(x, y)).toBe(sameInstant(y, x))
    return sameInstant(x, y)
  }

  it('compares at the common precision', () => {
    expect(same('20210108102500+0100', '20210108092500')).toBe(true)
    expect(same('202101081025+0100', '20210108092559')).toBe(true)
    expect(same('202101081025+0100', '20210108092600')).toBe(false)
    expect(same('20210108102500', '20210108092500')).toBe(false)
    expect(same('20210108092500.7', '20210108092500')).toBe(true)
    expect(same('20210108', '20210109')).toBe(false)
    expect(same('202101', '20210131')).toBe(true)
    expect(same('202101', '20210201')).toBe(false)
  })

  it('lets a civil date agree with the evening before in UTC', () => {
    expect(same('20210108', '20210107233000')).toBe(true)
    expect(same('20210108', '20210106120000')).toBe(false)
  })
})

describe('xs:dateTime', () => {
  it('wants Z for a UTC instant', () => {
    expect(parseUtcInstant('2021-01-08T09:25:00.5Z')).toBe(Date.parse('2021-01-08T09:25:00.500Z'))
    expect(parseUtcInstant('2021-01-08T10:25:00+01:00')).toBeUndefined()
    expect(parseXsDateTime('2021-01-08T10:25:00+01:00')).toEqual({
      ms: Date.parse('2021-01-08T09:25:00Z'),
      zone: 'offset',
    })
    expect(parseXsDateTime('2021-01-08T10:25:00')?.zone).toBe('none')
    expect(parseXsDateTime('2021-02-30T10:25:00Z')).toBeUndefined()
    expect(parseXsDateTime('2021-01-08')).toBeUndefined()
  })
})

describe('OID', () => {
  it.each([
    '1.2.250.1.71.4.2.1',
    '2.16.840.1.113883.6.1',
    '0.9',
    '2.999',
    '2.25.329800735698586629295641978511506172918',
  ])('%s is one', oid => expect(isOid(oid)).toBe(true))

  it.each([
    ['', 'empty'],
    ['urn:oid:1.2.3', 'urn-prefix'],
    ['1.2.3a', 'bad-characters'],
    ['1..2', 'empty-arc'],
    ['1.2.', 'empty-arc'],
    ['1.02', 'leading-zero'],
    ['1', 'single-arc'],
    ['3.1', 'bad-root'],
    ['1.40', 'bad-root'],
    [`1.2${'.1'.repeat(40)}`, 'too-long'],
  ])('%j is none: %s', (text, defect) => expect(oidDefect(text)).toBe(defect))
})

describe('names and labels', () => {
  it('folds case, accents, apostrophes, hyphens and spaces', () => {
    expect(foldName('  D’Hervé-Le  Goff ')).toBe('D HERVE LE GOFF')
    expect(foldName("d'herve le goff")).toBe('D HERVE LE GOFF')
    expect(foldName('Cœur')).toBe('COEUR')
    expect(sameWords('LIBRE Max', 'Max Libre')).toBe(true)
    expect(sameWords('LIBRE', 'LIBRES')).toBe(false)
  })

  it('folds labels and keeps their punctuation', () => {
    expect(foldLabel('CR d’imagerie médicale ')).toBe(foldLabel("CR d'imagerie médicale"))
    expect(foldLabel('Établissement  de santé')).toBe(foldLabel('Etablissement de sante'))
    expect(foldLabel('Radiologie (SM)')).not.toBe(foldLabel('Radiologie'))
  })

  it('folds once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => foldName(foldName(text)) === foldName(text)))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => foldLabel(foldLabel(text)) === foldLabel(text)))
  })
})
