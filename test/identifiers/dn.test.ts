import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDn, sameDn } from '../../src/identifiers/index.ts'

const same = (a: string, b: string) => sameDn(parseDn(a)!, parseDn(b)!)
const values = (text: string) => parseDn(text)?.map(({ type, value }) => `${type}=${value}`)

describe('distinguished names', () => {
  it('reads types, values and places', () => {
    const text = 'CN=DRIMbox, OU=499700367909006,O=CABINET M DOC0036790, ST=Paris (75), C=FR'
    const dn = parseDn(text)!
    expect(dn.map(({ type }) => type)).toEqual(['2.5.4.3', '2.5.4.11', '2.5.4.10', '2.5.4.8', '2.5.4.6'])
    for (const { value, offset, length } of dn) expect(text.slice(offset, offset + length)).toBe(value)
    expect(dn.map(({ rdn }) => rdn)).toEqual([0, 1, 2, 3, 4])
  })

  it.each([
    ['S=Paris (75)', 'ST=Paris (75)'],
    ['G=Max', '2.5.4.42=Max'],
    ['GN=Max', 'givenName=Max'],
    ['SN=Libre', 'surname=Libre'],
    ['SN=Libre', 'OID.2.5.4.4=#0c054c69627265'],
    ['T=Médecin', 'title=Médecin'],
    ['E=a@b.example', 'emailAddress=a@b.example'],
    ['2.5.4.42=#14054c49425245', 'GN=LIBRE'],
    ['O=\\C3\\89tablissement', 'O=Établissement'],
    ['O=ACME\\, SAS', 'O="ACME, SAS"'],
    ['O=ACME\\2C SAS', 'O=ACME, SAS'],
    ['CN=a\\;b', 'CN="a;b"'],
    ['CN=x,C=FR', 'C=FR, CN=x'],
    ['CN=x+SN=y,C=FR', 'C=FR; SN = y + CN = x'],
    ['OU=M?decin', 'OU=Médecin'],
    ['OU=M\uFFFDdecin', 'OU=Médecin'],
    ['OU=Medecin', 'OU=MÉDECIN'],
    ['O=A  B', 'O=A B '],
    ['OU=?+OU=é', 'OU=é+OU=é'],
  ])('%s is %s', (a, b) => {
    expect(same(a, b)).toBe(true)
    expect(same(b, a)).toBe(true)
  })

  it.each([
    ['CN=x,C=FR', 'CN=x'],
    ['OU=x,OU=x', 'OU=x,OU=y'],
    ['OU=M?decin', 'OU=Madecin'],
    ['OU=?', 'OU=1'],
    ['O=x', 'OU=x'],
  ])('%s is not %s', (a, b) => expect(same(a, b)).toBe(false))

  it('keeps unescaped separators that no type follows', () => {
    expect(values('O=ACME, SAS + Cie,C=FR')).toEqual(['2.5.4.10=ACME, SAS + Cie', '2.5.4.6=FR'])
    expect(values('CN=30B0057881/CPET0002+GN=A,C=FR')).toHaveLength(3)
  })

  it('keeps unknown types and values that are not DER text', () => {
    expect(values('X-thing=1,1.2.3=#0500,CN=#zz')).toEqual(['X-THING=1', '1.2.3=#0500', '2.5.4.3=#zz'])
  })

  it.each(['', 'no name', '=x', ',CN=x'])('refuses %j', text => expect(parseDn(text)).toBeUndefined())

  it('refuses endless names and reads hostile ones', () => {
    expect(parseDn(Array(65).fill('CN=x').join(','))).toBeUndefined()
    expect(parseDn(`CN="${'\\'.repeat(200_000)}`)).toHaveLength(1)
    expect(parseDn(`CN=${'\\'.repeat(200_000)}x`)).toHaveLength(1)
    expect(parseDn(`CN=${','.repeat(200_000)}`)).toHaveLength(1)
    expect(parseDn(`CN=${' '.repeat(200_000)}x`)).toHaveLength(1)
  })

  it('gives back what was escaped', () => {
    const escaped = (value: string) => value.replace(/[,+"\\<>;=#]/g, '\\$&').replace(/^ | $/g, '\\ ')
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 8 }), parts => {
        const clean = parts.map(part => part.replace(/\s+/g, ' '))
        const dn = parseDn(clean.map(part => `OU=${escaped(part)}`).join(', '))
        expect(dn?.map(({ value }) => value)).toEqual(clean)
      }),
    )
  })
})
