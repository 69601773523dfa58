import { createDecipheriv, createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { type DerNode, octets, readInteger, readOid, TAG } from '../sources/der.ts'

/** Password-based encryption and integrity of PKCS#12 and PKCS#8 (RFC 7292, RFC 8018, RFC 9879). */

/** The algorithm is one this program cannot open. */
export class UnsupportedAlgorithm extends Error {}

/** `undefined` is "no password at all", which PKCS#12 distinguishes from the empty one. */
export type Secret = string | undefined

const derive = promisify(pbkdf2)

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const DIGESTS: Readonly<Record<string, readonly [name: string, block: number, size: number]>> = {
  '1.3.14.3.2.26': ['sha1', 64, 20],
  '2.16.840.1.101.3.4.2.4': ['sha224', 64, 28],
  '2.16.840.1.101.3.4.2.1': ['sha256', 64, 32],
  '2.16.840.1.101.3.4.2.2': ['sha384', 128, 48],
  '2.16.840.1.101.3.4.2.3': ['sha512', 128, 64],
}

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const PBMAC1 = '1.2.840.113549.1.5.14'

/** Ciphers of PBES2: name for node:crypto, octets of key. */
const CIPHERS: Readonly<Record<string, readonly [string, number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
}

/** PBE of PKCS#12: octets of key; the RC4 pair is not read. */
const LEGACY: Readonly<Record<string, readonly [name: string, key: number]>> = {
  '1.2.840.113549.1.12.1.3': ['3DES', 24],
  '1.2.840.113549.1.12.1.4': ['2DES', 16],
  '1.2.840.113549.1.12.1.5': ['RC2-128', 16],
  '1.2.840.113549.1.12.1.6': ['RC2-40', 5],
}

const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.12.1.1': 'pbeWithSHA1And128BitRC4',
  '1.2.840.113549.1.12.1.2': 'pbeWithSHA1And40BitRC4',
  '1.2.840.113549.1.12.1.3': 'pbeWithSHA1And3-KeyTripleDES-CBC',
  '1.2.840.113549.1.12.1.4': 'pbeWithSHA1And2-KeyTripleDES-CBC',
  '1.2.840.113549.1.12.1.5': 'pbeWithSHA1And128BitRC2-CBC',
  '1.2.840.113549.1.12.1.6': 'pbeWithSHA1And40BitRC2-CBC',
}

/** An iteration count beyond this would hang the run; files in use have 1 to 1,000,000. */
const MOST_ITERATIONS = 5_000_000

function iterations(node: DerNode): number {
  const count = readInteger(node)
  if (count < 1n || count > BigInt(MOST_ITERATIONS))
    throw new UnsupportedAlgorithm(`a key derivation of ${count > 0n ? 'too many' : 'no'} iterations`)
  return Number(count)
}

/** How strong a protection is, in words: `PBES2 aes-256-cbc`, `pbeWithSHA1And40BitRC2-CBC`, `PBMAC1 sha256`. */
export interface Protection {
  readonly algorithm: string
  /** PBES2 with AES, or a MAC stronger than SHA-1. */
  readonly modern: boolean
}

export function describeCipher(algorithm: DerNode): Protection {
  const oid = readOid(algorithm.child(0))
  if (oid !== PBES2) return { algorithm: NAMES[oid] ?? oid, modern: false }
  const cipher = readOid(algorithm.child(1).child(1).child(0))
  const name = CIPHERS[cipher]?.[0] ?? cipher
  return { algorithm: `PBES2 ${name}`, modern: name.startsWith('aes') || cipher.startsWith('2.16.840.1.101.3.4.1.') }
}

/** @param macData the MacData value of a PFX */
export function describeMac(macData: DerNode): Protection {
  const algorithm = macData.child(0).child(0)
  const oid = readOid(algorithm.child(0))
  if (oid === PBMAC1) {
    const mac = readOid(algorithm.child(1).child(1).child(0))
    const name = HMACS[mac] ?? mac
    return { algorithm: `PBMAC1 ${name}`, modern: name !== 'sha1' }
  }
  const name = DIGESTS[oid]?.[0] ?? oid
  return { algorithm: `HMAC ${name}`, modern: name !== 'sha1' && name !== oid }
}

/**
 * @returns the clear octets, or `undefined` when the password does not open them
 * @throws {UnsupportedAlgorithm} naming the algorithm
 * @throws {SourceError} `malformed`
 */
export async function decrypt(algorithm: DerNode, data: Uint8Array, password: Secret): Promise<Uint8Array | undefined> {
  const oid = readOid(algorithm.child(0))
  const parameters = algorithm.child(1)
  if (oid === PBES2) {
    const scheme = parameters.child(1)
    const cipherOid = readOid(scheme.child(0))
    const cipher = CIPHERS[cipherOid]
    if (!cipher) throw new UnsupportedAlgorithm(`cipher ${cipherOid}`)
    const key = await pbkdf2Key(parameters.child(0), cipher[1], password)
    return open(cipher[0], key, octets(scheme.child(1)), data)
  }
  const legacy = LEGACY[oid]
  if (!legacy) throw new UnsupportedAlgorithm(`encryption ${NAMES[oid] ?? oid}`)
  const salt = octets(parameters.child(0))
  const count = iterations(parameters.child(1))
  const digest = ['sha1', 64, 20] as const
  const key = pkcs12Key(1, digest, password, salt, count, legacy[1])
  const iv = pkcs12Key(2, digest, password, salt, count, 8)
  if (legacy[0] === '3DES') return open('des-ede3-cbc', key, iv, data)
  if (legacy[0] === '2DES') return open('des-ede3-cbc', Buffer.concat([key, key.subarray(0, 8)]), iv, data)
  return openRc2(key, legacy[1] * 8, iv, data)
}

/**
 * Whether the MAC of a PFX verifies.
 * @throws {UnsupportedAlgorithm} naming the algorithm
 */
export async function macVerifies(macData: DerNode, data: Uint8Array, password: Secret): Promise<boolean> {
  const info = macData.child(0)
  const algorithm = info.child(0)
  const wanted = octets(info.child(1))
  const oid = readOid(algorithm.child(0))
  let key: Uint8Array
  let hash: string
  if (oid === PBMAC1) {
    const mac = readOid(algorithm.child(1).child(1).child(0))
    const name = HMACS[mac]
    if (!name) throw new UnsupportedAlgorithm(`MAC ${mac}`)
    hash = name
    key = await pbkdf2Key(algorithm.child(1).child(0), undefined, password)
  } else {
    const digest = DIGESTS[oid]
    if (!digest) throw new UnsupportedAlgorithm(`MAC ${oid}`)
    hash = digest[0]
    const count = macData.children[2] ? iterations(macData.children[2]) : 1
    key = pkcs12Key(3, digest, password, octets(macData.child(1)), count, digest[2])
  }
  const actual = createHmac(hash, key).update(data).digest()
  return actual.length === wanted.length && timingSafeEqual(actual, wanted)
}

/** @param size octets of key that the cipher takes; a MAC says it in the parameters */
async function pbkdf2Key(derivation: DerNode, size: number | undefined, password: Secret): Promise<Uint8Array> {
  const oid = readOid(derivation.child(0))
  if (oid !== PBKDF2) throw new UnsupportedAlgorithm(`key derivation ${oid}`)
  const parameters = derivation.child(1)
  const salt = parameters.child(0)
  if (salt.tag !== TAG.octetString) throw new UnsupportedAlgorithm('key derivation with a salt from elsewhere')
  const rest = parameters.children.slice(2)
  const declared = rest.find(n => n.tag === TAG.integer)
  const prf = rest.find(n => n.tag === TAG.sequence)
  const prfOid = prf ? readOid(prf.child(0)) : '1.2.840.113549.2.7'
  const hash = HMACS[prfOid]
  if (!hash) throw new UnsupportedAlgorithm(`pseudo-random function ${prfOid}`)
  const length = size ?? Number(declared ? readInteger(declared) : 0n)
  if (!(length > 0 && length <= 1024)) throw new UnsupportedAlgorithm('key derivation without a usable key length')
  return derive(password ?? '', octets(salt), iterations(parameters.child(1)), length, hash)
}

/** RFC 7292 appendix B.2. @param purpose 1 key, 2 initialisation vector, 3 MAC key */
function pkcs12Key(
  purpose: 1 | 2 | 3,
  [hash, block, size]: readonly [name: string, block: number, size: number],
  password: Secret,
  salt: Uint8Array,
  count: number,
  length: number,
): Buffer {
  const bmp = password === undefined ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16()
  const filled = (bytes: Uint8Array): Buffer =>
    Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes.length > 0 ? Buffer.from(bytes) : 0)
  const diversifier = Buffer.alloc(block, purpose)
  const input = Buffer.concat([filled(salt), filled(bmp)])
  const out: Buffer[] = []
  for (let made = 0; made < length; made += size) {
    let a: Buffer = createHash(hash).update(diversifier).update(input).digest()
    for (let i = 1; i < count; i++) a = createHash(hash).update(a).digest()
    out.push(a)
    const b = Buffer.alloc(block, a)
    for (let j = 0; j < input.length; j += block) {
      let carry = 1
      for (let k = block - 1; k >= 0; k--) {
        carry += (input[j + k] as number) + (b[k] as number)
        input[j + k] = carry & 0xff
        carry >>= 8
      }
    }
  }
  return Buffer.concat(out).subarray(0, length)
}

function open(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | undefined {
  try {
    const decipher = createDecipheriv(cipher, key, iv)
    return Buffer.concat([decipher.update(data), decipher.final()])
  } catch {
    // Bad padding: a wrong key.
    return undefined
  }
}

/** OpenSSL 3 has RC2 only in its legacy provider, which Node does not load. */
async function openRc2(key: Buffer, bits: number, iv: Buffer, data: Uint8Array): Promise<Uint8Array | undefined> {
  const { default: forge } = await import('node-forge')
  const cipher = forge.rc2.createDecryptionCipher(key.toString('binary'), bits)
  cipher.start(forge.util.createBuffer(iv.toString('binary')))
  cipher.update(forge.util.createBuffer(Buffer.from(data).toString('binary')))
  return cipher.finish() ? Buffer.from(cipher.output.getBytes(), 'binary') : undefined
}
