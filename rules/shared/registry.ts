import { type Classification, EBRIM, type RegistryObject, type Submission } from '../../src/artifacts/submission.ts'

/** As constants are written: UUIDs do not tell case apart. */
export const foldUuid = (written: string): string => written.trim().toLowerCase()

export const sameUuid = (written: string | undefined, constant: string): boolean =>
  written !== undefined && foldUuid(written) === constant

/** Some ExtrinsicObject is declared to be a stable document. */
export const hasStableEntry = (submission: Submission): boolean =>
  submission.entries.some(entry => sameUuid(entry.objectType?.value, EBRIM.documentEntry.objectType))

/** Coded metadata that each kind of object has once. */
export const SINGLE_CODES: readonly (readonly [metadata: string, scheme: string])[] = Object.entries({
  contentTypeCode: EBRIM.submissionSet.contentTypeCode,
  classCode: EBRIM.documentEntry.classCode,
  typeCode: EBRIM.documentEntry.typeCode,
  formatCode: EBRIM.documentEntry.formatCode,
  healthcareFacilityTypeCode: EBRIM.documentEntry.healthcareFacilityTypeCode,
  practiceSettingCode: EBRIM.documentEntry.practiceSettingCode,
})

/** Coded metadata by name: those that an object has once, then those that repeat. */
const CODES: readonly (readonly [metadata: string, scheme: string])[] = [
  ...SINGLE_CODES,
  ['confidentialityCode', EBRIM.documentEntry.confidentialityCode],
  ['eventCodeList', EBRIM.documentEntry.eventCodeList],
  ['codeList', EBRIM.folder.codeList],
]

/** The coded classifications of an object with the name of their metadata; authors and nodes are not coded. */
export function codedOf(object: RegistryObject): readonly { metadata: string; classification: Classification }[] {
  return CODES.flatMap(([metadata, scheme]) =>
    object.classificationsOf(scheme).map(classification => ({ metadata, classification })),
  )
}

/** Every object of the submission that has metadata. */
export const objectsOf = (submission: Submission): readonly RegistryObject[] => [
  ...submission.submissionSets,
  ...submission.entries,
  ...submission.folders,
]
