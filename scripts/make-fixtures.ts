/**
 * Writes the example sites of `fixtures/sites/` from the worlds of `src/testing`. With `--check` nothing is written:
 * exit 1 when a file on disk is not what the worlds give. Files that are not made here (golden reports, notes) stay.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as testing from '../src/testing/index.ts'

const SITES: Readonly<Record<string, () => testing.World>> = {
  selarl: testing.selarl,
  'scm-pool': testing.scmPool,
  'hospital-ej-eg': testing.hospitalEjEg,
  gie: testing.gie,
  'company-sites': testing.companySites,
  'drimbox-shared-proxy': testing.drimboxSharedProxy,
  'drimbox-three-pacs': testing.drimboxThreePacs,
  direct: testing.direct,
  'test-site': testing.testSite,
  'cabinet-a-corriger': testing.toCorrect,
}

/** The public extraction under its published name, whose date tells how fresh it is; small enough to be read as it is. */
const DIRECTORY = 'PS_LibreAcces_Personne_activite_202611200800.txt'

/** Folders of a site that hold nothing else than what is made here. */
const OWN_FOLDERS = ['certs', 'igc', 'messages']

const root = join(import.meta.dirname, '..', 'fixtures', 'sites')

/** Every file, by path from `fixtures/sites`. */
function makeAll(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [site, make] of Object.entries(SITES)) {
    const world = make()
    world.site.directory = `./${DIRECTORY}`
    for (const { path, bytes } of world.files()) files.set(join(site, path), bytes)
    files.set(join(site, DIRECTORY), Buffer.from(testing.activityExtraction(world.directory)))
  }
  return files
}

function onDisk(): string[] {
  const own = Object.keys(SITES).flatMap(site => OWN_FOLDERS.map(folder => join(site, folder)))
  return own.flatMap(folder => {
    try {
      const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      return entries
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    } catch {
      return []
    }
  })
}

function differences(files: ReadonlyMap<string, Uint8Array>): string[] {
  const changed = [...files].filter(([path, bytes]) => {
    try {
      return !readFileSync(join(root, path)).equals(bytes)
    } catch {
      return true
    }
  })
  return [...changed.map(([path]) => path), ...onDisk().filter(path => !files.has(path))].sort()
}

function write(files: ReadonlyMap<string, Uint8Array>): void {
  for (const path of onDisk()) if (!files.has(path)) rmSync(join(root, path))
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), bytes)
  }
}

const files = makeAll()
if (process.argv.includes('--check')) {
  const stale = differences(files)
  for (const path of stale) console.error(`not what the worlds give: fixtures/sites/${path}`)
  if (stale.length > 0) console.error('Run `npx tsx scripts/make-fixtures.ts`.')
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  write(files)
  console.log(`${files.size} files in fixtures/sites`)
}
