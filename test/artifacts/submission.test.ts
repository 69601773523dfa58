import { describe, expect, it } from 'vitest'
import { readMime, readXml } from '../../src/artifacts/message.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { entry, envelope, feed, INS, include, mime, provide, rootPart, sourceOf, submit } from './dumps.ts'

const read = (text: string) => readXml(sourceOf(text), DEFAULT_LIMITS)[0]?.submission

describe('readSubmission', () => {
  it('reads the set, its entries, folders and associations', () => {
    const submission = read(submit(entry('Doc')))
    expect(submission).toMatchObject({ form: 'ebrs', complete: false, parts: [], documents: [] })
    expect(submission?.submissionSets.map(s => [s.id?.value, s.uniqueId?.value, s.submissionTime?.value])).toEqual([
      ['Set', '1.2.250.4', '20260105080000'],
    ])
    expect(submission?.submissionSet?.classifications[0]?.node?.value).toMatch(/a54d6aa5/)
    expect(submission?.folders.map(f => f.id?.value)).toEqual(['Folder'])
    expect(submission?.associations[0]).toMatchObject({ source: { value: 'Set' }, target: { value: 'Doc' } })
    expect(submission?.associations[0]?.slot('SubmissionSetStatus')?.values[0]?.value).toBe('Original')
  })

  it('reads an entry', () => {
    const doc = read(submit(entry('Doc')))?.entries[0]
    expect(doc).toMatchObject({
      mimeType: { value: 'text/xml' },
      uniqueId: { value: '1.2.250.5.3' },
      title: { value: 'Title Doc' },
      creationTime: { value: '20260105080000' },
      hash: undefined,
      typeCode: {
        code: { value: '18748-4' },
        codingScheme: { value: '2.16.840.1.113883.6.1' },
        display: { value: 'Label' },
      },
      isImaging: true,
      isSignature: false,
    })
    expect(doc?.patientId?.value).toBe(`${INS}^^^&1.2.250.1.213.1.4.10&ISO^NH`)
    expect(doc?.authors[0]?.persons[0]?.value).toMatch(/^801234567897\^ROUX/)
    expect(doc?.confidentialityCodes.map(c => c.code?.value)).toEqual(['N'])
    expect(doc?.sourcePatientInfo).toHaveLength(3)
  })

  it('keeps the patient secret, and not the professionals', () => {
    const secrets = read(submit(entry('Doc')))?.secrets?.map(s => s.value)
    expect(secrets).toEqual(
      expect.arrayContaining([INS, '0456', 'DURAND', 'Anne', '19770701', '8 rue des Lilas', 'Lyon', '69003']),
    )
    expect(secrets).not.toContain('ROUX')
    expect(secrets).not.toContain('L')
  })

  it('links documents by exact id, then by letter case', () => {
    const linked = (id: string) =>
      read(envelope(provide(entry('Doc'), `<x:Document id="${id}">PGEvPg==</x:Document>`)))?.entries[0]
    expect(linked('Doc')).toMatchObject({ documentIdCaseDiffers: false, document: { inline: true } })
    expect(linked('doc')).toMatchObject({ documentIdCaseDiffers: true, document: { inline: true } })
    expect(linked('other')).toMatchObject({ documentIdCaseDiffers: false, document: undefined })
    expect(linked('Doc')?.document?.content?.text).toBe('<a/>')
  })

  it('is complete when the capture holds all that was sent', () => {
    expect(readMime(sourceOf(feed()), DEFAULT_LIMITS)[0]?.submission?.complete).toBe(true)
    expect(read(envelope(provide(entry('Doc'), '<x:Document id="Doc">AA==</x:Document>')))?.complete).toBe(true)
    expect(read(envelope(provide(entry('Doc'), '')))?.complete).toBe(true)
    expect(read(envelope(provide(entry('Doc'), include('Doc', 'cid:a'))))?.complete).toBe(false)
  })

  it('leaves an unknown cid without content', () => {
    const dump = mime([rootPart(envelope(provide(entry('Doc'), include('Doc', 'cid:%ZZ'))))])
    const submission = readMime(sourceOf(dump), DEFAULT_LIMITS)[0]?.submission
    expect(submission?.documents[0]).toMatchObject({ part: undefined, content: undefined, href: { value: 'cid:%ZZ' } })
    expect(submission?.complete).toBe(true)
  })

  it('tells ITI-57 and responses apart', () => {
    expect(read(envelope(submit(''), { action: 'urn:ihe:iti:2010:UpdateDocumentSet' }))?.form).toBe('iti-57')
    expect(
      read(
        submit('').replace(
          'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
          'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
        ),
      )?.form,
    ).toBe('iti-57')
    const rs = 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'
    expect(read(envelope(`<q:RegistryResponse xmlns:q="${rs}" status="S"/>`, { header: '' }))?.form).toBe('response')
  })
})
