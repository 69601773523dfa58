import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { certificateUnread } from '../shared/installations.ts'
import { missingInsiCertificates } from '../shared/missing-certificates.ts'

const UNSAID: Text = {
  en: 'a RIS of dmplint.yaml does not say insi: automatic, manual or none',
  fr: 'un RIS de dmplint.yaml ne dit pas insi : automatic, manual ou none',
}

export default defineRule({
  id: 'SITE-010',
  name: 'insi-certificate-installed',
  level: 'error',
  priority: 1,
  requirements: ['G-23', 'INS/va1.58', 'FAQ-10'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'insi' }) },
  messages: {
    missing: {
      en: "RIS '{system}' queries INSi, but has no certificate declared insi.",
      fr: 'Le RIS « {system} » interroge INSi, mais n’a aucun certificat déclaré insi.',
    },
  },
  docs: {
    en: {
      title: 'A RIS that queries INSi by software has a certificate for it.',
      why: 'The guide of December 2025 (G-23) lists an ORG AUTH_CLI for the queries to the teleservice INSi among the certificates of a RIS, and the ANS wants a dedicated one (FAQ-10). Without it identities are not qualified, and the DMP is not fed.',
      fix: 'Order an ORG AUTH_CLI for INSi, install it and list it with usage insi; or say insi: none in dmplint.yaml when only the card of a person queries INSi.',
    },
    fr: {
      title: 'Un RIS qui interroge INSi par logiciel a un certificat pour cela.',
      why: "Le guide de décembre 2025 (G-23) compte un ORG AUTH_CLI pour l'interrogation du téléservice INSi parmi les certificats d'un RIS, et l'ANS le veut dédié (FAQ-10). Sans lui les identités ne sont pas qualifiées, et le DMP n'est pas alimenté.",
      fix: "Commander un ORG AUTH_CLI pour INSi, l'installer et le déclarer avec l'usage insi ; ou dire insi: none dans dmplint.yaml si seule la carte d'une personne interroge INSi.",
    },
  },
  *check({ site, certificates }) {
    const ris = site.systems.filter(({ kind, insi }) => kind.value === 'ris' && insi?.value !== 'none')
    const { missing, unknown } = missingInsiCertificates(site, certificates)
    for (const { key, insi } of missing)
      yield { message: 'missing', at: insi?.at ?? key.at, data: { system: key }, actual: insi }
    if (ris.length === 0) return notApplicable
    if (unknown) return certificateUnread
    return ris.some(({ insi }) => !insi) ? notEvaluated(UNSAID) : undefined
  },
})
