import type { Lang } from '../engine/rule.ts'
import { clock } from '../sources/limits.ts'
import type { Output } from './io.ts'

const AFTER = 1000
const EVERY = 200

/** One line on the terminal that is rewritten while a long run goes on; nothing for short runs and pipes. */
export class Progress {
  readonly #output: Output
  readonly #lang: Lang
  readonly #silent: boolean
  readonly #started = clock()
  #last = 0
  #shown = false

  constructor(output: Output, lang: Lang, quiet: boolean) {
    this.#output = output
    this.#lang = lang
    this.#silent = quiet || output.isTTY !== true
  }

  show(files: number, exchanges: number): void {
    const now = clock()
    if (this.#silent || now - this.#started < AFTER || now - this.#last < EVERY) return
    this.#last = now
    this.#shown = true
    const text =
      this.#lang === 'fr' ? `${files} fichiers, ${exchanges} échanges` : `${files} files, ${exchanges} exchanges`
    this.#output.write(`\r\u001b[K${text}`)
  }

  clear(): void {
    if (this.#shown) this.#output.write('\r\u001b[K')
  }
}
