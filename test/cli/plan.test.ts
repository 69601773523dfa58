import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { selarl, type World } from '../../src/testing/index.ts'
import { dmplint } from './capture.ts'

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'plan-'))
})
afterEach(async () => {
  await rm(cwd, { recursive: true })
})

async function write(world: World, folder = ''): Promise<void> {
  world.exchanges.length = 0
  for (const { path, bytes } of world.files()) {
    const target = join(cwd, folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}

const AT = ['--at', '2026-11-24']

describe('exit codes', () => {
  it('0 when nothing is missing, also while renewal is open', async () => {
    const world = selarl()
    world.reissue('insi', { notBefore: '2023-12-24T09:00:00Z', notAfter: '2026-12-24T09:00:00Z' })
    await write(world)
    expect((await dmplint(['plan', ...AT], { cwd })).code).toBe(0)
  })
  it('1 when something must be ordered', async () => {
    await write(selarl().uninstall('insi'))
    const { code, out } = await dmplint(['plan', ...AT], { cwd })
    expect(code).toBe(1)
    expect(out).toContain('1 to order.')
  })
  it('1 when a fact is missing', async () => {
    const world = selarl()
    delete world.structure.sector
    delete world.structure.legalForm
    await write(world)
    expect((await dmplint(['plan', ...AT], { cwd })).code).toBe(1)
  })
  it('1 when a question is open, though nothing is missing that is known', async () => {
    const world = selarl()
    delete world.system('ris-1').mssante
    await write(world)
    const { code, out } = await dmplint(['plan', ...AT], { cwd })
    expect(code).toBe(1)
    expect(out).toContain('1 to be answered first.')
  })
  it('2 for what was typed, no site, or a description with defects', async () => {
    await write(selarl(), 'site')
    for (const argv of [
      ['plan', '-f', 'pdf'],
      ['plan', '--at', 'demain'],
      ['plan', '--nothing'],
    ])
      expect((await dmplint(argv, { cwd })).code, argv.join(' ')).toBe(2)
    await mkdir(join(cwd, 'empty'))
    expect((await dmplint(['plan', 'empty'], { cwd })).err).toMatch(/no dmplint\.yaml/)
    const world = selarl()
    world.site.structurs = []
    await write(world, 'defect')
    const { code, err } = await dmplint(['plan', 'defect'], { cwd })
    expect(code).toBe(2)
    expect(err).toMatch(/defect\/dmplint\.yaml:\d+:\d+: /)
  })
  it('3 when a certificate cannot be read', async () => {
    await write(selarl().stored('insi', 'p12', { form: 'modern', password: 'secret' }))
    const { code, out, err } = await dmplint(['plan', ...AT], { cwd })
    expect(code).toBe(3)
    expect(err).toMatch(/certs\/insi\.p12/)
    expect(out).toContain('1 that could not be read.')
  })
  it('3 when a listed file is not there, or a path', async () => {
    await write(selarl())
    await rm(join(cwd, 'certs/insi.pem'))
    expect((await dmplint(['plan', ...AT], { cwd })).code).toBe(3)
    expect((await dmplint(['plan', 'absent', ...AT], { cwd })).code).toBe(3)
  })
})

describe('formats', () => {
  it('writes the Markdown in French whatever the environment, unless told', async () => {
    await write(selarl())
    const env = { LANG: 'en_GB.UTF-8' }
    expect((await dmplint(['plan', '-f', 'markdown', ...AT], { cwd, env })).out).toContain('plan de commande')
    expect((await dmplint(['plan', '-f', 'markdown', '--lang', 'en', ...AT], { cwd, env })).out).toContain('order plan')
    expect((await dmplint(['plan', ...AT], { cwd, env })).out).toContain('order plan')
  })

  it('writes files', async () => {
    await write(selarl())
    const { out } = await dmplint(['plan', '-f', 'markdown=plan.md', '-f', 'json=plan.json', ...AT], { cwd })
    expect(out).toBe('')
    expect(await readFile(join(cwd, 'plan.md'), 'utf8')).toMatch(/^# Certificats/)
    expect(JSON.parse(await readFile(join(cwd, 'plan.json'), 'utf8')).schema).toBe(1)
  })

  it('one order for several sites', async () => {
    await write(selarl().uninstall('psc-ris').uninstall('insi'), 'a')
    await write(selarl().uninstall('psc-ris'), 'b')
    const { out } = await dmplint(['plan', '-f', 'json', ...AT], { cwd })
    const plan = JSON.parse(out)
    expect(plan.sites.length).toBe(2)
    expect(plan.order.map(({ usages }: { usages: string[] }) => usages[0])).toEqual(['insi', 'psc-proxy'])
  })

  it('lets no value act: formula, markup, control characters', async () => {
    const world = selarl()
    world.site.name = '=HYPERLINK("http://x") <script> \u001b[31m|`'
    world.structure.name = '[lien](http://x)'
    world.uninstall('dmp-sign')
    await write(world)
    const outputs = await Promise.all(
      ['console', 'markdown', 'csv', 'json'].map(
        async format => (await dmplint(['plan', '-f', format, ...AT], { cwd })).out,
      ),
    )
    for (const out of outputs) expect(out).not.toContain('\u001b')
    const [, markdown = '', csv = ''] = outputs
    expect(markdown).not.toMatch(/<script>|(?<!\\)\[lien\]\(/)
    expect(csv.startsWith('\uFEFF')).toBe(true)
    for (const cell of csv.slice(1).split(/[;\r\n]+/)) expect(cell).not.toMatch(/^"?[=+@]/)
  })

  it('fits the terminal', async () => {
    await write(selarl())
    for (const columns of [60, 80, 200]) {
      const { out } = await dmplint(['plan', ...AT], { cwd, columns })
      const long = out.split('\n').filter(line => line.length > Math.max(columns, 90) && !line.includes('https://'))
      expect(long).toEqual([])
    }
  })
})
