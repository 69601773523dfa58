import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Part } from '../engine/collect.ts'
import { writeWhole } from './disk.ts'
import { seal, unseal } from './seal.ts'
import type { SummaryData } from './summaries.ts'

/**
 * What earlier runs, or other shards of this one, found in an exchange. An entry is sealed with a key that is made from
 * the bytes of the message: who does not have the message can neither find nor read what was found in it, and an entry
 * that was damaged or replaced does not open.
 */

/** Keeps bytes under names of hexadecimal digits. */
export interface Store {
  get(name: string): Uint8Array | undefined
  set(name: string, bytes: Uint8Array): void
}

/** What is remembered of the exchange of one file. */
export interface Entry {
  /** Kinds of artifacts in the file. */
  readonly kinds: readonly string[]
  readonly summary: SummaryData
  readonly part: Part
}

export class Memory {
  readonly #store: Store
  readonly #settings: string

  /** @param settings everything else that a judgement depends on: program, rules, date, language, limits */
  constructor(store: Store, settings: string) {
    this.#store = store
    this.#settings = settings
  }

  /** @param around what the exchange is judged with: site, certificates, directory */
  key(path: string, bytes: Uint8Array, around: string): Buffer {
    return createHash('sha256')
      .update(JSON.stringify([this.#settings, around, path]))
      .update(bytes)
      .digest()
  }

  recall(key: Buffer): Entry | undefined {
    const sealed = this.#store.get(nameOf(key))
    if (!sealed) return undefined
    try {
      return JSON.parse(unseal(key, sealed).toString()) as Entry
    } catch {
      // Cut short, or not written by this program: the exchange is judged again.
      return undefined
    }
  }

  keep(key: Buffer, entry: Entry): void {
    this.#store.set(nameOf(key), seal(key, Buffer.from(JSON.stringify(entry))))
  }
}

/** Tells nothing of the key. */
const nameOf = (key: Buffer): string => createHash('sha256').update('name').update(key).digest('hex')

/** For one process that judges the same files again and again. */
export class HeapStore implements Store {
  readonly #entries = new Map<string, Uint8Array>()

  get(name: string): Uint8Array | undefined {
    return this.#entries.get(name)
  }

  set(name: string, bytes: Uint8Array): void {
    this.#entries.set(name, bytes)
  }
}

/** Its presence tells backup programs, and the walk of dmplint, to leave a folder alone (bford.info/cachedir). */
export const CACHE_TAG = 'CACHEDIR.TAG'
const SIGNATURE = 'Signature: 8a477f597d28d172789f06886806bc55\n# What dmplint found in messages. It can be deleted.\n'

/** A folder that several processes may use at once: a file is there whole or not at all. */
export class DiskStore implements Store {
  readonly #folder: string

  /** @param folder absolute; made when it does not exist. @throws what the system throws when it cannot be written */
  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, CACHE_TAG), SIGNATURE)
  }

  get(name: string): Uint8Array | undefined {
    try {
      return readFileSync(this.#path(name))
    } catch {
      return undefined
    }
  }

  set(name: string, bytes: Uint8Array): void {
    const path = this.#path(name)
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeWhole(path, bytes, 0o600)
    } catch {
      // A full disk costs time in the next run, not this one its report.
    }
  }

  #path(name: string): string {
    return join(this.#folder, name.slice(0, 2), name.slice(2))
  }
}

/** One of several processes that share an archive. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** By the path alone, so that every shard and every rerun of one agree. */
export function isIn(shard: Shard, path: string): boolean {
  return createHash('sha256').update(path).digest().readUInt32BE(0) % shard.count === shard.index - 1
}
