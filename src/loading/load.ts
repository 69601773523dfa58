import { createHash } from 'node:crypto'
import { type Certificate, useCertificate } from '../artifacts/certificate.ts'
import type { Exchange } from '../artifacts/exchange.ts'
import type { MessageFolder, SourceFile } from '../artifacts/file.ts'
import type { Kos } from '../artifacts/kos.ts'
import type { CertificateEntry, ExchangeEntry, Site } from '../artifacts/site.ts'
import type { WaiverFile } from '../artifacts/waivers.ts'
import type { Directory } from '../directory/directory.ts'
import type { Part } from '../engine/collect.ts'
import { frozen, type Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import type { Scope } from '../engine/scope.ts'
import type { Limits } from '../sources/limits.ts'
import { type Problem, SourceError } from '../sources/problem.ts'
import { Source } from '../sources/source.ts'
import { assemble, isWhole, type LooseMessage } from './assemble.ts'
import { type Files, folderOf, joined } from './files.ts'
import { CACHE_TAG, isIn, type Memory, type Shard } from './memory.ts'
import { type FileContent, formatOf, HEAD, readFile, systemMessage } from './read-file.ts'
import { Summaries, type SummaryData } from './summaries.ts'
import { summarise } from './summarise.ts'
import { attachedKos, verified } from './whole-message.ts'

/**
 * Walks what the user named, reads it, and gives scopes one by one: every exchange as soon as its folder is read, then
 * the sites, then the run. What belongs to an exchange can be dropped once its scope is judged.
 */

export const SITE_FILE = 'dmplint.yaml'
/** Read beside `dmplint.yaml` when that names no other. */
export const WAIVER_FILE = 'waivers.yaml'

export interface LoadOptions {
  readonly files: Files
  readonly limits: Limits
  /** Gives the password of a container, from where its entry in `dmplint.yaml` says. */
  readonly password: (entry: CertificateEntry, site: Site) => Promise<string | undefined>
  /** Opens what a `directory:` line or `--directory` names. @throws {SourceError} */
  readonly openDirectory: (path: string, at: Location) => Promise<Directory>
  /** `--directory`: serves every site that names none. */
  readonly directory?: string
  /** Called for every file looked at. */
  readonly onFile?: (file: LoadedFile) => void
  /** Called for the waiver file of a site: it is judged when all findings are known. */
  readonly onWaivers?: (file: WaiverFile) => void
  /** What was found in messages before. */
  readonly memory?: Memory
  /** Messages that other shards judge are not read. */
  readonly shard?: Shard
  /** Bytes of summaries that stay in memory; beyond, they go to a sealed temporary file. */
  readonly inMemory?: number
}

/** An exchange whose one file holds all of it can be remembered. */
export interface LoadedScope extends Scope {
  /** What is remembered of it: nothing is at home here. */
  readonly known?: Part
  readonly remember?: (part: Part) => void
}

/** What the report says of a file. */
export interface LoadedFile {
  readonly source: Source
  readonly kinds: readonly string[]
  readonly ignored: boolean
}

interface OpenSite {
  readonly site: Site
  readonly scope: MutableScope
  /** Paths that `dmplint.yaml` names: not read a second time when the walk meets them. */
  readonly listed: Set<string>
}

type MutableScope = Omit<Scope, 'own'> & { readonly own: Map<string, Artifact[]> }

export async function* load(paths: readonly string[], options: LoadOptions): AsyncGenerator<LoadedScope> {
  yield* new Loader(options).load(paths)
}

/**
 * Reads only the descriptions of sites at, above and below the paths, with what they list, and no message: one scope for
 * each site, then the run, which holds what could not be read.
 */
export async function* loadSites(paths: readonly string[], options: LoadOptions): AsyncGenerator<Scope> {
  yield* new Loader(options).loadSites(paths)
}

class Loader {
  readonly #options: LoadOptions
  readonly #run: MutableScope = { level: 'run', label: '', own: new Map() }
  readonly #sites = new Map<string, OpenSite>()
  /** Folders and files already walked, by a digest of their identity. */
  readonly #walked = new Set<string>()
  readonly #directories = new Map<string, Promise<Directory | undefined>>()
  readonly #summaries: Summaries
  /** Of the exchange given last. */
  #summary: SummaryData | undefined

  constructor(options: LoadOptions) {
    this.#options = options
    this.#summaries = new Summaries(options.inMemory)
  }

  async *load(paths: readonly string[]): AsyncGenerator<LoadedScope> {
    try {
      yield* this.#load(paths)
    } finally {
      this.#summaries.close()
    }
  }

  async *#load(paths: readonly string[]): AsyncGenerator<LoadedScope> {
    const { files } = this.#options
    await this.#runDirectory()
    for (const path of paths) {
      const kind = await files.kind(path)
      const above = await files.upward(kind === 'folder' ? path : folderOf(path), SITE_FILE)
      const site = above === undefined ? undefined : await this.#site(above)
      if (kind === 'folder') yield* this.#folder(path, site)
      else if (kind === 'file') yield* this.#file(path, site)
      else this.#unreadable(path, kind === undefined ? 'ENOENT' : 'not a regular file')
    }
    for (const { site, scope } of this.#sites.values()) {
      yield* this.#listedExchanges(site, scope)
      yield scope
    }
    // What the rules over the run need memory for, the walk no longer does.
    this.#walked.clear()
    yield this.#run
  }

  async *loadSites(paths: readonly string[]): AsyncGenerator<Scope> {
    const { files } = this.#options
    await this.#runDirectory()
    for (const path of paths) {
      const kind = await files.kind(path)
      if (kind === undefined) this.#unreadable(path, 'ENOENT')
      const above = await files.upward(kind === 'folder' ? path : folderOf(path), SITE_FILE)
      if (above !== undefined) await this.#site(above)
      if (kind === 'folder') await this.#sitesBelow(path)
    }
    for (const { scope } of this.#sites.values()) yield scope
    yield this.#run
  }

  async #sitesBelow(folder: string): Promise<void> {
    const { files } = this.#options
    if (!(await this.#first(folder))) return
    let names: readonly string[]
    try {
      names = await files.list(folder)
    } catch (error) {
      this.#unreadable(folder, systemMessage(error))
      return
    }
    if (names.includes(CACHE_TAG)) return
    if (names.includes(SITE_FILE)) await this.#site(joined(folder, SITE_FILE))
    for (const name of names) {
      const path = joined(folder, name)
      if (!SKIPPED.has(name) && (await files.kind(path)) === 'folder') await this.#sitesBelow(path)
    }
  }

  async #runDirectory(): Promise<void> {
    const { directory } = this.#options
    if (directory === undefined) return
    const opened = await this.#directory(directory, new Source({ uri: directory, bytes: new Uint8Array() }).whole)
    if (opened) put(this.#run, opened)
  }

  async *#folder(folder: string, outer: OpenSite | undefined): AsyncGenerator<LoadedScope> {
    const { files } = this.#options
    if (!(await this.#first(folder))) return
    let names: readonly string[]
    try {
      names = await files.list(folder)
    } catch (error) {
      this.#unreadable(folder, systemMessage(error), outer)
      return
    }
    if (names.includes(CACHE_TAG)) return
    const site = names.includes(SITE_FILE) ? await this.#site(joined(folder, SITE_FILE)) : outer
    const loose: LooseMessage[] = []
    const folders: string[] = []
    const first: string[] = []
    const then: string[] = []
    for (const name of names) {
      if (name === SITE_FILE || SKIPPED.has(name)) continue
      const path = joined(folder, name)
      if (site?.listed.has(path)) continue
      const kind = await files.kind(path)
      if (kind === 'folder') folders.push(path)
      else if (kind === undefined) this.#unreadable(path, 'ENOENT', site)
      else if (kind === 'file') (name.toLowerCase().endsWith('.json') ? first : then).push(path)
    }
    // A UserInfo is what a token beside it is judged by, and a message is judged as soon as it is read.
    for (const path of [...first, ...then]) {
      if (!(await this.#first(path)) || (await this.#isElsewhere(path))) continue
      const memorable = await this.#memorable(path, site)
      const known = memorable && this.#recall(memorable, site)
      if (known) {
        yield known
        continue
      }
      const messages = await this.#messages(path, false, site)
      for (const message of messages)
        if (!isWhole(message)) loose.push(message)
        else {
          const exchanges = this.#exchanges([message], folder, site)
          yield* memorable && messages.length === 1
            ? this.#remembering(exchanges, memorable.key, message.file)
            : exchanges
        }
    }
    yield* this.#exchanges(loose, folder, site)
    for (const path of folders) yield* this.#folder(path, site)
  }

  async #isElsewhere(path: string): Promise<boolean> {
    const { files, shard } = this.#options
    if (!shard || isIn(shard, path)) return false
    try {
      const format = await formatOf(await files.head(path, HEAD))
      return format !== undefined && !SITE_FORMATS.has(format)
    } catch {
      return false
    }
  }

  async #memorable(
    path: string,
    open: OpenSite | undefined,
  ): Promise<{ readonly key: Buffer; readonly source: Source } | undefined> {
    const { files, limits, memory } = this.#options
    if (!memory) return undefined
    try {
      if ((await files.size(path)) > limits.fileBytes) return undefined
      const bytes = await files.read(path)
      const around = [this.#run, ...(open ? [open.scope] : [])].map(scope => contents.get(scope) ?? '')
      return { key: memory.key(path, bytes, around.join(' ')), source: new Source({ uri: path, bytes }) }
    } catch {
      // Told when it is read to be judged.
      return undefined
    }
  }

  #recall({ key, source }: { key: Buffer; source: Source }, open: OpenSite | undefined): LoadedScope | undefined {
    const entry = this.#options.memory?.recall(key)
    if (!entry) return undefined
    this.#options.onFile?.({ source, kinds: entry.kinds, ignored: false })
    this.#summarised(entry.summary, open?.site)
    return { level: 'exchange', label: source.uri, parent: open?.scope ?? this.#run, own: new Map(), known: entry.part }
  }

  async *#remembering(exchanges: AsyncGenerator<Scope>, key: Buffer, file: SourceFile): AsyncGenerator<LoadedScope> {
    for await (const scope of exchanges) {
      const summary = this.#summary as SummaryData
      const remember = (part: Part): void => this.#options.memory?.keep(key, { kinds: file.recognised, summary, part })
      yield { ...scope, remember }
    }
  }

  async *#file(path: string, site: OpenSite | undefined): AsyncGenerator<Scope> {
    if (path.split('/').at(-1) === SITE_FILE || !(await this.#first(path))) return
    if (site?.listed.has(path)) return
    yield* this.#exchanges(await this.#messages(path, true, site), folderOf(path), site)
  }

  /** Exchanges that `dmplint.yaml` lists file by file. */
  async *#listedExchanges(site: Site, scope: MutableScope): AsyncGenerator<Scope> {
    for (const entry of site.exchanges) {
      const named = [entry.token, entry.submission, ...entry.documents].filter(path => path !== undefined)
      const loose: LooseMessage[] = []
      for (const path of named)
        loose.push(...(await this.#messages(joined(site.folder, path.value), true, this.#sites.get(site.source.uri))))
      const label = entry.name?.value ?? named[0]?.value ?? site.folder
      yield* this.#scopes(assemble(loose, label, { together: true }), scope, site, entry)
    }
  }

  async *#exchanges(loose: readonly LooseMessage[], folder: string, open: OpenSite | undefined): AsyncGenerator<Scope> {
    if (loose.length === 0) return
    const outer = open?.scope ?? this.#run
    const { exchanges, tokens, submissions } = assemble(loose, folder, { together: false })
    const at = tokens[0]?.at ?? submissions[0]?.at
    if (at && tokens.length > 0 && submissions.length > 0) {
      // It is judged when its site is: of messages that no finding will quote, only the places wait till then.
      const light = (artifact: Artifact): Artifact => ({ kind: artifact.kind, at: frozen(artifact.at) })
      const isClear = tokens.length === 1 && submissions.length === 1
      const messageFolder: MessageFolder = {
        kind: 'folder',
        at: isClear ? frozen(at) : at,
        tokens: tokens.map(light),
        submissions: submissions.map(light),
      }
      put(outer, messageFolder)
    }
    yield* this.#scopes({ exchanges }, outer, open?.site, undefined)
  }

  async *#scopes(
    { exchanges }: Pick<ReturnType<typeof assemble>, 'exchanges'>,
    parent: MutableScope,
    site: Site | undefined,
    entry: ExchangeEntry | undefined,
  ): AsyncGenerator<Scope> {
    for (const parts of exchanges) {
      const { vihf, submission, documents, kos, sources, others } = parts
      const signatures = await verified(parts)
      const system = site && systemOf(site, parts, entry)
      const structure = site?.structures.find(s => s.id.value === (entry?.structure ?? vihf?.structure)?.value)
      const exchange: Exchange = {
        kind: 'exchange',
        at: (vihf ?? submission ?? documents[0] ?? kos[0] ?? signatures[0] ?? (sources[0] as Artifact)).at,
        label: parts.label,
        ...(vihf ? { vihf } : {}),
        ...(submission ? { submission } : {}),
        documents,
        kos,
        signatures,
        ...(site ? { site } : {}),
        ...(system ? { system } : {}),
        ...(structure ? { structure } : {}),
        ...(entry ? { entry } : {}),
      }
      const own = new Map<string, Artifact[]>()
      const scope: Scope = {
        level: 'exchange',
        label: parts.label,
        parent,
        own,
        ...(system ? { seen: new Map([['certificate', certificatesOf(parent, system.key.value)]]) } : {}),
        ...(parts.query ? { without: new Set(['submission', 'document', 'kos']) } : {}),
      }
      for (const artifact of [exchange, vihf, submission, ...documents, ...kos, ...signatures, ...sources, ...others])
        if (artifact) own.set(artifact.kind, [...(own.get(artifact.kind) ?? []), artifact])
      this.#summarised(summarise(exchange), site)
      yield scope
    }
  }

  #summarised(summary: SummaryData, site: Site | undefined): void {
    this.#summary = summary
    this.#summaries.add(summary, site)
    this.#run.own.set('summary', this.#summaries.list)
  }

  /** Reads one file; what is no message finds its home at once. */
  async #messages(path: string, named: boolean, open: OpenSite | undefined): Promise<readonly LooseMessage[]> {
    const { files, limits } = this.#options
    const content = await readFile(files, path, { limits, named })
    const kinds = kindsOf(content)
    this.#options.onFile?.({ source: content.source, kinds, ignored: kinds.length === 0 && !content.expected })
    const home = open?.scope ?? this.#run
    const attached = await Promise.all(content.messages.map(message => attachedKos(message, limits)))
    const problems = [...content.problems, ...attached.flatMap(one => one.problems)]
    const file = sourceFile(content.source, named, kinds, problems, textsOf(content))
    if (content.messages.length > 0)
      return content.messages.map((message, i) => ({ message, kos: attached[i]?.kos ?? [], file, first: i === 0 }))
    if (content.problems.length > 0 || named || kinds.length > 0) put(home, file)
    if (content.container) {
      for (const certificate of content.container.certificates) put(home, certificate)
      put(home, content.container)
    }
    for (const artifact of content.artifacts)
      if (artifact.kind === 'kos') return [{ kos: [artifact as Kos], file, first: true }]
      else put(home, artifact)
    return []
  }

  async #site(path: string): Promise<OpenSite | undefined> {
    const known = this.#sites.get(path)
    if (known) return known
    const { files, limits } = this.#options
    let source = new Source({ uri: path, bytes: new Uint8Array() })
    let site: Site
    try {
      source = new Source({ uri: path, bytes: await files.read(path) })
      const { readSite } = await import('../artifacts/site-reader.ts')
      site = await readSite(source, folderOf(path), limits)
    } catch (error) {
      const problem =
        error instanceof SourceError ? error.problem : problemOf(source, 'unreadable', systemMessage(error))
      put(this.#run, sourceFile(source, true, ['site'], [problem]))
      return undefined
    }
    this.#options.onFile?.({ source, kinds: ['site'], ignored: false })
    const scope: MutableScope = {
      level: 'site',
      label: site.name?.value ?? (site.folder || '.'),
      parent: this.#run,
      own: new Map(),
    }
    const open: OpenSite = { site, scope, listed: new Set() }
    this.#sites.set(path, open)
    put(scope, site)
    put(scope, sourceFile(source, true, ['site'], []))
    await this.#certificates(open)
    await this.#siteMaterial(open)
    for (const entry of site.exchanges)
      for (const file of [entry.token, entry.submission, ...entry.documents])
        if (file) open.listed.add(joined(site.folder, file.value))
    return open
  }

  /** Reads the certificate files of `certificates:` and `trust:`, each once whatever it is listed for. */
  async #certificates({ site, scope, listed }: OpenSite): Promise<void> {
    const byFile = new Map<string, CertificateEntry[]>()
    for (const entry of site.certificates) {
      const path = joined(site.folder, entry.file.value)
      byFile.set(path, [...(byFile.get(path) ?? []), entry])
    }
    const all: Certificate[] = []
    for (const [path, entries] of byFile) {
      listed.add(path)
      const [entry] = entries as [CertificateEntry]
      const content = await this.#named(path, entry.file.at, scope, () => this.#options.password(entry, site))
      const container = content?.container
      if (!container) continue
      put(scope, container)
      const uses = entries.map(entry => ({
        usage: entry.usage.value,
        entry,
        ...(entry.system ? { system: entry.system.value } : {}),
        ...(entry.server ? { server: entry.server.value } : {}),
        ...(entry.pacs ? { pacs: entry.pacs.value } : {}),
      }))
      for (const certificate of container.certificates)
        all.push(certificate === container.leaf ? useCertificate(certificate, uses) : certificate)
    }
    for (const path of site.trust) {
      const content = await this.#named(joined(site.folder, path.value), path.at, scope)
      listed.add(joined(site.folder, path.value))
      for (const certificate of content?.container?.certificates ?? [])
        all.push(useCertificate(certificate, [], ['trust']))
      for (const crl of content?.container?.crls ?? []) put(scope, crl)
    }
    if (!scope.own.has('certificate')) scope.own.set('certificate', [])
    for (const certificate of all) put(scope, certificate)
  }

  async #siteMaterial({ site, scope, listed }: OpenSite): Promise<void> {
    if (site.whitelist) {
      const path = joined(site.folder, site.whitelist.file.value)
      listed.add(path)
      const content = await this.#named(path, site.whitelist.file.at, scope)
      for (const artifact of content?.artifacts ?? []) put(scope, artifact)
    }
    if (site.followUp) {
      const path = joined(site.folder, site.followUp.file.value)
      listed.add(path)
      const { readFollowUp } = await import('../artifacts/followup.ts')
      const { files } = this.#options
      try {
        const source = new Source({ uri: path, bytes: await files.read(path) })
        put(scope, readFollowUp(source, site.followUp))
        this.#options.onFile?.({ source, kinds: ['followup'], ignored: false })
      } catch (error) {
        this.#missing(path, site.followUp.file.at, scope, error)
      }
    }
    await this.#waivers(site, scope, listed)
    for (const path of site.directory) {
      listed.add(joined(site.folder, path.value))
      const directory = await this.#directory(joined(site.folder, path.value), path.at, scope)
      if (directory) put(scope, directory)
    }
  }

  async #waivers(site: Site, scope: MutableScope, listed: Set<string>): Promise<void> {
    const { files, limits, onWaivers } = this.#options
    const path = joined(site.folder, site.waivers?.value ?? WAIVER_FILE)
    listed.add(path)
    if (!site.waivers && (await files.kind(path)) !== 'file') return
    try {
      const { readWaivers } = await import('../artifacts/waivers.ts')
      const source = new Source({ uri: path, bytes: await files.read(path) })
      this.#options.onFile?.({ source, kinds: ['waivers'], ignored: false })
      onWaivers?.(await readWaivers(source, folderOf(path), limits))
    } catch (error) {
      this.#missing(path, site.waivers?.at ?? site.at, scope, error)
    }
  }

  /** A file that `dmplint.yaml` names: its absence is a finding at the line that names it. */
  async #named(
    path: string,
    at: Location,
    scope: MutableScope,
    password?: () => Promise<string | undefined>,
  ): Promise<FileContent | undefined> {
    const { files, limits } = this.#options
    if ((await files.kind(path)) !== 'file') {
      this.#missing(path, at, scope, Object.assign(new Error(), { code: 'ENOENT' }))
      return undefined
    }
    const content = await readFile(files, path, { limits, named: true, ...(password ? { password } : {}) })
    const kinds = kindsOf(content)
    this.#options.onFile?.({ source: content.source, kinds, ignored: false })
    put(scope, sourceFile(content.source, true, kinds, content.problems))
    return content
  }

  #missing(path: string, at: Location, scope: MutableScope, error: unknown): void {
    const source = new Source({ uri: path, bytes: new Uint8Array() })
    const problem: Problem =
      error instanceof SourceError
        ? error.problem
        : { code: 'unreadable', at, format: 'file', detail: systemMessage(error) }
    put(scope, sourceFile(source, true, [], [problem]))
  }

  #directory(path: string, at: Location, scope: MutableScope = this.#run): Promise<Directory | undefined> {
    let opened = this.#directories.get(path)
    if (!opened) {
      opened = this.#options.openDirectory(path, at).catch(error => {
        this.#missing(path, at, scope, error)
        return undefined
      })
      this.#directories.set(path, opened)
    }
    return opened
  }

  #unreadable(path: string, detail: string, open?: OpenSite): void {
    const source = new Source({ uri: path, bytes: new Uint8Array() })
    put(open?.scope ?? this.#run, sourceFile(source, true, [], [problemOf(source, 'unreadable', detail)]))
  }

  async #first(path: string): Promise<boolean> {
    const identity = await this.#options.files.identity(path).catch(() => path)
    const known = this.#walked.size
    // Paths are long, and an archive has a hundred thousand.
    return this.#walked.add(createHash('sha256').update(identity).digest().toString('latin1', 0, 16)).size > known
  }
}

/** Formats of what a site is judged with; a shard reads them all. */
const SITE_FORMATS: ReadonlySet<string> = new Set(['certificate', 'json'])

/** Folders of tools: never evidence. */
const SKIPPED = new Set(['node_modules', '.git', '.svn', '__MACOSX'])

/** Digest of what exchanges of a scope are judged with, in the order it was read. */
const contents = new WeakMap<MutableScope, string>()

function note(scope: MutableScope, what: string | Uint8Array): void {
  contents.set(
    scope,
    createHash('sha256')
      .update(contents.get(scope) ?? '')
      .update(what)
      .digest('hex'),
  )
}

function put(scope: MutableScope, artifact: Artifact): void {
  if (artifact.kind === 'source') {
    const { source, problems } = artifact as SourceFile
    note(scope, JSON.stringify([source.uri, problems.map(({ code }) => code)]))
    note(scope, source.bytes)
  } else if (artifact.kind === 'directory') note(scope, JSON.stringify((artifact as Directory).info.sources))
  const list = scope.own.get(artifact.kind)
  if (list) list.push(artifact)
  else scope.own.set(artifact.kind, [artifact])
}

function sourceFile(
  source: Source,
  named: boolean,
  recognised: readonly string[],
  problems: readonly Problem[],
  texts: readonly Source[] = [],
): SourceFile {
  return { kind: 'source', at: source.whole, source, named, recognised, problems, texts }
}

function textsOf(content: FileContent): Source[] {
  const sources = content.messages.flatMap(({ xml, documents, signatures }) => [
    ...(xml ? [xml.source] : []),
    ...documents.map(document => document.source),
    ...signatures.map(signature => signature.source),
  ])
  return [...new Set(sources)]
}

function problemOf(source: Source, code: 'unreadable', detail: string): Problem {
  return { code, at: source.whole, format: 'file', detail }
}

function kindsOf(content: FileContent): string[] {
  const kinds = new Set<string>(content.artifacts.map(artifact => artifact.kind))
  for (const message of content.messages) {
    if (message.vihfs.length > 0) kinds.add('vihf')
    if (message.submission) kinds.add('submission')
    if (message.documents.length > 0) kinds.add('document')
    if (message.signatures.length > 0) kinds.add('signature')
    if (message.soap) kinds.add('message')
  }
  if (content.container?.certificates.length) kinds.add('certificate')
  if (content.container?.crls.length) kinds.add('crl')
  return [...kinds].sort()
}

/** The system of an exchange: named by its entry, else the only one of the site, else the only one of the kind that sends it. */
function systemOf(site: Site, parts: { readonly kos: readonly unknown[] }, entry: ExchangeEntry | undefined) {
  if (entry?.system) return site.systems.find(system => system.key.value === entry.system?.value)
  if (site.systems.length === 1) return site.systems[0]
  const kind = parts.kos.length > 0 ? 'drimbox' : 'ris'
  const candidates = site.systems.filter(system => system.kind.value === kind)
  return candidates.length === 1 ? candidates[0] : undefined
}

const views = new WeakMap<MutableScope, Map<string, readonly Certificate[]>>()

/** The certificates that a system uses, with the usages it has them for. */
function certificatesOf(scope: MutableScope, system: string): readonly Certificate[] {
  let bySystem = views.get(scope)
  if (!bySystem) {
    bySystem = new Map()
    views.set(scope, bySystem)
  }
  let own = bySystem.get(system)
  if (!own) {
    own = ((scope.own.get('certificate') ?? []) as Certificate[]).flatMap(certificate => {
      if (certificate.uses.length === 0) return [certificate]
      const uses = certificate.uses.filter(use => use.system === undefined || use.system === system)
      return uses.length > 0 ? [useCertificate(certificate, uses)] : []
    })
    bySystem.set(system, own)
  }
  return own
}
