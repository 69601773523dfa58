import { describe, expect, it } from 'vitest'
import { readXml } from '../../src/artifacts/message.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { cda, INS, sourceOf } from './dumps.ts'

const read = (text: string) => readXml(sourceOf(text), DEFAULT_LIMITS)[0]?.documents[0]

describe('readCda', () => {
  it('reads the header', () => {
    const document = read(cda())
    expect(document).toMatchObject({
      id: { root: { value: '1.2.250.77' }, extension: undefined },
      setId: undefined,
      code: { code: { value: '18748-4' } },
      title: { value: 'CR d’imagerie' },
      effectiveTime: { value: '20260105090000+0100' },
      legalAuthenticator: {
        nationalId: { value: '801234567897' },
        signatureCode: { value: 'S' },
        organization: undefined,
      },
      nonXmlBodyMediaType: { value: 'application/pdf' },
      encounter: { facilityCode: { code: { value: 'SA09' } } },
      isImagingReport: true,
    })
    expect(document?.patient.ids[0]?.extension?.value).toBe(INS)
    expect(document?.authors.map(a => [a.nationalId?.value, a.organization?.nationalId?.value, a.device])).toEqual([
      ['801234567897', '333800123450001', false],
      [undefined, undefined, true],
    ])
    expect(document?.orders.map(o => o.extension?.value)).toEqual(['O1'])
    expect(document?.accessionNumbers.map(o => o.extension?.value)).toEqual(['A1'])
    const [event] = document?.serviceEvents ?? []
    expect(event?.ids[0]?.root?.value).toBe('1.2.250.10')
    expect(event?.low?.value).toBe('20260105080000+0100')
    expect(event?.code?.translations.map(t => [t.code?.value, t.qualifiers[0]?.value])).toEqual([['MR', '121139']])
    expect(document?.related.map(r => [r.typeCode?.value, r.parentIds[0]?.root?.value])).toEqual([
      ['RPLC', '1.2.250.76'],
    ])
  })

  it('keeps the patient and relations secret, and not the professionals', () => {
    const secrets = read(cda())?.secrets?.map(s => s.value)
    expect(secrets?.sort()).toEqual(
      [INS, 'rue des Lilas', 'tel:0400000000', '0400000000', 'DURAND', 'Anne', '19770701', 'PETIT'].sort(),
    )
  })

  it('reads a document that has no more than its root', () => {
    expect(read('<ClinicalDocument xmlns="urn:hl7-org:v3"/>')).toMatchObject({ authors: [], patient: { ids: [] } })
  })
})
