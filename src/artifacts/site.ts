import type { Located, Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import type { Source } from '../sources/source.ts'

/**
 * The site description, `dmplint.yaml`, as rules see it: every value with its place in the file. Its JSON Schema is
 * `schemas/site.schema.json`; the reader is in `site-reader.ts`.
 */

export const CERTIFICATE_USAGES = [
  'dmp-auth',
  'dmp-sign',
  'insi',
  'mssante',
  'psc-proxy',
  'psc-introspection',
  'drimbox-ssl',
] as const
export type CertificateUsage = (typeof CERTIFICATE_USAGES)[number]

export type Environment = 'production' | 'test'
export type FinessMode = 'ej-eg' | 'eg' | 'ej'
export type SystemKind = 'ris' | 'drimbox'
export type AuthenticationMode = 'direct' | 'indirect' | 'air'
export type OrderingMode = 'A' | 'B' | 'C'

export interface Site extends Artifact {
  readonly kind: 'site'
  readonly source: Source
  /** Folder of the file, `/` separated, '' for the working directory: everything in it belongs to the site. */
  readonly folder: string
  readonly name?: Located<string>
  readonly environment?: Located<Environment>
  readonly preset?: Located<string>
  /** Paths of an index, or of UserInfo or FHIR files. */
  readonly directory: readonly Located<string>[]
  /** Paths of files with authority certificates or CRLs. */
  readonly trust: readonly Located<string>[]
  readonly dmp?: {
    readonly at: Location
    readonly endpoint?: Located<string>
    readonly finessMode?: Located<FinessMode>
  }
  readonly structures: readonly SiteStructure[]
  readonly operators: readonly Operator[]
  readonly proxies: readonly Proxy[]
  readonly systems: readonly System[]
  readonly certificates: readonly CertificateEntry[]
  readonly administrators: readonly Administrator[]
  readonly ordering?: Ordering
  readonly whitelist?: WhitelistEntry
  readonly followUp?: FollowUpEntry
  readonly exchanges: readonly ExchangeEntry[]
  /** Paths of waiver files; `waivers.yaml` beside the description when nothing is said. */
  readonly waivers?: Located<string>
  /** Modules and YAML files with the user's own rules. */
  readonly plugins: readonly Located<string>[]
  /** By rule id or name: a level, `off`, and settings. */
  readonly rules: readonly RuleOverride[]
  /** What the schema or the cross references refuse, in the order of the file. */
  readonly defects: readonly SiteDefect[]
}

export interface SiteStructure {
  readonly at: Location
  /** Struct_IdNat: 1 FINESS, 3 SIRET, 4 RPPS-rang … */
  readonly id: Located<string>
  readonly name?: Located<string>
  /** TRE_R02 code: `SA09`. */
  readonly sector?: Located<string>
  /** `SELARL`, `SCM`, `SCI`, `GIE` …, upper case as written. */
  readonly legalForm?: Located<string>
  /** PS_IdNat of the radiologists and nuclear physicians who practise there. */
  readonly practitioners: readonly Located<string>[]
  /** FINESS juridique (9 characters or Struct_IdNat) of an entité géographique. */
  readonly finessLegal?: Located<string>
}

export interface Operator {
  readonly at: Location
  readonly key: Located<string>
  readonly name?: Located<string>
  readonly siret?: Located<string>
  readonly structId?: Located<string>
  /** Pro Santé Connect Client_ID by system kind. */
  readonly clientIds: ReadonlyMap<string, Located<string>>
}

export interface Proxy {
  readonly at: Location
  readonly key: Located<string>
  readonly operator?: Located<string>
  /** Keys of systems. */
  readonly serves: readonly Located<string>[]
  readonly space?: Located<'confiance' | 'communautaire'>
  readonly mutualTls?: Located<boolean>
  readonly clientSecret?: Located<boolean>
  readonly acrValues?: Located<string>
  readonly insecureTrustManager?: Located<boolean>
  /** URLs of its configuration, to be judged. */
  readonly urls: readonly Located<string>[]
}

export interface Pacs {
  readonly at: Location
  readonly name: Located<string>
  readonly fqdn?: Located<string>
  /** FQDN of the viewer (`vi…`), which may hold a market certificate. */
  readonly viewer?: Located<string>
}

export interface System {
  readonly at: Location
  readonly key: Located<string>
  readonly kind: Located<SystemKind>
  readonly operator?: Located<string>
  readonly proxy?: Located<string>
  /** Struct_IdNat of the structures it serves. */
  readonly structures: readonly Located<string>[]
  readonly authentication?: Located<AuthenticationMode>
  readonly automaticFeed?: Located<boolean>
  readonly mssante?: Located<'applicative' | 'nominative' | 'none'>
  readonly insi?: Located<'automatic' | 'manual' | 'none'>
  readonly introspection?: Located<'direct' | 'proxy' | 'none'>
  readonly software?: { readonly name?: Located<string>; readonly version?: Located<string> }
  readonly pacs: readonly Pacs[]
  /** `market`: the DRIMbox shows a market certificate instead of SERV SSL ones. */
  readonly serverCertificate?: Located<'igc-sante' | 'market'>
  /** `host:port` that `dmplint probe` asks. */
  readonly endpoints: readonly Located<string>[]
  /** Plain `http://` and other URLs of the configuration, to be judged. */
  readonly urls: readonly Located<string>[]
}

export interface CertificateEntry {
  readonly at: Location
  readonly file: Located<string>
  readonly usage: Located<CertificateUsage>
  readonly system?: Located<string>
  readonly pacs?: Located<string>
  readonly server?: Located<string>
  readonly passwordEnv?: Located<string>
  readonly passwordFile?: Located<string>
  /** Ask on the terminal. */
  readonly passwordPrompt?: Located<boolean>
}

export interface Administrator {
  readonly at: Location
  readonly email?: Located<string>
  readonly generic?: Located<boolean>
}

export interface Ordering {
  readonly at: Location
  readonly mode?: Located<OrderingMode>
  readonly contract?: Located<'signed' | 'pending' | 'none'>
  readonly representativeCard?: Located<boolean>
  readonly delegation?: Located<'done' | 'pending' | 'none'>
  /** Mode C: card readers for the CPS; the e-CPS does not serve the API. */
  readonly cpsReader?: Located<boolean>
  /** Mode B, once per editor. */
  readonly editorRegistered?: Located<boolean>
  readonly editorCards?: Located<boolean>
  /** Mode C: the module built on the IGC-Santé API. */
  readonly apiModule?: Located<boolean>
}

export interface WhitelistEntry {
  readonly at: Location
  readonly file: Located<string>
  readonly fetched?: Located<string>
}

export interface FollowUpEntry {
  readonly at: Location
  readonly file: Located<string>
  /** Column names of the file by what they hold: `cn`, `structure`, `notAfter`, `serial`. */
  readonly columns: ReadonlyMap<string, Located<string>>
}

export interface ExchangeEntry {
  readonly at: Location
  readonly name?: Located<string>
  readonly token?: Located<string>
  readonly submission?: Located<string>
  readonly documents: readonly Located<string>[]
  readonly system?: Located<string>
  readonly structure?: Located<string>
  /** A documentation sample whose signature was taken off or broken: signature rules do not apply. */
  readonly unsigned?: Located<boolean>
}

export interface RuleOverride {
  readonly at: Location
  readonly rule: Located<string>
  readonly level?: Located<'error' | 'warning' | 'note' | 'off'>
  readonly settings: Readonly<Record<string, unknown>>
}

export interface SiteDefect {
  readonly at: Location
  /** What the schema says, without values of the file but names. */
  readonly detail: { readonly en: string; readonly fr: string }
  /** A known key or name that the wrong one may mean. */
  readonly suggestion?: string
}

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    site: Site
  }
}
