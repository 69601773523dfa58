import { stringify } from 'yaml'
import type { DirectoryTables } from '../directory/directory.ts'
import { type AuthorityName, type CertificateSpec, type Environment, issue, trustFiles } from './authority.ts'
import type { CdaBuilder } from './cda.ts'
import { type DirectoryRow, directoryTables } from './directory.ts'
import { type ExchangeBuilder, exchangeFiles } from './exchange.ts'
import type { KosBuilder } from './kos.ts'
import type { FileContent } from './message.ts'
import { type Pkcs12Options, writePkcs12 } from './pkcs12-writer.ts'
import type {
  CertificateDescription,
  SiteDescription,
  StructureDescription,
  SystemDescription,
} from './site-description.ts'
import type { EntryBuilder, SubmissionBuilder } from './submission.ts'
import type { TokenBuilder } from './token.ts'
import type { WhitelistBuilder } from './whitelist.ts'

/** How a certificate lies on disk: alone, with its issuers, or with its key in a container. */
export type CertificateForm = 'pem' | 'der' | 'chain' | 'p12'

export interface CertificateFile {
  spec: CertificateSpec
  form: CertificateForm
  /** Only for `p12`. */
  container: Pkcs12Options
}

/** Where a certificate is used: an entry of `certificates:` without its file. */
export interface Installation {
  usage: string
  system?: string
  server?: string
  pacs?: string
}

/**
 * A whole site that can be changed at will before it is turned into files: its description, certificates, exchanges
 * and directory. Worlds are made by the functions of `worlds/`; each call gives a fresh one without defect.
 */
export class World {
  site: SiteDescription
  /** By name; the file is `certs/<name>.<form>`. */
  readonly certificates: Record<string, CertificateFile> = {}
  /** Certificates that sign without being files of the site: cards. */
  readonly cards: Record<string, CertificateSpec> = {}
  readonly exchanges: ExchangeBuilder[] = []
  /** Written where `whitelist.file` of the site description says. */
  whitelist: WhitelistBuilder | undefined
  /** Rows of the national directory. */
  directory: DirectoryRow[] = []
  /** Day the directory was drawn, YYYY-MM-DD. */
  directoryDate = '2026-11-20'
  /** Files beside the others, by path. */
  readonly extraFiles = new Map<string, Uint8Array | string>()
  /** Passwords by name of the environment variable. */
  readonly passwords: Record<string, string> = {}
  /** The date judged, YYYY-MM-DD. */
  at = '2026-11-24'
  private readonly closed = new Set<string>()
  /** Edits of the text of `dmplint.yaml`. */
  private readonly yamlEdits: ((text: string) => string)[] = []

  constructor(
    name: string,
    readonly environment: Environment = 'production',
  ) {
    const test = environment === 'test'
    this.site = {
      version: 1,
      name,
      environment,
      preset: 'go-live',
      trust: [],
      dmp: { endpoint: `https://${test ? 'dev4.lps2.dmp.gouv.fr' : 'lps2.dmp.gouv.fr'}/si-dmp-server/v2/services` },
      structures: [],
      operators: {},
      proxies: {},
      systems: {},
      certificates: [],
      administrators: [{ email: `certificats@imago-sante.${test ? 'test' : 'fr'}`, generic: true }],
    }
    this.trusts('el-org')
  }

  /** Puts the authorities named, and their roots, into `igc/` and under `trust:`. */
  trusts(...authorities: readonly AuthorityName[]): this {
    const files = trustFiles(this.environment, authorities)
    this.site.trust = files.map(({ file }) => `igc/${file}`)
    for (const { file, pem } of files) this.extraFiles.set(`igc/${file}`, pem)
    return this
  }

  /** Adds a certificate and installs it. Each gets a key of its own, and the environment of the world. */
  install(name: string, spec: CertificateSpec, ...places: readonly Installation[]): this {
    this.certificates[name] = {
      spec: { environment: this.environment, key: Object.keys(this.certificates).length, ...spec },
      form: 'pem',
      container: {},
    }
    for (const place of places) this.site.certificates.push({ file: `certs/${name}.pem`, ...place })
    return this
  }

  /** The spec of a certificate, to be changed or read. */
  certificate(name: string): CertificateSpec {
    const file = this.certificates[name]
    if (!file)
      throw new Error(`this world has no certificate « ${name} », but ${Object.keys(this.certificates).join(', ')}`)
    return file.spec
  }
  /** Changes parts of a certificate. */
  reissue(name: string, change: Partial<CertificateSpec>): this {
    Object.assign(this.certificate(name), change)
    return this
  }
  /** The first entry of `certificates:` that lists a certificate. */
  listed(name: string): CertificateDescription {
    const entry = this.site.certificates.find(({ file }) => file.startsWith(`certs/${name}.`))
    if (!entry) throw new Error(`« ${name} » is not listed in the site description`)
    return entry
  }
  /** Takes a certificate away, with its entries; `keep` leaves the file where it is. */
  uninstall(name: string, { keep = false } = {}): this {
    this.site.certificates = this.site.certificates.filter(({ file }) => !file.startsWith(`certs/${name}.`))
    if (!keep) delete this.certificates[name]
    return this
  }
  /** Gives the file of a certificate another form, and renames it in its entries. */
  stored(name: string, form: CertificateForm, container: Pkcs12Options = {}): this {
    this.certificate(name)
    const before = this.certificates[name]!
    for (const entry of this.site.certificates) {
      if (entry.file === certificatePath(name, before.form)) entry.file = certificatePath(name, form)
    }
    this.certificates[name] = { ...before, form, container }
    return this
  }

  /** The first structure of the site description. */
  get structure(): StructureDescription {
    return this.site.structures[0]!
  }
  system(key: string): SystemDescription {
    return this.site.systems[key]!
  }
  /** The first exchange. */
  get exchange(): ExchangeBuilder {
    return this.exchanges[0]!
  }
  /** Token of the first exchange. */
  get token(): TokenBuilder {
    return this.exchange.token!
  }
  get submission(): SubmissionBuilder {
    return this.exchange.submission
  }
  /** First document entry of the first exchange. */
  get entry(): EntryBuilder {
    return this.submission.entries[0]!
  }
  /** CDA report of the first exchange. */
  get report(): CdaBuilder {
    return this.exchange.report!
  }
  /** KOS of the first exchange that has one. */
  get kos(): KosBuilder {
    return this.kosExchange.kos!
  }
  /** The first exchange with a KOS. */
  get kosExchange(): ExchangeBuilder {
    return this.exchanges.find(({ kos }) => kos)!
  }

  /** Edits the text of `dmplint.yaml`. */
  yaml(edit: (text: string) => string): this {
    this.yamlEdits.push(edit)
    return this
  }

  /** The directory says that the structure is closed. */
  closeInDirectory(id: string): this {
    this.closed.add(id)
    return this
  }

  /** What the directory in memory is made of. */
  directoryTables(): DirectoryTables {
    const tables = directoryTables(this.directory, this.directoryDate)
    return {
      ...tables,
      structures: (tables.structures ?? []).map(one => (this.closed.has(one.id) ? { ...one, active: false } : one)),
    }
  }

  /** Every file of the site, sorted by path. Equal worlds give equal bytes. */
  files(): FileContent[] {
    const files: FileContent[] = [{ path: 'dmplint.yaml', bytes: Buffer.from(this.description()) }]
    for (const [name, file] of Object.entries(this.certificates)) {
      files.push({ path: certificatePath(name, file.form), bytes: certificateBytes(file) })
    }
    for (const exchange of this.exchanges)
      files.push(...exchangeFiles(exchange, name => this.cards[name] ?? this.certificate(name)))
    if (this.whitelist && this.site.whitelist?.file) {
      files.push({ path: this.site.whitelist.file, bytes: Buffer.from(this.whitelist.build()) })
    }
    for (const [path, content] of this.extraFiles) files.push({ path, bytes: bytesOf(content) })
    return files.sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  private description(): string {
    return this.yamlEdits.reduce((text, edit) => edit(text), stringify(this.site, { lineWidth: 0 }))
  }
}

/** UTF-8 bytes of a text; bytes are left as they are. */
export const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content

const certificatePath = (name: string, form: CertificateForm): string =>
  `certs/${name}.${form === 'p12' ? 'p12' : form === 'der' ? 'cer' : 'pem'}`

function certificateBytes({ spec, form, container }: CertificateFile): Uint8Array {
  const certificate = issue(spec)
  switch (form) {
    case 'pem':
      return Buffer.from(certificate.pem)
    case 'der':
      return certificate.der
    case 'chain':
      return Buffer.from(certificate.pem + certificate.chain.map(({ pem }) => pem).join(''))
    case 'p12':
      return writePkcs12(certificate, container)
  }
}
