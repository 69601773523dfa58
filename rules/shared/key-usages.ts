import { type Certificate, KEY_PURPOSE } from '../../src/artifacts/certificate.ts'
import type { KeyUsage } from '../../src/artifacts/certificate-extensions.ts'

/** Bits of keyUsage of which one must be set beside a purpose (RFC 5280 §4.2.1.12). */
const BITS_OF: Readonly<Record<string, readonly KeyUsage[]>> = {
  [KEY_PURPOSE.serverAuth]: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  [KEY_PURPOSE.clientAuth]: ['digitalSignature', 'keyAgreement'],
  [KEY_PURPOSE.codeSigning]: ['digitalSignature'],
  [KEY_PURPOSE.emailProtection]: ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'keyAgreement'],
  [KEY_PURPOSE.timeStamping]: ['digitalSignature', 'nonRepudiation'],
  [KEY_PURPOSE.ocspSigning]: ['digitalSignature', 'nonRepudiation'],
}

/** Purposes of a leaf for which its keyUsage has no bit. In an authority, the purposes are those of what it issues. */
export function contradictedPurposes(certificate: Certificate): readonly string[] {
  const usages = certificate.keyUsage?.value
  if (!usages || certificate.isCa) return []
  return (certificate.extKeyUsage?.value ?? []).filter(oid => {
    const bits = BITS_OF[oid]
    return bits !== undefined && !bits.some(bit => usages.includes(bit))
  })
}

/** keyUsage, where it is, says something, and contradicts no purpose. */
export const isConsistent = (certificate: Certificate): boolean =>
  certificate.keyUsage?.value.length !== 0 && contradictedPurposes(certificate).length === 0
