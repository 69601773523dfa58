import { describe, expect, it } from 'vitest'
import { readXml } from '../../src/artifacts/message.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { envelope, INS, security, sourceOf, token } from './dumps.ts'

const read = (text: string) => readXml(sourceOf(text), DEFAULT_LIMITS)[0]?.vihfs ?? []

describe('readVihf', () => {
  it('reads the fields of a token', () => {
    const [vihf] = read(envelope('<x/>'))
    expect(vihf).toMatchObject({
      form: 'soap',
      id: { value: '_1' },
      version: { value: '2.0' },
      issuer: { value: 'CN=X' },
      issuerFormat: { value: 'urn:f' },
      contextClass: { value: 'urn:c' },
      contextDecl: undefined,
      vihfVersion: { value: '3.0' },
      mode: { value: 'INDIRECTE' },
      structure: { value: '333800123450001' },
      sector: undefined,
      action: { value: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b' },
    })
    expect(vihf?.security?.local).toBe('Security')
    expect(vihf?.subjectRoles.map(r => [r.code?.value, r.codeSystem?.value])).toEqual([
      ['10', '1.2.250.1.71.1.2.7'],
      ['SM44', '1.2.250.1.71.4.2.5'],
    ])
    expect(vihf?.attribute('VIHF_Version')?.values).toHaveLength(1)
    expect(vihf?.attribute('vihf_version')).toBeUndefined()
  })

  it('keeps stray white space in a value and leaves it out of the place', () => {
    const text = token()
    const nameId = read(text)[0]?.nameId
    expect(nameId?.value).toBe(' 801234567897 ')
    expect(nameId && text.slice(nameId.at.offset, nameId.at.offset + nameId.at.length)).toBe('801234567897')
  })

  it('keeps the matricule and the approval number secret', () => {
    expect(read(token())[0]?.secrets).toEqual([
      { kind: 'ins', value: INS },
      { kind: 'approval-number', value: 'ABC-1234-x' },
    ])
  })

  it('passes over assertions that are no VIHF, and keeps misspelt ones', () => {
    const saml = (name: string) =>
      `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><AttributeStatement><Attribute Name="${name}"><AttributeValue>x</AttributeValue></Attribute></AttributeStatement></Assertion>`
    expect(read(saml('identifiantFacturation'))).toEqual([])
    expect(read(saml('urn:oasis:names:tc:xspa:1.0:subject:subject-id'))).toEqual([])
    expect(read(saml('Secteur Activite'))).toHaveLength(1)
    expect(read('<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>')).toEqual([])
  })

  it('reads every assertion of a header', () => {
    expect(read(envelope('<x/>', { header: security(token('_1') + token('_2')) })).map(v => v.id?.value)).toEqual([
      '_1',
      '_2',
    ])
  })
})
