import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { Kos } from '../../src/artifacts/kos.ts'
import type { DocumentEntry, Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import type { Text } from '../../src/engine/rule.ts'
import { clinicalEntries, isKosEntry } from './metadata.ts'

export const NO_REPORT: Text = {
  en: 'no imaging report: put the CDA that triggered the KOS beside it',
  fr: 'pas de compte rendu d’imagerie : placer à côté du KOS le CDA qui l’a déclenché',
}

export const NO_OBJECT: Text = {
  en: 'the KOS object is not in the capture: put the DICOM file beside the submission',
  fr: 'l’objet KOS n’est pas dans la capture : placer le fichier DICOM à côté du lot',
}

export const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59'

/** A dose report or another structured report beside the messages is none. */
export const isKeyObject = ({ sopClassUid, modality }: Kos): boolean =>
  sopClassUid?.value === KEY_OBJECT_SELECTION || modality?.value === 'KO'

/** Entries that describe a DICOM object. */
export const kosEntries = (submission: Submission): readonly DocumentEntry[] =>
  clinicalEntries(submission).filter(isKosEntry)

/** The object of an entry: the attached one, the one of that uniqueId, or the only one for the only entry. */
export function kosOf(entry: DocumentEntry, submission: Submission, objects: readonly Kos[]): Kos | undefined {
  const attached = entry.document?.content
  const uniqueId = entry.uniqueId?.value.trim()
  const found =
    objects.find(({ source }) => attached !== undefined && source === attached) ??
    objects.find(({ sopInstanceUid }) => sopInstanceUid !== undefined && sopInstanceUid.value === uniqueId)
  if (found) return found
  return objects.length === 1 && kosEntries(submission).length === 1 ? objects[0] : undefined
}

/** The imaging report of one of these studies, or else the only imaging report. */
export function reportOf(
  studies: readonly Located<string>[],
  documents: readonly CdaDocument[],
): CdaDocument | undefined {
  const reports = documents.filter(({ isImagingReport }) => isImagingReport)
  const uids = new Set(studies.map(({ value }) => value.trim()))
  const found = reports.find(({ serviceEvents }) =>
    serviceEvents.some(({ ids }) => ids.some(({ root }) => root !== undefined && uids.has(root.value.trim()))),
  )
  return found ?? (reports.length === 1 ? reports[0] : undefined)
}
