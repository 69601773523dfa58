import { createHash } from 'node:crypto'
import type { ReportArtifact } from '../engine/report.ts'
import type { LoadedFile } from './load.ts'

const DIGEST = 32

/** What the report says of every file, in few bytes each: an archive has a hundred thousand. */
export class FileList {
  readonly #uris: string[] = []
  readonly #kinds: (readonly string[])[] = []
  readonly #sizes: number[] = []
  /** One after the other, with room to grow. */
  #digests = Buffer.alloc(256 * DIGEST)
  /** Lists of kinds by what they hold: they are few. */
  readonly #lists = new Map<string, readonly string[]>()

  add({ source: { uri, bytes }, kinds }: Pick<LoadedFile, 'source' | 'kinds'>): void {
    const end = this.#uris.length * DIGEST
    if (end === this.#digests.length) this.#digests = Buffer.concat([this.#digests], 2 * end)
    createHash('sha256').update(bytes).digest().copy(this.#digests, end)
    const key = kinds.join()
    if (!this.#lists.has(key)) this.#lists.set(key, kinds)
    this.#uris.push(uri)
    this.#kinds.push(this.#lists.get(key) ?? kinds)
    this.#sizes.push(bytes.length)
  }

  /** Sorted by uri; a file that was read twice stands as it was read last. */
  sorted(): ReportArtifact[] {
    const uriOf = (i: number): string => this.#uris[i] ?? ''
    const order = [...this.#uris.keys()].sort((a, b) => (uriOf(a) < uriOf(b) ? -1 : uriOf(a) > uriOf(b) ? 1 : a - b))
    return order
      .filter((i, n) => n + 1 === order.length || uriOf(i) !== uriOf(order[n + 1] as number))
      .map(i => ({
        uri: uriOf(i),
        kinds: this.#kinds[i] ?? [],
        bytes: this.#sizes[i] ?? 0,
        sha256: this.#digests.toString('hex', i * DIGEST, (i + 1) * DIGEST),
      }))
  }
}
