import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type Limits } from '../../src/sources/limits.ts'
import { Source } from '../../src/sources/source.ts'
import { readZip } from '../../src/sources/zip.ts'
import { zip } from './zips.ts'

const read = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS) =>
  readZip(new Source({ uri: 'a.zip', bytes, kind: 'binary' }), limits)

describe('readZip', () => {
  it('reads files, names their source, and passes over folders', async () => {
    const { entries, problems } = await read(
      zip([
        { name: 'd/', content: '' },
        { name: 'd/é.txt', content: 'hello' },
      ]),
    )
    expect(problems).toEqual([])
    expect(entries.map(e => [e.name, e.source.uri, e.source.text])).toEqual([['d/é.txt', 'a.zip!/d/é.txt', 'hello']])
  })

  for (const [what, member] of Object.entries({
    'a parent folder': { name: '../x', content: '' },
    'a parent folder written with backslashes': { name: 'a\\..\\..\\x', content: '' },
    'an absolute path': { name: '/etc/x', content: '' },
    'a drive': { name: 'C:x', content: '' },
    'a control character': { name: 'a\x1b[2J', content: '' },
    'a NUL': { name: 'a\0b', content: '' },
    'a symbolic link': { name: 'link', content: '/etc/passwd', mode: 0o120777 },
  }))
    it(`skips ${what} and reads the rest`, async () => {
      const { entries, problems } = await read(zip([member, { name: 'ok', content: 'x' }]))
      expect(entries.map(e => e.name)).toEqual(['ok'])
      expect(problems.map(p => p.code)).toEqual(['unsafe-path'])
    })

  it('reads backslashes as slashes, and says so', async () => {
    const { entries, problems } = await read(zip([{ name: 'IHE_XDM\\a', content: 'x' }]))
    expect(entries.map(e => e.name)).toEqual(['IHE_XDM/a'])
    expect(problems.map(p => p.code)).toEqual(['unsafe-path'])
  })

  it('stops at each limit', async () => {
    const zeros = zip([{ name: 'z', content: Buffer.alloc(9 * 1024 * 1024) }])
    const two = zip([
      { name: 'a', content: 'xx' },
      { name: 'b', content: 'xx' },
    ])
    const limit = async (bytes: Buffer, limits: Partial<Limits>) =>
      (await read(bytes, { ...DEFAULT_LIMITS, ...limits })).problems.map(p => [p.code, p.limit])
    expect(await limit(zeros, { ratio: 100 })).toEqual([['limit', 'ratio']])
    expect(await limit(two, { inflatedBytes: 3 })).toEqual([['limit', 'inflatedBytes']])
    expect(await limit(two, { entries: 1 })).toEqual([['limit', 'entries']])
  })

  it('says what it cannot open: encryption, other methods, wrong checksums', async () => {
    const codes = async (member: object) =>
      (await read(zip([{ name: 'a', content: 'x', ...member }]))).problems.map(p => p.code)
    expect(await codes({ flags: 0x801 })).toEqual(['algorithm-unsupported'])
    expect(await codes({ method: 12 })).toEqual(['algorithm-unsupported'])
    expect(await codes({ checksum: 1 })).toEqual(['malformed'])
  })

  it('refuses an entry that shares the bytes of another', async () => {
    const bytes = zip([
      { name: 'a', content: 'x' },
      { name: 'b', content: 'y' },
    ])
    // The second central record is pointed at the first local one.
    bytes.writeUInt32LE(0, bytes.lastIndexOf('PK\x01\x02') + 42)
    const { problems } = await read(bytes)
    expect(problems.map(p => p.detail)).toContain('the entry shares its bytes with another')
  })

  it('never throws on damaged archives', async () => {
    const seed = zip([
      { name: 'a.xml', content: '<a/>'.repeat(20) },
      { name: 'b', content: 'y' },
    ])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 6 }), async edits => {
        const bytes = Buffer.from(seed)
        for (const [at, value] of edits) bytes[at] = value
        await read(bytes)
      }),
    )
  })
})

const samples = join(import.meta.dirname, '../../../shared/samples/robustness/zip')
const present = existsSync(samples)
if (!present) console.warn('skipped: ../shared/samples/robustness/zip is absent')

describe.skipIf(!present)('archives of the yauzl suite', () => {
  const files = (folder: string) => (present ? readdirSync(join(samples, folder)) : [])
  for (const file of files('success'))
    it(`reads ${file}`, async () => {
      const { entries, problems } = await read(readFileSync(join(samples, 'success', file)))
      const unsupported = /encryption|bogus-compression/.test(file)
      const expected = unsupported ? ['algorithm-unsupported'] : file.startsWith('sloppy') ? ['unsafe-path'] : []
      expect(problems.map(p => p.code)).toEqual(expected)
      expect(entries.length > 0).toBe(!unsupported && file !== 'empty.zip')
    })

  // The name of the file is the message of yauzl without its punctuation and, for a name, without its first letters.
  const words = (text: string) => text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? []
  for (const file of files('failure'))
    it(`says: ${file}`, async () => {
      const { problems } = await read(readFileSync(join(samples, 'failure', file)))
      const said = words(problems.map(p => p.detail).join(' '))
      const wanted = words(file.replace(/(_1)?\.zip$/, '')).slice(0, 3)
      expect(said).toEqual(expect.arrayContaining(wanted.filter(word => !/^(xt|atxt|txt)$/.test(word))))
    })
})
