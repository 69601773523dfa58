import { createCipheriv, createHmac, type KeyObject, pbkdf2Sync } from 'node:crypto'
import forge from 'node-forge'
import {
  integer,
  nothing,
  octetString,
  oid,
  sequence,
  setOf,
  tagged,
  taggedPrimitive,
} from '../../src/testing/der-writer.ts'

/** PKCS#12 files of every protection met, with key derivations of node-forge: independent of the reader. */

export type Encryption = 'none' | '3des' | 'rc2-40' | 'rc2-128' | 'rc4-128' | 'aes-256'

export interface Pfx {
  readonly certificates: readonly { readonly der: Uint8Array; readonly keyId?: string }[]
  readonly key?: { readonly key: KeyObject; readonly keyId?: string; readonly encryption: Encryption }
  readonly encryption: Encryption
  readonly mac: 'none' | 'sha1' | 'sha256' | 'pbmac1'
  readonly password: string
}

const DATA = oid('1.2.840.113549.1.7.1')
const SALT = Buffer.from('0123456789abcdef', 'hex')
const COUNT = 10

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('binary')
const derived = (password: string, purpose: 1 | 2 | 3, length: number, md: forge.md.MessageDigest): Buffer =>
  Buffer.from(
    forge.pkcs12.generateKey(password, forge.util.createBuffer(binary(SALT)), purpose, COUNT, length, md).getBytes(),
    'binary',
  )

function encrypted(kind: Exclude<Encryption, 'none'>, data: Uint8Array, password: string): [Uint8Array, Uint8Array] {
  if (kind === 'aes-256') {
    const iv = Buffer.alloc(16, 7)
    const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, SALT, COUNT, 32, 'sha256'), iv)
    const prf = sequence(oid('1.2.840.113549.2.9'), nothing())
    const algorithm = sequence(
      oid('1.2.840.113549.1.5.13'),
      sequence(
        sequence(oid('1.2.840.113549.1.5.12'), sequence(octetString(SALT), integer(COUNT), prf)),
        sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(iv)),
      ),
    )
    return [algorithm, Buffer.concat([cipher.update(data), cipher.final()])]
  }
  const number = { 'rc4-128': 1, '3des': 3, 'rc2-128': 5, 'rc2-40': 6 }[kind]
  const size = { 'rc4-128': 16, '3des': 24, 'rc2-128': 16, 'rc2-40': 5 }[kind]
  const key = derived(password, 1, size, forge.md.sha1.create())
  const iv = derived(password, 2, 8, forge.md.sha1.create())
  const algorithm = sequence(oid(`1.2.840.113549.1.12.1.${number}`), sequence(octetString(SALT), integer(COUNT)))
  if (kind === '3des') {
    const cipher = createCipheriv('des-ede3-cbc', key, iv)
    return [algorithm, Buffer.concat([cipher.update(data), cipher.final()])]
  }
  if (kind === 'rc4-128') return [algorithm, data]
  const cipher = forge.rc2.createEncryptionCipher(binary(key), size * 8)
  cipher.start(forge.util.createBuffer(binary(iv)))
  cipher.update(forge.util.createBuffer(binary(data)))
  cipher.finish()
  return [algorithm, Buffer.from(cipher.output.getBytes(), 'binary')]
}

const attributes = (keyId: string | undefined): Uint8Array[] =>
  keyId === undefined ? [] : [setOf(sequence(oid('1.2.840.113549.1.9.21'), setOf(octetString(Buffer.from(keyId)))))]
const bag = (number: number, value: Uint8Array, keyId: string | undefined): Uint8Array =>
  sequence(oid(`1.2.840.113549.1.12.10.1.${number}`), tagged(0, value), ...attributes(keyId))

export function writePfx(pfx: Pfx): Uint8Array {
  const certificates = sequence(
    ...pfx.certificates.map(({ der, keyId }) =>
      bag(3, sequence(oid('1.2.840.113549.1.9.22.1'), tagged(0, octetString(der))), keyId),
    ),
  )
  const parts: Uint8Array[] = []
  if (pfx.encryption === 'none') parts.push(sequence(DATA, tagged(0, octetString(certificates))))
  else {
    const [algorithm, data] = encrypted(pfx.encryption, certificates, pfx.password)
    const content = sequence(integer(0), sequence(DATA, algorithm, taggedPrimitive(0, data)))
    parts.push(sequence(oid('1.2.840.113549.1.7.6'), tagged(0, content)))
  }
  if (pfx.key) {
    const info = pfx.key.key.export({ type: 'pkcs8', format: 'der' })
    const value = (): Uint8Array => {
      if (pfx.key?.encryption === 'none' || !pfx.key) return bag(1, info, pfx.key?.keyId)
      const [algorithm, data] = encrypted(pfx.key.encryption, info, pfx.password)
      return bag(2, sequence(algorithm, octetString(data)), pfx.key.keyId)
    }
    parts.push(sequence(DATA, tagged(0, octetString(sequence(value())))))
  }
  const safe = sequence(...parts)
  return sequence(integer(3), sequence(DATA, tagged(0, octetString(safe))), ...mac(pfx, safe))
}

function mac(pfx: Pfx, safe: Uint8Array): Uint8Array[] {
  if (pfx.mac === 'none') return []
  if (pfx.mac === 'pbmac1') {
    const hmac = sequence(oid('1.2.840.113549.2.9'), nothing())
    const derivation = sequence(
      oid('1.2.840.113549.1.5.12'),
      sequence(octetString(SALT), integer(COUNT), integer(32), hmac),
    )
    const value = createHmac('sha256', pbkdf2Sync(pfx.password, SALT, COUNT, 32, 'sha256'))
      .update(safe)
      .digest()
    const algorithm = sequence(oid('1.2.840.113549.1.5.14'), sequence(derivation, hmac))
    return [sequence(sequence(algorithm, octetString(value)), octetString(SALT), integer(1))]
  }
  const [number, md, size] =
    pfx.mac === 'sha1'
      ? (['1.3.14.3.2.26', forge.md.sha1.create(), 20] as const)
      : (['2.16.840.1.101.3.4.2.1', forge.md.sha256.create(), 32] as const)
  const value = createHmac(pfx.mac, derived(pfx.password, 3, size, md))
    .update(safe)
    .digest()
  return [sequence(sequence(sequence(oid(number), nothing()), octetString(value)), octetString(SALT), integer(COUNT))]
}
