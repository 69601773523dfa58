import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseStructureId } from '../../src/identifiers/index.ts'
import { installations, serves, structureText } from '../shared/installations.ts'

export default defineRule({
  id: 'SITE-014',
  name: 'mssante-applicative-needs-finess-or-siret',
  level: 'error',
  priority: 1,
  requirements: ['MSS/va1.29', 'MSS/va1.30'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: ['mssante', 'dmp-auth'] }) },
  messages: {
    rang: {
      en: "System '{system}' sends from an applicative mailbox, but its certificate is on the RPPS-rang '{ou}'.",
      fr: 'Le système « {system} » envoie depuis une BAL applicative, mais son certificat est sur le RPPS-rang « {ou} ».',
    },
  },
  docs: {
    en: {
      title: 'The holder of an applicative mailbox is identified by a FINESS or a SIRET.',
      why: 'Requirement MSS/va1.29 (approved draft of 2023) opens automatic sending from a BAL applicative MSSanté to structures whose ORG certificate identifies a FINESS or a SIRET; MSS/va1.30 makes structures on RPPS-rang use a nominative mailbox.',
      fix: 'Say mssante: nominative and send from the mailboxes of the doctors, or declare the certificate of the structure on FINESS or SIRET with usage mssante.',
    },
    fr: {
      title: "Le titulaire d'une BAL applicative est identifié par un FINESS ou un SIRET.",
      why: "L'exigence MSS/va1.29 (version de travail approuvée de 2023) ouvre l'envoi automatique depuis une BAL applicative MSSanté aux structures dont le certificat ORG identifie un FINESS ou un SIRET ; MSS/va1.30 renvoie les structures sur RPPS-rang à une boîte nominative.",
      fix: "Dire mssante: nominative et envoyer depuis les boîtes des médecins, ou déclarer le certificat de la structure sur FINESS ou SIRET avec l'usage mssante.",
    },
  },
  *check({ site, certificates }) {
    let judged = false
    for (const system of site.systems.filter(({ mssante }) => mssante?.value === 'applicative')) {
      const own = (usage: 'mssante' | 'dmp-auth') =>
        installations(certificates, usage)
          .filter(({ use }) => serves(use, system))
          .map(({ certificate }) => certificate)
          .filter(certificate => kindOf(structureText(certificate)) !== 'invalid')
      const declared = own('mssante')
      const holders = declared.length > 0 ? declared : own('dmp-auth')
      if (holders.length === 0) continue
      judged = true
      if (holders.some(certificate => kindOf(structureText(certificate)) !== 'rpps-rang')) continue
      const ou = holders[0]?.structure
      if (ou && system.mssante)
        yield {
          message: 'rang',
          at: ou.at,
          data: { system: system.key, ou },
          actual: ou,
          related: [{ at: system.mssante.at, text: { en: 'the mailbox', fr: 'la boîte' } }],
        }
    }
    return judged ? undefined : notApplicable
  },
})

const kindOf = (id: string | undefined) => parseStructureId(id ?? '').kind
