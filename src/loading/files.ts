import { closeSync, openSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { readAt } from './disk.ts'

/** How the loader sees folders and files: the disk for users, a map for tests and plugins. Paths are `/` separated. */
export interface Files {
  kind(path: string): Promise<'file' | 'folder' | 'other' | undefined>
  /** Names in a folder, sorted by code unit. @throws what the system throws when it cannot be listed */
  list(folder: string): Promise<readonly string[]>
  size(path: string): Promise<number>
  /** The first bytes, or all when the file is shorter. */
  head(path: string, bytes: number): Promise<Uint8Array>
  read(path: string): Promise<Uint8Array>
  /** One path per file or folder, whatever links lead to it: stops folder loops, and loads a module once. */
  identity(path: string): Promise<string>
  /** Nearest existing file of that name in the folder of `path` or above it. */
  upward(path: string, name: string): Promise<string | undefined>
}

/** Joins a folder and a name, '' being the working directory. */
export function joined(folder: string, name: string): string {
  if (name.startsWith('/')) return name
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash)
}

/** The disk. Calls wait for it: to hand each of a hundred thousand small reads to another thread takes longer. */
export class DiskFiles implements Files {
  readonly #cwd: string

  /** @param cwd absolute; paths are told relative to it while they are inside it */
  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /** The name under which a path of the user is reported. */
  name(path: string): string {
    const absolute = resolve(this.#cwd, path)
    const inside = relative(this.#cwd, absolute)
    const shown = isAbsolute(path) && inside.startsWith('..') ? absolute : inside
    return sep === '/' ? shown : shown.split(sep).join('/')
  }

  async kind(path: string): Promise<'file' | 'folder' | 'other' | undefined> {
    try {
      const stats = statSync(this.#absolute(path))
      return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other'
    } catch {
      return undefined
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    return readdirSync(this.#absolute(folder)).sort((a, b) => (a < b ? -1 : 1))
  }

  async size(path: string): Promise<number> {
    return statSync(this.#absolute(path)).size
  }

  async head(path: string, bytes: number): Promise<Uint8Array> {
    const file = openSync(this.#absolute(path), 'r')
    try {
      return readAt(file, new Uint8Array(bytes), 0)
    } finally {
      closeSync(file)
    }
  }

  async read(path: string): Promise<Uint8Array> {
    return readFileSync(this.#absolute(path))
  }

  async identity(path: string): Promise<string> {
    return realpathSync.native(this.#absolute(path))
  }

  async upward(path: string, name: string): Promise<string | undefined> {
    for (let folder = this.#absolute(path); ; folder = join(folder, '..')) {
      const candidate = join(folder, name)
      if ((await this.kind(candidate)) === 'file') return this.name(candidate)
      if (folder === join(folder, '..')) return undefined
    }
  }

  #absolute(path: string): string {
    return resolve(this.#cwd, path)
  }
}

/** Files that exist only in memory. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Uint8Array>()

  constructor(files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>) {
    for (const { path, bytes } of files) this.#files.set(path, bytes)
  }

  async kind(path: string): Promise<'file' | 'folder' | undefined> {
    if (this.#files.has(path)) return 'file'
    const prefix = path === '' ? '' : `${path}/`
    for (const name of this.#files.keys()) if (name.startsWith(prefix)) return 'folder'
    return undefined
  }

  async list(folder: string): Promise<readonly string[]> {
    const prefix = folder === '' ? '' : `${folder}/`
    const names = new Set<string>()
    for (const path of this.#files.keys())
      if (path.startsWith(prefix)) names.add(path.slice(prefix.length).split('/')[0] as string)
    return [...names].sort((a, b) => (a < b ? -1 : 1))
  }

  async size(path: string): Promise<number> {
    return this.#bytes(path).length
  }

  async head(path: string, bytes: number): Promise<Uint8Array> {
    return this.#bytes(path).subarray(0, bytes)
  }

  async read(path: string): Promise<Uint8Array> {
    return this.#bytes(path)
  }

  async identity(path: string): Promise<string> {
    return path
  }

  async upward(path: string, name: string): Promise<string | undefined> {
    for (let folder = path; ; folder = folderOf(folder)) {
      const candidate = joined(folder, name)
      if (this.#files.has(candidate)) return candidate
      if (folder === '' || basename(folder) === folder) {
        return this.#files.has(name) ? name : undefined
      }
    }
  }

  #bytes(path: string): Uint8Array {
    const bytes = this.#files.get(path)
    if (!bytes) throw new Error(`no file ${path}`)
    return bytes
  }
}
