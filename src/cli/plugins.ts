import type { CheckOptions } from '../check.ts'
import type { Lang, Rule } from '../engine/rule.ts'
import type { Files } from '../loading/files.ts'
import type { Plugins } from '../plugins/load.ts'
import { UsageError } from './exit.ts'
import type { RuleFlags, Selection } from './selection.ts'

/** How `check` gets the rules that sites bring themselves, unless `--no-plugins`. Nothing is loaded for sites that bring none. */
export function ownRules(
  files: Files,
  builtIn: readonly Rule[],
  chosen: Selection,
  flags: RuleFlags,
  lang: Lang,
  importModule?: (url: string) => Promise<unknown>,
): { readonly options: Pick<CheckOptions, 'ownRules'>; readonly finish: () => void } {
  let plugins: Plugins | undefined
  const finish = () => chosen.finish(plugins?.known ?? [])
  if (flags.plugins === false) return { options: {}, finish }
  return {
    finish,
    options: {
      async ownRules(site) {
        if (site.plugins.length === 0) return []
        const { Plugins } = await import('../plugins/load.ts')
        const { PluginError } = await import('../plugins/plugin.ts')
        plugins ??= new Plugins(files, builtIn, importModule)
        try {
          return chosen.own(await plugins.of(site))
        } catch (error) {
          throw error instanceof PluginError ? new UsageError(error.text[lang]) : error
        }
      },
    },
  }
}
