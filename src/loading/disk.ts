import { readSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** What the calls of the system leave to their callers. */

/** Reads from an offset of an open file until the buffer is full or the file ends. @returns the part that was filled */
export function readAt(file: number, buffer: Uint8Array, offset: number): Uint8Array {
  let filled = 0
  for (let got = -1; got !== 0 && filled < buffer.length; filled += got)
    got = readSync(file, buffer, filled, buffer.length - filled, offset + filled)
  return buffer.subarray(0, filled)
}

/**
 * Writes a file that is there whole or not at all, whatever other process writes it at once.
 *
 * @param mode permissions, in octal
 * @throws what the system throws; no draft is left
 */
export function writeWhole(path: string, bytes: Uint8Array, mode: number): void {
  const draft = `${path}.${process.pid}`
  try {
    writeFileSync(draft, bytes, { mode })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
