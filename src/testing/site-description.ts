/**
 * The content of `dmplint.yaml` as a case changes it: every part may be set, deleted, or given a value that the schema
 * refuses, hence the open index.
 */

type Open = { [key: string]: unknown }

export interface SiteDescription extends Open {
  version: number
  name?: string
  environment?: string
  preset?: string
  directory?: string | string[]
  trust?: string[]
  dmp?: { endpoint?: string; finessMode?: string } & Open
  structures: StructureDescription[]
  operators: Record<string, OperatorDescription>
  proxies: Record<string, ProxyDescription>
  systems: Record<string, SystemDescription>
  certificates: CertificateDescription[]
  administrators?: ({ email?: string; generic?: boolean } & Open)[]
  ordering?: {
    mode?: string
    contract?: string
    representativeCard?: boolean
    delegation?: string
    cpsReader?: boolean
    editorRegistered?: boolean
    editorCards?: boolean
    apiModule?: boolean
  } & Open
  whitelist?: { file?: string; fetched?: string } & Open
  exchanges?: ({ token?: string; submission?: string; documents?: string[]; system?: string } & Open)[]
  rules?: Record<string, unknown>
}

export interface StructureDescription extends Open {
  /** Struct_IdNat. */
  id: string
  name?: string
  sector?: string
  legalForm?: string
  practitioners?: string[]
  finessLegal?: string | null
}

export interface OperatorDescription extends Open {
  name?: string
  siret?: string
  structId?: string
  clientIds?: { ris?: string; drimbox?: string } & Open
}

export interface ProxyDescription extends Open {
  operator?: string
  serves?: string[]
  space?: string
  mutualTls?: boolean
  clientSecret?: boolean
  acrValues?: string
  insecureTrustManager?: boolean
  urls?: string[]
}

export interface SystemDescription extends Open {
  kind: string
  operator?: string
  proxy?: string
  structures?: string[]
  authentication?: string
  automaticFeed?: boolean
  mssante?: string
  insi?: string
  introspection?: string
  software?: { name?: string; version?: string } & Open
  pacs?: ({ name?: string; fqdn?: string; viewer?: string } & Open)[]
  serverCertificate?: string
  endpoints?: string[]
  urls?: string[]
}

export interface CertificateDescription extends Open {
  file: string
  usage: string
  system?: string
  pacs?: string
  server?: string
  passwordEnv?: string
}
