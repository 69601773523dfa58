import type { Site, SiteStructure } from '../../src/artifacts/site.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { samePersonId } from './same-person.ts'
import { relationOf } from './structures.ts'

/** Structures of dmplint.yaml that an identifier names, or that are an EG of the EJ that it names. */
export function declaredStructures(
  id: string,
  site: Site | undefined,
  directory: Directory | undefined,
): readonly SiteStructure[] {
  return (site?.structures ?? []).filter(structure => {
    const relation = relationOf(structure.id.value, id, { site, directory })
    return relation === 'same' || relation === 'linked'
  })
}

/** The person is among the practitioners of one of these. */
export const practisesInOne = (structures: readonly SiteStructure[], personId: string): boolean =>
  structures.some(({ practitioners }) => practitioners.some(({ value }) => samePersonId(value, personId)))
