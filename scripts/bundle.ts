import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _, Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { AJV_OPTIONS, type SchemaName } from '../src/artifacts/schema-validators.ts'
import { isDay } from '../src/artifacts/values.ts'

/** File by name of the function. */
const SCHEMAS: Readonly<Record<string, SchemaName>> = { site: 'site', waivers: 'waivers', xpathRules: 'xpath-rules' }

/** Puts the code that Ajv writes for the schemas in the place of the module that compiles them. */
const compiledSchemas: Plugin = {
  name: 'compiled-schemas',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]schema-validators\.ts$/ }, () => {
      const ajv = new Ajv2020({
        ...AJV_OPTIONS,
        code: { source: true, esm: true, formats: _`{ date: isDay }` },
        formats: { date: isDay },
      })
      for (const [name, file] of Object.entries(SCHEMAS))
        ajv.addSchema(JSON.parse(readFileSync(`schemas/${file}.schema.json`, 'utf8')), name)
      // A CommonJS module that says it is none: Node gives it whole.
      const write = (standalone as unknown as { default: typeof standalone }).default
      const code = write(ajv, Object.fromEntries(Object.keys(SCHEMAS).map(name => [name, name])))
      return {
        contents: `import { isDay } from './values.ts'\n${code}\nconst all = { ${Object.entries(SCHEMAS).map(([name, file]) => `'${file}': ${name}`)} }\nexport const schemaValidator = async name => all[name]\n`,
        loader: 'js',
        resolveDir: 'src/artifacts',
      }
    })
  },
}

/** Commander loads what starts processes, for commands that are programs of their own; ours are not. */
const lateChildProcess: Plugin = {
  name: 'late-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[/\\]commander[/\\]/.test(importer) ? { path: 'child-process', namespace: 'late' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      contents: "exports.spawn = (...args) => require('node:child_process').spawn(...args)",
    }))
  },
}

function digestOfSources(): string {
  const digest = createHash('sha256')
  const files = ['src', 'rules', 'schemas'].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  )
  for (const file of [...files.sort(), 'package-lock.json'])
    if (statSync(file).isFile()) digest.update(file).update(readFileSync(file))
  return digest.digest('hex')
}

function common(): BuildOptions {
  return {
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'external',
    logLevel: 'warning',
    // Native code cannot be bundled. All the rest is: one file is read faster than the hundred files of a library.
    external: ['lmdb'],
    // Its CommonJS build has no named exports once it is bundled.
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    plugins: [compiledSchemas, lateChildProcess],
    // Neither what was remembered nor bytecode of another state of the program is taken up.
    define: { 'process.env.DMPLINT_SOURCES': JSON.stringify(digestOfSources()) },
  }
}

/** Modules, split so that what is not needed is not read. */
export async function bundleModules(entryPoints: Readonly<Record<string, string>>, outdir: string): Promise<void> {
  await build({
    ...common(),
    entryPoints,
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  })
}

/** The command line as a script that can be loaded with its bytecode, and `bin.cjs`, which does so. */
export async function bundleProgram(outdir: string): Promise<void> {
  const scripts: BuildOptions = { ...common(), outdir, format: 'cjs', outExtension: { '.js': '.cjs' } }
  await build({ ...scripts, entryPoints: { bin: 'src/bin.ts' } })
  await build({
    ...scripts,
    entryPoints: { program: 'src/cli/run.ts' },
    // Code that is loaded with its bytecode may not import: what is not bundled is required, plugins come by way of bin.cjs.
    supported: { 'dynamic-import': false },
  })
  const program = join(outdir, 'program.cjs')
  writeFileSync(program, asciiOnly(readFileSync(program, 'utf8')))
}

/** esbuild escapes strings, but not regular expressions. Code of single bytes is read and compared in half the time. */
const asciiOnly = (code: string): string =>
  code.replace(/[^\u0000-\u007f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
