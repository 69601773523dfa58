import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBase64, readPem } from '../../src/sources/pem.ts'
import { Source } from '../../src/sources/source.ts'
import { pem } from '../../src/testing/authority.ts'

const source = (text: string): Source => new Source({ uri: 'x.pem', bytes: Buffer.from(text) })
const labels = (text: string): string[] => readPem(source(text), 100).blocks.map(b => b.label)

it('finds blocks between other text', () => {
  const text = `# comment\n${pem('CERTIFICATE', Buffer.from('one'))}\nkey:\n${pem('PRIVATE KEY', Buffer.from('two'))}`
  expect(labels(text)).toEqual(['CERTIFICATE', 'PRIVATE KEY'])
  expect(labels(text.replace(/\n/g, '\r\n'))).toEqual(['CERTIFICATE', 'PRIVATE KEY'])
})

it('reads RFC 1421 headers', () => {
  const text =
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----'
  const [block] = readPem(source(text), 10).blocks
  expect(block?.headers.get('Proc-Type')).toBe('4,ENCRYPTED')
  expect(block?.bytes).toHaveLength(3)
})

it.each([
  ['-----BEGIN CERTIFICATE-----\nAAAA\n', 'without its END'],
  ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END PKCS7-----', 'without its END'],
  ['-----BEGIN CERTIFICATE-----\nA*AA\n-----END CERTIFICATE-----', 'not base64'],
  ['-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----', 'not base64'],
  ['-----BEGIN \u00e9-----', 'damaged BEGIN'],
])('reports %j', (text, detail) => {
  const { blocks, problems } = readPem(source(text + pem('X509 CRL', Buffer.from('ok'))), 10)
  expect(blocks.map(b => b.label)).toEqual(['X509 CRL'])
  expect(problems[0]?.detail).toContain(detail)
})

it('stays fast on a hundred thousand openings', () => {
  const started = performance.now()
  readPem(source('-----BEGIN CERTIFICATE-----\n'.repeat(100_000)), 1_000_000)
  expect(performance.now() - started).toBeLessThan(3000)
})

it('points at base64 that decodes to the bytes, whatever the line length', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 80 }),
      fc.nat(300),
      fc.nat(300),
      fc.constantFrom('\n', '\r\n'),
      (bytes, width, a, b, newline) => {
        const lines =
          Buffer.from(bytes)
            .toString('base64')
            .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
        const file = source(['-----BEGIN X-----', ...lines, '-----END X-----'].join(newline))
        const [block] = readPem(file, 10).blocks
        expect(Buffer.compare(block!.bytes, bytes)).toBe(0)
        const [start, end] = [a % bytes.length, (b % bytes.length) + 1].sort((x, y) => x - y) as [number, number]
        if (start === end) return
        const at = block!.origin.at(start, end, 'p')
        const slice = decodeBase64(file.text.slice(at.offset, at.offset + at.length))!
        const inset = start % 3
        expect(Buffer.compare(slice.subarray(inset, inset + end - start), bytes.subarray(start, end))).toBe(0)
      },
    ),
  )
})
