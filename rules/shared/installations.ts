import type { Certificate, CertificateUse } from '../../src/artifacts/certificate.ts'
import { isIndirectSystem, serves, structuresOf } from '../../src/artifacts/served.ts'
import type {
  CertificateEntry,
  CertificateUsage,
  Proxy as EsanteProxy,
  Operator,
  Pacs,
  Site,
  SiteStructure,
  System,
} from '../../src/artifacts/site.ts'
import { notEvaluated, type Text, type Verdict } from '../../src/engine/rule.ts'
import { normaliseStructureId, rppsRangKeysHold, sameStructureText } from '../../src/identifiers/index.ts'
import { isUnknownToDirectory } from './legal-form.ts'

export { isIndirectSystem, serves, structuresOf }

/** What dmplint.yaml says of the certificates that are installed, and who they are installed for. */

/** Usages of the certificates that name a structure of practice. */
export const STRUCTURE_USAGES = [
  'dmp-auth',
  'dmp-sign',
  'insi',
  'mssante',
] as const satisfies readonly CertificateUsage[]

/** One entry of `certificates:` and the certificate in its file. */
export interface Installation {
  readonly certificate: Certificate
  readonly use: CertificateUse
}

/** Every use of one of these usages. A file listed for several usages is installed several times. */
export function installations(
  certificates: readonly Certificate[],
  ...usages: readonly CertificateUsage[]
): readonly Installation[] {
  return certificates.flatMap(certificate =>
    certificate.uses.filter(use => usages.includes(use.usage)).map(use => ({ certificate, use })),
  )
}

export const systemsOf = (use: CertificateUse, site: Site): readonly System[] =>
  site.systems.filter(system => serves(use, system))

/** Entries whose file gave no certificate: missing, unreadable, or closed by a password. Other rules report the file. */
export function unreadEntries(
  site: Site,
  certificates: readonly Certificate[],
  ...usages: readonly CertificateUsage[]
): readonly CertificateEntry[] {
  const read = new Set(certificates.flatMap(({ uses }) => uses.map(use => use.entry)))
  return site.certificates.filter(entry => usages.includes(entry.usage.value) && !read.has(entry))
}

/** {@link serves} for an entry whose file could not be read. */
export const entryServes = (entry: CertificateEntry, system: System): boolean =>
  serves(
    {
      ...(entry.system ? { system: entry.system.value } : {}),
      ...(entry.pacs ? { pacs: entry.pacs.value } : {}),
    },
    system,
  )

const UNREAD: Text = {
  en: 'the file of a certificate listed in dmplint.yaml could not be read',
  fr: "le fichier d'un certificat déclaré dans dmplint.yaml n'a pas pu être lu",
}
export const certificateUnread: Verdict = notEvaluated(UNREAD)

/** A declared structure in which somebody practises: all but SCM and SCI. */
export const isOfPractice = (structure: SiteStructure): boolean => !isUnknownToDirectory(structure.legalForm?.value)

export const declaredStructure = (id: string, site: Site): SiteStructure | undefined =>
  site.structures.find(structure => sameStructureText(structure.id.value, id))

export const operatorOf = (of: System | EsanteProxy, site: Site): Operator | undefined =>
  site.operators.find(operator => operator.key.value === of.operator?.value)

/** Pro Santé Connect knows one client per operator and kind of software. */
export const clientIdOf = (system: System, site: Site) => operatorOf(system, site)?.clientIds.get(system.kind.value)

export const isServedBy = (system: System, proxy: EsanteProxy): boolean =>
  system.proxy?.value === proxy.key.value || proxy.serves.some(key => key.value === system.key.value)

/** Each PACS with its DRIMbox. */
export const pacsOf = (site: Site): readonly { readonly system: System; readonly pacs: Pacs }[] =>
  site.systems.flatMap(system => system.pacs.map(pacs => ({ system, pacs })))

/** RPPS begin with 1, or with a TEST mark; few SIRET do. */
const RPPS_RANGE = /^(?:1|997|999)/

/**
 * The Struct_IdNat of a certificate in the form to compare. The type digit that was left out before a SIRET or an
 * RPPS-rang is put back: one rule reports it, and the others know whose certificate it is.
 */
export function structureText({ structure }: Certificate): string | undefined {
  if (!structure) return undefined
  const text = normaliseStructureId(structure.value)
  if (!/^[0-9]{14}$/.test(text)) return text
  return RPPS_RANGE.test(text) && rppsRangKeysHold(text).rpps ? `4${text}` : `3${text}`
}
