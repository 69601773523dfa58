import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { Site } from '../artifacts/site.ts'
import type { Rule } from '../engine/rule.ts'
import { type Files, joined } from '../loading/files.ts'
import { Source } from '../sources/source.ts'
import { both, defectOf, guarded, PluginError } from './plugin.ts'

/**
 * The rules that sites bring themselves (`plugins:` of `dmplint.yaml`): ES modules, which are code and run as such, and
 * YAML files of XPath rules.
 */
export class Plugins {
  readonly #files: Files
  readonly #builtIn: readonly Rule[]
  readonly #import: (url: string) => Promise<unknown>
  /** By content: a hundred sites may each hold a copy of one file. */
  readonly #loaded = new Map<string, Promise<readonly Rule[]>>()
  readonly #known: Rule[] = []

  /**
   * @param builtIn rules whose ids, names and families are taken
   * @param importModule for a program that is no module itself
   */
  constructor(
    files: Files,
    builtIn: readonly Rule[],
    importModule: (url: string) => Promise<unknown> = url => import(/* @vite-ignore */ url),
  ) {
    this.#files = files
    this.#builtIn = builtIn
    this.#import = importModule
  }

  /** Every rule loaded so far. */
  get known(): readonly Rule[] {
    return this.#known
  }

  /** @throws {PluginError} a file that cannot be loaded, or a rule that is none */
  async of(site: Site): Promise<readonly Rule[]> {
    const rules: Rule[] = []
    for (const { value } of site.plugins) rules.push(...(await this.load(joined(site.folder, value))))
    return rules
  }

  /** @param path relative to the working directory @throws {PluginError} */
  async load(path: string): Promise<readonly Rule[]> {
    const bytes = await this.#files.read(path).catch((error: unknown) => {
      throw new PluginError(both(`plugin ${path}: ${reason(error)}`, `extension ${path} : ${reason(error)}`))
    })
    const key = createHash('sha256').update(bytes).digest('hex')
    let loaded = this.#loaded.get(key)
    if (!loaded) {
      loaded = this.#read(path, bytes)
      this.#loaded.set(key, loaded)
    }
    return loaded
  }

  async #read(path: string, bytes: Uint8Array): Promise<readonly Rule[]> {
    const rules = /\.ya?ml$/.test(path)
      ? await (await import('./xpath-rules.ts')).readXPathRules(new Source({ uri: path, bytes }))
      : await this.#module(path)
    for (const rule of rules) this.#take(rule, path)
    return rules
  }

  async #module(path: string): Promise<readonly Rule[]> {
    if (!/\.m?js$/.test(path))
      throw new PluginError(
        both(
          `plugin ${path}: neither a module (.mjs, .js) nor a YAML file`,
          `extension ${path} : ni un module (.mjs, .js), ni un fichier YAML`,
        ),
      )
    let exported: unknown
    try {
      const url = pathToFileURL(await this.#files.identity(path)).href
      exported = ((await this.#import(url)) as { default?: unknown }).default
    } catch (error) {
      throw new PluginError(both(`plugin ${path}: ${reason(error)}`, `extension ${path} : ${reason(error)}`))
    }
    const candidates: readonly unknown[] = Array.isArray(exported) ? exported : [exported]
    return candidates.map(candidate => {
      const defect = defectOf(candidate)
      if (defect) throw new PluginError(both(`plugin ${path}: ${defect.en}`, `extension ${path} : ${defect.fr}`))
      return guarded(candidate as Rule)
    })
  }

  #take(rule: Rule, path: string): void {
    const family = rule.id.split('-')[0]
    const taken = (en: string, fr: string) =>
      new PluginError(both(`plugin ${path}: rule ${rule.id}: ${en}`, `extension ${path} : règle ${rule.id} : ${fr}`))
    if (this.#builtIn.some(({ id }) => id.split('-')[0] === family))
      throw taken(
        `the family ${family} is of dmplint, choose another`,
        `la famille ${family} est de dmplint, choisir un autre préfixe`,
      )
    if ([...this.#builtIn, ...this.#known].some(({ id, name }) => id === rule.id || name === rule.name))
      throw taken(
        `another rule has this id or the name '${rule.name}'`,
        `une autre règle a cet identifiant ou le nom « ${rule.name} »`,
      )
    this.#known.push(rule)
  }
}

/** The author of the plugin needs the words of the error; it speaks of code, not of a patient. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'ENOENT'
  return `${error.name}: ${error.message.split('\n')[0]}`
}
