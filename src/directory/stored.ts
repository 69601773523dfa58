import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RootDatabase } from 'lmdb'
import type { Location } from '../engine/location.ts'
import { normaliseStructureId } from '../identifiers/index.ts'
import { bucketOf, Decoder } from './codec.ts'
import {
  type Directory,
  DirectoryError,
  type DirectoryInfo,
  type DirectoryPerson,
  type DirectoryStructure,
  hasName,
  linkedBy,
  nameWords,
} from './directory.ts'

/** Changes whenever the encoding of the entries does. */
export const FORMAT = 1

export const TABLES = ['persons', 'structures', 'practitioners', 'companies'] as const
export type Table = (typeof TABLES)[number]

/**
 * `directory.json` in the folder of an index: names the database and is replaced by one rename, which is what makes an
 * import all or nothing. Each import has a folder of its own for its database.
 */
export interface Manifest {
  readonly format: number
  /** Path of the LMDB file, relative to the folder of the index. */
  readonly data: string
  readonly buckets: Readonly<Record<Table, number>>
  readonly codes: readonly string[]
  readonly info: DirectoryInfo
}

export const MANIFEST = 'directory.json'

/** @throws {DirectoryError} none there, damaged, or of another format */
export function readManifest(folder: string): Manifest {
  let manifest: Manifest
  try {
    manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DirectoryError(`no directory index in ${folder}`)
    throw new DirectoryError(`the directory index in ${folder} cannot be read`)
  }
  if (manifest?.format !== FORMAT) {
    throw new DirectoryError(`the directory index in ${folder} was made by another version: import it again`)
  }
  return manifest
}

/** Options that writer and readers share. The root database counts among `maxDbs`. */
export const LMDB_OPTIONS = { noSubdir: true, maxDbs: TABLES.length + 1, maxReaders: 1024 } as const

/**
 * Databases that this thread has open, by path. A reader takes a slot of the lock file, of which there are not many, and
 * keeps it: a run over a hundred sites that name one index must take one.
 */
const databases = new Map<string, RootDatabase>()

async function openDatabase(folder: string): Promise<{ manifest: Manifest; database: RootDatabase }> {
  const { open } = await import('lmdb')
  let manifest = readManifest(folder)
  for (;;) {
    const path = resolve(folder, manifest.data)
    try {
      let database = databases.get(path)
      if (database === undefined) {
        // LMDB would make the folder of a file that is not there.
        if (!existsSync(path)) throw new Error('the database is missing')
        database = open({ ...LMDB_OPTIONS, path, readOnly: true })
        databases.set(path, database)
      }
      return { manifest, database }
    } catch (cause) {
      // An import may have replaced the database since: then the manifest names another one by now.
      const next = readManifest(folder)
      if (next.data === manifest.data) {
        throw new DirectoryError(`the directory index in ${folder} cannot be opened`, { cause })
      }
      manifest = next
    }
  }
}

export async function openStored(folder: string, at: Location): Promise<Directory> {
  const { manifest, database } = await openDatabase(folder)
  const table = (name: Table) => {
    const db = database.openDB<Buffer, number>({ name, keyEncoding: 'uint32', encoding: 'binary' })
    const buckets = manifest.buckets[name]
    const bucket = (key: string): Buffer | undefined => db.getBinaryFast(bucketOf(key, buckets))
    return { db, bucket }
  }
  const persons = table('persons')
  const structures = table('structures')
  const practitioners = table('practitioners')
  const companies = table('companies')
  const decoder = new Decoder(manifest.codes)

  const listed = (where: typeof companies, key: string): readonly string[] => {
    const bucket = where.bucket(key)
    return bucket && decoder.seek(bucket, bucket.length, key) ? decoder.list() : []
  }
  const practitionersOf = (key: string): readonly string[] => listed(practitioners, key)

  /** Most callers write identifiers as the index does: folding is for the others. */
  const find = <T>(one: (key: string) => T | undefined, id: string): T | undefined => {
    const found = one(id)
    if (found !== undefined) return found
    const key = normaliseStructureId(id)
    return key === id ? undefined : one(key)
  }
  const structureAt = (key: string): DirectoryStructure | undefined => {
    const bucket = structures.bucket(key)
    return bucket && decoder.seek(bucket, bucket.length, key) ? decoder.structure(key, practitionersOf) : undefined
  }
  const personAt = (key: string): DirectoryPerson | undefined => {
    const bucket = persons.bucket(key)
    return bucket && decoder.seek(bucket, bucket.length, key) ? decoder.person(key) : undefined
  }
  const structure: Directory['structure'] = id => find(structureAt, id)
  return {
    kind: 'directory',
    at,
    info: manifest.info,
    structure,
    person: id => find(personAt, id),
    linkedFiness: (a, b) => linkedBy(structure, a, b),
    structuresOfSiren: siren => listed(companies, siren),
    named: (text, limit = 50) => {
      const words = nameWords(text)
      const found: (DirectoryStructure | DirectoryPerson)[] = []
      if (words.length === 0) return found
      const read = {
        structures: (key: string) => decoder.structure(key, practitionersOf),
        persons: (key: string) => decoder.person(key),
      }
      for (const [name, { db }] of Object.entries({ structures, persons })) {
        for (const { value } of db.getRange({})) {
          if (found.length >= limit) return found
          decoder.each(value, value.length, key => {
            const entry = read[name as keyof typeof read](key)
            // An entry stands under each of its keys; it counts under its own.
            if (entry.id === key && hasName(entry.name, words) && found.length < limit) found.push(entry)
          })
        }
      }
      return found
    },
  }
}
