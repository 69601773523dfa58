/**
 * dmplint as a library: the same road as the command line.
 *
 * @example
 * import { check, DiskFiles, RULES } from 'dmplint'
 * const report = await check({ files: new DiskFiles(process.cwd()), paths: ['out'], rules: RULES, at: Date.now() })
 */

export { RULES } from '../rules/index.ts'
export { PRESETS, type Preset } from '../rules/presets/index.ts'
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
