import { reportExchange } from '../exchange.ts'
import { AMBULATORY, type Doctor, doctorId, RADIOLOGY, SECTORS, type Structure } from '../facts.ts'
import { rpps, siren, siret } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago, structureCertificate } from './parts.ts'
import { chestCt, ODELINE } from './people.ts'

const SIRET = siret(siren('00000001'), 3198)

const STRUCTURE: Structure = {
  id: `3${SIRET}`,
  name: 'SELARL TEST IMAGERIE',
  sector: SECTORS.SA09,
  practiceSetting: AMBULATORY,
}

const DOCTOR: Doctor = { rpps: rpps('9970000001'), family: 'DOC0000001', given: 'KIT', specialty: RADIOLOGY }

/**
 * An editor's test site: TEST authorities, TEST identities (RPPS 997…, SIRET 0000000…, INS under the test OID) and the
 * test endpoint. Certificates as in the SELARL world.
 */
export function testSite(): World {
  const world = new World('Plateforme de test', 'test')
  world.site.structures.push({
    id: STRUCTURE.id,
    name: STRUCTURE.name,
    sector: 'SA09',
    legalForm: 'SELARL',
    practitioners: [doctorId(DOCTOR)],
  })
  runByImago(world, 'ris-1')
  world.site.systems['ris-1'] = ris([STRUCTURE.id])
  const place = { system: 'ris-1', server: 'srv-ris' }
  world
    .install('dmp-auth', structureCertificate('org-auth-cli', 'DMP AUTH', STRUCTURE), { usage: 'dmp-auth', ...place })
    .install('dmp-sign', structureCertificate('org-sign', 'DMP SIGN', STRUCTURE), { usage: 'dmp-sign', ...place })
    .install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', STRUCTURE), { usage: 'insi', ...place })
  installProxyCertificate(world, 'ris', 'ris-1')
  world.directory = [practice(DOCTOR, STRUCTURE, { siret: SIRET })]
  const exchange = reportExchange({
    number: 91,
    patient: { ...ODELINE, insOid: '1.2.250.1.213.1.4.10' },
    doctor: DOCTOR,
    structure: STRUCTURE,
    study: chestCt(91),
  })
  exchange.envelope.endpoint = 'https://dev4.lps2.dmp.gouv.fr/si-dmp-server/v2/services/repository'
  exchange.token?.attribute('LPS_ID_HOMOLOGATION_DMP', 'EXE-20260417-tmp1')
  world.exchanges.push(exchange)
  return world
}
