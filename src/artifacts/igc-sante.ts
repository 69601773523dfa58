/** The authorities of the IGC-Santé as measured on the published certificates; facts, no judgement. */

export type Environment = 'production' | 'test'

export interface Authority {
  readonly commonName: string
  readonly environment: Environment
  readonly role: 'root' | 'intermediate'
  /** What the authority certifies; a root certifies authorities. */
  readonly domain: 'ORGANISATIONS' | 'PERSONNES' | undefined
  readonly range: 'ELEMENTAIRE' | 'STANDARD' | 'FORT'
  /** SHA-256 of the certificate, upper-case hexadecimal; absent when the certificate itself was never seen. */
  readonly sha256?: string
  /** subjectKeyIdentifier, which is the authorityKeyIdentifier of what it issues. */
  readonly ski: string
}

export const AUTHORITIES: readonly Authority[] = [
  {
    commonName: 'AC RACINE IGC-SANTE ELEMENTAIRE',
    environment: 'production',
    role: 'root',
    domain: undefined,
    range: 'ELEMENTAIRE',
    sha256: '2D9E22CA19F777C6B745257C723ECB8DF3C35FA6F1F6EC36B83600C97346967F',
    ski: '8C6FEAD58B82FAF9BE87DC730E27150747C49E2F',
  },
  {
    commonName: 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
    environment: 'production',
    role: 'intermediate',
    domain: 'ORGANISATIONS',
    range: 'ELEMENTAIRE',
    sha256: 'D834EE5B40686B73573F60547BF6052C6D404D942A5665CDB2C0B9137B5D27B2',
    ski: 'D7FBFADCD5027FE7C153864D4BE8A44A1E0BBB63',
  },
  {
    commonName: 'TEST AC RACINE IGC-SANTE ELEMENTAIRE',
    environment: 'test',
    role: 'root',
    domain: undefined,
    range: 'ELEMENTAIRE',
    sha256: '01325AEB193871EEC90FA89556804E4185CB362E0CA87A3D79939C71186DA805',
    ski: '9CAD86BBA6AACAC5613A04B047FDDC3BCD3D57F4',
  },
  {
    commonName: 'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
    environment: 'test',
    role: 'intermediate',
    domain: 'ORGANISATIONS',
    range: 'ELEMENTAIRE',
    sha256: 'DC528E3788691B3F7950164076F95B02C64334C68662BDEDE5750B4E0E5338F6',
    ski: '212E847D3B1EF512DE51A2215CAE93A8EF5BE3F5',
  },
  {
    commonName: 'TEST AC IGC-SANTE ELEMENTAIRE PERSONNES',
    environment: 'test',
    role: 'intermediate',
    domain: 'PERSONNES',
    range: 'ELEMENTAIRE',
    ski: 'D08E536A76167779DA3AB67E20486C50C40A5BFE',
  },
  {
    commonName: 'TEST AC IGC-SANTE STANDARD PERSONNES',
    environment: 'test',
    role: 'intermediate',
    domain: 'PERSONNES',
    range: 'STANDARD',
    ski: 'F8A1858903DA52FFD336BE03D8A8D96109363D92',
  },
  {
    commonName: 'TEST AC IGC-SANTE FORT PERSONNES',
    environment: 'test',
    role: 'intermediate',
    domain: 'PERSONNES',
    range: 'FORT',
    ski: '3AF1E7F5CEEBEDF78DC9C9B29FEDD46529DC1FFD',
  },
]

const byFingerprint = new Map(AUTHORITIES.flatMap(a => (a.sha256 ? [[a.sha256, a] as const] : [])))
const byKeyIdentifier = new Map(AUTHORITIES.map(a => [a.ski, a] as const))

/** The authority that a certificate is, told by its SHA-256 fingerprint. */
export const knownAuthority = (certificate: { readonly sha256: string }): Authority | undefined =>
  byFingerprint.get(certificate.sha256)

/** The authority that has a subjectKeyIdentifier (upper-case hexadecimal). */
export const authorityByKeyIdentifier = (ski: string | undefined): Authority | undefined =>
  ski === undefined ? undefined : byKeyIdentifier.get(ski)
