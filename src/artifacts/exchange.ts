import type { Located } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import type { CdaDocument } from './cda.ts'
import type { Kos } from './kos.ts'
import type { Signature } from './signature.ts'
import type { ExchangeEntry, Site, SiteStructure, System } from './site.ts'
import type { Submission } from './submission.ts'
import type { Vihf } from './vihf.ts'

/** One transaction with the DMP: a token, a submission, its documents, and whose they are. */
export interface Exchange extends Artifact {
  readonly kind: 'exchange'
  readonly label: string
  readonly vihf?: Vihf
  readonly submission?: Submission
  readonly documents: readonly CdaDocument[]
  readonly kos: readonly Kos[]
  readonly signatures: readonly Signature[]
  readonly site?: Site
  /** The system that sent it: named in `exchanges:`, or the only one that can have. */
  readonly system?: System
  /** The declared structure of the token. */
  readonly structure?: SiteStructure
  readonly entry?: ExchangeEntry
}

/**
 * What is kept of an exchange for the rules over a whole run. It is a handle of a few bytes, so that a hundred thousand
 * fit in memory: each property is read back when it is asked for. A rule keeps exchanges, compares exchanges, and takes
 * what it needs of one at once; properties that it keeps cost memory, and are other objects when asked for again.
 */
export interface ExchangeSummary extends Artifact {
  readonly kind: 'summary'
  readonly label: string
  readonly site?: Site
  /** SHA-256 of the Assertion's text, hexadecimal. */
  readonly tokenDigest?: string
  readonly tokenId?: Located<string>
  readonly nameId?: Located<string>
  /** Identifiant_Structure */
  readonly structure?: Located<string>
  readonly mode?: string
  readonly subjectId?: Located<string>
  /** The token is a documentation sample: declared so, or without signature. */
  readonly unsigned?: true
  /** Role AUTOMATE: no user. */
  readonly automate?: true
  /** The subject-id has no words but names of the patient (XCHG-016). */
  readonly subjectIsPatient?: true
  readonly submissionSetUniqueId?: Located<string>
  /** SHA-256 of the metadata's text, hexadecimal: tells a copy, or the same submission sent again, from another one. */
  readonly submissionDigest?: string
  readonly sourceId?: Located<string>
  /** XCN.1 of every author of the submission. */
  readonly authorPersons: readonly string[]
  /** XON.10 of every author of the submission. */
  readonly authorInstitutions: readonly string[]
  readonly documents: readonly DocumentSummary[]
}

export interface DocumentSummary {
  readonly uniqueId?: Located<string>
  readonly typeCode?: string
  /** XCN.1 */
  readonly legalAuthenticator?: Located<string>
  /** SHA-1 of the entry or of the attached bytes, lower-case hexadecimal. */
  readonly hash?: string
  /** `root^extension`, or the root alone. */
  readonly setId?: Located<string>
  readonly versionNumber?: Located<string>
  /** uniqueIds that relatedDocument RPLC replaces. */
  readonly replaces: readonly Located<string>[]
  /** The submission replaces a document by an RPLC association. */
  readonly rplc: boolean
  readonly studyInstanceUids: readonly string[]
  readonly accessionNumbers: readonly string[]
  /** True for a KOS. */
  readonly kos: boolean
}

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    exchange: Exchange
    summary: ExchangeSummary
  }
}
