import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Script } from 'node:vm'
import { writeWhole } from './loading/disk.ts'

/**
 * Loads a CommonJS bundle with the bytecode that V8 made of it in an earlier run. Half the time of a run over one message
 * would otherwise go into compiling (docs/decisions/0004-code-cache.md).
 *
 * The bytecode is kept beside the bundle, so that who can write the one can write the other; where that folder cannot be
 * written, nothing is kept and every run compiles.
 */
export interface Loaded<T> {
  readonly exports: T
  /** Keeps the bytecode of all functions that have run so far, unless it is there already. */
  readonly keep: () => void
}

/**
 * @param file path of the CommonJS file
 * @param state tells two states of the bundle apart: bytecode of another state would be run unnoticed
 */
export function loadBundle<T>(file: string, state: string): Loaded<T> {
  const kept = `${file}.${state}.${process.versions.v8}.${process.arch}.cache`
  const code = readFileSync(file, 'latin1')
  const cachedData = bytecodeIn(kept)
  const script = new Script(`(function (exports, require, module) {${code}\n})`, {
    filename: file,
    ...(cachedData ? { cachedData } : {}),
  })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(file), module)
  return {
    exports: module.exports as T,
    keep() {
      // Bytecode that V8 refused was made with other options of Node. It serves the runs without them, so it stays.
      if (cachedData) return
      const bytecode = script.createCachedData()
      try {
        writeWhole(kept, Buffer.concat([digest(bytecode), bytecode]), 0o666)
      } catch {
        // A folder that cannot be written: the next run compiles too.
      }
    },
  }
}

/** V8 trusts what it is given: a damaged byte would end the process. */
function bytecodeIn(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path)
    const bytecode = bytes.subarray(DIGEST)
    return digest(bytecode).equals(bytes.subarray(0, DIGEST)) ? bytecode : undefined
  } catch {
    return undefined
  }
}

const DIGEST = 32
const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
