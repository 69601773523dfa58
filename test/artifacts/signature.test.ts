import { describe, expect, it } from 'vitest'
import { readXml } from '../../src/artifacts/message.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { sourceOf, token, xades } from './dumps.ts'

const read = (text: string) => readXml(sourceOf(text), DEFAULT_LIMITS)[0]?.signatures ?? []

describe('readSignature', () => {
  it('reads an XAdES signature document', () => {
    const [signature] = read(xades())
    expect(signature).toMatchObject({
      roles: ['submission'],
      id: { value: 'S' },
      canonicalization: { value: 'urn:c14n' },
      method: { value: 'urn:rsa' },
      signatureValue: { value: 'AAEC' },
      purpose: { value: '1.2.840.10065.1.12.1.14' },
      signingTime: { value: '2026-01-05T09:00:00+01:00' },
      host: undefined,
    })
    expect(signature?.references.map(r => [r.uri?.value, r.digestMethod?.value, r.digestValue?.value])).toEqual([
      ['#IHEManifest', 'urn:sha1', 'AA=='],
    ])
    expect(signature?.references[0]?.transforms[0]).toMatchObject({
      algorithm: { value: 'urn:t' },
      prefixList: { value: 'ds saml' },
    })
    expect(signature?.manifest.map(r => r.uri?.value)).toEqual(['urn:oid:1.2.250.4'])
    expect(signature?.signingCertificates[0]).toMatchObject({
      serialNumber: { value: '12' },
      digestValue: { value: 'BB==' },
    })
    expect([...(signature?.certificates[0]?.value ?? [])]).toEqual([0x30, 0, 1])
  })

  it('gives each signature of a token, and every SignedInfo', () => {
    const twice = xades().replace('<SignatureValue>', '<SignedInfo><Reference URI="#b"/></SignedInfo><SignatureValue>')
    const signatures = read(token('_1', twice + xades()))
    expect(signatures.map(s => [s.roles[0], s.signedInfos.length, s.references.length])).toEqual([
      ['token', 2, 2],
      ['token', 1, 1],
    ])
  })
})
