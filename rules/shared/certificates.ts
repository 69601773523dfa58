import type { Certificate } from '../../src/artifacts/certificate.ts'
import { EXTENSION } from '../../src/artifacts/certificate-extensions.ts'
import type { Located } from '../../src/engine/location.ts'
import type { StructureId } from '../../src/identifiers/index.ts'

/** A leaf of the GIP-CPS, which the IGC-Santé replaced: one rule says so, and the others leave it alone. */
export const isLegacy = (certificate: Certificate): boolean =>
  !certificate.isCa && certificate.issuer.o?.value.startsWith('GIP-CPS') === true

/**
 * A leaf that must come from the authority for organisations: it is declared for a use, or claims to be of the
 * IGC-Santé. Certificates of persons and of the GIP-CPS have rules of their own; those of the market have none.
 */
export function mustBeOfOrganisations(certificate: Certificate): boolean {
  if (certificate.isCa || isLegacy(certificate) || certificate.profile === 'person') return false
  return (
    certificate.uses.length > 0 ||
    certificate.issuer.o?.value === 'ASIP-SANTE' ||
    certificate.extension(EXTENSION.category) !== undefined
  )
}

/** A leaf that the production authority issued, as its issuer says. */
export function isProductionLeaf(certificate: Certificate): boolean {
  if (certificate.isCa) return false
  const said = certificate.environmentSigns.filter(({ sign }) => sign !== 'url' && sign !== 'category')
  return said.length > 0 && said.every(({ says }) => says === 'production')
}

/** The Struct_IdNat of an ORG or SERV leaf; absent when it is none. */
export function structureIdOf(certificate: Certificate): (Located<string> & { readonly id: StructureId }) | undefined {
  const { structure, structureId: id } = certificate
  return !structure || !id || id.kind === 'invalid' ? undefined : { value: structure.value, at: structure.at, id }
}

/** Certificates among these that bear the name of the issuer. */
export const issuersAmong = (certificate: Certificate, candidates: readonly Certificate[]): readonly Certificate[] =>
  candidates.filter(one => one.sha256 !== certificate.sha256 && certificate.issuer.equals(one.subject))

/** Certificates of the same file. */
export const besides = (certificate: Certificate, all: readonly Certificate[]): readonly Certificate[] =>
  bySource(all, certificate.source).filter(one => one.index !== certificate.index)

/** Those of one file, and those of one SHA-256, in their order. */
const bySource = groupedBy(({ source }) => source)
export const bySha256 = groupedBy(({ sha256 }) => sha256)

/** Groups a list once: each of ten thousand certificates asks for its like among them. */
function groupedBy<K>(keyOf: (certificate: Certificate) => K) {
  const lists = new WeakMap<readonly Certificate[], { readonly size: number; readonly groups: Map<K, Certificate[]> }>()
  return (all: readonly Certificate[], key: K): readonly Certificate[] => {
    // The list of a site grows while its folders are walked.
    const known = lists.get(all)
    if (known?.size === all.length) return known.groups.get(key) ?? []
    const groups = new Map<K, Certificate[]>()
    for (const certificate of all) {
      const own = keyOf(certificate)
      const group = groups.get(own)
      if (group) group.push(certificate)
      else groups.set(own, [certificate])
    }
    lists.set(all, { size: all.length, groups })
    return groups.get(key) ?? []
  }
}

/**
 * A fully qualified domain name: two labels or more of letters, digits and inner hyphens, the last one not a number.
 */
export const isFqdn = (name: string): boolean => {
  const labels = name.split('.')
  return name.length <= 253 && labels.length >= 2 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '')
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
/** One label of a host name (RFC 1034 §3.5, RFC 1123 §2.1). */
export const isLabel = (label: string): boolean => LABEL.test(label)
