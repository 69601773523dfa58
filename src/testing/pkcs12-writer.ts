import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { IssuedCertificate } from './authority.ts'
import { integer, nothing, octetString, oid, sequence, setOf, tagged } from './der-writer.ts'

/**
 * Writes PKCS#12 files. `platform` is the form that the ordering platform gives: certificates in clear, key under
 * 3DES, SHA-1 MAC. `modern` puts both under PBES2 with AES-256, with a SHA-256 MAC.
 */
export interface Pkcs12Options {
  /** `clear` holds an unshrouded key. */
  readonly form?: 'platform' | 'modern' | 'clear'
  readonly password?: string
  /** Certificates put in after the leaf; its chain by default. */
  readonly further?: readonly IssuedCertificate[]
  /** Another key than that of the leaf. */
  readonly keyOf?: IssuedCertificate
  /** Issuers first, as some tools write. */
  readonly leafLast?: boolean
}

const ITERATIONS = 2048
const PKCS7_DATA = '1.2.840.113549.1.7.1'
const PKCS7_ENCRYPTED = '1.2.840.113549.1.7.6'
const BAG = '1.2.840.113549.1.12.10.1'

export function writePkcs12(leaf: IssuedCertificate, options: Pkcs12Options = {}): Uint8Array {
  const { form = 'platform', password = 'imagerie', further = leaf.chain } = options
  const ordered = options.leafLast ? [...further, leaf] : [leaf, ...further]
  const localKeyId = createHash('sha1').update(leaf.der).digest()
  const certificates = sequence(...ordered.map(one => certificateBag(one, one === leaf ? localKeyId : undefined)))
  const pkcs8 = (options.keyOf ?? leaf).privateKey.export({ type: 'pkcs8', format: 'der' })
  const keys = sequence(keyBag(pkcs8, form, password, localKeyId))
  const safes = sequence(
    form === 'modern' ? encryptedContent(certificates, password) : dataContent(certificates),
    dataContent(keys),
  )
  return sequence(integer(3), dataContent(safes), mac(safes, form, password))
}

const dataContent = (content: Uint8Array): Uint8Array => sequence(oid(PKCS7_DATA), tagged(0, octetString(content)))

function attributes(localKeyId: Uint8Array | undefined): Uint8Array[] {
  if (!localKeyId) return []
  return [setOf(sequence(oid('1.2.840.113549.1.9.21'), setOf(octetString(localKeyId))))]
}

function certificateBag(certificate: IssuedCertificate, localKeyId: Uint8Array | undefined): Uint8Array {
  const value = sequence(oid('1.2.840.113549.1.9.22.1'), tagged(0, octetString(certificate.der)))
  return sequence(oid(`${BAG}.3`), tagged(0, value), ...attributes(localKeyId))
}

function keyBag(pkcs8: Uint8Array, form: string, password: string, localKeyId: Uint8Array): Uint8Array {
  if (form === 'clear') return sequence(oid(`${BAG}.1`), tagged(0, pkcs8), ...attributes(localKeyId))
  const [algorithm, content] = form === 'modern' ? pbes2(pkcs8, password, 'key') : tripleDes(pkcs8, password)
  return sequence(oid(`${BAG}.2`), tagged(0, sequence(algorithm, octetString(content))), ...attributes(localKeyId))
}

function encryptedContent(content: Uint8Array, password: string): Uint8Array {
  const [algorithm, encrypted] = pbes2(content, password, 'certificates')
  const info = sequence(oid(PKCS7_DATA), algorithm, implicitOctets(encrypted))
  return sequence(oid(PKCS7_ENCRYPTED), tagged(0, sequence(integer(0), info)))
}

/** `[0] IMPLICIT OCTET STRING`. */
function implicitOctets(content: Uint8Array): Uint8Array {
  const octets = Buffer.from(octetString(content))
  octets[0] = 0x80
  return octets
}

/** Salts drawn from their purpose: the same file each time. */
const salt = (purpose: string, length: number): Uint8Array =>
  createHash('sha256').update(purpose).digest().subarray(0, length)

function pbes2(content: Uint8Array, password: string, purpose: string): [algorithm: Uint8Array, encrypted: Uint8Array] {
  const keySalt = salt(purpose, 16)
  const iv = salt(`${purpose} iv`, 16)
  const key = pbkdf2Sync(password, keySalt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const derivation = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octetString(keySalt), integer(ITERATIONS), sequence(oid('1.2.840.113549.2.9'), nothing())),
  )
  const encryption = sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(iv))
  return [
    sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, encryption)),
    Buffer.concat([cipher.update(content), cipher.final()]),
  ]
}

/** pbeWithSHAAnd3-KeyTripleDES-CBC. */
function tripleDes(content: Uint8Array, password: string): [algorithm: Uint8Array, encrypted: Uint8Array] {
  const keySalt = salt('3des', 8)
  const key = derive('sha1', 1, password, keySalt, 24)
  const iv = derive('sha1', 2, password, keySalt, 8)
  const cipher = createCipheriv('des-ede3-cbc', key, iv)
  return [
    sequence(oid('1.2.840.113549.1.12.1.3'), sequence(octetString(keySalt), integer(ITERATIONS))),
    Buffer.concat([cipher.update(content), cipher.final()]),
  ]
}

function mac(content: Uint8Array, form: string, password: string): Uint8Array {
  const hash = form === 'modern' ? 'sha256' : 'sha1'
  const macSalt = salt('mac', 8)
  const key = derive(hash, 3, password, macSalt, hash === 'sha1' ? 20 : 32)
  const algorithm = sequence(oid(hash === 'sha1' ? '1.3.14.3.2.26' : '2.16.840.1.101.3.4.2.1'), nothing())
  const value = createHmac(hash, key).update(content).digest()
  return sequence(sequence(algorithm, octetString(value)), octetString(macSalt), integer(ITERATIONS))
}

/** Key derivation of PKCS#12 (RFC 7292 B.2); id 1 key, 2 IV, 3 MAC. */
function derive(hash: 'sha1' | 'sha256', id: number, password: string, keySalt: Uint8Array, length: number): Buffer {
  const block = 64
  const fill = (bytes: Uint8Array): Buffer => {
    const whole = Buffer.alloc(Math.ceil(bytes.length / block) * block)
    for (let i = 0; i < whole.length; i++) whole[i] = bytes[i % bytes.length]!
    return whole
  }
  const characters = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const input = Buffer.concat([fill(keySalt), fill(characters)])
  const parts: Buffer[] = []
  for (let made = 0; made < length; made += parts.at(-1)!.length) {
    let digest = createHash(hash).update(Buffer.alloc(block, id)).update(input).digest()
    for (let i = 1; i < ITERATIONS; i++) digest = createHash(hash).update(digest).digest()
    parts.push(digest)
    const addend = BigInt(`0x${fill(digest).subarray(0, block).toString('hex')}`) + 1n
    for (let at = 0; at < input.length; at += block) {
      const sum = (BigInt(`0x${input.subarray(at, at + block).toString('hex')}`) + addend) % (1n << 512n)
      input.write(sum.toString(16).padStart(block * 2, '0'), at, 'hex')
    }
  }
  return Buffer.concat(parts).subarray(0, length)
}
