import type { Artifact } from '../engine/rule.ts'
import type { Problem } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'

/** A file that was looked at, whatever it holds: what the RUN rules judge. */
export interface SourceFile extends Artifact {
  readonly kind: 'source'
  readonly source: Source
  /** Given by name on the command line or in `dmplint.yaml`, not met in a folder. */
  readonly named: boolean
  /** Kinds of artifacts read from it; empty when it is of no kind known here. */
  readonly recognised: readonly string[]
  readonly problems: readonly Problem[]
  /** The XML texts read from it: the file itself, or the parts of a dump that hold XML. */
  readonly texts: readonly Source[]
}

/** A folder that holds tokens or submissions in files of their own: of them, kinds and places. */
export interface MessageFolder extends Artifact {
  readonly kind: 'folder'
  readonly tokens: readonly Artifact[]
  readonly submissions: readonly Artifact[]
}

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    source: SourceFile
    folder: MessageFolder
  }
}
