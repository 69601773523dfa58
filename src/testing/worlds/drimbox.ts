import { kosExchange, reportExchange } from '../exchange.ts'
import { AMBULATORY, doctorId, SECTORS, type Structure, type Study } from '../facts.ts'
import { siren, siret } from '../identifiers.ts'
import { WhitelistBuilder } from '../whitelist.ts'
import { World } from '../world.ts'
import {
  drimbox,
  imagoCertificate,
  installProxyCertificate,
  practice,
  ris,
  runByImago,
  structureCertificate,
} from './parts.ts'
import { chestCt, IMAGO, ODELINE, TERRIEN, VALMONT } from './people.ts'

const SIRET = siret(siren('00061004'))

const STRUCTURE: Structure = {
  id: `3${SIRET}`,
  name: 'SELARL RADIOLOGIE DU LAC',
  sector: SECTORS.SA09,
  practiceSetting: AMBULATORY,
}

/** The company, its editor and its two doctors, without systems. */
function company(name: string): World {
  const world = new World(name)
  const doctors = [VALMONT, TERRIEN]
  world.site.structures.push({
    id: STRUCTURE.id,
    name: STRUCTURE.name,
    sector: 'SA09',
    legalForm: 'SELARL',
    practitioners: doctors.map(doctorId),
  })
  world.directory = doctors.map(doctor => practice(doctor, STRUCTURE, { siret: SIRET }))
  return world
}

/** A pair for the DMP, on the structure, under names that start with `prefix`. */
function installPair(world: World, prefix: string, system: string, server: string): void {
  world
    .install(`${prefix}-auth`, structureCertificate('org-auth-cli', `${prefix.toUpperCase()} AUTH`, STRUCTURE), {
      usage: 'dmp-auth',
      system,
      server,
    })
    .install(`${prefix}-sign`, structureCertificate('org-sign', `${prefix.toUpperCase()} SIGN`, STRUCTURE), {
      usage: 'dmp-sign',
      system,
      server,
    })
}

/** A SERV SSL for each PACS of `box-1` (`ssl-1`, `ssl-2`…), and the white list that knows them. */
function installServerCertificates(world: World): void {
  const list = new WhitelistBuilder(world.environment)
  for (const [i, { name, fqdn }] of (world.system('box-1').pacs ?? []).entries()) {
    const certificate = `ssl-${i + 1}`
    world.install(certificate, imagoCertificate('serv-ssl', fqdn!), {
      usage: 'drimbox-ssl',
      system: 'box-1',
      pacs: name!,
      server: `srv-box-${i + 1}`,
    })
    list.enrol(world.certificate(certificate))
  }
  world.whitelist = list
  world.site.whitelist = { file: 'listeblanche.xml', fetched: '2026-11-23' }
}

/** The KOS of the first study, fed by the DRIMbox; its software is not that of the RIS. */
function kosOfFirstStudy(number: number, study: Study, signer: string, report?: World['report']) {
  const exchange = kosExchange({
    number,
    patient: ODELINE,
    doctor: VALMONT,
    structure: STRUCTURE,
    study,
    signer,
    ...(report ? { report } : {}),
  })
  exchange.token
    ?.attribute('LPS_Nom', 'Imago DRIMbox')
    .attribute('LPS_Version', '3.1')
    .attribute('LPS_ID', '2.25.11897534.910')
  exchange.submission.sourceId('2.25.11897534.2')
  return exchange
}

/**
 * A RIS (`ris-1`) and a DRIMbox (`box-1`) of one editor behind one proxy. Certificates: `dmp-auth`, `dmp-sign`, `insi`
 * of the RIS, `box-auth`, `box-sign` of the DRIMbox, `ssl-1`, `psc-ris` and `psc-drimbox` of the proxy,
 * `psc-introspection`. The report is fed by the RIS, the KOS by the DRIMbox; a white list names the PACS.
 *
 * @param first number from which identifiers of exchanges count, so that two sites do not share one
 */
export function drimboxSharedProxy(first = 61): World {
  const world = company('Radiologie du Lac')
  runByImago(world, 'ris-1', 'box-1')
  world.site.systems['ris-1'] = ris([STRUCTURE.id])
  world.site.systems['box-1'] = {
    ...drimbox([STRUCTURE.id], 'db1.lac.mesimagesmedicales.fr'),
    introspection: 'direct',
  }
  installPair(world, 'dmp', 'ris-1', 'srv-ris')
  world.install('insi', structureCertificate('org-auth-cli', 'INSI-AUTO', STRUCTURE), {
    usage: 'insi',
    system: 'ris-1',
    server: 'srv-ris',
  })
  installPair(world, 'box', 'box-1', 'srv-box-1')
  installServerCertificates(world)
  installProxyCertificate(world, 'ris', 'ris-1')
  installProxyCertificate(world, 'drimbox', 'box-1')
  world.install('psc-introspection', imagoCertificate('org-auth-cli', IMAGO.clientIds.drimbox), {
    usage: 'psc-introspection',
    system: 'box-1',
    server: 'srv-box-1',
  })
  const report = reportExchange({
    number: first,
    patient: ODELINE,
    doctor: VALMONT,
    structure: STRUCTURE,
    study: chestCt(first),
  })
  world.exchanges.push(report, kosOfFirstStudy(first + 1, chestCt(first), 'box-sign', report.report))
  return world
}

/**
 * A DRIMbox (`box-1`) that serves three PACS, each with a host and a SERV SSL of its own (`ssl-1` to `ssl-3`). Other
 * certificates: `dmp-auth`, `dmp-sign`, `psc-drimbox`. One exchange, a KOS.
 */
export function drimboxThreePacs(): World {
  const world = company('Radiologie du Lac, trois PACS')
  runByImago(world, 'box-1')
  world.site.systems['box-1'] = drimbox([STRUCTURE.id], ...[1, 2, 3].map(n => `db${n}.lac.mesimagesmedicales.fr`))
  installPair(world, 'dmp', 'box-1', 'srv-box-1')
  installServerCertificates(world)
  installProxyCertificate(world, 'drimbox', 'box-1')
  world.exchanges.push(kosOfFirstStudy(71, chestCt(71), 'dmp-sign'))
  return world
}
