import type { Located } from '../engine/location.ts'
import type { Source } from './source.ts'

export interface MimeHeader {
  readonly name: string
  /** Unfolded, without white space at its ends. */
  readonly value: Located<string>
}

/** A leaf of a MIME message. */
export interface MimePart {
  readonly headers: readonly MimeHeader[]
  /** The whole Content-Type, with its parameters. */
  readonly contentType: Located<string> | undefined
  /** `type/subtype` of it, in lower case. */
  readonly mediaType: string | undefined
  /** As written, with its angle brackets. */
  readonly contentId: Located<string> | undefined
  readonly transferEncoding: Located<string> | undefined
  readonly charset: string | undefined
  /** The decoded content: a slice of the dump unless the transfer encoding is base64 or quoted-printable. */
  readonly source: Source
}
