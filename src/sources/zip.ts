import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import type { Limits } from './limits.ts'
import { isBinary } from './mime.ts'
import type { Problem } from './problem.ts'
import { Source } from './source.ts'

/** Zip archives from strangers: entries are read in memory within bounds, and nothing is ever written to disk. */

export interface ZipEntry {
  /** `/` separated, relative, without `..`. */
  readonly name: string
  readonly source: Source
}

/** A ratio above the limit harms only when there is something to inflate: short repetitive files are innocent. */
const RATIO_FROM_BYTES = 8 * 1024 * 1024

/** Reads every file of an archive. Never throws on its content: what could not be read is in `problems`. */
export async function readZip(
  source: Source,
  limits: Limits,
): Promise<{ entries: readonly ZipEntry[]; problems: readonly Problem[] }> {
  const problems: Problem[] = []
  const report = (detail: string, code: Problem['code'] = 'malformed', limit?: keyof Limits, name = ''): void => {
    problems.push({
      code,
      at: source.at(0, 0, name),
      format: 'zip',
      detail,
      ...(limit === undefined ? {} : { limit }),
    })
  }
  const { default: yauzl } = await import('yauzl')
  const bytes = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)

  const listed: Entry[] = []
  let zip: ZipFile
  try {
    // Names are decoded here, so that one bad name costs one entry and not the archive.
    zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true })
    for await (const entry of zip.eachEntry()) {
      if (listed.length >= limits.entries) {
        report(`more than ${limits.entries} entries`, 'limit', 'entries')
        break
      }
      listed.push(entry)
    }
  } catch (error) {
    report(messageOf(error))
    if (listed.length === 0) return { entries: [], problems }
  }

  const overlapping = overlaps(listed)
  const entries: ZipEntry[] = []
  let inflated = 0
  for (const entry of listed) {
    const raw = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    const name = raw.replaceAll('\\', '/')
    const unsafe = unsafeName(name) ?? (isSymlink(entry) ? 'symbolic link' : undefined)
    if (unsafe !== undefined) {
      report(`${unsafe}: the entry is skipped`, 'unsafe-path', undefined, name)
      continue
    }
    if (raw !== name)
      report('invalid characters in fileName: backslashes read as slashes', 'unsafe-path', undefined, name)
    if (name.endsWith('/')) continue
    if (overlapping.has(entry)) {
      report('the entry shares its bytes with another', 'malformed', undefined, name)
      continue
    }
    if (entry.isEncrypted()) {
      report('the entry is encrypted', 'algorithm-unsupported', undefined, name)
      continue
    }
    if (!entry.canDecodeFileData()) {
      report(`unsupported compression method: ${entry.compressionMethod}`, 'algorithm-unsupported', undefined, name)
      continue
    }
    const allowed = Math.min(
      limits.inflatedBytes - inflated,
      Math.max(RATIO_FROM_BYTES, entry.compressedSize * limits.ratio),
    )
    try {
      const content = await inflate(zip!, entry, allowed)
      if (content === undefined) {
        const total = allowed === limits.inflatedBytes - inflated
        if (total) report(`more than ${limits.inflatedBytes} inflated bytes`, 'limit', 'inflatedBytes', name)
        else report(`more than ${limits.ratio} inflated bytes for one compressed byte`, 'limit', 'ratio', name)
        if (total) break
        continue
      }
      inflated += content.length
      if (crc32(content) !== entry.crc32)
        report('the checksum of the entry does not match', 'malformed', undefined, name)
      const kind = isBinary(content) ? 'binary' : 'text'
      entries.push({ name, source: new Source({ uri: `${source.uri}!/${name}`, bytes: content, kind }) })
    } catch (error) {
      report(messageOf(error), 'malformed', undefined, name)
    }
  }
  return { entries, problems }
}

/** Content of an entry, or `undefined` as soon as it is longer than `allowed`: a bomb stops while it inflates. */
async function inflate(zip: ZipFile, entry: Entry, allowed: number): Promise<Buffer | undefined> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    // Leaving the loop destroys the stream.
    if (length > allowed) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function unsafeName(name: string): string | undefined {
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'absolute path'
  if (name.split('/').includes('..')) return 'invalid relative path'
  if (name === '' || /[\u0000-\u001F\u007F]/.test(name)) return 'invalid characters in fileName'
  return undefined
}

/** The Unix file type is in the high half of the external attributes when the archive was made there. */
const isSymlink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000

/** Entries whose bytes begin inside those of another: the trick of small archives that inflate without end. */
function overlaps(entries: readonly Entry[]): Set<Entry> {
  const found = new Set<Entry>()
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < end) found.add(entry)
    end = Math.max(end, entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize)
  }
  return found
}

/** yauzl quotes names in some messages after a colon; a name may hold what a report must not show. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/(fileName|path): .*$/s, '$1') : 'not readable'
}
