import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Writes `rules/index.ts`: every rule file, sorted by id. `--check` fails when the file on disk is another one.
 * A rule file is any `rules/<family>/<name>.ts`; `shared` and `presets` hold none.
 */
const NOT_FAMILIES = new Set(['shared', 'presets'])

const rules: { id: string; variable: string; path: string }[] = []
for (const family of readdirSync('rules', { withFileTypes: true })) {
  if (!family.isDirectory() || NOT_FAMILIES.has(family.name)) continue
  for (const file of readdirSync(join('rules', family.name))) {
    const text = readFileSync(join('rules', family.name, file), 'utf8')
    const id = /^\s*id: '([A-Z]+-\d{3})'/m.exec(text)?.[1]
    if (!id) throw new Error(`rules/${family.name}/${file} defines no rule`)
    const words = basename(file, '.ts').split('-')
    const camel = words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
    rules.push({ id, variable: /^\d/.test(camel) ? `_${camel}` : camel, path: `./${family.name}/${file}` })
  }
}
rules.sort((a, b) => (a.id < b.id ? -1 : 1))

const lines = [
  "import type { Rule } from '../src/engine/rule.ts'",
  ...[...rules].sort((a, b) => (a.path < b.path ? -1 : 1)).map(rule => `import ${rule.variable} from '${rule.path}'`),
  '',
  '/** Every rule, by id. Written by `npm run rules:index`. */',
  'export const RULES: readonly Rule[] = [',
  ...rules.map(rule => `  ${rule.variable},`),
  ']',
  '',
]
const text = lines.join('\n')
if (process.argv.includes('--check')) {
  if (readFileSync('rules/index.ts', 'utf8') !== text) {
    process.stderr.write('rules/index.ts is not what scripts/build-rules-index.ts writes: npm run rules:index\n')
    process.exitCode = 1
  }
} else writeFileSync('rules/index.ts', text)
