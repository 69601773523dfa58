import { reportExchange } from '../exchange.ts'
import { AMBULATORY, type Doctor, doctorId, SECTORS, type Structure } from '../facts.ts'
import { rppsRang, siren, siret } from '../identifiers.ts'
import { World } from '../world.ts'
import { installProxyCertificate, practice, ris, runByImago, structureCertificate } from './parts.ts'
import { BASILE, chestCt, kneeMri, LAMARCHE, ODELINE, TERRIEN, VALMONT } from './people.ts'

const DOCTORS: readonly Doctor[] = [VALMONT, TERRIEN, LAMARCHE]

/** The cabinet of a doctor: a structure of its own, known by the RPPS-rang of its holder. */
const cabinet = (doctor: Doctor): Structure => ({
  id: `4${rppsRang(doctor.rpps)}`,
  name: `CABINET DU DR ${doctor.family}`,
  sector: doctor === LAMARCHE ? SECTORS.SA07 : SECTORS.SA08,
  practiceSetting: AMBULATORY,
})

/**
 * A SCM of three doctors. The SCM itself gets no certificate; each doctor is a structure on RPPS-rang with a pair:
 * `dmp-auth` and `dmp-sign`, `dmp-auth-2` and `dmp-sign-2`, `dmp-auth-3` and `dmp-sign-3`, beside `insi` and `psc-ris`.
 * Two exchanges, of the first two doctors.
 */
export function scmPool(): World {
  const world = new World('SCM des Trois Radiologues')
  world.site.structures.push({
    id: `3${siret(siren('00042002'))}`,
    name: 'SCM DES TROIS RADIOLOGUES',
    legalForm: 'SCM',
    practitioners: DOCTORS.map(doctorId),
  })
  for (const doctor of DOCTORS) {
    const { id, name, sector } = cabinet(doctor)
    world.site.structures.push({ id, name, sector: sector.code, practitioners: [doctorId(doctor)] })
  }
  runByImago(world, 'ris-1')
  world.site.systems['ris-1'] = { ...ris(world.site.structures.map(({ id }) => id)), mssante: 'nominative' }
  const place = { system: 'ris-1', server: 'srv-ris' }
  DOCTORS.forEach((doctor, i) => {
    const suffix = i === 0 ? '' : `-${i + 1}`
    const structure = cabinet(doctor)
    world
      .install(`dmp-auth${suffix}`, structureCertificate('org-auth-cli', 'DMP AUTH', structure), {
        usage: 'dmp-auth',
        ...place,
      })
      .install(`dmp-sign${suffix}`, structureCertificate('org-sign', 'DMP SIGN', structure), {
        usage: 'dmp-sign',
        ...place,
      })
  })
  world.install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', cabinet(VALMONT)), {
    usage: 'insi',
    ...place,
  })
  installProxyCertificate(world, 'ris', 'ris-1')
  world.directory = DOCTORS.map(doctor => practice(doctor, cabinet(doctor)))
  world.exchanges.push(
    reportExchange({ number: 21, patient: ODELINE, doctor: VALMONT, structure: cabinet(VALMONT), study: chestCt(21) }),
    reportExchange({
      number: 22,
      patient: BASILE,
      doctor: TERRIEN,
      structure: cabinet(TERRIEN),
      study: kneeMri(22),
      signer: 'dmp-sign-2',
    }),
  )
  return world
}
