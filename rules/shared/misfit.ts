import type { CertificateUse } from '../../src/artifacts/certificate.ts'
import type { Site, SiteStructure } from '../../src/artifacts/site.ts'
import { parseStructureId } from '../../src/identifiers/index.ts'
import { declaredStructure, isOfPractice, structuresOf, systemsOf } from './installations.ts'
import { type Practice, practiceOf } from './sectors.ts'

export interface Misfit {
  readonly structure: SiteStructure
  readonly practice: Practice
  /** A company whose certificate is on the RPPS-rang of a doctor, which may be right: a rule of its own warns. */
  readonly companyOnRang: boolean
}

/**
 * A certificate whose type digit is not that of the structure it serves: the declared one of that id, else every
 * structure of practice of its systems.
 *
 * @param id as `structureText` gives it
 * @returns `undefined` when it fits one of them, when one of them has no sector that the guide speaks of, or there is none
 */
export function misfitOf(id: string, use: CertificateUse, site: Site): Misfit | undefined {
  const { kind } = parseStructureId(id)
  if (kind === 'invalid') return undefined
  const declared = declaredStructure(id, site)
  const served = declared ? [declared] : systemsOf(use, site).flatMap(system => structuresOf(system, site))
  const misfits: Omit<Misfit, 'companyOnRang'>[] = []
  for (const structure of served.filter(isOfPractice)) {
    const practice = practiceOf(structure)
    if (!practice || practice.identifiers.includes(kind)) return undefined
    misfits.push({ structure, practice })
  }
  const company = kind === 'rpps-rang' ? misfits.find(({ practice }) => practice.kind === 'company') : undefined
  const [first] = misfits
  return company ? { ...company, companyOnRang: true } : first && { ...first, companyOnRang: false }
}
