import { type Certificate, verifyIssuedBy } from '../../src/artifacts/certificate.ts'
import type { RevocationList } from '../../src/artifacts/crl.ts'
import { authorityByKeyIdentifier } from '../../src/artifacts/igc-sante.ts'
import { DS } from '../../src/artifacts/namespaces.ts'
import type { Signature } from '../../src/artifacts/signature.ts'
import type { Environment, Pacs, Site } from '../../src/artifacts/site.ts'
import type { ReferenceVerdict, Verification } from '../../src/artifacts/verify.ts'
import type { Whitelist, WhitelistEntry } from '../../src/artifacts/whitelist.ts'
import type { Text } from '../../src/engine/rule.ts'
import { issuersAmong } from './certificates.ts'
import { beginsAfter } from './days.ts'
import { hostKey } from './hosts.ts'
import { revocationOf } from './revocation.ts'

/** The signature of a white list; `undefined` unless it has exactly one, which was verified. */
export function signatureOf(
  whitelist: Whitelist,
  signatures: readonly Signature[],
): (Signature & { readonly verification: Verification }) | undefined {
  const [element, second] = whitelist.signatures
  const signature = second ? undefined : signatures.find(one => one.element === element)
  return signature?.verification && { ...signature, verification: signature.verification }
}

/** The Reference that covers the whole list: nothing but the signature itself may be left out of it. */
export const wholeReference = (whitelist: Whitelist, { references }: Verification): ReferenceVerdict | undefined =>
  references.find(
    ({ target, reference }) =>
      target === whitelist.element && reference.transforms.every(({ algorithm }) => keepsAll(algorithm.value)),
  )

/** enveloped-signature and the canonicalisations; XPath and XSLT can leave anything out. */
const keepsAll = (algorithm: string): boolean => algorithm === `${DS}enveloped-signature` || /c14n/.test(algorithm)

/** The signature verifies over the whole list: only then its entries are those that ANS signed (WLD-001). */
function isVerified(whitelist: Whitelist, signatures: readonly Signature[]): boolean {
  const signature = signatureOf(whitelist, signatures)
  return signature?.verification.verified === true && wholeReference(whitelist, signature.verification)?.digest === 'ok'
}

export const SIGNER_CN = 'Liste Blanche DRIM-M'
export const SIGNER_OU = '318751275100020'

export type SignerDefect =
  | { readonly message: 'name' | 'structure' | 'issuer' | 'notYet' | 'expired' }
  | { readonly message: 'chain'; readonly issuer: Certificate }
  | { readonly message: 'revoked'; readonly date: number }

/** What the signer of a white list must be given to be judged. */
export interface SignerContext {
  /** Roots and intermediates of `trust:`; none leaves the chain unjudged. */
  readonly trust: readonly Certificate[]
  /** None leaves revocation unjudged. */
  readonly lists: readonly RevocationList[]
  /** The date judged, in milliseconds. */
  readonly at: number
}

/** Why a certificate is not that with which ANS signs the white list (WLD-002); its links are climbed up to a root. */
export function signerDefects(signer: Certificate, { trust, lists, at }: SignerContext): readonly SignerDefect[] {
  const defects: SignerDefect[] = []
  if (signer.subject.cn?.value !== SIGNER_CN) defects.push({ message: 'name' })
  if (signer.subject.ou?.value !== SIGNER_OU) defects.push({ message: 'structure' })
  const authority = authorityByKeyIdentifier(signer.aki?.value)
  if (authority?.domain !== 'ORGANISATIONS' || signer.issuer.cn?.value !== authority.commonName)
    defects.push({ message: 'issuer' })
  if (beginsAfter(signer.notBefore.value, at)) defects.push({ message: 'notYet' })
  if (signer.notAfter.value < at) defects.push({ message: 'expired' })
  const authorities = trust.filter(one => one.isCa)
  const left = new Set(authorities)
  for (let here = signer; !here.selfIssued; ) {
    const named = issuersAmong(here, [...left])
    const issuer = named.find(one => verifyIssuedBy(here, one))
    // An issuer that was not given leaves the link unjudged; one that denies it does not.
    if (!issuer && named[0]) defects.push({ message: 'chain', issuer: named[0] })
    if (!issuer) break
    left.delete(issuer)
    here = issuer
  }
  const { entry } = revocationOf(signer, lists, authorities, at)
  if (entry && !beginsAfter(entry.date, at)) defects.push({ message: 'revoked', date: entry.date })
  return defects
}

/** TEST or production, as the authority of the signer says. */
export function environmentOf(signer: Certificate | undefined): Environment | undefined {
  return authorityByKeyIdentifier(signer?.aki?.value)?.environment
}

export const sameHost = (a: string, b: string): boolean => hostKey(a) === hostKey(b)

export type NamedPacs = Pacs & { readonly fqdn: NonNullable<Pacs['fqdn']> }

/** The PACS of a site whose host is declared. */
export const pacsOf = (site: Site): readonly NamedPacs[] =>
  site.systems.flatMap(({ pacs }) => pacs).flatMap(one => (one.fqdn ? [{ ...one, fqdn: one.fqdn }] : []))

export const entryOf = (whitelist: Whitelist, { fqdn }: NamedPacs): WhitelistEntry | undefined =>
  whitelist.entries.find(({ db }) => db && sameHost(db.value, fqdn.value))

/** Why the entries of a list cannot be held against the site; `undefined` when they can. */
export function unusable(
  whitelist: Whitelist | undefined,
  signatures: readonly Signature[],
  site: Site,
): Text | undefined {
  if (!whitelist) return NO_LIST
  if (!isVerified(whitelist, signatures)) return NOT_VERIFIED
  const environment = environmentOf(signatureOf(whitelist, signatures)?.signer)
  const known = environment !== undefined && site.environment !== undefined
  return known && environment !== site.environment?.value ? OTHER_ENVIRONMENT : undefined
}

const NO_LIST: Text = {
  en: 'no white list: name its file under whitelist: in dmplint.yaml',
  fr: 'pas de liste blanche : nommer son fichier sous whitelist: dans dmplint.yaml',
}
const NOT_VERIFIED: Text = {
  en: 'the signature of the white list does not verify (WLD-001), so its entries prove nothing',
  fr: 'la signature de la liste blanche ne se vérifie pas (WLD-001) : ses entrées ne prouvent rien',
}
const OTHER_ENVIRONMENT: Text = {
  en: 'the white list is that of the other environment (WLD-003)',
  fr: "la liste blanche est celle de l'autre environnement (WLD-003)",
}

/** The certificates declared for a PACS: one, or two while one is renewed. */
export const certificatesOf = (pacs: NamedPacs, certificates: readonly Certificate[]): readonly Certificate[] =>
  certificates.filter(({ uses }) =>
    uses.some(({ usage, pacs: name }) => usage === 'drimbox-ssl' && name === pacs.name.value),
  )

interface Attribute {
  readonly type: string
  readonly value: string
}

/** Whether two names hold the same attributes, in any order; case, spaces and Unicode forms do not count, accents do. */
export function sameAttributes(a: readonly Attribute[], b: readonly Attribute[]): boolean {
  const key = (name: readonly Attribute[]): string =>
    name
      .map(({ type, value }) => `${type}=${value.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()}`)
      .sort()
      .join('\n')
  return key(a) === key(b)
}
