import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm run new-rule -- <family> <name> [ID]`: writes a rule and its cases with the places to fill in. What is left empty
 * fails the types or the tests, so a half-written rule cannot slip through.
 */
const FAMILIES: Readonly<Record<string, { readonly prefix: string; readonly kind: string }>> = {
  vihf: { prefix: 'VIHF', kind: 'vihf' },
  signature: { prefix: 'SIG', kind: 'signature' },
  xds: { prefix: 'XDS', kind: 'submission' },
  document: { prefix: 'DOC', kind: 'document' },
  kos: { prefix: 'KOS', kind: 'kos' },
  exchange: { prefix: 'XCHG', kind: 'exchange' },
  certificate: { prefix: 'CERT', kind: 'certificate' },
  site: { prefix: 'SITE', kind: 'site' },
  directory: { prefix: 'DIR', kind: 'directory' },
  psc: { prefix: 'PSC', kind: 'site' },
  whitelist: { prefix: 'WLD', kind: 'whitelist' },
  run: { prefix: 'RUN', kind: 'source' },
}

const [family = '', name = '', given] = process.argv.slice(2)
const known = FAMILIES[family]
if (!known || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  process.stderr.write(`usage: npm run new-rule -- <${Object.keys(FAMILIES).join('|')}> <name-in-lower-case> [ID]\n`)
  process.exit(2)
}

const folder = join('rules', family)
const numbers = readdirSync(folder).map(file =>
  Number(new RegExp(`id: '${known.prefix}-(\\d{3})'`).exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? 0),
)
const id = given ?? `${known.prefix}-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
const rulePath = join(folder, `${name}.ts`)
const casesFolder = join('fixtures', 'cases', family)
const casesPath = join(casesFolder, `${name}.ts`)
if (existsSync(rulePath)) {
  process.stderr.write(`${rulePath} exists\n`)
  process.exit(2)
}

writeFileSync(
  rulePath,
  `import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: '${id}',
  name: '${name}',
  level: 'error', // MUST is error, SHOULD warning, information note
  priority: 2,
  requirements: [], // ids that dmplint explain knows
  evidence: 'official',
  inputs: { ${known.kind}: each('${known.kind}') },
  messages: {
    differs: { en: '', fr: '' },
  },
  docs: {
    en: { title: '', why: '', fix: '' },
    fr: { title: '', why: '', fix: '' },
  },
  *check({ ${known.kind} }) {
    yield { message: 'differs', at: ${known.kind}.at }
  },
})
`,
)
mkdirSync(casesFolder, { recursive: true })
writeFileSync(
  casesPath,
  `import { cases } from '../../../src/testing/cases.ts'
import { selarl } from '../../../src/testing/worlds/selarl.ts'

export default cases('${id}', {
  valid: [{ name: 'a site that follows the requirement', world: selarl }],
  invalid: [{ name: '', world: selarl, change: w => w, expect: ['differs'] }],
})
`,
)
process.stdout.write(
  `${rulePath}\n${casesPath}\nThen: npm run rules:index && npm run docs && npx vitest run test/rules.test.ts -t ${id}\n`,
)
