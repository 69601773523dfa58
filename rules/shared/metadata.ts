import type { DocumentEntry, Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import type { Related } from '../../src/engine/rule.ts'
import { oncePer } from './once.ts'

/** What a site sends; the answers of the DMP say nothing of it. */
export const isRequest = (submission: Submission): boolean => submission.form !== 'response'

/** All entries but that of the signature of the submission. */
export const clinicalEntries = oncePer((submission: Submission): readonly DocumentEntry[] =>
  submission.entries.filter(entry => !entry.isSignature),
)

/** Entries of imaging reports and of KOS. */
export const imagingEntries = (submission: Submission): readonly DocumentEntry[] =>
  submission.entries.filter(entry => entry.isImaging && !entry.isSignature)

/** The entry is that of a DICOM object, whose constants have a rule of their own (KOS-006). */
export const isKosEntry = (entry: DocumentEntry): boolean =>
  entry.mimeType?.value.trim().toLowerCase() === 'application/dicom'

export const isFilled = (value: Located<string> | undefined): boolean =>
  value !== undefined && value.value.trim() !== ''

/**
 * One item for each text. Senders write the same person and structure in every entry: a defect of the text is told once,
 * at its first place, and the other places are related to it.
 */
export function distinct<T extends { readonly value: Located<string> }>(
  items: readonly T[],
): readonly (T & { readonly related: readonly Related[] })[] {
  const firsts = new Map<string, T & { readonly related: Related[] }>()
  for (const item of items) {
    const { value, at } = item.value
    const first = firsts.get(value)
    if (first) first.related.push({ at, text: { en: 'the same value', fr: 'la même valeur' } })
    // The spread last: V8 is slow to add a property behind one.
    else firsts.set(value, { related: [], ...item })
  }
  return [...firsts.values()]
}
