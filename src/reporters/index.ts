import type { Reporter } from './reporter.ts'

/** Loaded at first need: most runs use one. */
const LOADERS = {
  console: async () => (await import('./console.ts')).reporter,
  html: async () => (await import('./html.ts')).reporter,
  json: async () => (await import('./json.ts')).reporter,
  junit: async () => (await import('./junit.ts')).reporter,
  github: async () => (await import('./github.ts')).reporter,
  gitlab: async () => (await import('./gitlab.ts')).reporter,
  markdown: async () => (await import('./markdown.ts')).reporter,
  sarif: async () => (await import('./sarif.ts')).reporter,
} satisfies Record<string, () => Promise<Reporter>>

export type ReporterName = keyof typeof LOADERS
export const REPORTER_NAMES = Object.keys(LOADERS) as readonly ReporterName[]

export const isReporterName = (name: string): name is ReporterName => Object.hasOwn(LOADERS, name)

export const loadReporter = (name: ReporterName): Promise<Reporter> => LOADERS[name]()
