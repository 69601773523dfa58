import type { Located } from '../engine/location.ts'
import type { Problem } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'
import type { XmlDocument } from '../sources/xml.ts'
import type { CdaDocument } from './cda.ts'
import type { Signature } from './signature.ts'
import type { DocumentEntry, Submission } from './submission.ts'
import type { Vihf } from './vihf.ts'

/** An attached part that is not XML: a KOS, most of the time. */
export interface Attachment {
  readonly source: Source
  /** The entry that sends it; `undefined` for a part that no entry names. */
  readonly entry: DocumentEntry | undefined
}

/** What one message (or one file that stands for part of one) holds. A dump may hold several. */
export interface Message {
  readonly source: Source
  /** The XML that holds the token or the metadata, or the lone document; `undefined` when it could not be read. */
  readonly xml: XmlDocument | undefined
  readonly vihfs: readonly Vihf[]
  readonly submission: Submission | undefined
  /** CDA documents of the submission, or the file itself. */
  readonly documents: readonly CdaDocument[]
  readonly signatures: readonly Signature[]
  readonly binaries: readonly Attachment[]
  /** Came in a SOAP envelope. */
  readonly soap: boolean
  /** wsa:Action */
  readonly action: Located<string> | undefined
  /** What could not be read; the rest was. */
  readonly problems: readonly Problem[]
}
