import { expect, it } from 'vitest'
import { readCertificates } from '../../src/artifacts/container.ts'
import { type RevocationList, verifyRevocationList } from '../../src/artifacts/crl.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { Source } from '../../src/sources/source.ts'
import { authority, issue, pem, revocationList } from '../../src/testing/authority.ts'

const DATES = { thisUpdate: '2026-11-24T06:00:00Z', nextUpdate: '2026-11-25T06:00:00Z' }
const read = async (bytes: Uint8Array | string) =>
  await readCertificates(new Source({ uri: 'x.crl', bytes: Buffer.from(bytes) }), DEFAULT_LIMITS)
const list = async (bytes: Uint8Array | string): Promise<RevocationList> => (await read(bytes)).crls[0]!

it('reads the list of an authority', async () => {
  const leaf = issue({ profile: 'org-sign' })
  const bytes = revocationList({
    ...DATES,
    revoked: [{ serial: leaf.serial, date: '2026-11-20T00:00:00Z', reason: 1 }],
  })
  const [certificate] = (await read(leaf.pem)).certificates
  for (const crl of [await list(bytes), await list(pem('X509 CRL', bytes))]) {
    expect(crl.thisUpdate.value).toBe(Date.parse(DATES.thisUpdate))
    expect(crl.nextUpdate?.value).toBe(Date.parse(DATES.nextUpdate))
    expect(crl.aki?.value).toBe('D7FBFADCD5027FE7C153864D4BE8A44A1E0BBB63')
    expect(crl.issuer.equals(certificate!.issuer)).toBe(true)
    expect(crl.isDelta).toBe(false)
    const found = crl.revoked.get(certificate!.serial.value)
    expect(found).toMatchObject({ date: Date.parse('2026-11-20T00:00:00Z'), reason: 1 })
    expect(found?.at.length).toBeGreaterThan(0)
  }
})

it('reads empty and delta lists', async () => {
  expect((await list(revocationList(DATES))).revoked.size).toBe(0)
  expect((await list(revocationList({ ...DATES, base: 1 }))).isDelta).toBe(true)
})

it('verifies with the authority that it names', async () => {
  const crl = await list(revocationList(DATES))
  const [right] = (await read(authority('el-org').pem)).certificates
  const [wrong] = (await read(authority('el-org', 'test').pem)).certificates
  expect(verifyRevocationList(crl, right!)).toBe(true)
  expect(verifyRevocationList(crl, wrong!)).toBe(false)
})

it('is a problem when it is damaged', async () => {
  const bytes = revocationList(DATES)
  expect((await read(bytes.subarray(0, 100))).problems[0]?.code).toBe('malformed')
})
