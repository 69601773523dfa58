import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { selarl } from '../../src/testing/worlds/selarl.ts'

const PASSWORD = 'le-mot-de-passe-du-site'

describe('--password-stdin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'password-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeAll(() => {
    const world = selarl().stored('dmp-auth', 'p12', { form: 'modern', password: PASSWORD })
    for (const { path, bytes } of world.files()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
  })

  const check = async (stdin: readonly string[] | undefined, ...flags: readonly string[]): Promise<string> => {
    const printed: string[] = []
    const output = { write: (text: string) => void printed.push(text) }
    await run(['check', '.', '--at', '2026-11-24', '--only', 'RUN-005,RUN-006', '--lang', 'en', ...flags], {
      stdout: output,
      stderr: output,
      env: {},
      cwd: folder,
      ...(stdin ? { stdin: lines(stdin) } : {}),
    })
    return printed.join('')
  }

  it('opens a container whose entry names no password', async () => {
    const text = await check([PASSWORD.slice(0, 5), `${PASSWORD.slice(5)}\r\nanother line\n`], '--password-stdin')
    expect(text).not.toMatch(/RUN-00[56] container/)
    expect(text).not.toContain(PASSWORD)
  })

  it('is not read unless asked for', async () => {
    expect(await check([`${PASSWORD}\n`])).toContain('RUN-005')
  })

  it('says when there is none, and when it is another', async () => {
    expect(await check([], '--password-stdin')).toContain('RUN-005')
    const wrong = await check(['un-autre-mot\n'], '--password-stdin')
    expect(wrong).toContain('RUN-006')
    expect(wrong).not.toContain('un-autre-mot')
  })
})

async function* lines(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}
