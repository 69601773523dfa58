import type * as Sarif from 'sarif'
import type { Place, Report, ReportArtifact, Snippet } from '../engine/report.ts'
import { visible } from './escape.ts'
import { compare } from './order.ts'
import { fileOf } from './texts.ts'

/** Artifacts, regions and logical places of a SARIF log. */

/** Root of relative addresses; the reader of the log knows where it lies, the log does not. */
export const ROOT = '%SRCROOT%'
/** Folder that holds all files given from outside the working directory; its own path stays unsaid. */
export const OUTSIDE_ROOT = '%INPUTROOT%'

const OUTSIDE = /^(?:\/|\.\.\/|[A-Za-z]:\/)/

/** Gives each file one index in `run.artifacts`, members below their container. */
export class ArtifactTable {
  readonly artifacts: Sarif.Artifact[] = []
  readonly usesOutside: boolean
  readonly #indices = new Map<string, number>()
  readonly #outsideFolder: string

  constructor(report: Report) {
    const uris = [...new Set([...report.artifacts.map(({ uri }) => uri), ...placesOf(report).map(({ uri }) => uri)])]
    const outside = uris.filter(uri => OUTSIDE.test(uri))
    this.usesOutside = outside.length > 0
    this.#outsideFolder = commonFolder(outside)
    const known = new Map(report.artifacts.map(artifact => [artifact.uri, artifact]))
    for (const uri of uris.sort(compare)) this.#add(uri, known.get(uri))
    for (const place of placesOf(report).sort((a, b) => compare(fileOf(a), fileOf(b)))) this.#addMember(place)
  }

  location(place: Place): Sarif.ArtifactLocation {
    const index = this.#indices.get(fileOf(place)) as number
    return { ...(this.artifacts[index] as Sarif.Artifact).location, index }
  }

  /** Size of the file, 0 when it is not known. */
  bytes(place: Place): number {
    return this.artifacts[this.#indices.get(fileOf(place)) as number]?.length ?? 0
  }

  /** The file on disk, for readers that cannot look into containers. */
  fileLocation(place: Place): Sarif.ArtifactLocation {
    return this.location({ uri: place.uri, path: place.path })
  }

  #add(uri: string, artifact: ReportArtifact | undefined): void {
    this.#indices.set(uri, this.artifacts.length)
    this.artifacts.push({
      location: OUTSIDE.test(uri)
        ? { uri: encode(uri.slice(this.#outsideFolder.length)), uriBaseId: OUTSIDE_ROOT }
        : { uri: encode(uri), uriBaseId: ROOT },
      ...(artifact && {
        length: artifact.bytes,
        roles: ['analysisTarget' as const],
        hashes: { 'sha-256': artifact.sha256 },
      }),
    })
  }

  #addMember(place: Place): void {
    const file = fileOf(place)
    if (place.member === undefined || this.#indices.has(file)) return
    this.#indices.set(file, this.artifacts.length)
    this.artifacts.push({
      location: { uri: encode(place.member) },
      parentIndex: this.#indices.get(place.uri) as number,
      roles: ['analysisTarget'],
    })
  }
}

function placesOf(report: Report): Place[] {
  const some = (place: Place | undefined) => (place ? [place] : [])
  return [
    ...report.results.flatMap(({ place, related, suppression }) => [
      place,
      ...related.map(other => other.place),
      ...some(suppression?.place),
    ]),
    ...report.failures.flatMap(({ place }) => some(place)),
    ...(report.outcomes ?? []).flatMap(({ place }) => some(place)),
    ...report.notEvaluated.flatMap(({ places }) => places),
  ]
}

/** Relative URI reference: every segment percent-encoded, so that no name opens a scheme, a query or a fragment. */
function encode(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(segment => encodeURIComponent(segment))
    .join('/')
}

/** The longest folder, with its stroke, that all paths are in. */
function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  let folder = first.slice(0, first.lastIndexOf('/') + 1)
  for (const path of others)
    while (!path.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
  return folder
}

/**
 * Text and byte properties never together: they would have to name the same bytes (3.30.4).
 *
 * @param bytes size of the file, to name the whole of it
 */
export function regionOf(place: Place, snippet: Snippet | undefined, bytes: number): Sarif.Region {
  if (place.byteOffset !== undefined) return { byteOffset: place.byteOffset, byteLength: place.byteLength ?? 0 }
  if (place.line === undefined) return { byteOffset: 0, byteLength: bytes }
  // The length of the snippet serves the caret, which is never empty; a point of the file is.
  const length = (place.endColumn ?? 0) - (place.column ?? 0)
  const value = snippet && covers(snippet, place) ? snippet.text.slice(snippet.start, snippet.start + length) : ''
  return {
    startLine: place.line,
    startColumn: place.column ?? 1,
    endLine: place.endLine ?? place.line,
    endColumn: place.endColumn ?? place.column ?? 1,
    ...(value === '' ? {} : { snippet: { text: visible(value) } }),
  }
}

/** The part of the line around the value, when it is more than the value. */
export function contextOf(place: Place, snippet: Snippet | undefined): Sarif.Region | undefined {
  if (!snippet || place.line === undefined || place.column === undefined || !covers(snippet, place)) return undefined
  if (snippet.text.length <= (place.endColumn as number) - place.column) return undefined
  const startColumn = place.column - snippet.start
  return {
    startLine: place.line,
    startColumn,
    endLine: place.line,
    endColumn: startColumn + snippet.text.length,
    snippet: { text: visible(snippet.text) },
  }
}

/** False for a value of several lines or cut by the window of the snippet. */
function covers(snippet: Snippet, place: Place): boolean {
  if (place.endLine !== place.line || place.column === undefined || place.endColumn === undefined) return false
  const length = place.endColumn - place.column
  return snippet.start + length <= snippet.text.length
}

export function logicalOf(place: Place): Sarif.LogicalLocation[] | undefined {
  if (place.path === '') return undefined
  const name = place.path.split(place.path.startsWith('/') ? '/' : '.').at(-1)
  return [
    {
      fullyQualifiedName: visible(place.path),
      ...(name ? { name: visible(name) } : {}),
      kind: kindOf(place),
    },
  ]
}

function kindOf({ path, uri, member }: Place): string {
  if (!path.startsWith('/')) return 'member'
  if (/\.(?:ya?ml|json)$/i.test(member ?? uri)) return 'property'
  return /\/@[^/]*$/.test(path) ? 'attribute' : 'element'
}
