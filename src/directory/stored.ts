import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

export async function openStored(folder: string, at: Location): Promise<Directory> {
  const { open } = await import('lmdb')
  const read = (): { manifest: Manifest; env: ReturnType<typeof open> } => {
    const manifest = readManifest(folder)
    // `maxDbs` one above the tables: the root database counts.
    const path = join(folder, manifest.data)
    return { manifest, env: open({ path, noSubdir: true, readOnly: true, maxDbs: TABLES.length + 1 }) }
  }
  let opened: ReturnType<typeof read>
  try {
    opened = read()
  } catch (error) {
    if (error instanceof DirectoryError) throw error
    try {
      // An import may have replaced the database between the two steps: the manifest now names the new one.
      opened = read()
    } catch {
      throw new DirectoryError(`the directory index in ${folder} cannot be opened`)
    }
  }
  const { manifest, env } = opened
  const table = (name: Table) => {
    const db = env.openDB<Buffer, number>({ name, keyEncoding: 'uint32', encoding: 'binary' })
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
