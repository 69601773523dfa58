import type { Site } from '../../src/artifacts/site.ts'
import { couldBeNewer, type Directory, type DirectoryPerson, isStale } from '../../src/directory/directory.ts'
import { notEvaluated, type Text, type Verdict } from '../../src/engine/rule.ts'
import {
  isTestPerson,
  isTestStructure,
  normaliseStructureId,
  parseStructureId,
  sirenOf,
} from '../../src/identifiers/index.ts'

/** Specialities of radiologists and nuclear physicians (TRE_R38) are in src/nomenclatures: `imagingSpecialties`. */

const SILENT: Text = {
  en: 'the directory index is stale and the identifier could be newer: import a current extraction',
  fr: "l'index de l'annuaire est périmé et l'identifiant peut être plus récent : importer une extraction à jour",
}
const NO_SPECIALTY: Text = {
  en: 'the index holds no savoir-faire for this person: import the SavoirFaire file too',
  fr: "l'index ne contient aucun savoir-faire pour cette personne : importer aussi le fichier SavoirFaire",
}
export const noSpecialtyKnown: Verdict = notEvaluated(NO_SPECIALTY)

/**
 * What the absence of an identifier proves.
 * @param seen when it is known to have been in use, milliseconds since 1970
 * @returns a verdict when the directory may only be too old to know it
 */
export function silence(directory: Directory, seen: number | undefined, at: number): Verdict {
  const current = isStale(directory.info, at) === false
  return current || !couldBeNewer(directory.info, seen) ? undefined : notEvaluated(SILENT)
}

/** TEST identifiers are in no public extraction. */
export function isTestSubject(id: string, site: Site | undefined): boolean {
  return site?.environment?.value === 'test' || isTestStructure(id) || isTestPerson(id)
}

/** A well-formed Struct_IdNat; malformed ones are judged by the rules about their form. */
export function isStructureId(id: string): boolean {
  return parseStructureId(normaliseStructureId(id)).kind !== 'invalid'
}

/**
 * Does the person have an activity in the structure? Any entité géographique of a FINESS juridique counts, and any
 * SIRET of the same company.
 */
export function practisesIn(person: DirectoryPerson, structureId: string, directory: Directory): boolean {
  const structure = directory.structure(structureId)
  const parsed = parseStructureId(normaliseStructureId(structureId))
  const siren = parsed.kind === 'invalid' ? undefined : sirenOf(parsed)
  return person.activities.some(activity => {
    const place = directory.structure(activity.structure)
    if (!place) return false
    if (place.id === structure?.id || place.keys.includes(normaliseStructureId(structureId))) return true
    if (siren !== undefined && place.siren === siren) return true
    return (
      parsed.kind === 'finess' &&
      place.finessSite !== undefined &&
      directory.linkedFiness(parsed.bare, place.finessSite) === true
    )
  })
}
