import type { CertificateSpec } from '../authority.ts'
import type { DirectoryRow } from '../directory.ts'
import type { Doctor, Structure } from '../facts.ts'
import type { SystemDescription } from '../site-description.ts'
import type { World } from '../world.ts'
import { IMAGO, IMAGO_DEPARTMENT } from './people.ts'

/** Parts that several worlds share. */

/** The RIS of the worlds: feeds by itself, in indirect authentication. */
export const ris = (structures: readonly string[]): SystemDescription => ({
  kind: 'ris',
  operator: 'imago',
  proxy: 'px-1',
  structures: [...structures],
  authentication: 'indirect',
  automaticFeed: true,
  mssante: 'applicative',
  insi: 'automatic',
  software: { name: 'Imago RIS', version: '7.2' },
})

/** A DRIMbox whose PACS answer to the hosts given. */
export const drimbox = (structures: readonly string[], ...hosts: readonly string[]): SystemDescription => ({
  kind: 'drimbox',
  operator: 'imago',
  proxy: 'px-1',
  structures: [...structures],
  authentication: 'indirect',
  introspection: 'proxy',
  software: { name: 'Imago DRIMbox', version: '3.1' },
  pacs: hosts.map((fqdn, i) => ({ name: `pacs-${i + 1}`, fqdn })),
})

/** The editor, and its proxy e-santé in the Espace de Confiance. */
export function runByImago(world: World, ...serves: readonly string[]): void {
  world.site.operators.imago = { ...IMAGO, clientIds: { ...IMAGO.clientIds } }
  world.site.proxies['px-1'] = {
    operator: 'imago',
    serves: [...serves],
    space: 'confiance',
    mutualTls: true,
    clientSecret: false,
    acrValues: 'eidas1',
  }
  world.site.ordering = {
    mode: 'B',
    contract: 'signed',
    representativeCard: true,
    delegation: 'done',
    editorRegistered: true,
    editorCards: true,
  }
}

/** The certificate of the proxy for the Client_ID of a kind of system. */
export function installProxyCertificate(world: World, kind: 'ris' | 'drimbox', system: string): void {
  world.install(`psc-${kind}`, imagoCertificate('org-auth-cli', IMAGO.clientIds[kind]), {
    usage: 'psc-proxy',
    system,
    server: 'srv-proxy',
  })
}

/** A certificate of the editor, on its SIRET. */
export const imagoCertificate = (profile: CertificateSpec['profile'], cn: string): CertificateSpec => ({
  profile,
  cn,
  structure: IMAGO.structId,
  organisation: IMAGO.name,
  department: IMAGO_DEPARTMENT,
})

/** A certificate of a structure of practice. */
export const structureCertificate = (
  profile: CertificateSpec['profile'],
  cn: string,
  structure: Pick<Structure, 'id' | 'name'>,
): CertificateSpec => ({ profile, cn, structure: structure.id, organisation: structure.name })

/** The practice of a doctor in a structure, as the directory lists it. */
export const practice = (
  doctor: Doctor,
  structure: Structure,
  identifiers: Partial<Pick<DirectoryRow, 'siret' | 'finessSite' | 'finessLegal' | 'mode'>> = {},
): DirectoryRow => ({
  rpps: doctor.rpps,
  family: doctor.family,
  given: doctor.given,
  specialty: { code: doctor.specialty.code, label: doctor.specialty.label },
  name: structure.name,
  structure: structure.id,
  sector: { code: structure.sector.code, label: structure.sector.label },
  ...identifiers,
})
