import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  adeliKeyHolds,
  finessKeyHolds,
  insKeyHolds,
  luhn,
  rppsKeyHolds,
  rppsRangKeysHold,
  sirenKeyHolds,
  siretKeyHolds,
} from '../../src/identifiers/index.ts'

const words = (text: string) => text.trim().split(/\s+/)

describe('published numbers', () => {
  it.each(
    words(`10107592585 10001045367 10000005479 10005531586 10100375103 10005929293 10005888853 99700366240 99700831359
      99700367909 99700234190 99700343942 99900063480 99900038839 01234560801`),
  )('RPPS %s holds', rpps => expect(rppsKeyHolds(rpps)).toBe(true))

  it.each(words('10001234567 10003461033 10102727017 01234567890 1010759258 101075925855 A0107592585'))(
    'RPPS %s fails',
    rpps => expect(rppsKeyHolds(rpps)).toBe(false),
  )

  it.each(
    words(`99700831359002 99700367909006 99700234190004 99700343942006 99700366240007 99700237045007 99700245667008
      99700735741008 99900063480001 10005531586003 10100375103005`),
  )('RPPS-rang %s holds twice', value => expect(rppsRangKeysHold(value)).toEqual({ rpps: true, rang: true }))

  it.each(words('10005929293016 10005888853066'))('RPPS-rang %s holds only for the RPPS', value =>
    expect(rppsRangKeysHold(value)).toEqual({ rpps: true, rang: false }),
  )

  it.each(words('012600631 759124159 012800736 012800728 012807590 533100558 0B1022322 0B1041553'))(
    'ADELI %s holds',
    adeli => expect(adeliKeyHolds(adeli)).toBe(true),
  )

  it.each(
    words(`010000024 010780054 760021832 590064036 770816478 580008803 540002698 300017985 750100125
      2A0000014 2B0000020 2A0000386 2B0004246 2A0000154 2B0000012
      0B0156832 0B0152872 0B0057881 0B0172805 0B0130811 0B0127189 0B0011797 0B0007712 0B0041968 0B0167011`),
  )('FINESS %s holds', finess => expect(finessKeyHolds(finess)).toBe(true))

  it.each(words('754567860 060785432 458174839 510032549 150028085 1B0062640 1B0073160 1B0062023 AB0000014 0C0156832'))(
    'FINESS %s fails',
    finess => expect(finessKeyHolds(finess)).toBe(false),
  )

  it.each(words('187512751 356000000'))('SIREN %s holds', siren => expect(sirenKeyHolds(siren)).toBe(true))

  it.each(
    words(`18751275100020 39806996300013 49940088500020 85131528300016 26010004500012 39172288100052 35600000000048
      35600000049837 00000001831981 00000001831999 00000001832013 00000001871110 00000001873710 00000001853001
      00000001849132 00000000077081 31598513500187 49188397100039`),
  )('SIRET %s holds', siret => expect(siretKeyHolds(siret)).toBe(true))

  it.each(words('47998513507810 31954523700765 11111111111112 33333333333333 35600000049838'))(
    'SIRET %s fails',
    siret => expect(siretKeyHolds(siret)).toBe(false),
  )

  it.each(words('207058575627097 277076322082910 279035121518989 248039263001064 124018852493334'))(
    'INS %s holds',
    ins => expect(insKeyHolds(ins)).toBe(true),
  )

  it('reads the Corsican departments of an INS as 19 and 18', () => {
    const key = (number: string) => String(97 - (Number(number) % 97)).padStart(2, '0')
    expect(insKeyHolds(`184062A004012${key('1840619004012')}`)).toBe(true)
    expect(insKeyHolds(`184062B004012${key('1840618004012')}`)).toBe(true)
    expect(insKeyHolds(`184062C004012${key('1840619004012')}`)).toBe(false)
  })
})

const luhnNumber = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }).map(digits => {
    const body = digits.join('')
    return [...'0123456789'].map(key => body + key).find(luhn)!
  })

describe('Luhn', () => {
  it('notices any one changed digit', () => {
    fc.assert(
      fc.property(luhnNumber(11), fc.nat(10), fc.integer({ min: 1, max: 9 }), (number, position, step) => {
        const changed = (Number(number[position]) + step) % 10
        return luhn(number) && !luhn(number.slice(0, position) + changed + number.slice(position + 1))
      }),
    )
  })

  it('notices two neighbours exchanged, except 0 and 9', () => {
    fc.assert(
      fc.property(luhnNumber(14), fc.nat(12), (number, at) => {
        const [a, b] = [number[at]!, number[at + 1]!]
        const exchanged = number.slice(0, at) + b + a + number.slice(at + 2)
        return a === b || `${a}${b}` === '09' || `${a}${b}` === '90' ? luhn(exchanged) : !luhn(exchanged)
      }),
    )
  })

  it('answers no to anything that is not digits', () => {
    fc.assert(fc.property(fc.string(), text => /^[0-9]+$/.test(text) || !luhn(text)))
    expect(luhn('')).toBe(false)
  })
})
