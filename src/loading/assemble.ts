import type { CdaDocument } from '../artifacts/cda.ts'
import type { SourceFile } from '../artifacts/file.ts'
import type { Kos } from '../artifacts/kos.ts'
import type { Message } from '../artifacts/message.ts'
import type { Signature } from '../artifacts/signature.ts'
import type { Submission } from '../artifacts/submission.ts'
import type { Vihf } from '../artifacts/vihf.ts'
import type { Artifact } from '../engine/rule.ts'

/**
 * Puts together what belongs together among the messages of one folder: a message that holds all is an exchange; one
 * token and one submission that lie side by side are one; anything else stands alone and is judged for itself.
 */

export interface LooseMessage {
  readonly message?: Message
  /** KOS files met beside the messages, or attached to this one. */
  readonly kos?: readonly Kos[]
  readonly file: SourceFile
  /** The first message of its file: it brings the file into its exchange. */
  readonly first: boolean
}

export interface ExchangeParts {
  readonly label: string
  readonly vihf?: Vihf
  readonly submission?: Submission
  readonly documents: readonly CdaDocument[]
  readonly kos: readonly Kos[]
  readonly signatures: readonly Signature[]
  readonly sources: readonly SourceFile[]
  /** Further tokens of the same message. */
  readonly others: readonly Artifact[]
  /** A whole message that feeds nothing: a query, a consultation. */
  readonly query: boolean
}

export interface Assembly {
  readonly exchanges: readonly ExchangeParts[]
  /** Tokens and submissions that came in files of their own. */
  readonly tokens: readonly Vihf[]
  readonly submissions: readonly Submission[]
}

/** @param options.together the user listed these files as one exchange */
export function assemble(
  loose: readonly LooseMessage[],
  label: string,
  { together }: { readonly together: boolean },
): Assembly {
  if (together) return { exchanges: [merge(loose, label)], tokens: [], submissions: [] }

  const tokens = loose.filter(isToken)
  const submissions = loose.filter(isSubmission)
  const documents = loose.filter(isMaterial)
  const exchanges: ExchangeParts[] = loose.filter(isWhole).map(m => merge([m], labelOf(m)))

  const taken = new Set<LooseMessage>()
  const [token] = tokens
  if (token && tokens.length === 1 && submissions.length === 1) {
    exchanges.push(merge([token, ...submissions, ...documents], label === '' ? labelOf(token) : label))
    for (const m of documents) taken.add(m)
  } else {
    for (const m of tokens) exchanges.push(merge([m], labelOf(m)))
    for (const m of submissions) {
      const attached = documents.filter(d => !taken.has(d) && describes(m.message?.submission, d))
      for (const d of attached) taken.add(d)
      exchanges.push(merge([m, ...attached], labelOf(m)))
    }
  }
  for (const m of documents) if (!taken.has(m)) exchanges.push(merge([m], labelOf(m)))
  return {
    exchanges,
    tokens: tokens.flatMap(m => m.message?.vihfs ?? []),
    submissions: submissions.flatMap(m => m.message?.submission ?? []),
  }
}

/** Needs nothing of what lies beside it: a folder of thousands of them is judged one by one. */
export const isWhole = (m: LooseMessage): boolean => !isToken(m) && !isSubmission(m) && !isMaterial(m)

function isToken({ message }: LooseMessage): boolean {
  return message !== undefined && message.vihfs.length > 0 && !message.submission && !message.soap
}

function isSubmission({ message }: LooseMessage): boolean {
  return message?.submission !== undefined && message.vihfs.length === 0
}

/** A document, a KOS or a signature in a file of its own. */
function isMaterial(m: LooseMessage): boolean {
  return !m.message || (!m.message.soap && m.message.vihfs.length === 0 && !m.message.submission)
}

/** The submission has an entry whose uniqueId is that of the document or KOS. */
function describes(submission: Submission | undefined, m: LooseMessage): boolean {
  const ids = [
    ...(m.message?.documents ?? []).map(document => document.id?.root?.value),
    ...(m.kos ?? []).map(kos => kos.sopInstanceUid?.value),
  ]
  return submission?.entries.some(entry => entry.uniqueId && ids.includes(entry.uniqueId.value)) ?? false
}

function merge(loose: readonly LooseMessage[], label: string): ExchangeParts {
  const messages = loose.flatMap(m => m.message ?? [])
  const [vihf, ...others] = messages.flatMap(message => message.vihfs)
  const submission = messages.map(message => message.submission).find(found => found !== undefined)
  return {
    label,
    ...(vihf ? { vihf } : {}),
    ...(submission ? { submission } : {}),
    documents: messages.flatMap(message => message.documents),
    kos: loose.flatMap(m => m.kos ?? []),
    signatures: messages.flatMap(message => message.signatures),
    sources: loose.filter(m => m.first).map(m => m.file),
    others,
    query: messages.some(message => message.soap) && submission === undefined,
  }
}

function labelOf(m: LooseMessage): string {
  return m.file.source.uri
}
