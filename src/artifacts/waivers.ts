import type { Located, Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import { DEFAULT_LIMITS, type Limits } from '../sources/limits.ts'
import type { Source } from '../sources/source.ts'
import { parseYaml, type YamlNode } from '../sources/yaml.ts'
import { schemaDefects } from './schema-defects.ts'
import type { SiteDefect } from './site.ts'
import { isDefined } from './values.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    waivers: WaiverFile
  }
}

/** A finding that somebody accepts until a day, with a reason. */
export interface Waiver {
  readonly at: Location
  /** Id or name. */
  readonly rule: Located<string>
  /** Glob of paths, relative to the folder of the waiver file. */
  readonly artifact: Located<string>
  /** Logical path of the finding; any place of the file when absent. */
  readonly place?: Located<string>
  readonly reason: Located<string>
  /** Last day, `YYYY-MM-DD`. */
  readonly expires: Located<string>
  readonly owner?: Located<string>
}

/** A finding that was known when the baseline was written. */
export interface KnownFinding {
  readonly at: Location
  readonly fingerprint: string
  readonly rule: string
}

/** `waivers.yaml`, and what became of its lines in this run. */
export interface WaiverFile extends Artifact {
  readonly kind: 'waivers'
  readonly source: Source
  /** Folder of the file, '' for the working directory. */
  readonly folder: string
  readonly waivers: readonly Waiver[]
  readonly baseline: readonly KnownFinding[]
  readonly defects: readonly SiteDefect[]
  /** Filled once the findings are known. */
  readonly usage?: ReadonlyMap<Waiver, WaiverUsage>
}

export interface WaiverUsage {
  /** Findings that it matches, whether it still hides them or not. */
  readonly findings: number
  /** The rule exists. */
  readonly known: boolean
  /** The rule took part in the run, over the whole site: no finding means that the waiver is of no use. */
  readonly judged: boolean
}

/** @throws {SourceError} `malformed` or `limit` when the text is no YAML */
export async function readWaivers(
  source: Source,
  folder: string,
  limits: Limits = DEFAULT_LIMITS,
): Promise<WaiverFile> {
  const root = await parseYaml(source, limits)
  return {
    kind: 'waivers',
    at: source.at(0, 0, ''),
    source,
    folder,
    waivers: (root.get('waivers')?.items ?? []).map(readWaiver).filter(isDefined),
    baseline: (root.get('baseline')?.items ?? []).map(readKnown).filter(isDefined),
    defects: await schemaDefects(root, 'waivers'),
  }
}

/** A waiver that lacks what the schema requires hides nothing: its defect is reported. */
function readWaiver(node: YamlNode): Waiver | undefined {
  const [rule, artifact, reason, expires] = ['rule', 'artifact', 'reason', 'expires'].map(key => text(node.get(key)))
  if (!rule || !artifact || !reason || !expires || !/^\d{4}-\d{2}-\d{2}$/.test(expires.value)) return undefined
  const place = text(node.get('at'))
  const owner = text(node.get('owner'))
  return { at: node.at, rule, artifact, reason, expires, ...(place ? { place } : {}), ...(owner ? { owner } : {}) }
}

function readKnown(node: YamlNode): KnownFinding | undefined {
  const [fingerprint, rule] = ['fingerprint', 'rule'].map(key => text(node.get(key))?.value)
  return fingerprint && rule ? { at: node.at, fingerprint, rule } : undefined
}

function text(node: YamlNode | undefined): Located<string> | undefined {
  return node?.kind === 'scalar' && node.text !== '' ? { value: node.text, at: node.at } : undefined
}
