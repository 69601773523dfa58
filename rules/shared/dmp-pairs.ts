import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { Site, SiteStructure, System } from '../../src/artifacts/site.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { parseStructureId } from '../../src/identifiers/index.ts'
import {
  entryServes,
  installations,
  isIndirectSystem,
  isOfPractice,
  serves,
  structuresOf,
  structureText,
  unreadEntries,
} from './installations.ts'
import { relationOf } from './structures.ts'

/** The two certificates by which a structure is known to the DMP: one to authenticate, one to sign (EX_GEN-1450). */
export const DMP_USAGES = ['dmp-auth', 'dmp-sign'] as const
export type DmpUsage = (typeof DMP_USAGES)[number]

/** What tells certificates and structures of a site apart. */
export interface Installed {
  readonly site: Site
  readonly certificates: readonly Certificate[]
  readonly directory?: Directory | undefined
}

const ofSystem = (usage: DmpUsage, system: System, certificates: readonly Certificate[]): readonly Certificate[] => [
  ...new Set(
    installations(certificates, usage)
      .filter(({ use }) => serves(use, system))
      .map(({ certificate }) => certificate),
  ),
]

const isUnread = (usage: DmpUsage, system: System, { site, certificates }: Installed): boolean =>
  unreadEntries(site, certificates, usage).some(entry => entryServes(entry, system))

/** A certificate that names no structure is present all the same: what is wrong with it, other rules say. */
export function coverageOf(
  structure: SiteStructure,
  usage: DmpUsage,
  system: System,
  installed: Installed,
): 'covered' | 'missing' | 'unknown' {
  const byLegalEntity = installed.site.dmp?.finessMode?.value !== 'eg'
  let unknown = isUnread(usage, system, installed)
  for (const certificate of ofSystem(usage, system, installed.certificates)) {
    const id = structureText(certificate)
    const relation = id === undefined ? undefined : relationOf(id, structure.id.value, installed)
    if (relation === 'same' || relation === 'same-siren' || (relation === 'linked' && byLegalEntity)) return 'covered'
    if (relation === undefined || (relation === 'unknown-link' && byLegalEntity)) unknown = true
  }
  return unknown ? 'unknown' : 'missing'
}

/**
 * Certificates of a system whose structure has none of the other usage. `unknown`: the file of one could not be read, or
 * nothing tells whether two FINESS are EJ and EG of one establishment.
 *
 * @returns `undefined` when the system has none at all of one of the usages
 */
export function unpairedOf(
  system: System,
  installed: Installed,
): (Readonly<Record<DmpUsage, readonly Certificate[]>> & { readonly unknown: boolean }) | undefined {
  const auth = ofSystem('dmp-auth', system, installed.certificates)
  const sign = ofSystem('dmp-sign', system, installed.certificates)
  if (auth.length === 0 || sign.length === 0) return undefined
  let unknown = DMP_USAGES.some(usage => isUnread(usage, system, installed))
  const without = (some: readonly Certificate[], others: readonly Certificate[]) =>
    some.filter(certificate => {
      const relations = others.map(other => relationBetween(certificate, other, installed))
      if (relations.includes('same') || relations.includes('linked')) return false
      const undecided = relations.includes('unknown-link')
      if (undecided) unknown = true
      return !undecided
    })
  const unpaired = { 'dmp-auth': without(auth, sign), 'dmp-sign': without(sign, auth) }
  return unknown ? { 'dmp-auth': [], 'dmp-sign': [], unknown } : { ...unpaired, unknown }
}

/** `unknown-link` also when one of them names no structure that can be read. */
function relationBetween(a: Certificate, b: Certificate, installed: Installed) {
  const [idA, idB] = [structureText(a), structureText(b)]
  if (!idA || !idB || [idA, idB].some(id => parseStructureId(id).kind === 'invalid')) return 'unknown-link'
  return relationOf(idA, idB, installed)
}

/**
 * Structures for which a system lacks certificates, with the usages that are missing. Where a certificate of that usage
 * stands alone in the system, it is taken for the one that is missing, drawn on another structure.
 */
export function missingPairs(system: System, installed: Installed) {
  const missing: { readonly structure: SiteStructure; readonly usages: readonly DmpUsage[] }[] = []
  let unknown = false
  if (isIndirectSystem(system) !== true) return { missing, unknown }
  const alone = unpairedOf(system, installed)
  for (const structure of structuresOf(system, installed.site).filter(isOfPractice)) {
    const usages = DMP_USAGES.filter(usage => {
      const coverage = coverageOf(structure, usage, system, installed)
      if (coverage === 'unknown') unknown = true
      return coverage === 'missing' && !alone?.[usage].length
    })
    if (usages.length > 0) missing.push({ structure, usages })
  }
  return { missing, unknown }
}
