import type { Pacs, Site, System } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { type Installation, installations, pacsOf, serves } from '../shared/installations.ts'
import { missingServerCertificates } from '../shared/missing-certificates.ts'

const UNKNOWN: Text = {
  en: 'a drimbox-ssl certificate cannot be read, or does not say for which PACS it is: add pacs to its entry in dmplint.yaml',
  fr: 'un certificat drimbox-ssl est illisible, ou ne dit pas pour quel PACS il est : ajouter pacs à sa déclaration dans dmplint.yaml',
}

export default defineRule({
  id: 'SITE-015',
  name: 'serv-ssl-certificate-per-pacs',
  level: 'error',
  priority: 1,
  requirements: ['G-09', 'G-10', 'G-14', 'G-16'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'drimbox-ssl' }) },
  messages: {
    missing: {
      en: "PACS '{pacs}' of DRIMbox '{system}' has no certificate declared drimbox-ssl.",
      fr: 'Le PACS « {pacs} » de la DRIMbox « {system} » n’a aucun certificat déclaré drimbox-ssl.',
    },
    shared: {
      en: "One drimbox-ssl certificate is declared for several PACS: '{pacs}'.",
      fr: 'Un même certificat drimbox-ssl est déclaré pour plusieurs PACS : « {pacs} ».',
    },
  },
  docs: {
    en: {
      title: 'Each PACS of a DRIMbox has a SERV SSL certificate of its own.',
      why: 'The guide of December 2025 (G-09, G-10, G-14, G-16) makes one certificate one FQDN and one FQDN one PACS linked to the DRIMbox. Without its certificate a PACS cannot be asked for images by other DRIMboxes.',
      fix: 'Order a SERV SSL for the FQDN of the PACS (dmplint plan lists them), or say serverCertificate: market for the DRIMbox when it shows a certificate of the market.',
    },
    fr: {
      title: "Chaque PACS d'une DRIMbox a son certificat SERV SSL.",
      why: "Le guide de décembre 2025 (G-09, G-10, G-14, G-16) pose qu'un certificat vaut un FQDN et qu'un FQDN vaut un PACS relié à la DRIMbox. Sans son certificat, un PACS ne peut pas répondre aux autres DRIMbox qui demandent des images.",
      fix: 'Commander un SERV SSL pour le FQDN du PACS (dmplint plan les liste), ou dire serverCertificate: market pour la DRIMbox si elle présente un certificat du marché.',
    },
  },
  *check({ site, certificates }) {
    const judged = pacsOf(site).filter(({ system }) => system.serverCertificate?.value !== 'market')
    const { missing, unknown } = missingServerCertificates(site, certificates)
    for (const { system, pacs } of missing)
      yield { message: 'missing', at: pacs.name.at, data: { pacs: pacs.name, system: system.key } }
    for (const shared of sharedOnOneServer(installations(certificates, 'drimbox-ssl'), judged, site)) {
      const [first, ...others] = shared
      if (!first) continue
      yield {
        message: 'shared',
        at: (first.use.entry.pacs ?? first.use.entry).at,
        data: { pacs: [...new Set(shared.map(({ use }) => use.pacs))].join(', ') },
        related: others.map(({ use }) => ({
          at: use.entry.at,
          text: { en: 'another entry of the certificate', fr: 'une autre déclaration du certificat' },
        })),
      }
    }
    if (judged.length === 0) return notApplicable
    return unknown ? notEvaluated(UNKNOWN) : undefined
  },
})

/** Groups of entries of one certificate for several PACS; over two servers it is a copy, which SITE-002 reports. */
function sharedOnOneServer(
  all: readonly Installation[],
  judged: readonly { readonly system: System; readonly pacs: Pacs }[],
  site: Site,
): readonly (readonly Installation[])[] {
  const named = all.filter(({ use }) => judged.some(one => one.pacs.name.value === use.pacs && serves(use, one.system)))
  const nameOf = ({ use }: Installation) =>
    `${use.system ?? site.systems.find(system => serves(use, system))?.key.value} ${use.pacs}`
  return [...new Set(named.map(({ certificate }) => certificate.sha256))]
    .map(sha256 => named.filter(({ certificate }) => certificate.sha256 === sha256))
    .filter(same => new Set(same.map(nameOf)).size > 1 && new Set(same.map(({ use }) => use.server)).size === 1)
}
