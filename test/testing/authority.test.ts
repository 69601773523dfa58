import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { authority, type Environment, issue, type Profile } from '../../src/testing/index.ts'

const person = { id: '819000000117', family: 'VALMONT', given: 'CLAIRE', specialties: ['SM44'] }
const PROFILES: readonly Profile[] = [
  'org-auth-cli',
  'org-sign',
  'serv-ssl',
  'cps-sign',
  'cps-auth',
  'cpe-sign',
  'cpe-auth',
  'ps-software',
  'class-4',
]

describe.each(['production', 'test'] as const)('the %s authority', (environment: Environment) => {
  it.each(PROFILES)('issues %s certificates that chain to its root', profile => {
    const personal = /^(cp|ps)/.test(profile)
    const leaf = issue({ profile, environment, cn: 'db1.example.test', ...(personal ? { person } : {}) })
    const certificates = [leaf, ...leaf.chain].map(({ der }) => new X509Certificate(der))
    certificates.forEach((certificate, i) => {
      const issuer = certificates[i + 1] ?? certificate
      expect(certificate.verify(issuer.publicKey)).toBe(true)
      expect(certificate.checkIssued(issuer)).toBe(true)
    })
    expect(certificates.at(-1)!.ca).toBe(true)
    expect(certificates[0]!.checkPrivateKey(leaf.privateKey)).toBe(true)
  })

  it('says that it is an example', () => {
    expect(authority('el-org', environment).subjectText).toBe(
      environment === 'test'
        ? 'CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS,OU=EXEMPLE,OU=IGC-SANTE TEST,OU=0002 187512751,O=ASIP-SANTE,C=FR'
        : 'CN=AC IGC-SANTE ELEMENTAIRE ORGANISATIONS,OU=EXEMPLE,OU=IGC-SANTE,OU=0002 187512751,O=ASIP-SANTE,C=FR',
    )
  })
})

it('every field and extension of a certificate can be changed', () => {
  const { der } = issue({
    profile: 'serv-ssl',
    cn: 'db1.example.test',
    dnsNames: ['db1.example.test', 'db2.example.test'],
    key: 'rsa-1024',
    hash: 'sha1',
    notAfter: '2026-12-04T00:00:00Z',
    serial: '0102',
    extensions: { '2.5.29.14': null, '1.2.3.4': { critical: true, value: Uint8Array.of(5, 0) } },
    edit: fields => {
      delete fields.version
    },
  })
  const hex = Buffer.from(der).toString('hex')
  expect(hex).not.toContain('0603551d0e')
  expect(hex).toContain('06032a03040101ff04020500')
  expect(hex).toContain('020201023')
  expect(Buffer.from(der).toString('latin1')).toContain('db2.example.test')
})
