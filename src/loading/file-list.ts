import { createHash } from 'node:crypto'
import type { ReportArtifact } from '../engine/report.ts'
import type { LoadedFile } from './load.ts'
import { SpilledLines } from './spill.ts'

/** What the report says of every file: written down as it comes, since an archive has a hundred thousand. */
export class FileList {
  readonly #lines: SpilledLines
  /** Lists of kinds by what they hold: they are few, and a report has one for each file. */
  readonly #kinds = new Map<string, readonly string[]>()

  /** @param inMemory bytes that may stay in memory */
  constructor(inMemory?: number) {
    this.#lines = new SpilledLines(inMemory)
  }

  add({ source: { uri, bytes }, kinds }: Pick<LoadedFile, 'source' | 'kinds'>): void {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const key = kinds.join()
    this.#kinds.set(key, kinds)
    this.#lines.push(JSON.stringify([uri, key, bytes.length, sha256]))
  }

  /** By uri; a file that was read twice stands as it was read last. */
  sorted(): ReportArtifact[] {
    const all: ReportArtifact[] = []
    for (let i = 0; i < this.#lines.length; i++) {
      const [uri, key, bytes, sha256] = JSON.parse(this.#lines.read(i)) as [string, string, number, string]
      all.push({ uri, kinds: this.#kinds.get(key) ?? [], bytes, sha256 })
    }
    all.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0))
    // In place: at the end of a long run this list is the largest thing in memory.
    let kept = 0
    for (const [i, file] of all.entries()) if (file.uri !== all[i + 1]?.uri) all[kept++] = file
    all.length = kept
    return all
  }

  close(): void {
    this.#lines.close()
  }
}
