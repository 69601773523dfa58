import type { Rule } from '../src/engine/rule.ts'
import archivePathsAreSafe from './run/archive-paths-are-safe.ts'
import containerAlgorithmIsSupported from './run/container-algorithm-is-supported.ts'
import containerPasswordIsGiven from './run/container-password-is-given.ts'
import containerPasswordOpensIt from './run/container-password-opens-it.ts'
import contentIsWellFormed from './run/content-is-well-formed.ts'
import directoryIsAvailable from './run/directory-is-available.ts'
import doctypeIsRefused from './run/doctype-is-refused.ts'
import exchangeIsUnambiguous from './run/exchange-is-unambiguous.ts'
import fileIsReadable from './run/file-is-readable.ts'
import fileKindIsRecognised from './run/file-kind-is-recognised.ts'
import limitsAreNotReached from './run/limits-are-not-reached.ts'
import siteDescriptionIsValid from './run/site-description-is-valid.ts'
import textIsCleanlyEncoded from './run/text-is-cleanly-encoded.ts'
import servSslCnEqualsPacsFqdn from './site/serv-ssl-cn-equals-pacs-fqdn.ts'
import nameidMosPrefixed from './vihf/nameid-mos-prefixed.ts'

/** Every rule, by id. Written by `npm run rules:index`. */
export const RULES: readonly Rule[] = [
  fileIsReadable,
  contentIsWellFormed,
  doctypeIsRefused,
  limitsAreNotReached,
  containerPasswordIsGiven,
  containerPasswordOpensIt,
  containerAlgorithmIsSupported,
  archivePathsAreSafe,
  textIsCleanlyEncoded,
  exchangeIsUnambiguous,
  siteDescriptionIsValid,
  directoryIsAvailable,
  fileKindIsRecognised,
  servSslCnEqualsPacsFqdn,
  nameidMosPrefixed,
]
