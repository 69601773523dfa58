import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM: who does not have the key reads nothing, and what was damaged or replaced does not open. */

const IV = 12
const TAG = 16

/** @param key 32 bytes */
export function seal(key: Uint8Array, bytes: Uint8Array): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = [cipher.update(bytes), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed])
}

/** @throws Error of another key, cut short, or not written by {@link seal} */
export function unseal(key: Uint8Array, sealed: Uint8Array): Buffer {
  const opened = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV))
  opened.setAuthTag(sealed.subarray(IV, IV + TAG))
  return Buffer.concat([opened.update(sealed.subarray(IV + TAG)), opened.final()])
}
