/**
 * dmplint as a library: the same road as the command line.
 *
 * @example
 * import { check, DiskFiles, RULES } from 'dmplint'
 * const report = await check({ files: new DiskFiles(process.cwd()), paths: ['out'], rules: RULES, at: Date.now() })
 */

export { RULES } from '../rules/index.ts'
export { PRESETS, type Preset } from '../rules/presets/index.ts'
// What a rule may ask for: without these the types of its inputs would be unknown to whoever imports the package.
export type { CdaDocument } from './artifacts/cda.ts'
export type { Certificate } from './artifacts/certificate.ts'
export type { Container } from './artifacts/container.ts'
export type { RevocationList } from './artifacts/crl.ts'
export type { Exchange, ExchangeSummary } from './artifacts/exchange.ts'
export type { MessageFolder, SourceFile } from './artifacts/file.ts'
export type { FollowUp } from './artifacts/followup.ts'
export type { Kos } from './artifacts/kos.ts'
export type { Signature } from './artifacts/signature.ts'
export type { Site } from './artifacts/site.ts'
export type { Submission } from './artifacts/submission.ts'
export type { UserInfo } from './artifacts/userinfo.ts'
export type { Vihf } from './artifacts/vihf.ts'
export type { WaiverFile } from './artifacts/waivers.ts'
export type { Whitelist } from './artifacts/whitelist.ts'
export { type CheckOptions, check } from './check.ts'
export {
  type Directory,
  type DirectoryInfo,
  type DirectoryPerson,
  type DirectoryStructure,
  memoryDirectory,
  openDirectory,
} from './directory/directory.ts'
export type { Located, Location } from './engine/location.ts'
export type { Counts, NotEvaluated, Place, Report, Result } from './engine/report.ts'
export {
  all,
  defineRule,
  each,
  type Level,
  notApplicable,
  notEvaluated,
  one,
  optional,
  type Rule,
  some,
  type Text,
} from './engine/rule.ts'
export { DiskFiles, type Files, MemoryFiles } from './loading/files.ts'
export { Plugins } from './plugins/load.ts'
export { PluginError } from './plugins/plugin.ts'
export { loadReporter, REPORTER_NAMES } from './reporters/index.ts'
export { DEFAULT_LIMITS, type Limits } from './sources/limits.ts'
