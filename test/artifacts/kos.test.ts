import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Kos, readKos } from '../../src/artifacts/kos.ts'
import type { Located } from '../../src/engine/location.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { KosBuilder } from '../../src/testing/kos.ts'

const builder = (): KosBuilder =>
  new KosBuilder({
    uid: '2.25.1001',
    patient: {
      ins: '185017512345692',
      insOid: '1.2.250.1.213.1.4.8',
      family: 'EXEMPLE',
      given: 'Renée',
      birthDate: '19850101',
      sex: 'F',
      birthPlace: '75056',
      ipp: 'IPP1',
      ippOid: '1.2.3',
    },
    study: { uid: '2.25.2002', accession: 'ACC1', accessionOid: '2.25.3', order: 'ORD1', orderOid: '2.25.4' } as never,
  })
const read = (bytes: Uint8Array, limits = DEFAULT_LIMITS): Promise<Kos | undefined> =>
  readKos(new Source({ uri: 'k.dcm', bytes, kind: 'binary' }), limits)
const slice = ({ at }: Located<string>): string =>
  Buffer.from((at.source as Source).bytes.subarray(at.offset, at.offset + at.length)).toString('utf8')

/** The same object with its data set deflated. */
function deflated(bytes: Uint8Array, body = (data: Uint8Array): Uint8Array => data): Uint8Array {
  const file = Buffer.from(bytes)
  const start = 144 + file.readUInt32LE(140)
  const meta = file.subarray(144, start)
  const syntax = meta.indexOf('1.2.840.10008.1.2.1')
  const length = Buffer.alloc(2)
  length.writeUInt16LE(22)
  const header = Buffer.concat([
    meta.subarray(0, syntax - 2),
    length,
    Buffer.from('1.2.840.10008.1.2.1.99'),
    meta.subarray(syntax + 20),
  ])
  const group = Buffer.alloc(4)
  group.writeUInt32LE(header.length)
  return Buffer.concat([file.subarray(0, 140), group, header, deflateRawSync(body(file.subarray(start)))])
}

describe('a Key Object Selection document', () => {
  it.each([
    ['explicit', builder().bytes()],
    ['implicit', builder().implicit().bytes()],
    ['deflated', deflated(builder().bytes())],
  ])('is read in %s form with the place of each value', async (_, bytes) => {
    const kos = (await read(bytes))!
    expect(kos.sopInstanceUid?.value).toBe('2.25.1001')
    expect(kos.modality?.value).toBe('KO')
    expect(kos.conceptName?.code?.value).toBe('113030')
    expect(kos.patientId?.value).toBe('185017512345692')
    expect(kos.patientIdOid?.value).toBe('1.2.250.1.213.1.4.8')
    expect(kos.patientName?.value).toContain('Renée')
    const [request] = kos.requests
    expect(request).toMatchObject({
      accession: { value: { value: 'ACC1' }, issuer: { value: '2.25.3' }, issuerType: { value: 'ISO' } },
      placerOrder: { value: { value: 'ORD1' }, issuer: { value: '2.25.4' } },
    })
    expect(request?.studyInstanceUid?.at.path).toBe('(0040,A370)[0].(0020,000D)')
    expect(kos.evidence[0]?.series[0]?.instances).toHaveLength(2)
    for (const value of [kos.sopInstanceUid!, kos.patientId!, kos.patientName!, request!.accession.value!])
      expect(slice(value)).toBe(value.value)
    expect(kos.secrets).toEqual(
      expect.arrayContaining([
        { kind: 'ins', value: '185017512345692' },
        { kind: 'name', value: 'EXEMPLE' },
        { kind: 'name', value: 'Renée' },
        { kind: 'birth-date', value: '19850101' },
      ]),
    )
  })

  it('leaves images alone', async () => {
    expect(
      await read(builder().set('sopClassUid', '1.2.840.10008.5.1.4.1.1.2').set('modality', 'CT').bytes()),
    ).toBeUndefined()
  })

  it('has no issuer where none is written', async () => {
    const kos = await read(builder().set('accessionOid', undefined).set('patientIdOid', undefined).bytes())
    expect(kos?.patientIdOid).toBeUndefined()
    expect(kos?.requests[0]?.accession).toMatchObject({ value: { value: 'ACC1' }, issuer: undefined })
  })
})

describe('hostile files', () => {
  it('end in SourceError or in what can be read', async () => {
    const seeds = [builder().bytes(), builder().implicit().bytes(), deflated(builder().bytes())]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.integer({ min: 132, max: 1600 }), fc.nat(255)), { maxLength: 6 }),
        fc.option(fc.nat(1600)),
        async (seed, changes, cut) => {
          const bytes = Buffer.from(seed.subarray(0, cut ?? seed.length))
          for (const [offset, value] of changes) if (offset < bytes.length) bytes[offset] = value
          try {
            await read(bytes)
          } catch (error) {
            expect(error).toBeInstanceOf(SourceError)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('do not nest their way out of the stack', async () => {
    const item = Buffer.from('feff00e0ffffffff', 'hex')
    const nested = Buffer.concat([Buffer.from('4000 75a3 5351 0000 ffffffff'.replace(/ /g, ''), 'hex'), item])
    const bytes = Buffer.concat([builder().bytes(), ...Array.from({ length: 50_000 }, () => nested)])
    await expect(read(bytes)).rejects.toBeInstanceOf(SourceError)
  })

  it('do not inflate beyond the limit', async () => {
    const bomb = deflated(builder().bytes(), data => Buffer.concat([data, Buffer.alloc(5_000_000)]))
    await expect(read(bomb, { ...DEFAULT_LIMITS, fileBytes: 1_000_000 })).rejects.toThrow(/inflates to more/)
  })
})
