import { createHash, randomBytes } from 'node:crypto'
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, readSync, statSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Location } from '../engine/location.ts'
import { clock } from '../sources/limits.ts'
import { type ByteSet, Groups } from './byte-set.ts'
import { Codes, Encoder, stem } from './codec.ts'
import {
  type Directory,
  DirectoryError,
  type DirectoryInfo,
  type DirectorySource,
  directoryLocation,
  memoryDirectory,
  type SourceKind,
} from './directory.ts'
import { type Gathered, Gatherer, type RowDefect } from './gather.ts'
import { parseLeniently, ResourceReader, userInfoPerson } from './resources.ts'
import { FORMAT, LMDB_OPTIONS, MANIFEST, type Manifest, readManifest, TABLES, type Table } from './stored.ts'
import { firstLine, TableReader, tableLayout } from './tables.ts'

export interface ImportProgress {
  readonly phase: 'reading' | 'writing'
  /** Source being read. */
  readonly name: string
  /** Bytes read of all sources (of archives: compressed), and their total. */
  readonly done: number
  readonly total: number
  readonly rows: number
}

export interface ImportOptions {
  /** Keeps the names of persons and structures, for look-ups by name. */
  readonly keepNames?: boolean
  /** Version of the program, recorded in the index. */
  readonly version: string
  /** Called some ten times a second at most. */
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface BadRow {
  readonly source: string
  /** 1-based. */
  readonly line: number
  readonly defect: RowDefect | 'cells' | 'json'
}

export interface ImportResult {
  readonly info: DirectoryInfo
  /** The first bad rows of each source. */
  readonly badRows: readonly BadRow[]
  /** Members of archives that are no file of the directory. */
  readonly skipped: readonly string[]
}

/** One JSON document is held in memory; the API pages its bundles far below this. */
const MAX_JSON = 200 * 1024 * 1024
/** Four times the extraction of 2026; an archive that inflates to more is not one. */
const MAX_MEMBER = 4 * 1024 * 1024 * 1024
const CHUNK = 1 << 20

/**
 * Reads the sources and replaces the index in `out`. The old index answers until the new one is complete, and stays
 * when the import fails or is killed.
 * @param sources files: public extraction, savoir-faire, diplomas, FINESS, PSC extraction, UserInfo, FHIR; text or zip
 * @param out folder of the index, made when absent
 * @throws {DirectoryError} a source that cannot be read or is none of these
 */
export async function importDirectory(
  sources: readonly string[],
  out: string,
  options: ImportOptions,
): Promise<ImportResult> {
  if (
    existsSync(out) &&
    !existsSync(join(out, MANIFEST)) &&
    (await readdir(out)).some(name => !name.startsWith(BUILD))
  ) {
    throw new DirectoryError(`${out} is not empty and holds no directory index`)
  }
  await mkdir(out, { recursive: true })
  await removeStale(out)
  const build = join(out, `${BUILD}${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(build)
  try {
    const read = await gather(sources, options)
    options.onProgress?.({ ...read.last, phase: 'writing' })
    const manifest = await write(read.gathered, join(build, 'index.mdb'), {
      info: read.info,
      data: `${basename(build)}/index.mdb`,
    })
    const draft = join(build, MANIFEST)
    await writeFile(draft, JSON.stringify(manifest))
    synchronise(draft)
    await rename(draft, join(out, MANIFEST))
    await removeStale(out)
    return { info: manifest.info, badRows: read.badRows, skipped: read.skipped }
  } catch (error) {
    await rm(build, { recursive: true, force: true })
    throw error
  }
}

/** Reads small sources (UserInfo, FHIR, an excerpt) to a directory in memory, in place of an index. */
export async function readDirectory(sources: readonly string[], at?: Location): Promise<Directory> {
  const { gathered, info } = await gather(sources, { keepNames: true, version: '' })
  const persons = Array.from({ length: gathered.persons.size }, (_, i) => gathered.person(i))
  const structures = Array.from({ length: gathered.keys.size }, (_, i) => gathered.structure(i)).filter(
    (s, i) => s.id === gathered.keys.text(i),
  )
  return memoryDirectory({ persons, structures, info, at: at ?? directoryLocation(sources[0] ?? '') })
}

/** A UserInfo of Pro Santé Connect as a directory of one person, and that person's PS_IdNat. */
export async function readUserInfo(path: string): Promise<{ directory: Directory; subject: string }> {
  const directory = await readDirectory([path])
  if (directory.info.sources[0]?.kind !== 'userinfo') throw new DirectoryError(`${basename(path)}: not a UserInfo`)
  return { directory, subject: userInfoPerson(parseLeniently(await readFile(path, 'utf8'))) }
}

const BUILD = 'build-'

/** Removes what killed imports and replaced indexes left; the folders of imports under way stay. */
async function removeStale(out: string): Promise<void> {
  let current = ''
  try {
    current = readManifest(out).data.split('/')[0] ?? ''
  } catch {
    // No index yet, or one of another version: nothing is in use.
  }
  for (const name of await readdir(out)) {
    if (!name.startsWith(BUILD) || name === current) continue
    const pid = Number(name.slice(BUILD.length).split('-')[0])
    if (pid !== process.pid && isRunning(pid)) continue
    // Where an open file cannot be removed, a reader still has it: the next import will.
    await rm(join(out, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function synchronise(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

interface Gathering {
  readonly gathered: Gathered
  readonly info: DirectoryInfo
  readonly badRows: readonly BadRow[]
  readonly skipped: readonly string[]
  readonly last: Omit<ImportProgress, 'phase'>
}

async function gather(paths: readonly string[], options: ImportOptions): Promise<Gathering> {
  const gatherer = new Gatherer({ keepNames: options.keepNames ?? false })
  const resources = new ResourceReader(gatherer)
  const sources: DirectorySource[] = []
  const badRows: BadRow[] = []
  const skipped: string[] = []
  const total = paths.reduce((sum, path) => sum + sizeOf(path), 0)
  let before = 0
  let rowsBefore = 0
  let told = 0
  let last: Omit<ImportProgress, 'phase'> = { name: '', done: 0, total, rows: 0 }

  for (const path of paths) {
    const file = basename(path)
    const tell = (done: number, rows: number): void => {
      last = { name: file, done: before + done, total, rows: rowsBefore + rows }
      const now = clock()
      if (now - told < 100) return
      told = now
      options.onProgress?.({ ...last, phase: 'reading' })
    }
    const take = async (name: string, stream: Readable, done: (read: number) => number): Promise<boolean> => {
      const read = await readSource(stream, name, gatherer, resources, (bytes, rows) => tell(done(bytes), rows))
      if (read === undefined) return false
      sources.push(read.source)
      rowsBefore += read.source.rows
      for (const bad of read.examples) badRows.push({ source: name, ...bad })
      return true
    }
    if (isZip(path)) {
      const members = await eachMember(path, async (member, stream, done) => {
        if (!(await take(`${file}!/${member}`, stream, done))) skipped.push(`${file}!/${member}`)
      })
      if (members === 0) throw new DirectoryError(`${file}: the archive is empty`)
    } else if (!(await take(file, createReadStream(path, { highWaterMark: CHUNK }), bytes => bytes))) {
      throw new DirectoryError(`${file}: none of the files of the directory (extraction, FINESS, UserInfo, FHIR)`)
    }
    before += sizeOf(path)
  }
  if (sources.length === 0)
    throw new DirectoryError(`no file of the directory in ${paths.map(p => basename(p)).join(', ')}`)
  resources.finish()

  const listing: readonly SourceKind[] = ['personne-activite', 'psc-extraction']
  const extracted = sources
    .flatMap(s => (listing.includes(s.kind) && s.extracted !== undefined ? [s.extracted] : []))
    .sort()[0]
  const gathered = gatherer.finish(extracted)
  const info: DirectoryInfo = {
    sources,
    built: new Date().toISOString(),
    version: options.version,
    counts: { persons: gathered.persons.size, structures: gathered.keys.size, activities: gathered.activities },
    ...(extracted === undefined ? {} : { extracted }),
  }
  return { gathered, info, badRows, skipped, last }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    throw new DirectoryError(`${basename(path)}: no such file`)
  }
}

function isZip(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(4)
    readSync(file, head, 0, 4, 0)
    // A local header, or the end record of an archive without members.
    return ['504b0304', '504b0506'].includes(head.toString('hex'))
  } finally {
    closeSync(file)
  }
}

/** Calls `visit` for each file of an archive, one after the other; returns how many there are. */
async function eachMember(
  path: string,
  visit: (name: string, stream: Readable, done: (inflated: number) => number) => Promise<void>,
): Promise<number> {
  const { default: yauzl } = await import('yauzl')
  const archive = await yauzl.openPromise(path).catch((error: Error) => {
    throw new DirectoryError(`${basename(path)}: ${error.message}`)
  })
  let members = 0
  let before = 0
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      members++
      const name = basename(entry.fileName)
      if (entry.uncompressedSize > MAX_MEMBER) throw new DirectoryError(`${basename(path)}: ${name} is too large`)
      const stream = await archive.openReadStreamPromise(entry)
      const share = entry.compressedSize / Math.max(1, entry.uncompressedSize)
      await visit(name, stream, inflated => before + inflated * share)
      stream.destroy()
      before += entry.compressedSize
    }
  } catch (error) {
    if (error instanceof DirectoryError) throw error
    throw new DirectoryError(`${basename(path)}: ${(error as Error).message}`)
  } finally {
    archive.close()
  }
  return members
}

interface SourceRead {
  readonly source: DirectorySource
  readonly examples: readonly Omit<BadRow, 'source'>[]
}

/** Reads one file to the gatherer; `undefined` when it is none of the directory's. */
async function readSource(
  stream: Readable,
  name: string,
  gatherer: Gatherer,
  resources: ResourceReader,
  tell: (bytes: number, rows: number) => void,
): Promise<SourceRead | undefined> {
  const hash = createHash('sha256')
  let bytes = 0
  let head: Buffer | undefined = Buffer.alloc(0)
  let table: TableReader | undefined
  let json: Buffer[] | undefined

  /** Chooses the reader as soon as the first line is complete; false when there is none for it. */
  const choose = (start: Buffer): boolean => {
    const line = firstLine(start)
    const layout = tableLayout(line)
    if (layout !== undefined) {
      table = new TableReader(layout, gatherer)
      table.push(start)
    } else if (/^\s*[{[]/.test(start.toString('latin1', 0, 200).replace(/^\u00ef\u00bb\u00bf/, ''))) json = [start]
    else return false
    return true
  }
  try {
    for await (const piece of stream) {
      const chunk = piece as Buffer
      hash.update(chunk)
      bytes += chunk.length
      if (head !== undefined) {
        head = Buffer.concat([head, chunk])
        if (!head.includes(0x0a) && head.length < CHUNK) continue
        if (!choose(head)) return undefined
        head = undefined
      } else if (table !== undefined) table.push(chunk)
      else json?.push(chunk)
      if (json !== undefined && bytes > MAX_JSON) throw new DirectoryError(`${name}: more than 200 MB of JSON`)
      tell(bytes, table?.result.rows ?? 0)
    }
  } catch (error) {
    if (error instanceof DirectoryError) throw error
    throw new DirectoryError(`${name}: ${(error as Error).message}`)
  }
  if (head !== undefined && head.length > 0 && !choose(head)) return undefined
  table?.end()
  const result =
    table?.result ??
    (json === undefined
      ? { kind: 'empty' as const, rows: 0, badRows: 0 }
      : resources.read(
          Buffer.concat(json)
            .toString('utf8')
            .replace(/^\uFEFF/, ''),
        ))
  const malformed = 'malformed' in result
  const extracted = result.extracted ?? dateInName(name)
  const source: DirectorySource = {
    name,
    kind: result.kind,
    ...(extracted === undefined ? {} : { extracted }),
    sha256: hash.digest('hex'),
    bytes,
    rows: result.rows,
    badRows: result.badRows,
  }
  return { source, examples: table?.result.examples ?? (malformed ? [{ line: 1, defect: 'json' }] : []) }
}

/** `AAAAMMJJHHMM` or `AAAAMMJJ-HHMM` in the name of an extraction. */
function dateInName(name: string): string | undefined {
  const found = /(?<![0-9])(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(-?[0-9]{4})?(?![0-9])/.exec(name)
  return found ? `${found[1]}-${found[2]}-${found[3]}` : undefined
}

/** Entries per bucket: fewer waste pages, more cost time to walk through. */
const PER_BUCKET = 16
/** Buckets per transaction: the pages of a transaction are held in memory until it ends. */
const PER_TRANSACTION = 5_000

async function write(gathered: Gathered, path: string, manifest: Pick<Manifest, 'info' | 'data'>): Promise<Manifest> {
  const { open } = await import('lmdb')
  // Synced once, at the end: until the manifest names it, nobody reads this database.
  const env = open({ ...LMDB_OPTIONS, path, noSync: true, overlappingSync: false })
  const codes = new Codes()
  const encoder = new Encoder(codes)
  const entries: Record<Table, { keys: ByteSet; encode: (i: number) => void }> = {
    persons: { keys: gathered.persons, encode: i => encoder.person(gathered.person(i)) },
    structures: {
      keys: gathered.keys,
      encode: i => encoder.structure(gathered.keys.text(i), gathered.structure(i)),
    },
    practitioners: {
      keys: gathered.keys,
      encode: i => encoder.list(gathered.keys, i, gathered.persons, gathered.practitioners(i)),
    },
    companies: {
      keys: gathered.sirens,
      encode: i => encoder.list(gathered.sirens, i, gathered.keys, gathered.company(i)),
    },
  }
  const buckets = { persons: 1, structures: 1, practitioners: 1, companies: 1 }
  try {
    for (const table of TABLES) {
      const { keys, encode } = entries[table]
      const count = Math.max(1, Math.ceil(keys.size / PER_BUCKET))
      buckets[table] = count
      const bucketOfKey = new Uint32Array(keys.size)
      for (let i = 0; i < keys.size; i++) bucketOfKey[i] = keys.stemHash(i, stem) % count
      const members = new Groups(count, pair => {
        for (let i = 0; i < keys.size; i++) pair(bucketOfKey[i]!, i)
      })
      const db = env.openDB<Buffer, number>({ name: table, keyEncoding: 'uint32', encoding: 'binary' })
      for (let from = 0; from < count; from += PER_TRANSACTION) {
        env.transactionSync(() => {
          for (let bucket = from; bucket < Math.min(count, from + PER_TRANSACTION); bucket++) {
            for (const i of members.of(bucket)) encode(i)
            const value = encoder.take()
            if (value.length > 0) db.putSync(bucket, value, { append: true })
          }
        })
      }
    }
  } finally {
    await env.close()
  }
  synchronise(path)
  return { format: FORMAT, ...manifest, buckets, codes: codes.list }
}
