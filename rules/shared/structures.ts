import type { Site } from '../../src/artifacts/site.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { notEvaluated, type Verdict } from '../../src/engine/rule.ts'
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
  if (a === b || normaliseStructureId(a) === normaliseStructureId(b)) return 'same'
  const [idA, idB] = [parseStructureId(normaliseStructureId(a)), parseStructureId(normaliseStructureId(b))]
  if (idA.kind === 'invalid' || idB.kind === 'invalid') return 'different'
  if (idA.kind === 'finess' && idB.kind === 'finess') {
    const link = known.directory?.linkedFiness(idA.bare, idB.bare) ?? linkInSite(idA.bare, idB.bare, known.site)
    return link === undefined ? 'unknown-link' : link ? 'linked' : 'unlinked'
  }
  const [sirenA, sirenB] = [sirenOf(idA), sirenOf(idB)]
  return sirenA !== undefined && sirenA === sirenB ? 'same-siren' : 'different'
}

/** Whether `legal` is known as the FINESS juridique of the entité géographique `geographic`. */
function isLegalEntityOf(
  legal: string,
  geographic: string,
  { directory, site }: { readonly directory?: Directory | undefined; readonly site?: Site | undefined },
): boolean {
  const [ej, eg] = [bareFiness(legal), bareFiness(geographic)]
  if (directory?.structure(`1${ej}`)?.sites?.includes(eg)) return true
  if (directory?.structure(`1${eg}`)?.finessLegal === ej) return true
  return (site?.structures ?? []).some(
    ({ id, finessLegal }) =>
      finessLegal !== undefined && bareFiness(id.value) === eg && bareFiness(finessLegal.value) === ej,
  )
}

/** The mode EJ/EG, which a site has unless it declares another one. */
export const allowsFinessPairs = (site: Site | undefined): boolean =>
  site?.dmp?.finessMode === undefined || site.dmp.finessMode.value === 'ej-eg'

/**
 * Whether one structure may stand where another is expected: the same, or in mode EJ/EG the entité géographique of a
 * FINESS juridique (FAQ-01: certificate on the EJ, token on the EG or the EJ, submission on the EG). `reversed` is such
 * a pair the wrong way round.
 *
 * @param broad what may be the FINESS juridique
 * @param narrow what may be its entité géographique
 */
export function agreementOf(
  broad: string,
  narrow: string,
  known: { readonly directory?: Directory | undefined; readonly site?: Site | undefined },
): 'agrees' | 'reversed' | 'unknown-link' | 'same-siren' | 'differs' {
  const relation = relationOf(broad, narrow, known)
  if (relation === 'same') return 'agrees'
  if (relation === 'same-siren') return 'same-siren'
  if (relation === 'different' || relation === 'unlinked' || !allowsFinessPairs(known.site)) return 'differs'
  if (relation === 'unknown-link') return 'unknown-link'
  return isLegalEntityOf(broad, narrow, known) ? 'agrees' : 'reversed'
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

/** For a rule that an `unknown-link` leaves without an answer. */
export const unknownLink: Verdict = notEvaluated({
  en: 'nothing tells whether the two FINESS are an EJ and its EG: import the directory, or write finessLegal in dmplint.yaml',
  fr: "rien ne dit si les deux FINESS sont une EJ et son EG : importer l'annuaire, ou écrire finessLegal dans dmplint.yaml",
})
