import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'

/** Runs docs/tutorial.md: each `sh` block in order, each line of the `text` block under it looked for in what it printed. */
const root = mkdtempSync(join(tmpdir(), 'dmplint-tutorial-'))
afterAll(() => rmSync(root, { recursive: true }))

interface Step {
  readonly commands: readonly string[]
  readonly excerpt: readonly string[]
}

function steps(): Step[] {
  const found: { commands: string[]; excerpt: string[] }[] = []
  for (const [, kind, body = ''] of readFileSync('docs/tutorial.md', 'utf8').matchAll(/^```(sh|text)\n(.*?)^```$/gms)) {
    const lines = body.trimEnd().split('\n')
    if (kind === 'sh') found.push({ commands: lines, excerpt: [] })
    else found.at(-1)?.excerpt.push(...lines)
  }
  return found
}

const flat = (text: string): string => text.replace(/\s+/g, ' ')

it('the commands of the tutorial print what it says, and the last check passes', () => {
  const program = join(root, 'dmplint')
  const tsx = pathToFileURL(join(process.cwd(), 'node_modules/tsx/dist/esm/index.mjs')).href
  writeFileSync(
    program,
    `#!/bin/sh\nexec "${process.execPath}" --import "${tsx}" "${process.cwd()}/scripts/dmplint.ts" "$@"\n`,
  )
  chmodSync(program, 0o755)
  const env = {
    ...process.env,
    PATH: `${root}:${process.env.PATH}`,
    DMPLINT: process.cwd(),
    LC_ALL: 'C',
    NO_COLOR: '1',
  }
  let folder = root
  let last: number | null = null
  const all = steps()
  expect(all.length).toBeGreaterThan(6)
  for (const { commands, excerpt } of all) {
    let printed = ''
    for (const command of commands) {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
        cwd: folder,
        env,
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      })
      expect([0, 1], `${command}\n${stderr}`).toContain(status)
      if (/^cd /.test(command)) folder = join(folder, command.slice(3))
      printed += stdout
      last = status
    }
    for (const line of excerpt) expect(flat(printed), commands.join('\n')).toContain(flat(line))
  }
  expect(last).toBe(0)
  const late = spawnSync(program, ['check', '.', '--at', '2026-12-16', '--quiet'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  expect(late.status).toBe(1)
}, 180_000)
