import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * The arrows between folders (docs/architecture.md). A folder may import itself and what stands here; a name with
 * `types` may be imported with `import type` only.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'src/engine': [],
  'src/identifiers': [],
  'src/nomenclatures': [],
  'src/requirements': ['src/nomenclatures', 'types src/engine'],
  'src/sources': ['types src/engine'],
  'src/artifacts': ['src/sources', 'src/identifiers', 'src/engine'],
  'src/directory': ['src/sources', 'src/identifiers', 'src/nomenclatures', 'src/artifacts', 'types src/engine'],
  'src/loading': ['src/artifacts', 'src/sources', 'src/identifiers', 'src/engine', 'types src/directory'],
  'src/inspect': [
    'src/artifacts',
    'src/sources',
    'src/identifiers',
    'src/nomenclatures',
    'src/engine',
    'types src/loading',
  ],
  'src/plugins': ['src/artifacts', 'src/sources', 'src/loading', 'src/engine'],
  'src/evidence': ['src/reporters', 'src/requirements', 'types src/engine'],
  'src/waivers': ['src/engine', 'types src/artifacts'],
  'src/planning': ['src/artifacts', 'src/identifiers', 'src/nomenclatures', 'src/directory', 'src/engine'],
  'src/pages': ['src/requirements', 'types src/engine'],
  'src/reporters': ['src/engine', 'src/requirements', 'src/pages'],
  rules: ['src/engine', 'src/artifacts', 'src/identifiers', 'src/nomenclatures', 'src/directory', 'types src/sources'],
}

/** Rules are run, not wired: what they may call of the engine is its contract. */
const ENGINE_FOR_RULES = new Set(['src/engine/rule.ts', 'src/engine/location.ts'])

function* files(folder: string): Generator<string> {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else if (path.endsWith('.ts')) yield path
  }
}

const homeOf = (path: string): string | undefined => Object.keys(ARROWS).find(folder => path.startsWith(`${folder}/`))

describe('imports between folders', () => {
  for (const [folder, allowed] of Object.entries(ARROWS))
    it(`${folder} imports only ${allowed.join(', ') || 'itself'}`, () => {
      const forbidden: string[] = []
      for (const file of files(folder)) {
        const text = readFileSync(file, 'utf8')
        const imports =
          /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"\n;]*?\sfrom\s+)?'(\.[^']+)'|import\('(\.[^']+)'\)/g
        for (const [, type, statement, dynamic] of text.matchAll(imports)) {
          const target = normalize(join(dirname(file), (statement ?? dynamic) as string))
          const home = homeOf(target)
          if (home === folder || target.endsWith('.json')) continue
          const free = home !== undefined && allowed.includes(home)
          const typed = home !== undefined && type !== undefined && allowed.includes(`types ${home}`)
          if (!free && !typed) forbidden.push(`${file} → ${target}`)
          if (folder === 'rules' && home === 'src/engine' && !ENGINE_FOR_RULES.has(target))
            forbidden.push(`${file} → ${target}`)
        }
      }
      expect(forbidden).toEqual([])
    })

  it('the engine and the rules touch no file, clock, console or network', () => {
    const touching: string[] = []
    for (const folder of ['src/engine', 'src/identifiers', 'rules', 'src/reporters'])
      for (const file of files(folder)) {
        const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        if (
          /node:(fs|net|tls|http|https|child_process|os)\b|Date\.now\(|new Date\(\)|console\.(log|error|warn)|process\.(env|argv|exit|cwd|std)/.test(
            text,
          )
        )
          touching.push(file)
      }
    expect(touching).toEqual([])
  })
})
