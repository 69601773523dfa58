import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalizationOf, canonicalize, DEFAULT_CANONICALIZATION } from '../../src/artifacts/c14n.ts'
import { readSignature, type Signature } from '../../src/artifacts/signature.ts'
import { type Verification, verifySignature, withVerification } from '../../src/artifacts/verify.ts'
import { readVihf, type Vihf } from '../../src/artifacts/vihf.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { parseXml, type XmlDocument, type XmlElement } from '../../src/sources/xml.ts'
import { authority, type CertificateSpec, issue } from '../../src/testing/authority.ts'

const DS = 'http://www.w3.org/2000/09/xmldsig#'
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const ENVELOPED = `${DS}enveloped-signature`
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const RSA_SHA256 = `${MORE}rsa-sha256`

const SPEC: CertificateSpec = { profile: 'org-sign', cn: 'signature.example', structure: '318751275100020' }
const OTHER: CertificateSpec = { ...SPEC, cn: 'other.example', key: 2 }
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ECDSA: CertificateSpec = {
  ...SPEC,
  cn: 'curve.example',
  edit: fields => {
    fields.publicKey = curve.publicKey.export({ format: 'der', type: 'spki' })
  },
}

const parse = (xml: string | Uint8Array): XmlDocument =>
  parseXml(new Source({ uri: 'message.xml', bytes: typeof xml === 'string' ? Buffer.from(xml) : xml }))

interface Signing {
  method?: string
  digest?: string
  canonicalization?: string
  transforms?: readonly string[]
  prefixList?: string
  uri?: string
  key?: KeyObject
  signer?: CertificateSpec
  certificates?: readonly Uint8Array[]
  /** Of SignedInfo, in place of the true value. */
  value?: (signedInfo: string) => string
  /** After the references. */
  furtherReferences?: string
  objects?: string
}

/** What stands in a message before it is signed: `@SIGNATURE@` marks the place. */
const assertion = (more = '', id = '_1'): string =>
  `<saml:Assertion xmlns:saml="${SAML}" ID="${id}" Version="2.0" IssueInstant="2026-11-20T09:00:00Z">` +
  '<saml:Issuer Format="urn:x">CN=signature.example,C=FR</saml:Issuer>@SIGNATURE@' +
  '<saml:Subject><saml:NameID>810001234567</saml:NameID></saml:Subject><saml:AttributeStatement>' +
  '<saml:Attribute Name="VIHF_Version"><saml:AttributeValue>3.0</saml:AttributeValue></saml:Attribute>' +
  '<saml:Attribute Name="Identifiant_Structure"><saml:AttributeValue>318751275100020</saml:AttributeValue>' +
  `</saml:Attribute></saml:AttributeStatement>${more}</saml:Assertion>`

const envelope = (inside: string, body = ''): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:unused="urn:unused"><s:Header>${inside}</s:Header>` +
  `<s:Body>${body}</s:Body></s:Envelope>`

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const HASHES: Record<string, string> = {
  [`${DS}sha1`]: 'sha1',
  [SHA256]: 'sha256',
  [`${MORE}sha384`]: 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

/** Signs the message that holds `@SIGNATURE@`. */
function signed(message: string, signing: Signing = {}): string {
  const method = signing.method ?? RSA_SHA256
  const digest = signing.digest ?? SHA256
  const canonicalization = signing.canonicalization ?? EXCLUSIVE
  const issued = issue(signing.signer ?? SPEC)
  const uri = signing.uri ?? '#_1'
  const transforms = signing.transforms ?? [ENVELOPED, EXCLUSIVE]
  const inclusive = signing.prefixList
    ? `<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList="${signing.prefixList}"/>`
    : ''
  const template = message.replace(
    '@SIGNATURE@',
    `<Signature xmlns="${DS}"><SignedInfo><CanonicalizationMethod Algorithm="${canonicalization}">` +
      `${canonicalization.startsWith(EXCLUSIVE) ? inclusive : ''}</CanonicalizationMethod>` +
      `<SignatureMethod Algorithm="${method}"/><Reference URI="${uri}"><Transforms>${transforms
        .map(a => `<Transform Algorithm="${a}">${a.startsWith(EXCLUSIVE) ? inclusive : ''}</Transform>`)
        .join('')}</Transforms><DigestMethod Algorithm="${digest}"/><DigestValue>@DIGEST@</DigestValue></Reference>` +
      `${signing.furtherReferences ?? ''}</SignedInfo><SignatureValue>@VALUE@</SignatureValue><KeyInfo><X509Data>` +
      `${(signing.certificates ?? [issued.der])
        .map(der => `<X509Certificate>${base64(der)}</X509Certificate>`)
        .join('')}</X509Data></KeyInfo>${signing.objects ?? ''}</Signature>`,
  )
  const before = parse(template)
  const [signature] = before.all(DS, 'Signature')
  const target = uri === '' ? before : [before.root, ...before.root.descendants()].find(e => hasId(e, uri.slice(1)))
  const last = canonicalizationOf(transforms.at(-1) ?? '', signing.prefixList) ?? DEFAULT_CANONICALIZATION
  const digested = target
    ? canonicalize(target, { ...last, comments: false }, transforms[0] === ENVELOPED ? { without: signature } : {})
    : ''
  const filled = template.replace(
    '@DIGEST@',
    createHash(HASHES[digest] ?? 'sha256')
      .update(digested)
      .digest('base64'),
  )
  const [info] = parse(filled).all(DS, 'SignedInfo')
  const toSign = canonicalize(
    info as XmlElement,
    canonicalizationOf(canonicalization, signing.prefixList) ?? DEFAULT_CANONICALIZATION,
  )
  const hash = /sha\d+$/.exec(method)?.[0] ?? 'sha256'
  const key = signing.key ?? issued.privateKey
  const value = signing.value?.(toSign) ?? base64(sign(hash, Buffer.from(toSign), { key, dsaEncoding: 'ieee-p1363' }))
  return filled.replace('@VALUE@', value)
}

const hasId = (element: XmlElement, id: string): boolean =>
  element.attributes.some(a => a.local.toLowerCase() === 'id' && a.value === id)

/** The first signature of a message as the loader reads it. */
function signatureOf(xml: string | Uint8Array | XmlDocument): Signature {
  const document = typeof xml === 'string' || xml instanceof Uint8Array ? parse(xml) : xml
  const [element] = document.all(DS, 'Signature')
  if (!element) throw new Error('no Signature')
  const host = element.parent?.is(SAML, 'Assertion') ? readVihf(element.parent) : undefined
  return readSignature(element, host ? { host } : {})
}

const verified = (xml: string | Uint8Array): Verification => verifySignature(signatureOf(xml))
const digests = (verification: Verification): string[] => verification.references.map(r => r.digest)
const codes = (verification: Verification): string[] => verification.wrapping.map(w => w.code)

describe('a token', () => {
  it('verifies in its envelope, whatever namespaces stand around it', () => {
    const signature = signatureOf(envelope(signed(assertion())))
    const verification = verifySignature(signature)
    expect(verification).toMatchObject({ verified: true, value: { code: 'ok' }, wrapping: [] })
    expect(digests(verification)).toEqual(['ok'])
    expect(verification.references[0]?.target).toBe(signature.parent)
    expect(verification.signer?.subject.cn?.value).toBe('signature.example')
    const complete = withVerification(signature, verification)
    expect(complete).toMatchObject({ kind: 'signature', verification: { verified: true } })
    expect(complete.signer).toBe(verification.signer)
  })

  const methods = ['sha1', 'sha256', 'sha384', 'sha512'].map(h => (h === 'sha1' ? `${DS}rsa-sha1` : `${MORE}rsa-${h}`))
  it.each(methods)('verifies with %s', method => {
    expect(verified(signed(assertion(), { method })).verified).toBe(true)
  })
  it.each(['sha256', 'sha384', 'sha512'])('verifies with ecdsa-%s', hash => {
    const signing = { method: `${MORE}ecdsa-${hash}`, signer: ECDSA, key: curve.privateKey }
    expect(verified(signed(assertion(), signing)).verified).toBe(true)
  })
  it.each(Object.keys(HASHES))('verifies with digest %s', digest => {
    expect(verified(signed(assertion(), { digest })).verified).toBe(true)
  })
  it.each([INCLUSIVE, `${INCLUSIVE}#WithComments`, EXCLUSIVE, `${EXCLUSIVE}WithComments`])(
    'verifies with canonicalization %s',
    canonicalization => {
      const message = signed(envelope(assertion('<!-- remark -->')), {
        canonicalization,
        transforms: [ENVELOPED, canonicalization],
        prefixList: 'ds saml #default xsi',
      })
      expect(verified(message).verified).toBe(true)
    },
  )
  it('verifies without a canonicalization among its transforms', () => {
    expect(verified(signed(assertion(), { transforms: [ENVELOPED] })).verified).toBe(true)
  })
  it('keeps its signature when comments come or go, and the whole value is what is judged', () => {
    const xml = signed(assertion()).replace('810001234567', '8100<!-- cut here -->01234567')
    expect(verified(xml).verified).toBe(true)
    expect(signatureOf(xml).host?.nameId?.value).toBe('810001234567')
  })
})

describe('a token that was changed', () => {
  it.each([
    ['a value', (xml: string) => xml.replace('>318751275100020<', '>318751275100021<')],
    ['an attribute', (xml: string) => xml.replace('IssueInstant="2026-11-20T09', 'IssueInstant="2026-11-21T09')],
    ['white space', (xml: string) => xml.replace('<saml:Subject>', '\n<saml:Subject>')],
    ['an attribute name', (xml: string) => xml.replace('Name="VIHF_Version"', 'Name="Secteur_Activite"')],
    ['a namespace', (xml: string) => xml.replace('<saml:NameID>', '<saml:NameID xmlns:saml="urn:other">')],
  ])('in %s has another digest, its value still verifies', (_, change) => {
    const verification = verified(change(signed(assertion())))
    expect(verification).toMatchObject({ verified: false, value: { code: 'ok' } })
    expect(digests(verification)).toEqual(['differs'])
  })
  it('and digested again has a wrong value', () => {
    const other = signed(assertion().replace('810001234567', '810007654321'))
    const digest = /<DigestValue>([^<]*)/.exec(other)?.[1] as string
    const xml = signed(assertion())
      .replace('810001234567', '810007654321')
      .replace(/<DigestValue>[^<]*/, `<DigestValue>${digest}`)
    expect(verified(xml)).toMatchObject({ verified: false, value: { code: 'wrong' } })
    expect(digests(verified(xml))).toEqual(['ok'])
  })
  it('points at the digest and at the value', () => {
    const verification = verified(
      signed(assertion())
        .replace('>3.0<', '>4.0<')
        .replace(/(<SignatureValue>)../, '$1AA'),
    )
    const [reference] = verification.references
    expect(reference?.at.path).toMatch(/DigestValue$/)
    expect(verification.value.at.path).toMatch(/SignatureValue$/)
    expect(verification.value.code).toBe('wrong')
  })
  it('by an encoding that it does not declare cannot be judged', () => {
    const bytes = Buffer.from(signed(assertion('<saml:Advice>é</saml:Advice>')), 'latin1')
    const verification = verified(bytes)
    expect(verification.references).toMatchObject([{ digest: 'ok' }])
    const changed = Buffer.from(signed(assertion('<saml:Advice>é</saml:Advice>')).replace('é', 'è'), 'latin1')
    expect(verified(changed).references).toMatchObject([{ digest: 'not-canonicalisable' }])
  })
})

describe('a forged token', () => {
  it('signed with another key than that of its certificate is wrong', () => {
    const xml = signed(assertion(), { key: issue(OTHER).privateKey })
    expect(verified(xml).value.code).toBe('wrong')
    expect(digests(verified(xml))).toEqual(['ok'])
  })
  it('signed by HMAC with the public certificate is refused', () => {
    const value = (info: string) => createHmac('sha256', issue(SPEC).pem).update(info).digest('base64')
    for (const method of [`${MORE}hmac-sha256`, `${DS}hmac-sha1`, 'none', '']) {
      const verification = verified(signed(assertion(), { method, value }))
      expect(verification).toMatchObject({ verified: false, value: { code: 'method-refused', algorithm: method } })
      expect(verification.value.at.path).toMatch(/SignatureMethod\/@Algorithm$/)
    }
  })
  it.each([
    ['SignatureMethod', { method: `${DS}dsa-sha1` }, { code: 'method-unsupported', algorithm: `${DS}dsa-sha1` }],
    [
      'CanonicalizationMethod',
      { canonicalization: 'http://www.w3.org/2006/12/xml-c14n11' },
      { code: 'canonicalization-unsupported', algorithm: 'http://www.w3.org/2006/12/xml-c14n11' },
    ],
  ])('with an unknown %s is not verified', (_, signing, value) => {
    expect(verified(signed(assertion(), { ...signing, value: () => 'AAAA' })).value).toMatchObject(value)
  })
  it.each([
    'http://www.w3.org/TR/1999/REC-xpath-19991116',
    'http://www.w3.org/TR/1999/REC-xslt-19991116',
    'http://www.w3.org/2002/06/xmldsig-filter2',
    `${DS}base64`,
    '',
  ])('with transform "%s" covers nothing that is known', transform => {
    const verification = verified(signed(assertion(), { transforms: [ENVELOPED, transform, EXCLUSIVE] }))
    expect(verification.references).toMatchObject([{ digest: 'unsupported', algorithm: transform }])
    expect(verification.verified).toBe(false)
  })
  it('with a transform after the canonical octets covers nothing that is known', () => {
    const verification = verified(signed(assertion(), { transforms: [ENVELOPED, EXCLUSIVE, ENVELOPED] }))
    expect(verification.references).toMatchObject([{ digest: 'unsupported', algorithm: ENVELOPED }])
  })
  it('with an unknown digest covers nothing that is known', () => {
    const verification = verified(signed(assertion(), { digest: `${MORE}md5` }))
    expect(verification.references).toMatchObject([{ digest: 'unsupported', algorithm: `${MORE}md5` }])
  })
  it('with a digest that is not base64 is told so', () => {
    const xml = signed(assertion()).replace(/<DigestValue>[^<]*/, '<DigestValue>%%')
    expect(digests(verified(xml))).toEqual(['unreadable'])
  })
  it.each(['', '%%%', '<b/>'])('with SignatureValue "%s" is told so', value => {
    expect(verified(signed(assertion(), { value: () => value })).value.code).toBe('unreadable')
  })
  it('without SignedInfo is told so', () => {
    const xml = signed(assertion()).replace(/<SignedInfo>.*<\/SignedInfo>/, '')
    expect(verified(xml)).toMatchObject({ verified: false, value: { code: 'signed-info-missing' } })
  })
  it('with a relative namespace name has no canonical form, not an empty one', () => {
    const empty = createHash('sha256').update('').digest('base64')
    const xml = signed(assertion('<saml:Advice xmlns:r="relative"/>').replace('xmlns:r="relative"', ''))
      .replace('<saml:Advice ', '<saml:Advice xmlns:r="relative"')
      .replace(/<DigestValue>[^<]*/, `<DigestValue>${empty}`)
    expect(digests(verified(xml))).toEqual(['not-canonicalisable'])
  })
})

describe('a wrapped token', () => {
  const good = signed(assertion())
  const evil = assertion('', '_evil').replace('@SIGNATURE@', '').replace('810001234567', '810007654321')

  it('beside an unsigned one', () => {
    const verification = verified(envelope(good + evil))
    expect(codes(verification)).toEqual(['second-assertion'])
    expect(verification.verified).toBe(false)
  })
  it('moved below ds:Object of a forged one', () => {
    const moved = assertion('', '_evil')
      .replace('810001234567', '810007654321')
      .replace('@SIGNATURE@', good.replace(/^.*?(<Signature .*<\/Signature>).*$/, '$1'))
      .replace('</Signature>', `<Object>${good.replace(/<Signature .*<\/Signature>/, '')}</Object></Signature>`)
    const verification = verified(envelope(moved))
    expect(digests(verification)).toEqual(['ok'])
    expect(verification.value.code).toBe('ok')
    expect(codes(verification)).toContain('reference-elsewhere')
    expect(codes(verification)).toContain('parent-not-covered')
    expect(codes(verification)).toContain('second-assertion')
  })
  it.each([
    ['Extensions', `<x:Extensions xmlns:x="urn:x">${good}</x:Extensions>`],
    ['ds:Object', `<d:Object xmlns:d="${DS}">${good}</d:Object>`],
    ['another Assertion', `<a:Assertion xmlns:a="${SAML}"><a:Advice>${good}</a:Advice></a:Assertion>`],
  ])('nested in %s', (_, xml) => {
    expect(codes(verified(envelope(xml)))).toEqual(['assertion-nested'])
  })
  it.each(['ID', 'Id', 'id', 'xml:id'])('whose id stands on another element as %s', attribute => {
    const verification = verified(envelope(good, `<x ${attribute}="_1"/>`))
    expect(codes(verification)).toEqual(['id-repeated'])
    expect(verification.wrapping[0]?.at.path).toMatch(/Assertion\/@ID$/)
    expect(verification.wrapping[0]?.other?.path).toMatch(/Body\/x\/@/)
  })
  it('repeated ids that no Reference names are no wrapping', () => {
    expect(verified(envelope(good, '<x id="a"/><y id="a"/>')).verified).toBe(true)
  })
  it('signed elsewhere', () => {
    const verification = verified(signed(envelope(assertion(), '<x Id="b">body</x>'), { uri: '#b' }))
    expect(digests(verification)).toEqual(['ok'])
    expect(codes(verification)).toEqual(['reference-elsewhere', 'parent-not-covered'])
  })
  it('signed as a whole message, which may hold more', () => {
    const verification = verified(signed(envelope(assertion()), { uri: '' }))
    expect(digests(verification)).toEqual(['ok'])
    expect(codes(verification)).toEqual(['reference-elsewhere', 'parent-not-covered'])
  })
  it('with a second SignedInfo', () => {
    const [info] = /<SignedInfo>.*<\/SignedInfo>/.exec(good) ?? []
    const verification = verified(good.replace('<SignedInfo>', `${info}<SignedInfo>`))
    expect(codes(verification)).toContain('several-signed-info')
    expect(verification.verified).toBe(false)
  })
  it('whose reference leads nowhere', () => {
    const verification = verified(signed(assertion(), { uri: '#nowhere' }))
    expect(digests(verification)).toEqual(['not-resolved'])
    expect(verification.references[0]?.at.path).toMatch(/Reference\/@URI$/)
  })
})

describe('the embedded certificates', () => {
  it('may be a chain in any order: the one whose key verifies is the signer', () => {
    const { der, chain } = issue(SPEC)
    const xml = signed(assertion(), { certificates: [...chain.map(c => c.der), issue(OTHER).der, der] })
    expect(verified(xml)).toMatchObject({ verified: true })
    expect(verified(xml).signer?.subject.cn?.value).toBe('signature.example')
  })
  it('of a signature that does not verify still name their leaf', () => {
    const { der, chain } = issue(SPEC)
    const certificates = [...chain.map(c => c.der), der]
    const verification = verified(signed(assertion(), { certificates, key: issue(OTHER).privateKey }))
    expect(verification.value.code).toBe('wrong')
    expect(verification.signer?.subject.cn?.value).toBe('signature.example')
  })
  it('that hold another type of key are told so', () => {
    const xml = signed(assertion(), { method: `${MORE}ecdsa-sha256`, key: curve.privateKey })
    expect(verified(xml).value).toMatchObject({ code: 'key-type-differs', algorithm: `${MORE}ecdsa-sha256` })
  })
  it('may be missing', () => {
    const verification = verified(signed(assertion(), { certificates: [] }))
    expect(verification).toMatchObject({ certificates: [], signer: undefined, value: { code: 'certificate-missing' } })
  })
  it('may be unreadable', () => {
    const verification = verified(signed(assertion(), { certificates: [Buffer.from('not DER')] }))
    expect(verification.certificates).toMatchObject([{ certificate: undefined }])
    expect(verification.value.code).toBe('certificate-missing')
  })
  it('of an authority alone is that authority, for rules to refuse', () => {
    const root = authority('el-root')
    const xml = signed(assertion(), { certificates: [root.der], key: root.privateKey })
    expect(verified(xml).value.code).toBe('ok')
    expect(verified(xml).signer?.isCa).toBe(true)
  })
})

describe('the signature of a submission', () => {
  const cda = '<?xml version="1.0"?><!-- report --><ClinicalDocument xmlns="urn:hl7-org:v3" a="1"  b="2"/>'
  const kos = Uint8Array.of(0, 1, 2, 255)
  const sha = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64')
  const entry = (uri: string, digest: string, transform = ''): string =>
    `<Reference URI="urn:oid:${uri}">${transform && `<Transforms><Transform Algorithm="${transform}"/></Transforms>`}` +
    `<DigestMethod Algorithm="${SHA256}"/><DigestValue>${digest}</DigestValue></Reference>`
  const canonicalCda = '<!-- report -->\n<ClinicalDocument xmlns="urn:hl7-org:v3" a="1" b="2"></ClinicalDocument>'
  const references =
    entry('1.2.3.0', 'AA==') +
    entry('1.2.3.1', sha(canonicalCda), `${INCLUSIVE}#WithComments`) +
    entry('1.2.3.2', sha(kos))
  const properties = (() => {
    const canonical = '<x:SignedProperties xmlns:x="urn:xades" Id="S0">time</x:SignedProperties>'
    const element = '<x:SignedProperties Id="S0">time</x:SignedProperties>'
    return {
      object: `<Object><x:Qualifying xmlns:x="urn:xades">${element}</x:Qualifying></Object>`,
      // Canonical XML keeps the namespaces in scope: the default one of the Signature too.
      digest: sha(canonical.replace(' xmlns:x', ` xmlns="${DS}" xmlns:x`)),
    }
  })()
  const signature = (inManifest = references): string =>
    signed('@SIGNATURE@', {
      uri: '#IHEManifest',
      transforms: [],
      canonicalization: `${INCLUSIVE}#WithComments`,
      furtherReferences: `<Reference URI="#S0"><DigestMethod Algorithm="${SHA256}"/><DigestValue>${properties.digest}</DigestValue></Reference>`,
      objects: `<Object><Manifest Id="IHEManifest">${inManifest}</Manifest></Object>${properties.object}`,
    }).replace('<Transforms></Transforms>', '')
  const source = (bytes: Uint8Array): Source => new Source({ uri: 'document', bytes })
  const documents = new Map([
    ['1.2.3.1', source(Buffer.from(cda))],
    ['1.2.3.2', source(kos)],
  ])
  const manifest = (xml: string, around = documents): string[] =>
    verifySignature(signatureOf(xml), { documents: around }).manifest.map(r => r.digest)

  it('covers its manifest and its properties, and the documents by their bytes', () => {
    // Empty Transforms would be signed as they are: the template writes none.
    const xml = signature()
    const read = signatureOf(xml)
    expect(read.roles).toEqual(['submission'])
    const verification = verifySignature(read, { documents })
    expect(verification.manifest.map(r => r.digest)).toEqual(['fixed', 'ok', 'ok'])
    expect(verification.manifest[2]?.document).toBe(documents.get('1.2.3.2'))
    expect(digests(verification)).toEqual(['ok', 'ok'])
    expect(codes(verification)).toEqual([])
  })
  it('tells a changed document, a missing one and one that is not XML', () => {
    const xml = signature()
    expect(manifest(xml, new Map([['1.2.3.1', source(Buffer.from(cda.replace('a="1"', 'a="3"')))]]))).toEqual([
      'fixed',
      'differs',
      'not-resolved',
    ])
    expect(manifest(xml, new Map([['1.2.3.1', source(Buffer.from('<a>'))]]))[1]).toBe('not-canonicalisable')
  })
  it('does not take the fixed digest for a document that is at hand', () => {
    expect(manifest(signature(entry('1.2.3.1', 'AA=='))), 'a document').toEqual(['differs'])
  })
  it('tells a changed manifest', () => {
    const xml = signature().replace('urn:oid:1.2.3.2', 'urn:oid:1.2.3.9')
    expect(digests(verified(xml))).toEqual(['differs', 'ok'])
  })
})

describe('hostile signatures', () => {
  it('that name one large part a thousand times are stopped', () => {
    const one = `<Reference URI="#_1"><DigestMethod Algorithm="${SHA256}"/><DigestValue>AAAA</DigestValue></Reference>`
    const xml = signed(assertion(`<saml:Advice>${'x'.repeat(1_000_000)}</saml:Advice>`), {
      furtherReferences: one.repeat(1000),
    })
    const started = performance.now()
    const found = digests(verified(xml))
    expect(performance.now() - started).toBeLessThan(5000)
    expect(found[0]).toBe('ok')
    expect(found.at(-1)).toBe('not-canonicalisable')
  })

  it('never throw, and never verify where a value was changed', () => {
    const xml = envelope(signed(assertion()))
    const original = claims(signatureOf(xml).host as Vihf)
    const edit = fc.record({
      at: fc.nat({ max: xml.length - 1 }),
      remove: fc.nat({ max: 40 }),
      insert: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('<!-- -->', '<![CDATA[x]]>', '&#38;', '<x/>', ' ID="_1"', '</saml:NameID>', 'xmlns="urn:x"'),
        fc.nat({ max: xml.length - 100 }).map(from => xml.slice(from, from + 80)),
      ),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), edits => {
        let changed = xml
        for (const { at, remove, insert } of edits) changed = changed.slice(0, at) + insert + changed.slice(at + remove)
        let signature: Signature
        try {
          const document = parse(changed)
          if (document.all(DS, 'Signature').length === 0) return
          signature = signatureOf(document)
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError)
          return
        }
        const verification = verifySignature(signature)
        if (verification.verified && signature.host) expect(claims(signature.host)).toEqual(original)
      }),
      { numRuns: 3000 },
    )
  })
})

/** Every value that rules judge. */
function claims(vihf: Vihf): unknown {
  return [
    vihf.id?.value,
    vihf.issueInstant?.value,
    vihf.issuer?.value,
    vihf.nameIds.map(n => n.value),
    vihf.attributes.map(a => [a.name.value, a.values.map(v => v.text.value)]),
  ]
}

const samples = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(samples)
if (!present) console.warn('skipped: ../shared/samples is absent')

describe.skipIf(!present)('official samples', () => {
  const read = (name: string) => signatureOf(readFileSync(join(samples, 'dmp', name)))

  it('tokens were edited after they were signed: the value verifies, the digest does not', () => {
    expect(verifySignature(read('VIHF_INDIRECTE_signe.xml'))).toMatchObject({
      value: { code: 'ok' },
      references: [{ digest: 'differs' }],
      wrapping: [],
    })
    // This one also holds a byte that is not UTF-8.
    expect(verifySignature(read('VIHF_DIRECTE_signe.xml'))).toMatchObject({
      value: { code: 'ok' },
      references: [{ digest: 'not-canonicalisable' }],
    })
  })
  it('the XAdES signature verifies; its manifest names documents of another submission', () => {
    const verification = verifySignature(read('TD2.1-SignatureXades.xml'))
    expect(verification).toMatchObject({ verified: true, wrapping: [] })
    expect(verification.manifest.map(r => r.digest)).toEqual(['fixed', 'not-resolved'])
  })
})

describe.skipIf(!present)('SAML responses of node-saml', () => {
  const folder = join(samples, 'robustness/saml')
  const rows = present
    ? readFileSync(join(folder, 'EXPECTATIONS.tsv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map(line => line.split('\t') as [file: string, verdict: string])
    : []
  const text = (file: string) => readFileSync(join(folder, file), 'utf8')
  /** Certificate that the tests of node-saml trust; some of its responses do not embed it. */
  const trusted = present
    ? (/<ds:X509Certificate>([^<]*)/.exec(
        text('nodesaml__valid__response.root-signed.assertion-unsigned.xml'),
      )?.[1] as string)
    : ''

  /** The response or, failing that, its assertion carries a signature of the trusted signer over itself. */
  function verdict(xml: string): string {
    let root: XmlElement
    try {
      root = parse(xml).root
    } catch {
      return 'signature-invalid'
    }
    const assertions = root.childrenNamed(SAML, 'Assertion')
    const holds = [root, ...assertions].some(parent =>
      parent.childrenNamed(DS, 'Signature').some(element => {
        // KeyInfo is not signed: where it is empty it may be completed.
        const embeds = xml.slice(element.start, element.end).includes('X509Certificate')
        const keyInfo = `<KeyInfo xmlns="${DS}"><X509Data><X509Certificate>${trusted}</X509Certificate></X509Data></KeyInfo>`
        const complete = embeds ? xml : xml.slice(0, element.endStart) + keyInfo + xml.slice(element.endStart)
        const again = parse(complete)
          .all(DS, 'Signature')
          .find(e => e.start === element.start) as XmlElement
        const signature = readSignature(again)
        const { verified, signer } = verifySignature(signature)
        const allowed = signature.references.every(
          ({ transforms: [first, second, ...more] }) =>
            first?.algorithm.value === ENVELOPED && second?.algorithm.value === EXCLUSIVE && more.length === 0,
        )
        return verified && allowed && Buffer.from(signer?.der ?? []).equals(Buffer.from(trusted, 'base64'))
      }),
    )
    return holds ? 'signature-valid' : 'signature-invalid'
  }

  /** What is wrong with it stands inside an EncryptedAssertion, whose key is not among the samples. */
  const ENCRYPTED = 'nodesaml__invalid__response.root-signed.assertion-invalidly-signed-encrypted.xml'

  it.each(rows.filter(([file]) => file !== ENCRYPTED))('%s is %s', (file, expected) => {
    expect(verdict(text(file))).toBe(expected)
  })
  it('an encrypted assertion is signed by its response only', () => {
    expect(verdict(text(ENCRYPTED))).toBe('signature-valid')
  })
})
