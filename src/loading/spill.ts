import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAt } from './disk.ts'
import { seal, unseal } from './seal.ts'

/** Beyond what stays in memory of a {@link Spill} that is told nothing else. */
export const IN_MEMORY = 2 * 1024 * 1024

/**
 * Bytes that a run puts aside and reads back: in memory while they are few, then in a temporary file. They are health
 * data, so the file is sealed with a key that exists only in this process, and it loses its name as soon as it is open:
 * whatever ends the process, nothing is left that could be found or read.
 */
export class Spill {
  readonly #inMemory: number
  readonly #pieces: (Buffer | OnDisk)[] = []
  readonly #key = randomBytes(32)
  #held = 0
  #file: TemporaryFile | undefined

  /** @param inMemory bytes that may stay in memory */
  constructor(inMemory = IN_MEMORY) {
    this.#inMemory = inMemory
  }

  /** Gives the number under which the piece is read back, from 0. */
  append(piece: Buffer): number {
    this.#pieces.push(this.#written(piece) ?? piece)
    return this.#pieces.length - 1
  }

  /** @throws RangeError no such piece, Error it was on disk and the spill is closed */
  read(number: number): Buffer {
    const piece = this.#pieces[number]
    if (!piece) throw new RangeError(`no piece ${number}`)
    if (Buffer.isBuffer(piece)) return piece
    if (!this.#file) throw new Error('the run is over')
    return unseal(this.#key, this.#file.read(piece))
  }

  /** What went to disk is gone. */
  close(): void {
    this.#file?.close()
    this.#file = undefined
  }

  /** Undefined where memory has room for it or no disk takes it: then it stays there. */
  #written(piece: Buffer): OnDisk | undefined {
    this.#held += piece.length
    if (this.#held <= this.#inMemory) return undefined
    try {
      this.#file ??= new TemporaryFile()
      return this.#file.append(seal(this.#key, piece))
    } catch {
      return undefined
    }
  }
}

/** Lines that are written and read together. */
const PER_PIECE = 32

/** Texts without end of line in a {@link Spill}, by number from 0. */
export class SpilledLines {
  readonly #spill: Spill
  /** Of the piece that is not full yet. */
  #open: string[] = []
  #full = 0
  /** What was read last: mostly its neighbour is read next. */
  #piece: { readonly number: number; readonly lines: readonly string[] } | undefined

  /** @param inMemory bytes that may stay in memory */
  constructor(inMemory?: number) {
    this.#spill = new Spill(inMemory)
  }

  get length(): number {
    return this.#full + this.#open.length
  }

  push(line: string): void {
    this.#open.push(line)
    if (this.#open.length < PER_PIECE) return
    this.#spill.append(Buffer.from(this.#open.join('\n')))
    this.#full += PER_PIECE
    this.#open = []
  }

  /** @throws RangeError no such line, Error it is on disk and the spill is closed */
  read(number: number): string {
    if (number >= this.#full) {
      const line = this.#open[number - this.#full]
      if (line === undefined) throw new RangeError(`no line ${number}`)
      return line
    }
    const piece = Math.floor(number / PER_PIECE)
    if (this.#piece?.number !== piece)
      this.#piece = { number: piece, lines: this.#spill.read(piece).toString().split('\n') }
    return this.#piece.lines[number % PER_PIECE] as string
  }

  close(): void {
    this.#spill.close()
  }
}

interface OnDisk {
  readonly offset: number
  readonly length: number
}

class TemporaryFile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'dmplint-'))
  readonly #descriptor: number
  #length = 0

  constructor() {
    try {
      this.#descriptor = openSync(join(this.#folder, 'spill'), 'wx+', 0o600)
    } finally {
      this.#remove()
    }
  }

  append(bytes: Buffer): OnDisk {
    const offset = this.#length
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, offset + done)
    this.#length += bytes.length
    return { offset, length: bytes.length }
  }

  read({ offset, length }: OnDisk): Uint8Array {
    return readAt(this.#descriptor, Buffer.allocUnsafe(length), offset)
  }

  close(): void {
    closeSync(this.#descriptor)
    this.#remove()
  }

  /** Where a file that is open cannot lose its name (Windows), closing removes it. */
  #remove(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true })
    } catch {
      // Kept until it is closed.
    }
  }
}
