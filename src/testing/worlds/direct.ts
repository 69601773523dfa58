import type { CertificateSpec } from '../authority.ts'
import { reportExchange } from '../exchange.ts'
import { AMBULATORY, type Doctor, doctorId, SECTORS, type Structure } from '../facts.ts'
import { rppsRang } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago } from './parts.ts'
import { chestCt, ODELINE, VALMONT } from './people.ts'

const STRUCTURE: Structure = {
  id: `4${rppsRang(VALMONT.rpps)}`,
  name: 'CABINET DU DR VALMONT',
  sector: SECTORS.SA07,
  practiceSetting: AMBULATORY,
}

/** The signature certificate of a doctor's card. */
export const cpsOf = (doctor: Doctor): CertificateSpec => ({
  profile: 'cps-sign',
  key: 18,
  person: {
    id: doctorId(doctor),
    family: doctor.family,
    given: doctor.given,
    profession: 10,
    specialties: [doctor.specialty.code],
    card: '8025000001/2600000011',
  },
})

/**
 * A cabinet (SA07) that feeds in direct authentication: token and submission are signed with the doctor's card, no
 * structure certificate is installed. The card is `cps`; the only certificate file is `psc-ris`.
 */
export function direct(): World {
  const world = new World('Cabinet du Dr Valmont')
  world.trusts('el-org', 'fo-pp')
  world.site.structures.push({
    id: STRUCTURE.id,
    name: STRUCTURE.name,
    sector: 'SA07',
    practitioners: [doctorId(VALMONT)],
  })
  runByImago(world, 'ris-1')
  world.site.systems['ris-1'] = {
    ...ris([STRUCTURE.id]),
    authentication: 'direct',
    automaticFeed: false,
    mssante: 'nominative',
    insi: 'none',
  }
  installProxyCertificate(world, 'ris', 'ris-1')
  world.cards.cps = cpsOf(VALMONT)
  world.directory = [practice(VALMONT, STRUCTURE)]
  const exchange = reportExchange({
    number: 51,
    patient: ODELINE,
    doctor: VALMONT,
    structure: STRUCTURE,
    study: chestCt(51),
    signer: 'cps',
  })
  exchange.token?.mode('DIRECTE').contextClassRef('urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI')
  world.exchanges.push(exchange)
  return world
}
