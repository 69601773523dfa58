import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { RevocationList } from '../../src/artifacts/crl.ts'
import type { FollowUp } from '../../src/artifacts/followup.ts'
import type { Site } from '../../src/artifacts/site.ts'
import { memoryDirectory } from '../../src/directory/directory.ts'
import type { Lang } from '../../src/engine/rule.ts'
import { MemoryFiles } from '../../src/loading/files.ts'
import { loadSites } from '../../src/loading/load.ts'
import { type Plan, type PlanLine, planOf } from '../../src/planning/plan.ts'
import { type FollowedSite, type Renewals, renewalsOf } from '../../src/planning/renewals.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import type { World } from '../../src/testing/index.ts'

/** Loads worlds as the commands do, without a disk; each world in a folder of its own when there are several. */
export async function sitesOf(...worlds: readonly World[]): Promise<FollowedSite[]> {
  // The messages are not read, and may be signed with certificates that a test took away.
  for (const world of worlds) world.exchanges.length = 0
  const files = worlds.flatMap((world, i) =>
    world.files().map(({ path, bytes }) => ({ path: worlds.length > 1 ? `${i + 1}/${path}` : path, bytes })),
  )
  const sites: FollowedSite[] = []
  for await (const { own } of loadSites([''], {
    files: new MemoryFiles(files),
    limits: DEFAULT_LIMITS,
    password: async entry => worlds.map(world => world.passwords[entry.passwordEnv?.value ?? '']).find(Boolean),
    openDirectory: async () => {
      throw new Error('worlds give their directory in memory')
    },
  })) {
    const [site] = (own.get('site') ?? []) as Site[]
    if (!site) continue
    const world = worlds[worlds.length > 1 ? Number(site.folder) - 1 : 0] as World
    sites.push({
      site,
      certificates: (own.get('certificate') ?? []) as Certificate[],
      crls: (own.get('crl') ?? []) as unknown as RevocationList[],
      followUps: (own.get('followup') ?? []) as FollowUp[],
      ...(world.directory.length > 0 ? { directory: memoryDirectory(world.directoryTables()) } : {}),
    })
  }
  return sites
}

const options = (world: World, lang: Lang) => ({ version: 'X', lang, at: Date.parse(`${world.at}T12:00:00Z`) })

export const plan = async (world: World, lang: Lang = 'en'): Promise<Plan> =>
  planOf(await sitesOf(world), options(world, lang))

export const planTogether = async (...worlds: readonly [World, ...World[]]): Promise<Plan> =>
  planOf(await sitesOf(...worlds), options(worlds[0], 'en'))

export const renewals = async (world: World): Promise<Renewals> =>
  renewalsOf(await sitesOf(world), options(world, 'en'))

export const linesOf = (plan: Plan): readonly PlanLine[] =>
  plan.sites.flatMap(({ systems }) => systems.flatMap(({ lines }) => lines))

/** A line in one word or two: `ris-1/dmp-auth/3…: missing`. */
export const states = (plan: Plan): readonly string[] => linesOf(plan).map(line => `${line.id}: ${line.state}`)

/** The world of a new customer: nothing is installed. */
export function uninstalled(world: World): World {
  for (const name of Object.keys(world.certificates)) world.uninstall(name)
  return world
}
