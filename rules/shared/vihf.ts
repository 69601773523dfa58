import type { Vihf } from '../../src/artifacts/vihf.ts'
import {
  type InvalidPersonId,
  type InvalidStructureId,
  type PersonId,
  parsePersonId,
  parseStructureId,
  type StructureId,
} from '../../src/identifiers/index.ts'

/** What several rules read in a token. A value that is absent or blank reads as `undefined`: rules of its own report it. */

/** NameID without white space, which VIHF-005 reports. */
export function personOf({ nameId }: Vihf): PersonId | InvalidPersonId | undefined {
  const text = nameId?.value.replace(/\s+/g, '') ?? ''
  return text === '' ? undefined : parsePersonId(text)
}

/** Identifiant_Structure. */
export function structureOf({ structure }: Vihf): StructureId | InvalidStructureId | undefined {
  return structure && structure.value.trim() !== '' ? parseStructureId(structure.value) : undefined
}

const SECTOR = /^(SA[0-9]{2})\^1\.2\.250\.1\.71\.4\.2\.4$/

/** Code of Secteur_Activite; `undefined` when it is absent or malformed. */
export function sectorOf({ sector }: Vihf): string | undefined {
  return SECTOR.exec(sector?.value ?? '')?.[1]
}

/** Code systems of the role (TRE_G15, TRE_A00, TRE_R01, TRE_G05). */
export const ROLE_SYSTEM = {
  profession: '1.2.250.1.71.1.2.7',
  notProfessional: '1.2.250.1.213.1.1.4.6',
  doctorSkill: '1.2.250.1.71.4.2.5',
  pharmacistSection: '1.2.250.1.71.4.2.6',
} as const

/** A role AUTOMATE: software that acts without a user. */
export function isAutomate(token: Vihf): boolean {
  return token.subjectRoles.some(
    ({ code, codeSystem }) => code?.value === 'AUTOMATE' && codeSystem?.value === ROLE_SYSTEM.notProfessional,
  )
}

/** An attribute name without what near misses differ by: case, white space, hyphens and underscores. */
export const foldAttributeName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '')
