import { PRESETS, type Preset } from '../../rules/presets/index.ts'
import type { Rule } from '../engine/rule.ts'
import { UsageError } from './exit.ts'

/** Flags that say which rules run. */
export interface RuleFlags {
  readonly preset?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** Commander gives false for `--no-plugins`. */
  readonly plugins?: boolean
}

export interface Selection {
  readonly rules: readonly Rule[]
  /** Which of a site's own rules run: all that are not left out by name. */
  own(rules: readonly Rule[]): readonly Rule[]
  /** Names that can only be those of a site's own rules. @throws {UsageError} no rule that was loaded has one of them */
  finish(loaded: readonly Rule[]): void
}

/** @throws {UsageError} no such preset */
export function presetOf(name: string | undefined): Preset {
  const preset = PRESETS.get(name ?? 'go-live')
  if (!preset) throw new UsageError(`--preset is ${[...PRESETS.keys()].join(', ')}, not '${name}'`)
  return preset
}

/** Ids, names and families (`VIHF`) may be typed. @throws {UsageError} a name that no rule can have */
export function selection(rules: readonly Rule[], preset: Preset, flags: RuleFlags): Selection {
  const only = flags.only && names(flags.only)
  const skip = names(flags.skip ?? [])
  const foreign = [...(only ?? []), ...skip].filter(name => !rules.some(rule => matches(rule, name)))
  for (const name of foreign) if (flags.plugins === false || !OWN.test(name)) throw unknown(name)
  const left = (rule: Rule): boolean => skip.some(name => matches(rule, name))
  return {
    rules: rules.filter(rule => (only ? only.some(name => matches(rule, name)) : preset.includes(rule)) && !left(rule)),
    own: own => own.filter(rule => (!only || only.some(name => matches(rule, name))) && !left(rule)),
    finish(loaded) {
      for (const name of foreign) if (!loaded.some(rule => matches(rule, name))) throw unknown(name)
    },
  }
}

/** A site's own rules are known only when its description was read, so they are called by id or family. */
const OWN = /^[A-Z][A-Z0-9]*(-\d{3,})?$/

const names = (lists: readonly string[]): readonly string[] => lists.flatMap(list => list.split(','))

const matches = (rule: Rule, name: string): boolean =>
  rule.id === name.toUpperCase() || rule.name === name.toLowerCase() || rule.id.startsWith(`${name.toUpperCase()}-`)

const unknown = (name: string) => new UsageError(`no rule is called '${name}': see dmplint rules`)
