/**
 * Token verifications per second: `npx tsx bench/signatures.ts`. Compared with libxml2 as the canonicaliser, with the
 * bare public-key operation, and with xmlsec1 where it is installed (one process per file, as it is used).
 */
import { spawnSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XmlDocument as Libxml2, type XmlElement as LibxmlElement, XmlC14NMode } from 'libxml2-wasm'
import { readSignature } from '../src/artifacts/signature.ts'
import { verifySignature } from '../src/artifacts/verify.ts'
import { readVihf } from '../src/artifacts/vihf.ts'
import { Source } from '../src/sources/source.ts'
import { parseXml, type XmlDocument } from '../src/sources/xml.ts'
import { type CertificateSpec, issue, TokenBuilder } from '../src/testing/index.ts'

const SIGNER: CertificateSpec = { profile: 'org-sign', cn: 'signature.example', structure: '318751275100020' }
const DS = 'http://www.w3.org/2000/09/xmldsig#'
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'
const SECONDS = 2

const token = new TokenBuilder()
  .structure('318751275100020')
  .nameId('810001234567')
  .build(() => SIGNER)
const message =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:unused="urn:unused"><s:Header>' +
  `${token}</s:Header><s:Body/></s:Envelope>`
const bytes = Buffer.from(message)

const read = (): XmlDocument => parseXml(new Source({ uri: 'token.xml', bytes }))

function verifyToken(document: XmlDocument): boolean {
  const [element] = document.all(DS, 'Signature')
  const host = element?.parent && readVihf(element.parent)
  if (!element || !host) throw new Error('no token')
  return verifySignature(readSignature(element, { host })).verified
}

const parts = {
  signature: /<SignatureValue>([^<]*)/.exec(message)?.[1] as string,
  digest: /<DigestValue>([^<]*)/.exec(message)?.[1] as string,
}
const spki = createPublicKey(issue(SIGNER).pem).export({ format: 'der', type: 'spki' })

/** The same two canonical forms by libxml2; the certificate is not even read. */
function verifyByLibxml2(): boolean {
  const document = Libxml2.fromBuffer(bytes)
  try {
    const find = (local: string): LibxmlElement => document.get(`//*[local-name()='${local}']`) as LibxmlElement
    const options = { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }
    const info = find('SignedInfo').canonicalizeToString(options)
    const assertion = find('Assertion')
    find('Signature').remove()
    const digest = createHash('sha256').update(assertion.canonicalizeToString(options)).digest('base64')
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    return digest === parts.digest && verify('sha256', Buffer.from(info), key, Buffer.from(parts.signature, 'base64'))
  } finally {
    document.dispose()
  }
}

function perSecond(label: string, once: () => boolean): void {
  for (let i = 0; i < 200; i++) if (!once()) throw new Error(`${label}: not verified`)
  const started = performance.now()
  let count = 0
  while (performance.now() - started < SECONDS * 1000) {
    once()
    count++
  }
  report(label, (count * 1000) / (performance.now() - started))
}

const report = (label: string, rate: number): void =>
  console.log(`${label.padEnd(48)} ${Math.round(rate).toLocaleString('en').padStart(9)} /s`)

console.log(`RSA-2048, SHA-256, exclusive canonicalization, message of ${bytes.length} octets`)
perSecond('parse, read and verify', () => verifyToken(read()))
perSecond(
  'verify a message already parsed',
  (() => {
    const document = read()
    return () => verifyToken(document)
  })(),
)
perSecond('parse and verify by libxml2 (no verdicts)', verifyByLibxml2)
perSecond(
  'node:crypto verify alone',
  (() => {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const data = Buffer.alloc(800, 'x')
    const value = Buffer.from(parts.signature, 'base64')
    return () => !verify('sha256', data, key, value)
  })(),
)

const folder = mkdtempSync(join(tmpdir(), 'dmplint-bench-'))
try {
  const file = join(folder, 'token.xml')
  const key = join(folder, 'key.pem')
  writeFileSync(file, message)
  writeFileSync(key, createPublicKey(issue(SIGNER).pem).export({ format: 'pem', type: 'spki' }))
  const run = () => spawnSync('xmlsec1', ['--verify', '--id-attr:ID', `${SAML}:Assertion`, '--pubkey-pem', key, file])
  if (run().error) console.log('xmlsec1 is not installed')
  else perSecond('xmlsec1, one process per file', () => run().status === 0)
} finally {
  rmSync(folder, { recursive: true })
}
