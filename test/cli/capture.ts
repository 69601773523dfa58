import { run } from '../../src/cli/run.ts'

/** What a command printed and its exit code, run in this process. */
export async function dmplint(
  argv: readonly string[],
  { cwd, env = {}, columns = 120 }: { cwd: string; env?: Record<string, string>; columns?: number },
): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const code = await run(argv, {
    stdout: { write: text => void out.push(text), columns },
    stderr: { write: text => void err.push(text) },
    env,
    cwd,
  })
  return { code, out: out.join(''), err: err.join('') }
}
