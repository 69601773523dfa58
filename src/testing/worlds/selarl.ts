import { reportExchange } from '../exchange.ts'
import { AMBULATORY, doctorId, SECTORS, type Structure } from '../facts.ts'
import { siren, siret } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago, structureCertificate } from './parts.ts'
import { chestCt, ODELINE, TERRIEN, VALMONT } from './people.ts'

const SIRET = siret(siren('00038001'))

const STRUCTURE: Structure = {
  id: `3${SIRET}`,
  name: 'SELARL IMAGERIE DU PARC',
  sector: SECTORS.SA09,
  practiceSetting: AMBULATORY,
}

/**
 * A company of radiologists (SA09) known by its SIRET: two doctors, one RIS that feeds by itself in indirect
 * authentication. Certificates: `dmp-auth`, `dmp-sign`, `insi`, `psc-ris`. One exchange, a report in an MTOM dump.
 */
export function selarl(): World {
  const world = new World("Centre d'imagerie du Parc")
  world.site.structures.push({
    id: STRUCTURE.id,
    name: STRUCTURE.name,
    sector: 'SA09',
    legalForm: 'SELARL',
    practitioners: [VALMONT, TERRIEN].map(doctorId),
  })
  runByImago(world, 'ris-1')
  world.site.systems['ris-1'] = ris([STRUCTURE.id])
  const place = { system: 'ris-1', server: 'srv-ris' }
  world
    .install('dmp-auth', structureCertificate('org-auth-cli', 'DMP AUTH', STRUCTURE), { usage: 'dmp-auth', ...place })
    .install('dmp-sign', structureCertificate('org-sign', 'DMP SIGN', STRUCTURE), { usage: 'dmp-sign', ...place })
    .install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', STRUCTURE), { usage: 'insi', ...place })
  installProxyCertificate(world, 'ris', 'ris-1')
  world.directory = [VALMONT, TERRIEN].map(doctor => practice(doctor, STRUCTURE, { siret: SIRET }))
  world.exchanges.push(
    reportExchange({ number: 1, patient: ODELINE, doctor: VALMONT, structure: STRUCTURE, study: chestCt(1) }),
  )
  return world
}
