import { reportExchange } from '../exchange.ts'
import { AMBULATORY, doctorId, SECTORS, type Structure } from '../facts.ts'
import { siren, siret } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago, structureCertificate } from './parts.ts'
import { BASILE, chestCt, kneeMri, ODELINE, TERRIEN, VALMONT } from './people.ts'

const SIREN = siren('00055003')
const SIRETS = [1, 2].map(establishment => siret(SIREN, establishment))

const site = (i: 0 | 1): Structure => ({
  id: `3${SIRETS[i]}`,
  name: ['SELAS IMAGERIE DES DEUX RIVES', 'SELAS IMAGERIE DES DEUX RIVES ANNEXE'][i]!,
  sector: SECTORS.SA09,
  practiceSetting: AMBULATORY,
})

/**
 * A company with two establishments that share one RIS and one set of certificates, on the SIRET of the first; tokens
 * name that SIRET. The second report is validated at the second establishment, as its CDA says. Certificates:
 * `dmp-auth`, `dmp-sign`, `insi`, `psc-ris`.
 */
export function companySites(): World {
  const world = new World('SELAS Imagerie des Deux Rives')
  const doctors = [VALMONT, TERRIEN]
  for (const i of [0, 1] as const) {
    const { id, name } = site(i)
    world.site.structures.push({ id, name, sector: 'SA09', legalForm: 'SELAS', practitioners: doctors.map(doctorId) })
  }
  runByImago(world, 'ris-1')
  world.site.systems['ris-1'] = ris(world.site.structures.map(({ id }) => id))
  const place = { system: 'ris-1', server: 'srv-ris' }
  const first = site(0)
  world
    .install('dmp-auth', structureCertificate('org-auth-cli', 'DMP AUTH', first), { usage: 'dmp-auth', ...place })
    .install('dmp-sign', structureCertificate('org-sign', 'DMP SIGN', first), { usage: 'dmp-sign', ...place })
    .install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', first), { usage: 'insi', ...place })
  installProxyCertificate(world, 'ris', 'ris-1')
  world.directory = ([0, 1] as const).flatMap(i =>
    doctors.map(doctor => practice(doctor, site(i), { siret: SIRETS[i]! })),
  )
  const second = reportExchange({ number: 42, patient: BASILE, doctor: TERRIEN, structure: first, study: kneeMri(42) })
  const { id, name } = site(1)
  second.report?.legalAuthenticator({ structure: { root: '1.2.250.1.71.4.2.2', id, name } })
  world.exchanges.push(
    reportExchange({ number: 41, patient: ODELINE, doctor: VALMONT, structure: first, study: chestCt(41) }),
    second,
  )
  return world
}
