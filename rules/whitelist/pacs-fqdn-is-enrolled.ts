import { all, defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import { entryOf, pacsOf, unusable } from '../shared/whitelist.ts'

export default defineRule({
  id: 'WLD-004',
  name: 'pacs-fqdn-is-enrolled',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-08', 'G-10'],
  evidence: 'official',
  inputs: { site: each('site'), whitelist: optional('whitelist'), signatures: all('signature') },
  messages: {
    absent: {
      en: "The host '{fqdn}' of the PACS '{pacs}' is not in the white list: other DRIMboxes will refuse it.",
      fr: "L'hôte « {fqdn} » du PACS « {pacs} » n'est pas dans la liste blanche : les autres DRIMbox le refuseront.",
    },
  },
  docs: {
    en: {
      title: 'The FQDN of each PACS is enrolled in the white list.',
      why: 'A DRIMbox exchanges images only with the hosts of the DRIM-M white list (FAQ-08), one per PACS (G-10): a PACS that is not enrolled feeds the DMP, but nobody can open its images.',
      fix: 'Have ANS enrol the host and the DN of its certificate, download the list again, or correct fqdn in dmplint.yaml.',
    },
    fr: {
      title: 'Le FQDN de chaque PACS est inscrit dans la liste blanche.',
      why: "Une DRIMbox n'échange des images qu'avec les hôtes de la liste blanche DRIM-M (FAQ-08), un par PACS (G-10) : un PACS non inscrit alimente le DMP, mais personne ne peut ouvrir ses images.",
      fix: "Faire inscrire par l'ANS l'hôte et le DN de son certificat, retélécharger la liste, ou corriger fqdn dans dmplint.yaml.",
    },
  },
  *check({ site, whitelist, signatures }) {
    const declared = pacsOf(site)
    if (declared.length === 0) return notApplicable
    const reason = unusable(whitelist, signatures, site)
    if (!whitelist || reason) return reason && notEvaluated(reason)
    for (const pacs of declared)
      if (!entryOf(whitelist, pacs))
        yield {
          message: 'absent',
          at: pacs.fqdn.at,
          data: { fqdn: pacs.fqdn, pacs: pacs.name },
          actual: pacs.fqdn,
          related: [{ at: whitelist.at, text: { en: 'the white list', fr: 'la liste blanche' } }],
        }
  },
})
