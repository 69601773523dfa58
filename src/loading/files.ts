import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** How the loader sees folders and files: the disk for users, a map for tests and plugins. Paths are `/` separated. */
export interface Files {
  kind(path: string): Promise<'file' | 'folder' | 'other' | undefined>
  /** Names in a folder, sorted by code unit. @throws what the system throws when it cannot be listed */
  list(folder: string): Promise<readonly string[]>
  size(path: string): Promise<number>
  /** The first bytes, or all when the file is shorter. */
  head(path: string, bytes: number): Promise<Uint8Array>
  read(path: string): Promise<Uint8Array>
  /** One name per file or folder, whatever links lead to it: stops folder loops. */
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
      const stats = await stat(this.#absolute(path))
      return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other'
    } catch {
      return undefined
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    const names = await readdir(this.#absolute(folder))
    return names.sort((a, b) => (a < b ? -1 : 1))
  }

  async size(path: string): Promise<number> {
    return (await stat(this.#absolute(path))).size
  }

  async head(path: string, bytes: number): Promise<Uint8Array> {
    return this.#open(path, async handle => {
      const buffer = new Uint8Array(bytes)
      const { bytesRead } = await handle.read(buffer, 0, bytes, 0)
      return buffer.subarray(0, bytesRead)
    })
  }

  async read(path: string): Promise<Uint8Array> {
    return this.#open(path, handle => handle.readFile())
  }

  async identity(path: string): Promise<string> {
    return realpath(this.#absolute(path))
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

  async #open<T>(path: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await open(this.#absolute(path), 'r')
    try {
      return await use(handle)
    } finally {
      await handle.close()
    }
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
