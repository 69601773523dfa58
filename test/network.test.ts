import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* sources(path)
    else if (path.endsWith('.ts')) yield path
  }
}

const NETWORK =
  /(?:from|import\(|require\()\s*['"](?:node:)?(?:net|tls|https?|http2|dgram|dns|inspector)(?:\/promises)?['"]|\b(?:fetch|WebSocket|EventSource)\(/

describe('the network', () => {
  it('is used by the command that asks servers, and by nothing else', () => {
    const using = [...sources('src'), ...sources('rules')].filter(path => NETWORK.test(readFileSync(path, 'utf8')))
    expect(using).toEqual(['src/cli/probe.ts'])
  })

  const isolated = spawnSync('unshare', ['-rn', 'true']).status === 0
  it.skipIf(!isolated)('is not missed where there is none', () => {
    const argv = [
      '--import',
      'tsx',
      'scripts/dmplint.ts',
      'check',
      'fixtures/sites/selarl',
      '--at',
      '2026-11-24',
      '--deterministic',
    ]
    const [online, offline] = [
      spawnSync(process.execPath, argv, { encoding: 'utf8' }),
      spawnSync('unshare', ['-rn', process.execPath, ...argv], { encoding: 'utf8' }),
    ]
    expect(offline.stdout).toBe(online.stdout)
    expect(offline.status).toBe(online.status)
    expect(offline.stdout.length).toBeGreaterThan(100)
  })
})
