import { resolve } from 'node:path'
import type { Certificate } from '../artifacts/certificate.ts'
import type { RevocationList } from '../artifacts/crl.ts'
import type { SourceFile } from '../artifacts/file.ts'
import type { FollowUp } from '../artifacts/followup.ts'
import type { Site } from '../artifacts/site.ts'
import { INCOMPLETE, openPath } from '../check.ts'
import type { Directory } from '../directory/directory.ts'
import type { Lang } from '../engine/rule.ts'
import type { Scope } from '../engine/scope.ts'
import { DiskFiles } from '../loading/files.ts'
import { loadSites } from '../loading/load.ts'
import type { SiteMaterial } from '../planning/plan.ts'
import { terminal } from '../reporters/escape.ts'
import { DEFAULT_LIMITS } from '../sources/limits.ts'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { passwords } from './password.ts'

/** A site as the commands need it that look at no message: plan, renewals, probe. */
export interface OpenSite extends SiteMaterial {
  readonly followUps: readonly FollowUp[]
  readonly scope: Scope
}

export interface SiteFlags {
  readonly at?: string
  readonly directory?: string
  readonly lang?: string
}

/**
 * Opens the sites at, above and below the paths. What cannot be read is said on standard error.
 *
 * @returns `complete` is false when a file could not be read
 * @throws {UsageError} no site, or a description with defects: what it leaves out would be planned wrongly
 */
export async function openSites(
  paths: readonly string[],
  flags: Pick<SiteFlags, 'directory'>,
  lang: Lang,
  io: Io,
): Promise<{ readonly sites: readonly OpenSite[]; readonly complete: boolean }> {
  const files = new DiskFiles(io.cwd)
  const sites: OpenSite[] = []
  let complete = true
  const scopes = loadSites(
    (paths.length === 0 ? ['.'] : paths).map(path => files.name(path)),
    {
      files,
      limits: DEFAULT_LIMITS,
      password: passwords(io),
      openDirectory: (path, at) => openPath(resolve(io.cwd, path), at),
      ...(flags.directory === undefined ? {} : { directory: files.name(flags.directory) }),
    },
  )
  for await (const scope of scopes) {
    for (const { source, problems } of own<SourceFile>(scope, 'source'))
      for (const { code, format, detail } of problems) {
        if (code !== 'password-missing' && !INCOMPLETE.has(code)) continue
        complete = false
        io.stderr.write(`${terminal(source.uri)}: ${terminal(`${format}: ${detail}`)}\n`)
      }
    const [site] = own<Site>(scope, 'site')
    if (site) sites.push(openSite(scope, site))
  }
  const defects = sites.flatMap(({ site }) =>
    site.defects.map(({ at, detail }) => {
      const { uri, line, column } = at.source.position(at.offset)
      return `${terminal(uri)}:${line}:${column}: ${terminal(detail[lang])}`
    }),
  )
  if (defects.length > 0) throw new UsageError([T.defects[lang], ...defects].join('\n'))
  if (sites.length === 0 && complete) throw new UsageError(T.noSite[lang])
  return { sites, complete }
}

const own = <A>(scope: Scope, kind: string): readonly A[] => (scope.own.get(kind) ?? []) as unknown as readonly A[]

function openSite(scope: Scope, site: Site): OpenSite {
  const [directory] = [
    ...own<Directory>(scope, 'directory'),
    ...(scope.parent ? own<Directory>(scope.parent, 'directory') : []),
  ]
  return {
    scope,
    site,
    certificates: own<Certificate>(scope, 'certificate'),
    crls: own<RevocationList>(scope, 'crl'),
    followUps: own<FollowUp>(scope, 'followup'),
    ...(directory ? { directory } : {}),
  }
}

const T = {
  defects: { en: 'the site description has defects', fr: 'la description du site a des défauts' },
  noSite: {
    en: 'no dmplint.yaml here: dmplint init writes one',
    fr: 'pas de dmplint.yaml ici : dmplint init en écrit un',
  },
} as const
