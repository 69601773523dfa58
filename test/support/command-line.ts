import { run } from '../../src/cli/run.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly milliseconds: number
}

/** Runs the command line in this process, with memory in the place of the terminal. */
export async function command(
  argv: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const started = performance.now()
  const code = await run(argv, {
    stdout: { write: text => void out.push(text) },
    stderr: { write: text => void err.push(text) },
    env,
    cwd,
  })
  return { code, out: out.join(''), err: err.join(''), milliseconds: performance.now() - started }
}
