import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What users install: packed from a copy, so that no other test sees dist change. */
const SOURCES = [
  'src',
  'rules',
  'schemas',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.types.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
]
const root = mkdtempSync(join(tmpdir(), 'dmplint-package-'))
afterAll(() => rmSync(root, { recursive: true }))

function pack(name: string): string {
  const folder = join(root, name)
  mkdirSync(folder)
  for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: folder, stdio: 'pipe' })
  return join(folder, readdirSync(folder).find(file => file.endsWith('.tgz')) as string)
}

describe('the package', () => {
  let first: string
  let project: string
  beforeAll(() => {
    first = pack('first')
    project = join(root, 'project')
    const installed = join(project, 'node_modules', 'dmplint')
    mkdirSync(installed, { recursive: true })
    execFileSync('tar', ['-xzf', first, '--strip-components=1', '-C', installed])
    // Its dependencies, as an installation would put them beside it.
    for (const name of ['lmdb', '@types', 'yaml', 'ajv', 'typescript'])
      symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name))
  }, 300_000)

  it('holds what runs and nothing else', () => {
    const names = execFileSync('tar', ['-tzf', first], { encoding: 'utf8' }).trim().split('\n')
    const others = names.filter(
      name => !/^package\/((dist|schemas)\/.+|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/.test(name),
    )
    expect(others).toEqual([])
    for (const name of [
      'dist/bin.cjs',
      'dist/index.js',
      'dist/testing.js',
      'dist/types/src/index.d.ts',
      'schemas/site.schema.json',
    ])
      expect(names).toContain(`package/${name}`)
    expect(names.filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.d.mts'))).toEqual(
      [],
    )
    expect(readFileSync(first).length).toBeLessThan(3_000_000)
  })

  it('holds a program of ASCII, which is read byte by byte', () => {
    const code = readFileSync(join(project, 'node_modules/dmplint/dist/program.cjs'))
    expect(code.findIndex(byte => byte > 127)).toBe(-1)
  })

  it('is the same byte for byte when it is packed again', () => {
    expect(readFileSync(pack('again')).equals(readFileSync(first))).toBe(true)
  }, 300_000)

  it('gives types to whoever imports it', () => {
    writeFileSync(
      join(project, 'own.ts'),
      `import { check, DiskFiles, defineRule, each, RULES, type Location, type Rule, type Vihf } from 'dmplint'
import { cases, selarl } from 'dmplint/testing'
export const rule: Rule = defineRule({
  id: 'ACME-001', name: 'acme', level: 'error', priority: 1, requirements: [], evidence: 'vendor',
  inputs: { token: each('vihf') },
  messages: { found: { en: '{what}.', fr: '{what}.' } },
  docs: { en: { title: '', why: '', fix: '' }, fr: { title: '', why: '', fix: '' } },
  *check({ token }) {
    yield { message: 'found', at: token.at, data: { what: token.nameId } }
  },
})
defineRule({
  ...rule, inputs: {}, messages: { found: { en: '{what}.', fr: '{what}.' } },
  // @ts-expect-error a misspelt placeholder
  *check() { yield { message: 'found', at: {} as Location, data: { that: '' } } },
})
export const table = cases('ACME-001', { valid: [{ name: 'x', world: selarl, change: w => w.token.sector('SA07') }], invalid: [] })
export const nameOf = (token: Vihf) => token.nameId?.value
export const report = check({ files: new DiskFiles('.'), paths: ['.'], rules: [...RULES, rule], at: 0, version: '0' })
`,
    )
    for (const moduleResolution of [
      ['nodenext', 'nodenext'],
      ['bundler', 'esnext'],
    ] as const) {
      const { stdout, status } = spawnSync(
        resolve('node_modules/.bin/tsc'),
        [
          '--noEmit',
          '--strict',
          '--skipLibCheck',
          '--target',
          'es2022',
          '--types',
          'node',
          '--moduleResolution',
          moduleResolution[0],
          '--module',
          moduleResolution[1],
          'own.ts',
        ],
        { cwd: project, encoding: 'utf8' },
      )
      expect(stdout).toBe('')
      expect(status).toBe(0)
    }
  })

  it.each(['fr', 'en'])('prints the golden report, with its bytecode and without (%s)', lang => {
    const name = 'fixtures/sites/cabinet-a-corriger'
    cpSync(name, join(project, name), { recursive: true })
    const golden = readFileSync(join(name, 'expected', `report.${lang}.txt`), 'utf8')
    for (const _ of [1, 2]) {
      const { stdout } = spawnSync(
        process.execPath,
        ['node_modules/dmplint/dist/bin.cjs', 'check', name, '--at', '2026-11-24', '--lang', lang],
        { cwd: project, encoding: 'utf8' },
      )
      // The golden one was made by the library, whose preset is another.
      expect(stdout.replace(/(preset|profil) go-live/, '$1 ci')).toBe(golden)
    }
    expect(readdirSync(join(project, 'node_modules/dmplint/dist')).some(file => file.endsWith('.cache'))).toBe(true)
  })

  it('runs, and loads a plugin that imports it by its name', () => {
    const site = join(project, 'site')
    cpSync('fixtures/sites/selarl', site, { recursive: true })
    cpSync('examples/plugin/rules', join(site, 'rules'), { recursive: true })
    const description = join(site, 'dmplint.yaml')
    writeFileSync(
      description,
      `${readFileSync(description, 'utf8')}plugins: [rules/software-is-ours.mjs, rules/headers.yaml]\n`,
    )
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        'node_modules/dmplint/dist/bin.cjs',
        'check',
        'site',
        '--at',
        '2026-11-24',
        '--only',
        'IMAGO',
        '--format',
        'json',
      ],
      { cwd: project, encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).rules.map(({ id }: { id: string }) => id)).toEqual([
      'IMAGO-001',
      'IMAGO-101',
      'IMAGO-102',
    ])
  })
})

describe('where it runs', () => {
  it('every option of the action, the job and the hook exists', () => {
    const known = readFileSync('src/cli/run.ts', 'utf8')
    for (const file of ['action.yml', 'templates/gitlab-ci.yml', '.pre-commit-hooks.yaml'])
      for (const [option] of readFileSync(file, 'utf8').matchAll(/(?<=[\s(])--(?!yes\b)[a-z][a-z-]+/g))
        expect(known, `${file}: ${option}`).toContain(option)
  })

  it('names the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(readFileSync('templates/gitlab-ci.yml', 'utf8')).toContain(`DMPLINT_VERSION: ${version}`)
  })
})
