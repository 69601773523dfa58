import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { dmplint } from './capture.ts'

const script = async (shell: string) => dmplint(['completion', shell], { cwd: process.cwd() })

/** What bash offers at the end of a line. */
async function offered(...words: string[]): Promise<string[]> {
  const { out } = await script('bash')
  const line = words.map(word => `'${word}'`).join(' ')
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `${out}\nCOMP_WORDS=(dmplint ${line}); COMP_CWORD=${words.length}; _dmplint; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  return stdout.trim().split('\n')
}

it('bash completes commands, options and the words of an option', async () => {
  expect(await offered('ch')).toEqual(['check'])
  expect(await offered('check', '--no-pl')).toEqual(['--no-plugins'])
  expect(await offered('directory', 'im')).toEqual(['import'])
  expect(await offered('directory', 'import', '--keep')).toEqual(['--keep-names'])
  expect(await offered('check', '--lang', '')).toEqual(['fr', 'en'])
})

it.each(['bash', 'zsh', 'fish'])('%s knows every command', async shell => {
  const { code, out } = await script(shell)
  expect(code).toBe(0)
  for (const name of [
    'check',
    'evidence',
    'plan',
    'renewals',
    'lookup',
    '--no-plugins'.replace(/^--/, shell === 'fish' ? '' : '--'),
  ])
    expect(out).toContain(name)
})

it('another shell is an error of use', async () => {
  expect((await script('tcsh')).code).toBe(2)
})
