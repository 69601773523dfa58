import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Container, readCertificates, sniffCertificate } from '../../src/artifacts/container.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { Source } from '../../src/sources/source.ts'
import { authority, issue, pem, revocationList } from '../../src/testing/authority.ts'
import { integer, oid, sequence, tagged, tlv } from '../../src/testing/der-writer.ts'
import { type Encryption, type Pfx, writePfx } from './pfx.ts'

const leaf = issue({ profile: 'org-sign', cn: 'RIS' })
const intermediate = authority('el-org')
const root = authority('el-root')
const PASSWORD = 'Pé€ss'

const read = (content: Uint8Array | string, password?: string, limits = DEFAULT_LIMITS): Promise<Container> =>
  readCertificates(
    new Source({ uri: 'file', bytes: typeof content === 'string' ? Buffer.from(content) : content }),
    limits,
    password === undefined ? {} : { password: async () => password },
  )
const names = (container: Container): (string | undefined)[] => container.certificates.map(c => c.subject.cn?.value)
const codes = (container: Container): string[] => container.problems.map(p => p.code)

const pfx = (options: Partial<Pfx> = {}): Uint8Array =>
  writePfx({
    certificates: [{ der: root.der }, { der: intermediate.der }, { der: leaf.der, keyId: 'k' }],
    key: { key: leaf.privateKey, keyId: 'k', encryption: '3des' },
    encryption: 'none',
    mac: 'sha1',
    password: PASSWORD,
    ...options,
  })

describe('PEM', () => {
  it('reads every block between text dumps, CRLF and junk', async () => {
    const text = `Bag Attributes\n${leaf.pem}junk ----- more\n${intermediate.pem}${root.pem}`.replace(/\n/g, '\r\n')
    const container = await read(text)
    expect(container.format).toBe('PEM')
    expect(names(container)).toEqual(['RIS', intermediate.subject.at(-1)?.[0]?.[1], root.subject.at(-1)?.[0]?.[1]])
    expect(container.leaf?.subject.cn?.value).toBe('RIS')
    expect(container.problems).toEqual([])
  })

  it('keeps the other certificates when one block is damaged', async () => {
    const container = await read(
      `${leaf.pem.replace('MII', 'M*I')}${intermediate.pem}-----BEGIN CERTIFICATE-----\nMIIB`,
    )
    expect(names(container)).toHaveLength(1)
    expect(codes(container)).toEqual(['malformed', 'malformed'])
  })

  it('notes private keys without keeping them, and compares them with the certificates', async () => {
    const other = issue({ profile: 'org-auth-cli', cn: 'OTHER', key: 3 })
    const container = await read(`${other.pem}${leaf.pem}${leaf.privateKeyPem}`)
    expect(container.privateKeys).toHaveLength(1)
    expect(container.privateKeys[0]?.encrypted).toBe(false)
    expect(container.leaves).toHaveLength(2)
    expect(container.leaf?.subject.cn?.value).toBe('RIS')
    expect(container.leaf?.publicKeySha256).toBe(container.privateKeys[0]?.publicKeySha256)
    expect(JSON.stringify(container.privateKeys.map(k => ({ ...k, at: undefined })))).not.toContain('MII')
  })

  it('tells encrypted keys from clear ones', async () => {
    const encrypted = leaf.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x1' })
    const legacy = leaf.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x1' })
    const clear = leaf.privateKey.export({ type: 'pkcs1', format: 'pem' })
    const container = await read(`${encrypted}${legacy}${clear}`)
    expect(container.privateKeys.map(k => k.encrypted)).toEqual([true, true, false])
    const opened = await read(String(encrypted), 'x1')
    expect(opened.privateKeys[0]?.publicKeySha256).toBe(container.privateKeys[2]?.publicKeySha256)
    expect(codes(await read(String(encrypted), 'x2'))).toEqual(['password-wrong'])
  })

  it('stops at the limit of certificates', async () => {
    const container = await read(leaf.pem.repeat(5), undefined, { ...DEFAULT_LIMITS, certificates: 3 })
    expect(container.certificates).toHaveLength(3)
    expect(container.problems[0]?.limit).toBe('certificates')
  })

  it('cannot tell the leaf of two without a key', async () => {
    const other = issue({ profile: 'org-auth-cli', cn: 'OTHER' })
    expect((await read(leaf.pem + other.pem)).leaf).toBeUndefined()
    expect((await read(leaf.pem + leaf.pem)).leaf?.subject.cn?.value).toBe('RIS')
  })
})

describe('DER and PKCS#7', () => {
  it('tells certificates, lists, requests and keys apart', async () => {
    expect(names(await read(leaf.der))).toEqual(['RIS'])
    const crl = revocationList({ thisUpdate: '2026-11-24T06:00:00Z', nextUpdate: '2026-11-25T06:00:00Z' })
    expect((await read(crl)).crls).toHaveLength(1)
    const key = leaf.privateKey.export({ type: 'pkcs8', format: 'der' })
    expect((await read(key)).privateKeys[0]?.encrypted).toBe(false)
    expect((await read(leaf.privateKey.export({ type: 'pkcs1', format: 'der' }))).privateKeys).toHaveLength(1)
    expect((await read(pem('CERTIFICATE REQUEST', leaf.der))).requests).toHaveLength(1)
  })

  const signedData = (bytes: (content: Uint8Array) => Uint8Array): Uint8Array =>
    bytes(
      sequence(
        integer(1),
        tlv(0x31),
        sequence(oid('1.2.840.113549.1.7.1')),
        tagged(0, leaf.der, intermediate.der),
        tlv(0x31),
      ),
    )

  it('reads p7b in DER, in PEM and with indefinite lengths', async () => {
    const definite = signedData(content => sequence(oid('1.2.840.113549.1.7.2'), tagged(0, content)))
    const indefinite = signedData(content =>
      Buffer.concat([
        Buffer.from([0x30, 0x80]),
        oid('1.2.840.113549.1.7.2'),
        Buffer.from([0xa0, 0x80]),
        content,
        Buffer.alloc(4),
      ]),
    )
    for (const container of [await read(definite), await read(pem('PKCS7', definite)), await read(indefinite)]) {
      expect(container.certificates).toHaveLength(2)
      expect(container.problems).toEqual([])
      expect(container.leaf?.subject.cn?.value).toBe('RIS')
    }
  })

  it('refuses indefinite lengths in a certificate', async () => {
    const [, , ...content] = leaf.der
    const container = await read(Buffer.from([0x30, 0x80, ...content.slice(2), 0, 0]))
    expect(container.problems[0]?.detail).toContain('indefinite length')
  })
})

describe('PKCS#12', () => {
  it('reads certificates in clear without a password and chooses the leaf by its key', async () => {
    const container = await read(pfx())
    expect(container.format).toBe('PKCS#12')
    expect(container.certificates).toHaveLength(3)
    expect(container.leaf?.subject.cn?.value).toBe('RIS')
    expect(container.problems).toEqual([])
    expect(container.privateKeys[0]).toMatchObject({ encrypted: true, publicKeySha256: undefined })
    const [certificate] = container.certificates
    const { source, offset, length } = certificate!.at
    expect(Buffer.compare((source as Source).bytes.subarray(offset, offset + length), root.der)).toBe(0)
  })

  const protections: [Encryption, Pfx['mac'], boolean][] = [
    ['3des', 'sha1', false],
    ['rc2-40', 'sha1', false],
    ['rc2-128', 'sha1', false],
    ['aes-256', 'sha256', true],
    ['aes-256', 'pbmac1', true],
    ['aes-256', 'none', true],
  ]
  for (const [encryption, mac, modern] of protections)
    it(`opens ${encryption} with MAC ${mac}`, async () => {
      const bytes = pfx({ encryption, mac, key: { key: leaf.privateKey, keyId: 'k', encryption } })
      const good = await read(bytes, PASSWORD)
      expect(good.problems).toEqual([])
      expect(good.certificates).toHaveLength(3)
      expect(good.leaf?.subject.cn?.value).toBe('RIS')
      expect(good.privateKeys[0]?.publicKeySha256).toBe(good.leaf?.publicKeySha256)
      expect(good.protections.find(p => p.part === 'certificates')?.modern).toBe(modern)
      expect(good.secrets).toEqual([{ kind: 'password', value: PASSWORD }])

      const wrong = await read(bytes, 'wrong-password')
      expect(codes(wrong)).toEqual(['password-wrong'])
      expect(JSON.stringify(wrong.problems.map(p => p.detail))).not.toContain('wrong-password')
      const missing = await read(bytes)
      expect(codes(missing)).toEqual(['password-missing'])
    })

  it('opens the empty password when none is given', async () => {
    const container = await read(pfx({ encryption: 'aes-256', password: '' }))
    expect(container.certificates).toHaveLength(3)
    expect(container.problems).toEqual([])
  })

  it('reports a wrong password even when the certificates are in clear', async () => {
    const container = await read(pfx(), 'nope')
    expect(container.certificates).toHaveLength(3)
    expect(codes(container)).toEqual(['password-wrong'])
  })

  it('names an algorithm that it cannot open', async () => {
    const container = await read(pfx({ encryption: 'rc4-128' }), PASSWORD)
    expect(codes(container)).toEqual(['algorithm-unsupported'])
    expect(container.problems[0]?.detail).toContain('pbeWithSHA1And128BitRC4')
    expect(container.leaves).toEqual([])
  })

  it('notes a key bag that is not shrouded', async () => {
    const container = await read(pfx({ key: { key: leaf.privateKey, encryption: 'none' } }))
    expect(container.privateKeys[0]?.encrypted).toBe(false)
    expect(container.leaf?.subject.cn?.value).toBe('RIS')
  })
})

describe('hostile input', () => {
  it('is recognised by its first bytes', () => {
    expect(sniffCertificate(leaf.der)).toBe(true)
    expect(sniffCertificate(Buffer.from(`text\n${leaf.pem}`))).toBe(true)
    expect(sniffCertificate(Buffer.from('0,1,2\n'))).toBe(false)
    expect(sniffCertificate(Buffer.from('<xml/>'))).toBe(false)
    expect(sniffCertificate(new Uint8Array())).toBe(false)
  })

  it('ends in problems, never in an exception', async () => {
    const seeds = [leaf.der, Buffer.from(leaf.pem), pfx(), pfx({ encryption: 'rc2-40' }), pfx({ mac: 'pbmac1' })]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(6000)),
        async (seed, changes, cut) => {
          const bytes = Buffer.from(seed.subarray(0, cut ?? seed.length))
          for (const [offset, value] of changes) if (offset < bytes.length) bytes[offset] = value
          const container = await read(bytes, PASSWORD)
          for (const certificate of container.certificates) {
            certificate.profile
            certificate.environment
            certificate.notes
            certificate.key
            certificate.serial
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  it('does not spend hours on an iteration count', async () => {
    const bytes = Buffer.from(pfx({ encryption: 'aes-256', mac: 'none' }))
    const salt = bytes.indexOf(Buffer.from('0123456789abcdef', 'hex'))
    // INTEGER 10 after the salt becomes one of four octets taken from what follows: structure broken or count huge.
    bytes[salt + 9] = 0x7f
    const container = await read(bytes, PASSWORD)
    expect(container.certificates).toEqual([])
    expect(container.problems.length).toBeGreaterThan(0)
  })
})
