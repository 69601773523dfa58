import { reportExchange } from '../exchange.ts'
import { doctorId, HOSPITAL, SECTORS, type Structure } from '../facts.ts'
import { finess } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago, structureCertificate } from './parts.ts'
import { BASILE, chestCt, kneeMri, LAMARCHE, ODELINE, VALMONT } from './people.ts'

const LEGAL = finess('99000001')
const SITES = [finess('99000011'), finess('99000012')] as const

const geographic = (i: 0 | 1): Structure => ({
  id: `1${SITES[i]}`,
  name: ['CH DE VALBOURG SITE NORD', 'CH DE VALBOURG SITE SUD'][i]!,
  sector: SECTORS.SA01,
  practiceSetting: HOSPITAL,
})

/**
 * A public hospital in EJ/EG mode: certificates on the FINESS juridique, two sites (EG). The first exchange names the
 * EG in its token, the second the EJ; the submissions name the EG. Certificates: `dmp-auth`, `dmp-sign`, `insi`,
 * `psc-ris`; the first lies in a container as the ordering platform gives it.
 */
export function hospitalEjEg(): World {
  const world = new World('Centre hospitalier de Valbourg')
  const doctors = [VALMONT, LAMARCHE] as const
  world.site.dmp = { ...world.site.dmp, finessMode: 'ej-eg' }
  doctors.forEach((doctor, i) => {
    const { id, name } = geographic(i as 0 | 1)
    world.site.structures.push({ id, name, sector: 'SA01', practitioners: [doctorId(doctor)], finessLegal: LEGAL })
  })
  runByImago(world, 'ris-1')
  world.site.ordering = { mode: 'A', contract: 'signed', representativeCard: true }
  world.site.systems['ris-1'] = ris(world.site.structures.map(({ id }) => id))
  const legal = { id: `1${LEGAL}`, name: 'CENTRE HOSPITALIER DE VALBOURG' }
  const place = { system: 'ris-1', server: 'srv-ris' }
  world
    .install('dmp-auth', structureCertificate('org-auth-cli', 'DMP AUTH', legal), { usage: 'dmp-auth', ...place })
    .install('dmp-sign', structureCertificate('org-sign', 'DMP SIGN', legal), { usage: 'dmp-sign', ...place })
    .install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', legal), { usage: 'insi', ...place })
  world.stored('dmp-auth', 'p12')
  installProxyCertificate(world, 'ris', 'ris-1')
  world.directory = doctors.map((doctor, i) =>
    practice(doctor, geographic(i as 0 | 1), { finessSite: SITES[i]!, finessLegal: LEGAL, mode: 'S' }),
  )
  world.exchanges.push(
    reportExchange({ number: 31, patient: ODELINE, doctor: VALMONT, structure: geographic(0), study: chestCt(31) }),
    reportExchange({
      number: 32,
      patient: BASILE,
      doctor: LAMARCHE,
      structure: geographic(1),
      tokenStructure: legal.id,
      study: kneeMri(32),
    }),
  )
  return world
}
