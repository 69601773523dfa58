import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Source } from '../../src/sources/source.ts'
import { parseXml } from '../../src/sources/xml.ts'
import { drimboxSharedProxy, selarl, WhitelistBuilder, type World } from '../../src/testing/index.ts'
import { canonicalDocument, verifyXml } from './verify.ts'

const file = (world: World, end: string): string => {
  const found = world.files().find(({ path }) => path.endsWith(end))
  return Buffer.from(found!.bytes).toString()
}
const apart = (): World => {
  const world = selarl()
  world.exchange.form = 'files'
  return world
}

describe('a submission', () => {
  it('has a signature document that holds, over the canonical form of its report', () => {
    const world = apart()
    const signature = file(world, 'signature.xml')
    expect(verifyXml(signature)).toEqual({ value: true, '#IHEManifest': true, '#S0-SignedProperties': true })
    const digest = createHash('sha256')
      .update(canonicalDocument(file(world, 'report.xml')))
      .digest('base64')
    expect(signature).toContain(`<DigestValue>${digest}</DigestValue>`)
  })

  it('states hash and size of its documents unless told otherwise', () => {
    const world = apart()
    const report = Buffer.from(file(world, 'report.xml'))
    const hash = createHash('sha1').update(report).digest('hex')
    expect(file(world, 'submission.xml')).toContain(`<Value>${hash}</Value>`)
    expect(file(world, 'submission.xml')).toContain(`<Value>${report.length}</Value>`)
    const other = apart()
    other.entry.hash(null).size('12')
    expect(file(other, 'submission.xml')).not.toContain(hash)
    expect(file(other, 'submission.xml')).toContain('<Value>12</Value>')
  })

  it.each(['mtom', 'mtom-http', 'soap', 'files', 'xdm'] as const)('is written as %s', form => {
    const world = selarl()
    world.exchange.form = form
    for (const { path, bytes } of world.files().filter(({ path }) => path.startsWith('messages/'))) {
      if (path.endsWith('.xml')) expect(() => parseXml(new Source({ uri: path, bytes }))).not.toThrow()
      else expect(bytes.length).toBeGreaterThan(1000)
    }
  })

  it('is changed one metadata at a time', () => {
    const world = apart()
    world.entry
      .title('Autre titre')
      .legalAuthenticator()
      .renameSlot('sourcePatientInfo', 'SourcePatientInfo')
      .code('eventCodeList')
    world.entry.author.institution('X^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^3')
    world.submission.replaces('urn:uuid:5d0c8a1e-7b42-4f0e-8d2b-1c9e64a80b77')
    const xml = file(world, 'submission.xml')
    expect(xml).toContain('value="Autre titre"')
    expect(xml).toContain('name="SourcePatientInfo"')
    expect(xml).toContain('X^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^3')
    expect(xml).toContain('AssociationType:RPLC')
    expect(xml).not.toContain('value="TDM thorax"')
  })
})

it('the white list holds, and names the DN of the SERV SSL certificate', () => {
  const list = file(drimboxSharedProxy(), 'listeblanche.xml')
  expect(verifyXml(list)).toEqual({ value: true, '': true, '#S0-SignedProperties': true })
  expect(list).toContain('<DNCertificatOperateur>CN=db1.lac.mesimagesmedicales.fr,OU=3')
  const changed = new WhitelistBuilder().enrol({ profile: 'serv-ssl', cn: 'db1.lac.mesimagesmedicales.fr' })
  expect(verifyXml(changed.raw(xml => xml.replace('<vi>vi1', '<vi>vi2')).build())['']).toBe(false)
})
