import { describe, expect, it } from 'vitest'
import { selarl, TokenBuilder, VIHF, type World } from '../../src/testing/index.ts'
import { verifyXml } from './verify.ts'

const built = (world: World): string => world.token.build(name => world.certificate(name))
const ID = '#_5f0c3b7a-2b1d-4f6e-9a52-7d1e64a8c001'
const ENVELOPE = (token: string): string =>
  `<e:Envelope xmlns:e="urn:e" xmlns="urn:other" xmlns:xsi="urn:no">${token}</e:Envelope>`

describe('a token', () => {
  it('is signed so that digest and value hold, alone and inside an envelope', () => {
    const token = built(selarl())
    expect(verifyXml(token)).toEqual({ value: true, [ID]: true })
    expect(verifyXml(ENVELOPE(token))).toEqual({ value: true, [ID]: true })
  })

  it('holds with RSA-SHA1 and with inclusive prefixes', () => {
    const world = selarl()
    world.token.signature({ digest: 'sha1', inclusivePrefixes: 'saml2 xs xsi' })
    const token = built(world)
    expect(token).toContain('PrefixList="saml2 xs xsi"')
    expect(verifyXml(token)).toEqual({ value: true, [ID]: true })
    expect(verifyXml(ENVELOPE(token))).toEqual({ value: true, [ID]: true })
  })

  it('is edited before the signature without breaking it, and after it so that the digest fails', () => {
    const before = selarl()
    before.token.raw(xml => xml.replace('urn:dmp', 'urn:ROR'), 'before-signing')
    expect(verifyXml(built(before))).toEqual({ value: true, [ID]: true })
    const after = selarl()
    after.token.tampered('urn:dmp', 'urn:ROR')
    expect(verifyXml(built(after))).toEqual({ value: true, [ID]: false })
  })

  it('takes a wrong digest, a wrong value, and no signature', () => {
    const digest = selarl()
    digest.token.signature({ wrongDigest: true })
    expect(verifyXml(built(digest))).toEqual({ value: true, [ID]: false })
    const value = selarl()
    value.token.signature({ wrongValue: true })
    expect(verifyXml(built(value))).toEqual({ value: false, [ID]: true })
    const none = selarl()
    none.token.unsigned()
    expect(built(none)).not.toContain('Signature')
  })

  it('sets, renames and drops attributes', () => {
    const token = new TokenBuilder()
      .unsigned()
      .sector('SA09')
      .rename(VIHF.mode, 'Authentification_mode')
      .without(VIHF.subjectId)
      .conditions({ notBefore: '2026-11-20T09:00:00Z', audience: 'urn:dmp' })
      .build(() => ({ profile: 'org-sign' }))
    expect(token).toContain('<saml2:Attribute Name="Authentification_mode"><saml2:AttributeValue>INDIRECTE<')
    expect(token).toContain('SA09^1.2.250.1.71.4.2.4')
    expect(token).not.toContain('subject:subject-id')
    expect(token).toContain('<saml2:Audience>urn:dmp</saml2:Audience>')
  })
})
