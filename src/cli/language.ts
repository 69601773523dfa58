import type { Lang } from '../engine/rule.ts'
import { UsageError } from './exit.ts'

/** `--lang`, else what the environment says as POSIX does (LC_ALL, LC_MESSAGES, LANG), else English. */
export function language(option: string | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  if (option !== undefined) {
    if (option === 'fr' || option === 'en') return option
    throw new UsageError(`--lang is fr or en, not '${option}'`)
  }
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^fr/i.test(locale) ? 'fr' : 'en'
}
