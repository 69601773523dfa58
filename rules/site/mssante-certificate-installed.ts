import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { missingPairs } from '../shared/dmp-pairs.ts'
import { certificateUnread, entryServes, installations, serves, unreadEntries } from '../shared/installations.ts'

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
    const unread = unreadEntries(site, certificates, 'mssante', 'dmp-auth')
    let judged = false
    let unknown = false
    for (const system of site.systems) {
      if (system.kind.value !== 'ris' || system.mssante?.value !== 'applicative') continue
      const isThere = installations(certificates, 'mssante', 'dmp-auth').some(({ use }) => serves(use, system))
      const { missing } = missingPairs(system, { site, certificates, directory })
      // The pair of the DMP that is missing is told first: with it the mailbox has its certificate too.
      if (!isThere && missing.some(({ usages }) => usages.includes('dmp-auth'))) continue
      judged = true
      if (isThere) continue
      if (unread.some(entry => entryServes(entry, system))) unknown = true
      else yield { message: 'missing', at: system.mssante.at, data: { system: system.key } }
    }
    if (unknown) return certificateUnread
    return judged ? undefined : notApplicable
  },
})
