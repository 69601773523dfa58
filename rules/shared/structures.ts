import type { Site } from '../../src/artifacts/site.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { normaliseStructureId, parseStructureId, sirenOf } from '../../src/identifiers/index.ts'

/**
 * How two Struct_IdNat stand to each other. `linked` and `unlinked` are two FINESS that are known to be, or not to be,
 * entité juridique and entité géographique of one establishment; `unknown-link` are two FINESS of which nothing is known.
 */
export type StructureRelation = 'same' | 'linked' | 'unlinked' | 'unknown-link' | 'same-siren' | 'different'

/** @param known where EJ/EG links can be read; both may be missing */
export function relationOf(
  a: string,
  b: string,
  known: { readonly directory?: Directory | undefined; readonly site?: Site | undefined },
): StructureRelation {
  const [idA, idB] = [parseStructureId(normaliseStructureId(a)), parseStructureId(normaliseStructureId(b))]
  if (normaliseStructureId(a) === normaliseStructureId(b)) return 'same'
  if (idA.kind === 'invalid' || idB.kind === 'invalid') return 'different'
  if (idA.kind === 'finess' && idB.kind === 'finess') {
    const link = known.directory?.linkedFiness(idA.bare, idB.bare) ?? linkInSite(idA.bare, idB.bare, known.site)
    return link === undefined ? 'unknown-link' : link ? 'linked' : 'unlinked'
  }
  const [sirenA, sirenB] = [sirenOf(idA), sirenOf(idB)]
  return sirenA !== undefined && sirenA === sirenB ? 'same-siren' : 'different'
}

/** What `finessLegal` of the declared structures says of two FINESS; `undefined` when it says nothing. */
function linkInSite(a: string, b: string, site: Site | undefined): boolean | undefined {
  let known: boolean | undefined
  for (const structure of site?.structures ?? []) {
    const id = parseStructureId(normaliseStructureId(structure.id.value))
    const legal = structure.finessLegal && bareFiness(structure.finessLegal.value)
    if (id.kind !== 'finess' || legal === undefined) continue
    if ((id.bare === a && legal === b) || (id.bare === b && legal === a)) return true
    // Two sites of one legal entity are not an EJ/EG pair; a site of another entity is known to be foreign.
    if (id.bare === a || id.bare === b) known = false
  }
  return known
}

/** FINESS of nine characters, whether written bare or as a Struct_IdNat. */
export function bareFiness(text: string): string {
  const id = parseStructureId(normaliseStructureId(text))
  return id.kind === 'finess' ? id.bare : normaliseStructureId(text)
}
