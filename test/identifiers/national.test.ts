import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isTestPerson,
  isTestStructure,
  normaliseStructureId,
  parsePersonId,
  parseStructureId,
  sameStructureText,
  sirenOf,
  structureOfPerson,
} from '../../src/identifiers/index.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const BARE = {
  'adeli-rang': fc.stringMatching(/^[0-9A-Z]{11}$/),
  finess: fc.stringMatching(/^[0-9][0-9A-Z][0-9]{7}$/),
  siren: digits(9),
  siret: digits(14),
  'rpps-rang': digits(14),
}
const anyStructure = fc
  .constantFrom(
    ['adeli-rang', '0', '1'] as const,
    ['finess', '1', '3'] as const,
    ['siren', '2', '4'] as const,
    ['siret', '3', '5'] as const,
    ['rpps-rang', '4', '6'] as const,
  )
  .chain(([kind, structurePrefix, personPrefix]) =>
    BARE[kind].map(bare => ({ kind, bare, structurePrefix, personPrefix })),
  )

describe('Struct_IdNat', () => {
  it.each([
    ['1010000024', 'finess', '010000024'],
    ['10B0172805', 'finess', '0B0172805'],
    ['12A0000014', 'finess', '2A0000014'],
    ['2187512751', 'siren', '187512751'],
    ['339172288100052', 'siret', '39172288100052'],
    ['410005531586003', 'rpps-rang', '10005531586003'],
    ['499700366240007', 'rpps-rang', '99700366240007'],
    ['001260063101', 'adeli-rang', '01260063101'],
  ])('reads %s as %s', (text, kind, bare) => {
    expect(parseStructureId(text)).toEqual({ kind, text, prefix: text[0], bare })
  })

  it('keeps the closed FINESS prefixes and reads them as 1 in comparisons', () => {
    expect(parseStructureId('5750100125')).toMatchObject({ kind: 'finess', deprecatedPrefix: '5' })
    expect(parseStructureId('6750100125')).toMatchObject({ kind: 'finess', deprecatedPrefix: '6' })
    expect(sameStructureText('5750100125', '1750100125')).toBe(true)
    expect(sameStructureText('1750100125', '1750100126')).toBe(false)
    expect(sameStructureText(' 10b0172805', '10B0172805')).toBe(true)
    expect(normaliseStructureId('539172288100052')).toBe('539172288100052')
  })

  it('takes the EJ form of a practice as unusual', () => {
    expect(parseStructureId('0EJ01260063101')).toMatchObject({
      kind: 'adeli-rang',
      unusual: 'EJ form',
      bare: '01260063101',
    })
    expect(parseStructureId('4EJ10005531586003')).toMatchObject({ kind: 'rpps-rang', unusual: 'EJ form' })
  })

  it.each([
    ['', 'empty'],
    ['136 788 596 476', 'white-space'],
    ['10b0172805', 'lower-case'],
    ['R95141', 'technical-id'],
    ['F010000024', 'technical-id'],
    ['C123', 'technical-id'],
    ['F0B0172805', 'technical-id'],
    ['39172288100052', 'missing-prefix'],
    ['010000024', 'missing-prefix'],
    ['0B0172805', 'missing-prefix'],
    ['3339172288100052', 'doubled-prefix'],
    ['110B0172805', 'doubled-prefix'],
    ['10B01728051', 'bad-length'],
    ['11010000024', 'doubled-prefix'],
    ['33917228810005', 'missing-prefix'],
    ['3391722881000', 'bad-length'],
    ['3A9172288100052', 'bad-characters'],
    ['899700366240', 'unknown-prefix'],
    ['7750100125', 'unknown-prefix'],
    ['ABC', 'unknown-prefix'],
    ['FINEG/300017985', 'slash'],
    ['3750100125/1453', 'slash'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parseStructureId(text)).toEqual({ kind: 'invalid', text, reason })
  })

  it('reads every well-formed identifier', () => {
    fc.assert(
      fc.property(anyStructure, ({ kind, bare, structurePrefix }) => {
        const text = structurePrefix + bare
        // An ADELI-rang of letters only may begin with EJ and stay one.
        expect(parseStructureId(text)).toEqual({ kind, text, prefix: structurePrefix, bare })
      }),
    )
  })

  it('gives the SIREN', () => {
    const siren = (text: string) => {
      const id = parseStructureId(text)
      return id.kind === 'invalid' ? undefined : sirenOf(id)
    }
    expect(siren('339172288100052')).toBe('391722881')
    expect(siren('2187512751')).toBe('187512751')
    expect(siren('410005531586003')).toBeUndefined()
  })

  it.each(['10B0172805', '11B0062023', '300000001831981', '499700366240007', '499900063480001'])('%s is TEST', text =>
    expect(isTestStructure(text)).toBe(true),
  )

  it.each(['12A0000014', '12B0000020', '1010000024', '339172288100052', '410005531586003', 'R95141', ''])(
    '%j is not TEST',
    text => expect(isTestStructure(text)).toBe(false),
  )
})

describe('PS_IdNat', () => {
  it.each([
    ['810005531586', { kind: 'rpps', bare: '10005531586' }],
    ['0012600631', { kind: 'adeli', bare: '012600631' }],
    ['00B1041553', { kind: 'adeli', bare: '0B1041553' }],
    ['2123456', { kind: 'drass' }],
    ['9123456', { kind: 'etudiant' }],
    ['30B0057881/CPET0002', { kind: 'internal', structureKind: 'finess', bare: '0B0057881', internalId: 'CPET0002' }],
    ['3750100125/1453', { kind: 'internal', structureKind: 'finess', internalId: '1453' }],
    ['112345678901/00001', { kind: 'internal', structureKind: 'adeli-rang', bare: '12345678901' }],
    ['101260063101/7', { kind: 'internal', structureKind: 'adeli-rang', bare: '01260063101' }],
    ['4187512751/7', { kind: 'internal', structureKind: 'siren' }],
    ['539172288100052/a/b', { kind: 'internal', structureKind: 'siret', internalId: 'a/b' }],
    ['610005531586003/sec 1', { kind: 'internal', structureKind: 'rpps-rang', internalId: 'sec 1' }],
  ])('reads %s', (text, expected) => expect(parsePersonId(text)).toMatchObject({ text, ...expected }))

  it.each([
    ['', 'empty'],
    [' 810005531586', 'white-space'],
    ['8 10005531586', 'white-space'],
    ['30b0057881/CPET0002', 'lower-case'],
    ['10005531586', 'missing-prefix'],
    ['99700366240', 'missing-prefix'],
    ['012600631', 'missing-prefix'],
    ['750100125/1453', 'missing-prefix'],
    ['7123456789', 'prefix-7'],
    ['7750100125/1', 'prefix-7'],
    ['X1', 'unknown-prefix'],
    ['10jean.dupont@medecin.mssante.fr', 'mssante'],
    ['ANS20231122132732', 'editor-test-identity'],
    ['30B0057881', 'missing-internal-id'],
    ['3750100125/', 'empty-internal-id'],
    ['810005531586/1', 'unexpected-internal-id'],
    ['1750100125/1453', 'structure-prefix'],
    ['339172288100052/1', 'structure-prefix'],
    ['10B0011797/00B1022322', 'structure-prefix'],
    ['80000553158', 'bad-length'],
    ['800AMAR12', 'bad-length'],
    ['8100055315861', 'bad-length'],
    ['81000553158X', 'bad-characters'],
    ['375010012/1', 'missing-prefix'],
    ['37501001255/1', 'bad-length'],
  ])('refuses %j: %s', (text, reason) => expect(parsePersonId(text)).toMatchObject({ kind: 'invalid', text, reason }))

  it('reads every structure and internal number, and finds the structure under the shift', () => {
    const internal = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/)
    fc.assert(
      fc.property(anyStructure, internal, ({ kind, bare, structurePrefix, personPrefix }, internalId) => {
        const id = parsePersonId(`${personPrefix}${bare}/${internalId}`)
        expect(id).toMatchObject({ kind: 'internal', structureKind: kind, bare, internalId })
        expect(structureOfPerson(id)).toEqual({ kind, bare, prefix: structurePrefix, text: structurePrefix + bare })
      }),
    )
  })

  it('finds the structure behind the prefix of the other table', () => {
    expect(structureOfPerson(parsePersonId('1750100125/1453'))?.text).toBe('1750100125')
    expect(structureOfPerson(parsePersonId('810005531586'))).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => parsePersonId(text).text === text && !!parseStructureId(text)),
    )
  })

  it.each(['899700366240', '899900063480', 'ANS20231122132732', '00B1041553', '30B0057881/CPET0002'])(
    '%s is TEST',
    text => expect(isTestPerson(text)).toBe(true),
  )

  it.each(['810005531586', '3750100125/1453', '0012600631', ''])('%j is not TEST', text =>
    expect(isTestPerson(text)).toBe(false),
  )
})
