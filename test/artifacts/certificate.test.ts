import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  type Certificate,
  type CertificateUse,
  readCertificate,
  readCertificateInText,
  useCertificate,
  verifyIssuedBy,
} from '../../src/artifacts/certificate.ts'
import { AUTHORITIES, authorityByKeyIdentifier, knownAuthority } from '../../src/artifacts/igc-sante.ts'
import { binaryOrigin } from '../../src/sources/der.ts'
import { decodeBase64, readPem } from '../../src/sources/pem.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { authority, type CertificateSpec, issue } from '../../src/testing/authority.ts'
import {
  bitString,
  boolean,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  text,
  tlv,
} from '../../src/testing/der-writer.ts'

const readDer = (bytes: Uint8Array): Certificate => {
  const source = new Source({ uri: 'x.cer', bytes, kind: 'binary' })
  return readCertificate(source, bytes, binaryOrigin(source))
}
const made = (spec: CertificateSpec): Certificate => readDer(issue(spec).der)
const codes = (certificate: Certificate): string[] => certificate.notes.map(n => n.code)

describe('fields', () => {
  const spec: CertificateSpec = {
    profile: 'org-sign',
    cn: 'RIS; "A"',
    structure: '338001234500017',
    organisation: 'SELARL É, fils',
    department: "Côte-d'Or (21)",
    notBefore: '2026-01-02T03:04:05Z',
    notAfter: '2029-01-02T03:04:05Z',
    serial: '0102030405060708090A0B0C0D0E0F10',
  }
  const issued = issue(spec)
  const certificate = readDer(issued.der)

  it('reads names, dates, serial and key', () => {
    expect(certificate.version).toBe(3)
    expect(certificate.serial).toMatchObject({ value: '0102030405060708090A0B0C0D0E0F10', octets: 16, positive: true })
    expect(certificate.subject.cn?.value).toBe('RIS; "A"')
    expect(certificate.subject.attributes.map(a => a.name)).toEqual(['C', 'ST', 'O', 'OU', 'CN'])
    expect(certificate.subject.rfc2253()).toBe(
      'CN=RIS\\; \\"A\\",OU=338001234500017,O=SELARL É\\, fils,ST=Côte-d\'Or (21),C=FR',
    )
    expect(certificate.notAfter).toMatchObject({
      value: Date.UTC(2029, 0, 2, 3, 4, 5),
      raw: '290102030405Z',
      type: 'UTCTime',
    })
    expect(certificate.key.value).toEqual({ algorithm: 'RSA', bits: 2048 })
    expect(certificate.signatureAlgorithm.value).toBe('1.2.840.113549.1.1.11')
    expect(certificate.sha256).toMatch(/^[0-9A-F]{64}$/)
    expect(codes(certificate)).toEqual([])
  })

  it('reads extensions', () => {
    expect(certificate.keyUsage?.value).toEqual(['digitalSignature', 'nonRepudiation'])
    expect(certificate.extKeyUsage?.value).toEqual(['1.3.6.1.5.5.7.3.4'])
    expect(certificate.basicConstraints).toMatchObject({ ca: false })
    expect(certificate.aki?.value).toBe('D7FBFADCD5027FE7C153864D4BE8A44A1E0BBB63')
    expect(certificate.category?.value).toBe(0x03)
    expect(certificate.crlDistributionPoints.map(u => u.value.slice(0, 4))).toEqual(['http', 'ldap'])
    expect(certificate.freshestCrl).toHaveLength(1)
    expect(certificate.aia.ocsp.map(u => u.value)).toEqual(['http://ocsp.esante.gouv.fr'])
    expect(certificate.aia.caIssuers).toHaveLength(1)
    expect(certificate.policies).toHaveLength(1)
    expect(certificate.policies[0]?.cps).toHaveLength(1)
    expect(certificate.privateKeyUsagePeriod?.notAfter?.value).toBeGreaterThan(certificate.notBefore.value)
  })

  it('points into DER, into PEM and into XML text', () => {
    const { source, offset, length, path } = certificate.subject.ou!.at
    expect(path).toBe('tbsCertificate.subject.OU')
    const bytes = (source as Source).bytes.subarray(offset, offset + length)
    expect(Buffer.from(bytes).toString('utf8')).toContain('338001234500017')

    const file = new Source({ uri: 'x.pem', bytes: Buffer.from(`dump\n${issued.pem}`) })
    const [block] = readPem(file, 10).blocks
    const inPem = readCertificate(file, block!.bytes, block!.origin).subject.ou!.at
    const slice = file.text.slice(inPem.offset, inPem.offset + inPem.length)
    expect(Buffer.from(decodeBase64(slice)!).toString('latin1')).toContain('338001234500017')
    expect(file.position(inPem.offset).line).toBeGreaterThan(2)

    const base64 = Buffer.from(issued.der).toString('base64')
    const xml = new Source({ uri: 'x.xml', bytes: Buffer.from(`<a>${base64.replace(/.{76}/g, '$&&#13;\n')}</a>`) })
    const inXml = readCertificateInText(xml, 3, xml.text.length - 4)
    expect(inXml.sha256).toBe(certificate.sha256)
    const at = inXml.subject.ou!.at
    const raw = xml.text.slice(at.offset, at.offset + at.length).replaceAll('&#13;', '')
    expect(Buffer.from(decodeBase64(raw)!).toString('latin1')).toContain('338001234500017')
  })

  it('gives a view with its uses and leaves the certificate alone', () => {
    const entry = { at: certificate.at } as unknown as CertificateUse['entry']
    const uses: CertificateUse[] = [
      { usage: 'dmp-auth', server: 'srv-1', entry },
      { usage: 'mssante', entry },
    ]
    const used = useCertificate(certificate, uses, ['trust'])
    expect(used.roles).toEqual(['dmp-auth', 'mssante', 'trust'])
    expect(used.uses[0]?.server).toBe('srv-1')
    expect(used.sha256).toBe(certificate.sha256)
    expect(certificate.roles).toEqual([])
  })
})

describe('profile', () => {
  it.each<[CertificateSpec['profile'], string]>([
    ['org-auth-cli', 'org-auth-cli'],
    ['org-sign', 'org-sign'],
    ['serv-ssl', 'serv-ssl'],
    ['cps-sign', 'person'],
    ['cps-auth', 'person'],
    ['cpe-auth', 'person'],
    ['ps-software', 'person'],
    ['class-4', 'legacy'],
    ['authority', 'ca'],
  ])('of %s is %s', (profile, expected) => {
    const certificate = made({ profile, environment: 'test' })
    expect(certificate.profile).toBe(expected)
    expect(certificate.environment).toBe('test')
    expect(certificate.structure !== undefined).toBe(['org-auth-cli', 'org-sign', 'serv-ssl'].includes(expected))
  })

  it('is unknown for other key usages and other issuers, whatever the name says', () => {
    expect(made({ profile: 'org-sign', keyUsage: [0] }).profile).toBe('unknown')
    expect(made({ profile: 'org-sign', keyUsage: [0], structure: '338001234500017' }).structure?.value).toBe(
      '338001234500017',
    )
    const foreign = made({
      profile: 'org-auth-cli',
      edit: fields => {
        fields.issuer = sequence()
      },
      extensions: { '2.5.29.35': null },
    })
    expect(foreign.profile).toBe('unknown')
    expect(foreign.structure).toBeUndefined()
  })

  it('needs exactly one OU to name a structure', () => {
    const several = made({
      profile: 'org-sign',
      subject: [[['C', 'FR']], [['OU', '1']], [['OU', '2']], [['CN', 'x']]].map(rdn =>
        rdn.map(([t, v]) => [t!, v!] as const),
      ),
    })
    expect(several.structure).toBeUndefined()
  })
})

describe('environment', () => {
  it('is told by what the authority writes', () => {
    const production = made({ profile: 'org-auth-cli' })
    expect(production.environment).toBe('production')
    expect(new Set(production.environmentSigns.map(s => s.sign))).toEqual(
      new Set(['issuer-cn', 'issuer-ou', 'authority-key', 'url', 'category']),
    )
    expect(made({ profile: 'org-auth-cli', environment: 'test' }).environment).toBe('test')
  })

  it('is mixed when the marks disagree, and no matter of OU or O', () => {
    expect(made({ profile: 'org-sign', category: 0x83 }).environment).toBe('mixed')
    expect(made({ profile: 'org-sign', structure: '10B0172805', organisation: 'TEST' }).environment).toBe('production')
    expect(made({ profile: 'org-sign', environment: 'test', structure: '318751275100020' }).environment).toBe('test')
  })
})

describe('departures from DER', () => {
  const keyUsage = (value: Uint8Array): string[] =>
    codes(made({ profile: 'org-auth-cli', extensions: { '2.5.29.15': { critical: true, value } } }))

  it('are noted, not refused', () => {
    expect(codes(readDer(Buffer.concat([issue({ profile: 'org-sign' }).der, Buffer.from('xx')])))).toEqual([
      'trailing-octets',
    ])
    expect(keyUsage(tlv(0x03, Uint8Array.of(0, 0x80)))).toEqual(['named-bits-not-minimal'])
    expect(keyUsage(namedBits([0]))).toEqual([])
    expect(keyUsage(octetString())).toEqual(['extension-unreadable'])
    expect(keyUsage(Uint8Array.of(0x03, 0x7f))).toEqual(['extension-unreadable'])
    const basic = { '2.5.29.19': { value: sequence(boolean(false)) } }
    expect(codes(made({ profile: 'org-sign', extensions: basic }))).toEqual(['ca-false-encoded'])
    const wrongTrue = { '2.5.29.19': { value: sequence(tlv(0x01, Uint8Array.of(1))) } }
    expect(codes(made({ profile: 'org-sign', extensions: wrongTrue }))).toEqual(['boolean-not-ff'])
  })

  it('name the field', () => {
    const certificate = made({ profile: 'org-sign', extensions: { '2.5.29.19': { value: sequence(boolean(false)) } } })
    expect(certificate.notes[0]?.at.path).toBe('tbsCertificate.extensions.2.5.29.19')
  })

  it('read as absent when an extension makes no sense', () => {
    const certificate = made({ profile: 'org-sign', extensions: { '2.5.29.37': { value: text('x') } } })
    expect(certificate.extKeyUsage).toBeUndefined()
    expect(certificate.profile).toBe('unknown')
  })

  it('refuses what is no certificate', () => {
    for (const bytes of [
      sequence(),
      sequence(sequence(), sequence(), bitString(Buffer.from('x'))),
      integer(3),
      oid('1.2.3'),
    ])
      expect(() => readDer(bytes)).toThrow(SourceError)
  })
})

describe('signatures', () => {
  it('verify with the issuer that is named, and no other', () => {
    const leaf = made({ profile: 'org-sign' })
    const intermediate = readDer(authority('el-org').der)
    const root = readDer(authority('el-root').der)
    expect(verifyIssuedBy(leaf, intermediate)).toBe(true)
    expect(verifyIssuedBy(intermediate, root)).toBe(true)
    expect(verifyIssuedBy(root, root)).toBe(true)
    expect(root.selfIssued && root.isCa).toBe(true)
    expect(verifyIssuedBy(leaf, root)).toBe(false)
    expect(verifyIssuedBy(leaf, readDer(authority('el-org', 'test').der))).toBe(false)
    const altered = Buffer.from(issue({ profile: 'org-sign', cn: 'RIS' }).der)
    altered[altered.indexOf('RIS')] = 0x53
    expect(verifyIssuedBy(readDer(altered), intermediate)).toBe(false)
  })

  it.each(['sha1', 'sha384', 'sha512'] as const)('are read with %s', hash => {
    expect(verifyIssuedBy(made({ profile: 'org-sign', hash }), readDer(authority('el-org').der))).toBe(true)
  })

  it('are read with elliptic curves and EdDSA', () => {
    for (const [type, algorithm, digest] of [
      ['ec', '1.2.840.10045.4.3.2', 'sha256'],
      ['ed25519', '1.3.101.112', null],
    ] as const) {
      const pair = type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
      const name = sequence(tlv(0x31, sequence(oid('2.5.4.3'), text('X'))))
      const id = sequence(oid(algorithm))
      const tbs = sequence(
        integer(1),
        id,
        name,
        sequence(tlv(0x17, Buffer.from('260101000000Z')), tlv(0x17, Buffer.from('270101000000Z'))),
        name,
        pair.publicKey.export({ type: 'spki', format: 'der' }),
      )
      const certificate = readDer(sequence(tbs, id, bitString(sign(digest, tbs, pair.privateKey))))
      expect(certificate.version).toBe(1)
      expect(certificate.key.value.bits).toBe(256)
      expect(verifyIssuedBy(certificate, certificate)).toBe(true)
    }
  })
})

it('knows the published authorities', () => {
  expect(authorityByKeyIdentifier('212E847D3B1EF512DE51A2215CAE93A8EF5BE3F5')?.environment).toBe('test')
  for (const known of AUTHORITIES) {
    expect(known.ski).toMatch(/^[0-9A-F]{40}$/)
    if (known.sha256) expect(knownAuthority({ sha256: known.sha256 })).toBe(known)
  }
  expect(knownAuthority(made({ profile: 'authority' }))).toBeUndefined()
})
