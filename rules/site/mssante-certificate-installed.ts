import type { System } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { type Installed, missingPairs } from '../shared/dmp-pairs.ts'
import { certificateUnread } from '../shared/installations.ts'
import { missingMailboxCertificates } from '../shared/missing-certificates.ts'

export default defineRule({
  id: 'SITE-013',
  name: 'mssante-certificate-installed',
  level: 'error',
  priority: 2,
  requirements: ['G-08', 'G-24', 'MSS/CONF.12'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: ['mssante', 'dmp-auth', 'dmp-sign'] }),
    directory: optional('directory'),
  },
  messages: {
    missing: {
      en: "RIS '{system}' sends from an applicative mailbox, but has no certificate declared mssante or dmp-auth.",
      fr: 'Le RIS « {system} » envoie depuis une BAL applicative, mais n’a aucun certificat déclaré mssante ou dmp-auth.',
    },
  },
  docs: {
    en: {
      title: 'A RIS with an applicative mailbox has a certificate that identifies its holder.',
      why: 'The guide of December 2025 (G-08, G-24) authenticates the holder of a BAL applicative MSSanté with an ORG AUTH_CLI, which may be the one of the DMP; MSS/CONF.12 asks for it in the TLS connection to the operator of the mailbox.',
      fix: 'Order an ORG AUTH_CLI on the structure, or list the one of the DMP with usage mssante too; or say mssante: nominative.',
    },
    fr: {
      title: 'Un RIS qui a une BAL applicative a un certificat qui identifie son titulaire.',
      why: "Le guide de décembre 2025 (G-08, G-24) authentifie le titulaire d'une BAL applicative MSSanté avec un ORG AUTH_CLI, qui peut être celui du DMP ; MSS/CONF.12 le demande dans la connexion TLS à l'opérateur de la boîte.",
      fix: 'Commander un ORG AUTH_CLI sur la structure, ou déclarer aussi celui du DMP avec l’usage mssante ; ou dire mssante: nominative.',
    },
  },
  *check({ site, certificates, directory }) {
    const { missing, unknown } = missingMailboxCertificates(site, certificates)
    const systems = site.systems.filter(
      system =>
        system.kind.value === 'ris' &&
        system.mssante?.value === 'applicative' &&
        // The pair of the DMP that is missing is told first: with it the mailbox has its certificate too.
        !(missing.includes(system) && lacksPair(system, { site, certificates, directory })),
    )
    for (const system of systems.filter(system => missing.includes(system)))
      yield { message: 'missing', at: system.mssante?.at ?? system.key.at, data: { system: system.key } }
    if (unknown) return certificateUnread
    return systems.length === 0 ? notApplicable : undefined
  },
})

const lacksPair = (system: System, installed: Installed): boolean =>
  missingPairs(system, installed).missing.some(({ usages }) => usages.includes('dmp-auth'))
