import type { Located, Location } from '../engine/location.ts'
import {
  type DerNode,
  hex,
  isString,
  readBitString,
  readBoolean,
  readInteger,
  readOid,
  readString,
  readTime,
  TAG,
} from '../sources/der.ts'
import { distributionPointUris, type Extension, GENERAL_NAME, generalNames, otherName } from './x509.ts'

/** The values of the extensions of a certificate that rules ask about (RFC 5280 §4.2, and those of the IGC-Santé). */

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  privateKeyUsagePeriod: '2.5.29.16',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  /** NOS TRE_G02-TypeProduit, cards only. */
  cardType: '1.2.250.1.71.1.2.2',
  cardNumber: '1.2.250.1.71.1.2.3',
  /** NOS TRE_G01-CategorieProduit. */
  category: '1.2.250.1.71.1.2.5',
  /** Profession code, persons only. */
  profession: '1.2.250.1.71.1.2.7',
  /** Specialty codes, persons only. */
  specialties: '1.2.250.1.71.4.2.5',
} as const

/** Bits of keyUsage, from bit 0 (RFC 5280 §4.2.1.3). */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof KEY_USAGES)[number]

const UPN = '1.3.6.1.4.1.311.20.2.3'

export interface SubjectAltName {
  readonly at: Location
  readonly dns: readonly Located<string>[]
  readonly emails: readonly Located<string>[]
  readonly uris: readonly Located<string>[]
  /** Dotted IPv4, or hexadecimal groups of IPv6. */
  readonly ips: readonly Located<string>[]
  /** Microsoft user principal names, which card certificates have. */
  readonly upn: readonly Located<string>[]
}

/** What each extension says; absent when it is absent or is not what RFC 5280 says. */
export interface KnownExtensions {
  readonly keyUsage: Located<readonly KeyUsage[]> | undefined
  /** OIDs of the purposes. */
  readonly extKeyUsage: Located<readonly string[]> | undefined
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength?: bigint; readonly at: Location } | undefined
  readonly san: SubjectAltName | undefined
  /** Policy OIDs, in order, each with its CPS addresses. */
  readonly policies: readonly (Located<string> & { readonly cps: readonly Located<string>[] })[]
  readonly aia: { readonly ocsp: readonly Located<string>[]; readonly caIssuers: readonly Located<string>[] }
  readonly crlDistributionPoints: readonly Located<string>[]
  readonly freshestCrl: readonly Located<string>[]
  readonly ski: Located<string> | undefined
  readonly aki: Located<string> | undefined
  readonly privateKeyUsagePeriod:
    | { readonly notBefore?: Located<number>; readonly notAfter?: Located<number>; readonly at: Location }
    | undefined
  readonly category: Located<number> | undefined
  readonly cardType: Located<number> | undefined
  readonly cardNumber: Located<string> | undefined
  readonly profession: Located<number> | undefined
  readonly specialties: readonly Located<string>[]
}

const PATH = 'tbsCertificate.extensions'
const NONE: readonly never[] = []
const NO_ACCESS = { ocsp: NONE, caIssuers: NONE }

/** Reads them together, since the rules of a certificate ask for nearly all of them. */
export function readKnownExtensions(extensions: readonly Extension[]): KnownExtensions {
  const read = <T>(oid: string, from: (value: DerNode, at: Location) => T): T | undefined => {
    const extension = extensions.find(one => one.oid === oid)
    const value = extension?.value
    if (!value) return undefined
    try {
      return from(value, extension.at)
    } catch {
      return undefined
    }
  }
  return {
    keyUsage: read(EXTENSION.keyUsage, (value, at) => {
      const { bytes } = readBitString(value)
      return { value: KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0), at }
    }),
    extKeyUsage: read(EXTENSION.extKeyUsage, (value, at) => ({
      value: value.expect(TAG.sequence).children.map(readOid),
      at,
    })),
    basicConstraints: read(EXTENSION.basicConstraints, (value, at) => {
      const ca = value.expect(TAG.sequence).find(TAG.boolean)
      const length = value.find(TAG.integer)
      return { ca: ca ? readBoolean(ca) : false, at, ...(length ? { pathLength: readInteger(length) } : {}) }
    }),
    san: read(EXTENSION.subjectAltName, readSubjectAltName),
    policies:
      read(EXTENSION.certificatePolicies, value =>
        value.expect(TAG.sequence).children.map(policy => ({
          value: readOid(policy.child(0)),
          at: policy.at(`${PATH}.certificatePolicies`),
          cps: (policy.children[1]?.children ?? NONE)
            .filter(q => readOid(q.child(0)) === '1.3.6.1.5.5.7.2.1')
            .map(q => q.child(1))
            .filter(isString)
            .map(uri => ({ value: readString(uri), at: uri.at(`${PATH}.certificatePolicies.cPSuri`) })),
        })),
      ) ?? NONE,
    aia:
      read(EXTENSION.authorityInfoAccess, value => {
        const of = (method: string, name: string): Located<string>[] =>
          value.children
            .filter(access => readOid(access.child(0)) === method)
            .flatMap(access => generalNames(access, GENERAL_NAME.uri, `${PATH}.authorityInfoAccess.${name}`))
        return { ocsp: of('1.3.6.1.5.5.7.48.1', 'ocsp'), caIssuers: of('1.3.6.1.5.5.7.48.2', 'caIssuers') }
      }) ?? NO_ACCESS,
    crlDistributionPoints:
      read(EXTENSION.crlDistributionPoints, value => distributionPointUris(value, `${PATH}.cRLDistributionPoints`)) ??
      NONE,
    freshestCrl: read(EXTENSION.freshestCrl, value => distributionPointUris(value, `${PATH}.freshestCRL`)) ?? NONE,
    ski: read(EXTENSION.subjectKeyIdentifier, (value, at) => ({
      value: hex(value.expect(TAG.octetString).content),
      at,
    })),
    aki: read(EXTENSION.authorityKeyIdentifier, (value, at) => {
      const id = value.expect(TAG.sequence).find(0x80)
      return id ? { value: hex(id.content), at } : undefined
    }),
    privateKeyUsagePeriod: read(EXTENSION.privateKeyUsagePeriod, (value, at) => {
      const bound = (tag: number): Located<number> | undefined => {
        const node = value.expect(TAG.sequence).find(tag)
        return (
          node && {
            value: readTime(node, 'GeneralizedTime').milliseconds,
            at: node.at(`${PATH}.privateKeyUsagePeriod`),
          }
        )
      }
      const notBefore = bound(0x80)
      const notAfter = bound(0x81)
      return { at, ...(notBefore ? { notBefore } : {}), ...(notAfter ? { notAfter } : {}) }
    }),
    category: read(EXTENSION.category, (value, at) => {
      const octet = value.expect(TAG.octetString).content
      return octet.length === 1 ? { value: octet[0] as number, at } : undefined
    }),
    cardType: read(EXTENSION.cardType, (value, at) => ({ value: Number(readInteger(value)), at })),
    cardNumber: read(EXTENSION.cardNumber, (value, at) => ({ value: readString(value), at })),
    profession: read(EXTENSION.profession, (value, at) => ({ value: Number(readInteger(value)), at })),
    specialties:
      read(EXTENSION.specialties, (value, at) =>
        value.expect(TAG.sequence).children.map(node => ({ value: readString(node), at })),
      ) ?? NONE,
  }
}

function readSubjectAltName(value: DerNode, at: Location): SubjectAltName {
  const names = value.expect(TAG.sequence)
  const path = `${PATH}.subjectAltName`
  return {
    at,
    dns: generalNames(names, GENERAL_NAME.dns, `${path}.dNSName`),
    emails: generalNames(names, GENERAL_NAME.email, `${path}.rfc822Name`),
    uris: generalNames(names, GENERAL_NAME.uri, `${path}.uniformResourceIdentifier`),
    ips: names.children
      .filter(n => n.tag === GENERAL_NAME.ip)
      .map(n => ({ value: ipAddress(n.content), at: n.at(`${path}.iPAddress`) })),
    upn: names.children
      .filter(n => n.tag === GENERAL_NAME.otherName)
      .map(n => ({ ...otherName(n), at: n.at(`${path}.otherName`) }))
      .filter(n => n.oid === UPN),
  }
}

function ipAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.')
  return hex(octets).replace(/(.{4})(?=.)/g, '$1:')
}
