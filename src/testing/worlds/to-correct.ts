import { xcn } from '../facts.ts'
import { siren, siret } from '../identifiers.ts'
import { REPORT_CLASS } from '../submission.ts'
import type { World } from '../world.ts'
import { drimboxSharedProxy } from './drimbox.ts'
import { structureCertificate } from './parts.ts'
import { VALMONT } from './people.ts'

/**
 * A site as an integrator finds it before a go-live: the world of the shared proxy with the usual mistakes, in
 * certificates, token, metadata and description.
 */
export function toCorrect(): World {
  const world = drimboxSharedProxy(11)
  world.site.name = "Cabinet d'imagerie des Tilleuls"

  // The RIS authenticates with the certificate of another company of the group.
  world.reissue('dmp-auth', { structure: `3${siret(siren('00077005'))}`, organisation: 'HOLDING DES TILLEULS' })
  // The signature certificate was copied to the standby server.
  world.site.certificates.push({ ...world.listed('dmp-sign'), server: 'srv-ris-secours' })
  // A certificate was ordered for the SCM that owns the premises.
  const scm = { id: `3${siret(siren('00077006'))}`, name: 'SCM DES TILLEULS' }
  world.site.structures.push({ ...scm, legalForm: 'SCM', practitioners: [] })
  world.install('mssante', structureCertificate('org-auth-cli', 'MSSANTE', scm), {
    usage: 'mssante',
    system: 'ris-1',
    server: 'srv-ris',
  })
  // The INSi certificate ends in ten days.
  world.reissue('insi', { notBefore: '2023-12-04T09:00:00Z', notAfter: '2026-12-04T09:00:00Z' })
  // A letter is missing in the host name.
  world.reissue('ssl-1', { cn: 'db1.lac.mesimagesmedicale.fr' })
  // The Client_ID was typed in capitals.
  world.reissue('psc-ris', { cn: 'IMAGO-RIS' })
  // The proxy kept a client secret beside mutual TLS.
  world.site.proxies['px-1']!.clientSecret = true
  world.site.administrators = [{ email: 'jean.martin@imago-sante.fr' }]

  // The token names the front desk, with the digit of the structure list.
  world.token.nameId(`${world.structure.id}/ACCUEIL`)
  // The RPPS lost its prefix, the time was not converted to UTC, the class is that of any report.
  world.entry
    .legalAuthenticator(xcn(VALMONT.rpps, VALMONT.family, VALMONT.given))
    .slot('creationTime', '20261120103000')
    .code('classCode', REPORT_CLASS)
  return world
}
