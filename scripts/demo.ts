import { spawnSync } from 'node:child_process'

/**
 * `npm run demo`: builds, then checks the example site that has findings. Exit 1 of the check is what it is there to
 * show; anything else is a failure.
 */
const build = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(build.status ?? 1)
const check = spawnSync(
  process.execPath,
  ['dist/bin.cjs', 'check', 'fixtures/sites/cabinet-a-corriger', '--at', '2026-11-24', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exit(check.status === 1 ? 0 : (check.status ?? 1) || 1)
