import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { DocumentEntry, Submission } from '../../src/artifacts/submission.ts'

/**
 * The entry that sends a document: the one it is attached to, or for a file in the same folder the one whose uniqueId
 * is its id. `undefined` when the submission does not send it.
 */
export function entryOf(document: CdaDocument, { entries }: Submission): DocumentEntry | undefined {
  if (document.entry) return document.entry
  const { root, extension } = document.id ?? {}
  if (!root) return undefined
  const ids = [root.value, `${root.value}^${extension?.value ?? ''}`]
  return entries.find(({ uniqueId }) => uniqueId !== undefined && ids.includes(uniqueId.value.trim()))
}
