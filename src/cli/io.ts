/** What a command may touch of the outside world; `bin.ts` gives the process's own, tests give buffers. */
export interface Output {
  write(text: string): void
  readonly isTTY?: boolean | undefined
  /** Width of the terminal in characters, when it is one. */
  readonly columns?: number | undefined
}

export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin?: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder that relative paths of the arguments start from. */
  readonly cwd: string
  /** Asks for a secret without echo; absent when there is no terminal. */
  readonly ask?: ((question: string) => Promise<string>) | undefined
  /** Loads an ES module that a site brings; given where the program is a script, in which `import` does not work. */
  readonly importModule?: (url: string) => Promise<unknown>
  /** Called once most of what a run needs has run: makes the start of the next one shorter. */
  readonly keepCode?: () => void
}
