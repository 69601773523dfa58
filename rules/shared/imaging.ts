import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { parseHl7Ts, parseXcn, parseXon } from '../../src/identifiers/index.ts'
import { institutionsOf, personsOf } from './people.ts'

/**
 * PS_IdNat of the legalAuthenticators of the imaging documents of a submission, or of a document that comes alone, each
 * once. Empty when nothing of it is an imaging document.
 */
export function imagingLegalAuthenticators(subject: Submission | CdaDocument): readonly Located<string>[] {
  if (subject.kind === 'document') {
    const id = subject.legalAuthenticator?.nationalId
    return subject.isImagingReport && id ? [id] : []
  }
  const found = new Map<string, Located<string>>()
  for (const entry of subject.entries)
    if (entry.isImaging && !entry.isSignature)
      for (const text of entry.legalAuthenticators) {
        const { id } = parseXcn(text.value)
        if (id.value !== '' && !found.has(id.value)) found.set(id.value, { value: id.value, at: text.at })
      }
  return [...found.values()]
}

/** A legal person stands among the authors: a document of a doctor who left the register (RG_2230, DMP/HISTO.04). */
export function isHistorical(subject: Submission | CdaDocument): boolean {
  return subject.kind === 'submission' && personsOf(subject).some(({ actor }) => actor === 'legal-person')
}

/** When the submission or document was made, milliseconds since 1970. */
export function documentTime(subject: Submission | CdaDocument): number | undefined {
  const text =
    subject.kind === 'submission' ? subject.submissionSet?.submissionTime?.value : subject.effectiveTime?.value
  return text === undefined ? undefined : parseHl7Ts(text.trim())?.ms
}

/** XON.10 of every authorInstitution, each once. */
export function authorInstitutions(submission: Submission): readonly Located<string>[] {
  const found = new Map<string, Located<string>>()
  for (const { value, at } of institutionsOf(submission)) {
    const { id } = parseXon(value)
    if (id.value !== '' && !found.has(id.value)) found.set(id.value, { value: id.value, at })
  }
  return [...found.values()]
}
