import type { Environment } from '../../src/artifacts/site.ts'
import type { Text } from '../../src/engine/rule.ts'

/** The environments in the words of messages. */
export const ENVIRONMENT_WORDS: Readonly<Record<Environment, Text>> = {
  production: { en: 'production', fr: 'production' },
  test: { en: 'TEST', fr: 'TEST' },
}
