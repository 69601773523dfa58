import { sameStructureText } from '../identifiers/index.ts'
import type { Site, SiteStructure, System } from './site.ts'

/** Who a certificate and a system of `dmplint.yaml` serve, where it leaves that to be understood. */

/** An entry that names no system, nor a PACS that tells it, serves them all. */
export const serves = (use: { readonly system?: string; readonly pacs?: string }, system: System): boolean =>
  use.system === undefined
    ? use.pacs === undefined || system.pacs.some(pacs => pacs.name.value === use.pacs)
    : use.system === system.key.value

/** The declared structures that a system serves; of a single system that lists none, all of them. */
export function structuresOf(system: System, site: Site): readonly SiteStructure[] {
  if (system.structures.length === 0 && site.systems.length === 1) return site.structures
  return site.structures.filter(({ id }) => system.structures.some(one => sameStructureText(one.value, id.value)))
}

/** Does the software authenticate with a certificate of the structure? `undefined` when dmplint.yaml does not say. */
export function isIndirectSystem({ kind, authentication }: System): boolean | undefined {
  if (authentication) return authentication.value !== 'direct'
  return kind.value === 'drimbox' ? true : undefined
}
