import { reportExchange } from '../exchange.ts'
import { AMBULATORY, doctorId, SECTORS, type Structure } from '../facts.ts'
import { finess } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago, structureCertificate } from './parts.ts'
import { chestCt, ODELINE, TERRIEN, VALMONT } from './people.ts'

const LEGAL = finess('99000002')
const SITE = finess('99000021')

const STRUCTURE: Structure = {
  id: `1${SITE}`,
  name: 'GIE SCANNER DES COTEAUX',
  sector: SECTORS.SA30,
  practiceSetting: AMBULATORY,
}

/**
 * A GIE that holds a scanner: known by its FINESS, certificates on its FINESS juridique. Certificates: `dmp-auth`,
 * `dmp-sign`, `insi`, `psc-ris`. One exchange, plain SOAP with the documents in base64.
 */
export function gie(): World {
  const world = new World('GIE Scanner des Coteaux')
  const doctors = [VALMONT, TERRIEN]
  world.site.dmp = { ...world.site.dmp, finessMode: 'ej-eg' }
  world.site.structures.push({
    id: STRUCTURE.id,
    name: STRUCTURE.name,
    sector: 'SA30',
    legalForm: 'GIE',
    practitioners: doctors.map(doctorId),
    finessLegal: LEGAL,
  })
  runByImago(world, 'ris-1')
  world.site.ordering = { mode: 'A', contract: 'signed', representativeCard: true }
  world.site.systems['ris-1'] = ris([STRUCTURE.id])
  const legal = { id: `1${LEGAL}`, name: STRUCTURE.name }
  const place = { system: 'ris-1', server: 'srv-ris' }
  world
    .install('dmp-auth', structureCertificate('org-auth-cli', 'DMP AUTH', legal), { usage: 'dmp-auth', ...place })
    .install('dmp-sign', structureCertificate('org-sign', 'DMP SIGN', legal), { usage: 'dmp-sign', ...place })
    .install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', legal), { usage: 'insi', ...place })
  installProxyCertificate(world, 'ris', 'ris-1')
  world.directory = doctors.map(doctor => practice(doctor, STRUCTURE, { finessSite: SITE, finessLegal: LEGAL }))
  world.exchanges.push(
    reportExchange({
      number: 81,
      form: 'soap',
      patient: ODELINE,
      doctor: VALMONT,
      structure: STRUCTURE,
      study: chestCt(81),
    }),
  )
  return world
}
