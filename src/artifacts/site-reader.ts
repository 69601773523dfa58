import { type Located, located } from '../engine/location.ts'
import type { Secret } from '../engine/rule.ts'
import { DEFAULT_LIMITS, type Limits } from '../sources/limits.ts'
import type { Source } from '../sources/source.ts'
import { parseYaml, type YamlNode } from '../sources/yaml.ts'
import { isSecretKey, schemaDefects } from './schema-defects.ts'
import {
  type Administrator,
  CERTIFICATE_USAGES,
  type CertificateEntry,
  type Proxy as EsanteProxy,
  type ExchangeEntry,
  type FollowUpEntry,
  type Operator,
  type Ordering,
  type Pacs,
  type RuleOverride,
  type Site,
  type SiteStructure,
  type System,
  type WhitelistEntry,
} from './site.ts'
import { referenceDefects } from './site-references.ts'

/**
 * Reads `dmplint.yaml`. What the schema or the cross references refuse is listed under `defects`; whatever is readable
 * beside it is read, entries without their required keys are left out.
 *
 * @param folder of the file, `/` separated, '' for the working directory
 * @throws {SourceError} `malformed` or `limit` when the text is no YAML
 */
export async function readSite(source: Source, folder: string, limits: Limits = DEFAULT_LIMITS): Promise<Site> {
  const root = await parseYaml(source, limits)
  const dmp = root.get('dmp')
  const systems = entries(root.get('systems'), readSystem)
  const defects = [...(await schemaDefects(root, 'site')), ...referenceDefects(root)]
  return given<Site>({
    kind: 'site',
    at: source.at(0, 0, ''),
    source,
    folder,
    secrets: writtenSecrets(root),
    name: text(root.get('name')),
    environment: choice(root.get('environment'), ['production', 'test']),
    preset: text(root.get('preset')),
    directory: texts(root.get('directory')),
    trust: texts(root.get('trust')),
    dmp: dmp && {
      at: dmp.at,
      ...given<Omit<NonNullable<Site['dmp']>, 'at'>>({
        endpoint: text(dmp.get('endpoint')),
        finessMode: choice(dmp.get('finessMode'), ['ej-eg', 'eg', 'ej']),
      }),
    },
    structures: items(root.get('structures'), readStructure),
    operators: entries(root.get('operators'), readOperator),
    proxies: entries(root.get('proxies'), readProxy),
    systems,
    certificates: items(root.get('certificates'), readCertificate),
    administrators: items(root.get('administrators'), node =>
      given<Administrator>({ at: node.at, email: text(node.get('email')), generic: flag(node.get('generic')) }),
    ),
    ordering: mapped(root.get('ordering'), readOrdering),
    whitelist: mapped(root.get('whitelist'), readWhitelist),
    followUp: mapped(root.get('followUp'), readFollowUp),
    exchanges: items(root.get('exchanges'), readExchange),
    waivers: text(root.get('waivers')),
    plugins: texts(root.get('plugins')),
    rules: entries(root.get('rules'), readRule),
    defects: defects.sort((a, b) => a.at.offset - b.at.offset),
  })
}

function readStructure(node: YamlNode): SiteStructure | undefined {
  const id = text(node.get('id'))
  if (!id) return undefined
  return given<SiteStructure>({
    at: node.at,
    id,
    name: text(node.get('name')),
    sector: text(node.get('sector')),
    legalForm: text(node.get('legalForm')),
    practitioners: texts(node.get('practitioners')),
    finessLegal: text(node.get('finessLegal')),
  })
}

function readOperator(node: YamlNode, key: Located<string>): Operator {
  return given<Operator>({
    at: node.at,
    key,
    name: text(node.get('name')),
    siret: text(node.get('siret')),
    structId: text(node.get('structId')),
    clientIds: textMap(node.get('clientIds')),
  })
}

function readProxy(node: YamlNode, key: Located<string>): EsanteProxy {
  return given<EsanteProxy>({
    at: node.at,
    key,
    operator: text(node.get('operator')),
    serves: texts(node.get('serves')),
    space: choice(node.get('space'), ['confiance', 'communautaire']),
    mutualTls: flag(node.get('mutualTls')),
    clientSecret: flag(node.get('clientSecret')),
    acrValues: text(node.get('acrValues')),
    insecureTrustManager: flag(node.get('insecureTrustManager')),
    urls: texts(node.get('urls')),
  })
}

function readSystem(node: YamlNode, key: Located<string>): System | undefined {
  const kind = choice(node.get('kind'), ['ris', 'drimbox'])
  if (!kind) return undefined
  const software = node.get('software')
  return given<System>({
    at: node.at,
    key,
    kind,
    operator: text(node.get('operator')),
    proxy: text(node.get('proxy')),
    structures: texts(node.get('structures')),
    authentication: choice(node.get('authentication'), ['direct', 'indirect', 'air']),
    automaticFeed: flag(node.get('automaticFeed')),
    mssante: choice(node.get('mssante'), ['applicative', 'nominative', 'none']),
    insi: choice(node.get('insi'), ['automatic', 'manual', 'none']),
    introspection: choice(node.get('introspection'), ['direct', 'proxy', 'none']),
    software:
      software &&
      given<NonNullable<System['software']>>({
        name: text(software.get('name')),
        version: text(software.get('version')),
      }),
    pacs: items(node.get('pacs'), readPacs),
    serverCertificate: choice(node.get('serverCertificate'), ['igc-sante', 'market']),
    endpoints: texts(node.get('endpoints')),
    urls: texts(node.get('urls')),
  })
}

function readPacs(node: YamlNode): Pacs | undefined {
  const name = text(node.get('name'))
  if (!name) return undefined
  return given<Pacs>({ at: node.at, name, fqdn: text(node.get('fqdn')), viewer: text(node.get('viewer')) })
}

function readCertificate(node: YamlNode): CertificateEntry | undefined {
  const file = text(node.get('file'))
  const usage = choice(node.get('usage'), CERTIFICATE_USAGES)
  if (!file || !usage) return undefined
  return given<CertificateEntry>({
    at: node.at,
    file,
    usage,
    system: text(node.get('system')),
    pacs: text(node.get('pacs')),
    server: text(node.get('server')),
    passwordEnv: text(node.get('passwordEnv')),
    passwordFile: text(node.get('passwordFile')),
    passwordPrompt: flag(node.get('passwordPrompt')),
  })
}

function readOrdering(node: YamlNode): Ordering {
  return given<Ordering>({
    at: node.at,
    mode: choice(node.get('mode'), ['A', 'B', 'C']),
    contract: choice(node.get('contract'), ['signed', 'pending', 'none']),
    representativeCard: flag(node.get('representativeCard')),
    delegation: choice(node.get('delegation'), ['done', 'pending', 'none']),
    cpsReader: flag(node.get('cpsReader')),
    editorRegistered: flag(node.get('editorRegistered')),
    editorCards: flag(node.get('editorCards')),
    apiModule: flag(node.get('apiModule')),
  })
}

function readWhitelist(node: YamlNode): WhitelistEntry | undefined {
  const file = text(node.get('file'))
  return file && given<WhitelistEntry>({ at: node.at, file, fetched: text(node.get('fetched')) })
}

function readFollowUp(node: YamlNode): FollowUpEntry | undefined {
  const file = text(node.get('file'))
  return file && { at: node.at, file, columns: textMap(node.get('columns')) }
}

function readExchange(node: YamlNode): ExchangeEntry {
  return given<ExchangeEntry>({
    at: node.at,
    name: text(node.get('name')),
    token: text(node.get('token')),
    submission: text(node.get('submission')),
    documents: texts(node.get('documents')),
    system: text(node.get('system')),
    structure: text(node.get('structure')),
    unsigned: flag(node.get('unsigned')),
  })
}

function readRule(node: YamlNode, rule: Located<string>): RuleOverride {
  const settings = node.get('settings')
  return given<RuleOverride>({
    at: node.at,
    rule,
    level: choice(node.kind === 'mapping' ? node.get('level') : node, ['error', 'warning', 'note', 'off']),
    settings: settings?.kind === 'mapping' ? (settings.value as Readonly<Record<string, unknown>>) : {},
  })
}

/** Secrets that were written in spite of the schema: snippets of a report must not print them again. */
function writtenSecrets(root: YamlNode): Secret[] {
  const secrets: Secret[] = []
  for (const node of root.all())
    for (const [key, entry] of node.entries)
      if (isSecretKey(key) && entry.kind === 'scalar' && typeof entry.value !== 'boolean' && entry.text !== '')
        secrets.push({ kind: 'password', value: entry.text })
  return secrets
}

/** A number where a text is meant keeps its characters; the schema's defect asks for quotes. */
function text(node: YamlNode | undefined): Located<string> | undefined {
  if (!node || (typeof node.value !== 'string' && typeof node.value !== 'number')) return undefined
  return located(node.text, node.at)
}

function flag(node: YamlNode | undefined): Located<boolean> | undefined {
  return typeof node?.value === 'boolean' ? located(node.value, node.at) : undefined
}

function choice<const T extends string>(node: YamlNode | undefined, known: readonly T[]): Located<T> | undefined {
  const value = known.find(one => one === node?.value)
  return node && value !== undefined ? located(value, node.at) : undefined
}

/** The texts of a list; one text stands for a list of one. */
function texts(node: YamlNode | undefined): Located<string>[] {
  if (node?.kind === 'sequence') return node.items.flatMap(item => text(item) ?? [])
  return [text(node)].flatMap(one => one ?? [])
}

function textMap(node: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  const map = new Map<string, Located<string>>()
  for (const [key, entry] of node?.entries ?? []) {
    const value = text(entry)
    if (value) map.set(key, value)
  }
  return map
}

function mapped<T>(node: YamlNode | undefined, read: (node: YamlNode) => T | undefined): T | undefined {
  return node?.kind === 'mapping' ? read(node) : undefined
}

function items<T>(node: YamlNode | undefined, read: (item: YamlNode) => T | undefined): T[] {
  return (node?.items ?? []).flatMap(item => mapped(item, read) ?? [])
}

function entries<T>(node: YamlNode | undefined, read: (entry: YamlNode, key: Located<string>) => T | undefined): T[] {
  return [...(node?.entries ?? [])].flatMap(([key, entry]) => read(entry, located(key, entry.keyAt ?? entry.at)) ?? [])
}

/** The object without the keys whose value is not given: an absent key is absent, never `undefined`. */
function given<T extends object>(
  fields: {
    [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K]
  },
): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
