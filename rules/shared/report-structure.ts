import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { isKosEntry } from './metadata.ts'

/** The submission sends a KOS. */
export const feedsKos = ({ entries }: Submission): boolean =>
  entries.some(entry => isKosEntry(entry) || entry.typeCode?.code?.value.trim() === 'IMG-KOS')

/** Struct_IdNat of the structure in which the doctor validated an imaging report. */
export const structureOfReport = (document: CdaDocument): Located<string> | undefined =>
  document.isImagingReport ? document.legalAuthenticator?.organization?.nationalId : undefined
