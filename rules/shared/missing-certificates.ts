import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { CertificateUsage, Proxy as EsanteProxy, Pacs, Site, System } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'
import { clientIdOf, entryServes, installations, isServedBy, pacsOf, serves, unreadEntries } from './installations.ts'

/** Certificates that a site needs and has not, beside the pairs of the DMP. An expired one is there. */

/** Systems of a kind of query or mailbox without certificate of these usages; `unknown`: a file cannot be read. */
function withoutCertificate(
  systems: readonly System[],
  { site, certificates }: { readonly site: Site; readonly certificates: readonly Certificate[] },
  ...usages: readonly CertificateUsage[]
) {
  const installed = installations(certificates, ...usages).map(({ use }) => use)
  const unread = unreadEntries(site, certificates, ...usages)
  const without = systems.filter(system => !installed.some(use => serves(use, system)))
  const missing = without.filter(system => !unread.some(entry => entryServes(entry, system)))
  return { missing, unknown: missing.length < without.length }
}

/** Each RIS that queries INSi by software without a certificate for it. */
export const missingInsiCertificates = (site: Site, certificates: readonly Certificate[]) =>
  withoutCertificate(
    site.systems.filter(({ kind, insi }) => kind.value === 'ris' && insi && insi.value !== 'none'),
    { site, certificates },
    'insi',
  )

/** Each RIS with an applicative mailbox and no certificate that identifies its holder. */
export const missingMailboxCertificates = (site: Site, certificates: readonly Certificate[]) =>
  withoutCertificate(
    site.systems.filter(({ kind, mssante }) => kind.value === 'ris' && mssante?.value === 'applicative'),
    { site, certificates },
    'mssante',
    'dmp-auth',
  )

/** Each PACS without a SERV SSL; `unknown`: a certificate that cannot be read, or names no PACS, may be the missing one. */
export function missingServerCertificates(site: Site, certificates: readonly Certificate[]) {
  const installed = installations(certificates, 'drimbox-ssl').map(({ use }) => use)
  const unread = unreadEntries(site, certificates, 'drimbox-ssl')
  const missing: { readonly system: System; readonly pacs: Pacs }[] = []
  let unknown = false
  for (const { system, pacs } of pacsOf(site)) {
    if (system.serverCertificate?.value === 'market') continue
    const own = installed.filter(use => serves(use, system))
    const isOf = (name: string | undefined) =>
      name === pacs.name.value || (name === undefined && system.pacs.length === 1)
    if (own.some(use => isOf(use.pacs))) continue
    const maybe =
      own.some(use => use.pacs === undefined) ||
      unread.some(entry => entryServes(entry, system) && (!entry.pacs || isOf(entry.pacs.value)))
    if (maybe) unknown = true
    else missing.push({ system, pacs })
  }
  return { missing, unknown }
}

/** Systems of a proxy by their Client_ID; those without one are under `undefined`. */
export function clientsOf(proxy: EsanteProxy, site: Site) {
  const clients = new Map<
    string | undefined,
    { readonly id: Located<string> | undefined; readonly systems: System[] }
  >()
  for (const system of site.systems.filter(system => isServedBy(system, proxy))) {
    const id = clientIdOf(system, site)
    const client = clients.get(id?.value)
    if (client) client.systems.push(system)
    else clients.set(id?.value, { id, systems: [system] })
  }
  return [...clients.values()]
}

/** The Client_ID is given to a RIS and to a DRIMbox of one proxy, which need one each. */
export const isOfBothKinds = (systems: readonly System[]): boolean =>
  systems.some(({ kind }) => kind.value === 'ris') && systems.some(({ kind }) => kind.value === 'drimbox')

/** The Espace Communautaire may do without mutual TLS, and then without certificate (FAQ-05). */
export const needsCertificate = (proxy: EsanteProxy): boolean =>
  proxy.space?.value !== 'communautaire' || proxy.mutualTls?.value === true

/** Client_IDs of each proxy that no certificate has; `unknown`: a file cannot be read, or an operator has no Client_ID. */
export function missingProxyCertificates(site: Site, certificates: readonly Certificate[]) {
  const installed = installations(certificates, 'psc-proxy').map(({ use }) => use)
  const unread = unreadEntries(site, certificates, 'psc-proxy')
  const missing: { readonly proxy: EsanteProxy; readonly id: Located<string>; readonly systems: readonly System[] }[] =
    []
  let unknown = false
  for (const proxy of site.proxies.filter(needsCertificate))
    for (const { id, systems } of clientsOf(proxy, site)) {
      if (!id) unknown = true
      if (!id || isOfBothKinds(systems) || systems.some(system => installed.some(use => serves(use, system)))) continue
      if (systems.some(system => unread.some(entry => entryServes(entry, system)))) unknown = true
      else missing.push({ proxy, id, systems })
    }
  return { missing, unknown }
}
