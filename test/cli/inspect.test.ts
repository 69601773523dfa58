import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drimboxSharedProxy, hospitalEjEg } from '../../src/testing/index.ts'
import { command } from '../support/command-line.ts'

describe('dmplint inspect', () => {
  let cwd = ''
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'dmplint-inspect-'))
    const extra = [
      { path: 'empty.xml', bytes: '' },
      { path: 'photo.jpg', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]) },
    ]
    const container = hospitalEjEg()
      .files()
      .filter(({ path }) => path.endsWith('.p12'))
    for (const { path, bytes } of [...drimboxSharedProxy().files(), ...container, ...extra]) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), bytes)
    }
  })
  afterAll(() => rmSync(cwd, { recursive: true }))
  const inspect = (...argv: string[]) => command(['inspect', ...argv, '--lang', 'en'], { cwd })

  it.each([
    ['messages/1/message.mime', 'SubmissionSet', 'legalAuthenticator', 'digest: ok (equal)'],
    ['messages/2/token.xml', 'NameID: 819000000117 (person, RPPS, check digit holds)', '[INS]^^^'],
    ['messages/2/kos.dcm', 'StudyInstanceUID', 'PatientName: [name]'],
    ['messages/2/report.xml', 'ClinicalDocument (imaging report)', 'birthTime: [date of birth]'],
    ['messages/2/signature.xml', 'Signature: submission', 'digest: not-resolved'],
    ['certs/ssl-1.pem', 'profile: serv-ssl', 'environment: production', 'keyUsage: critical'],
    ['dmplint.yaml', 'system: box-1', 'environment: production'],
    ['listeblanche.xml', 'whitelist: ', 'Domaine: '],
    ['empty.xml', 'kind: none (the file is empty)'],
    ['photo.jpg', 'kind: none (a binary format that is not read, first bytes ffd8ffe0'],
  ])('says what %s is', async (path, ...parts) => {
    const { code, out } = await inspect(path)
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toBe(path)
    for (const part of parts) expect(out).toContain(part)
  })

  it('gives the same as JSON', async () => {
    const { out } = await inspect('messages/2/token.xml', '--json')
    const [file] = JSON.parse(out).files
    const token = file.children[0].children[0]
    expect(token.name).toBe('VIHF')
    expect(token.children).toContainEqual({
      name: 'NameID',
      value: '819000000117',
      notes: ['person, RPPS, check digit holds'],
    })
  })

  it('ends with 3 when a file cannot be read, and tells the others all the same', async () => {
    const { code, out } = await inspect('nowhere.xml', 'messages/2/token.xml')
    expect(code).toBe(3)
    expect(out).toContain('unreadable: file: ENOENT')
    expect(out).toContain('VIHF')
  })

  it('takes the password of a container from a variable or a file', async () => {
    const read = await command(['inspect', 'certs/dmp-auth.p12', '--password-env', 'P12'], {
      cwd,
      env: { P12: 'imagerie' },
    })
    expect(read.code).toBe(0)
    expect(read.out).toContain('container: PKCS#12')
    expect(read.out).not.toContain('imagerie')
    writeFileSync(join(cwd, 'password.txt'), 'wrong\n')
    expect((await inspect('certs/dmp-auth.p12', '--password-file', 'password.txt')).out).toContain('password-wrong')
  })
})
