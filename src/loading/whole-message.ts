import type { CdaDocument } from '../artifacts/cda.ts'
import type { Kos } from '../artifacts/kos.ts'
import type { Message } from '../artifacts/message.ts'
import type { Signature } from '../artifacts/signature.ts'
import type { Submission } from '../artifacts/submission.ts'
import type { Limits } from '../sources/limits.ts'
import { type Problem, SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'

/** What is known of a message only when all of it lies there: the KOS among its parts, the verdicts of its signatures. */

/** The mark of a DICOM file, behind its preamble. */
const isDicom = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(128, 132)).toString('latin1') === 'DICM'

/** KOS objects among the parts of a message that are no XML, and what kept one from being read. */
export async function attachedKos(
  message: Message,
  limits: Limits,
): Promise<{ readonly kos: readonly Kos[]; readonly problems: readonly Problem[] }> {
  const kos: Kos[] = []
  const problems: Problem[] = []
  if (message.binaries.length > 0) {
    const { readKos } = await import('../artifacts/kos.ts')
    for (const { source, entry } of message.binaries) {
      // A PDF or a text is no broken KOS; what is sent as DICOM must be readable.
      if (!isDicom(source.bytes) && entry?.mimeType?.value.trim().toLowerCase() !== 'application/dicom') continue
      try {
        const found = await readKos(source, limits)
        if (found) kos.push(found)
      } catch (error) {
        if (!(error instanceof SourceError)) throw error
        problems.push(error.problem)
      }
    }
  }
  return { kos, problems }
}

/** Signatures and the documents that their references may name. */
export interface Signed {
  readonly signatures: readonly Signature[]
  readonly documents: readonly CdaDocument[]
  readonly kos: readonly Kos[]
  readonly submission?: Submission | undefined
}

/** Signatures with what their verification found; documents are looked up by the uniqueId that a manifest names. */
export async function verified(signed: Signed): Promise<readonly Signature[]> {
  if (signed.signatures.length === 0) return []
  const { verifySignature, withVerification } = await import('../artifacts/verify.ts')
  const documents = new Map<string, Source>()
  for (const document of signed.documents) if (document.id?.root) documents.set(document.id.root.value, document.source)
  for (const kos of signed.kos) if (kos.sopInstanceUid) documents.set(kos.sopInstanceUid.value, kos.source)
  for (const entry of signed.submission?.entries ?? [])
    if (entry.uniqueId && entry.document?.content) documents.set(entry.uniqueId.value, entry.document.content)
  const parsed = new Map(signed.documents.map(({ source, element }) => [source, element.document]))
  const around = { documents, parsed }
  return signed.signatures.map(signature => withVerification(signature, verifySignature(signature, around)))
}
