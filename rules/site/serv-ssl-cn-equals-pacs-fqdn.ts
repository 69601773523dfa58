import type { Text } from '../../src/engine/rule.ts'
import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { hostKey } from '../shared/hosts.ts'
import { pacsOf, serves } from '../shared/installations.ts'

const NO_CERTIFICATE: Text = {
  en: 'no certificate with usage drimbox-ssl: list it under certificates: in dmplint.yaml',
  fr: 'pas de certificat d’usage drimbox-ssl : le déclarer sous certificates: dans dmplint.yaml',
}

const NO_FQDN: Text = {
  en: 'the PACS named by the certificate has no fqdn: add it under systems: … pacs: in dmplint.yaml',
  fr: 'le PACS désigné par le certificat n’a pas de fqdn : l’ajouter sous systems: … pacs: dans dmplint.yaml',
}

export default defineRule({
  id: 'SITE-001',
  name: 'serv-ssl-cn-equals-pacs-fqdn',
  level: 'error',
  priority: 1,
  requirements: ['G-10', 'G-15', 'G-16', 'FAQ-08'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'drimbox-ssl' }) },
  messages: {
    differs: {
      en: "The SERV SSL certificate of PACS '{pacs}' is issued to '{cn}', but the FQDN of the PACS is '{fqdn}'.",
      fr: 'Le certificat SERV SSL du PACS « {pacs} » est délivré à « {cn} », mais le FQDN du PACS est « {fqdn} ».',
    },
  },
  docs: {
    en: {
      title: 'The CN of each SERV SSL certificate is the FQDN of its PACS.',
      why: 'The guide of December 2025 (G-10, G-15, G-16) draws one SERV SSL certificate per PACS linked to the DRIMbox, with CN = FQDN. Other DRIMboxes check that name when they fetch images: with another one the exchange fails.',
      fix: 'Order the certificate again for the FQDN of the PACS, or correct fqdn in dmplint.yaml if it was mistyped there.',
    },
    fr: {
      title: 'Le CN de chaque certificat SERV SSL est le FQDN de son PACS.',
      why: "Le guide de décembre 2025 (G-10, G-15, G-16) prévoit un certificat SERV SSL par PACS relié à la DRIMbox, avec CN = FQDN. Les autres DRIMbox contrôlent ce nom quand elles demandent des images : avec un autre nom, l'échange échoue.",
      fix: 'Commander à nouveau le certificat pour le FQDN du PACS, ou corriger fqdn dans dmplint.yaml si la faute est là.',
    },
  },
  *check({ site, certificates }) {
    const allPacs = pacsOf(site)
    if (certificates.length === 0) return allPacs.length === 0 ? notApplicable : notEvaluated(NO_CERTIFICATE)
    let unknown = false
    for (const certificate of certificates)
      for (const use of certificate.uses.filter(use => use.usage === 'drimbox-ssl')) {
        const pacs = allPacs.find(({ system, pacs }) => pacs.name.value === use.pacs && serves(use, system))?.pacs
        const cn = certificate.subject.cn
        if (!pacs?.fqdn || !cn) {
          unknown = true
          continue
        }
        if (hostKey(cn.value) === hostKey(pacs.fqdn.value)) continue
        yield {
          message: 'differs',
          at: cn.at,
          data: { pacs: pacs.name, cn, fqdn: pacs.fqdn },
          expected: pacs.fqdn,
          actual: cn,
          related: [
            { at: pacs.fqdn.at, text: { en: 'the FQDN of the PACS', fr: 'le FQDN du PACS' } },
            { at: use.entry.at, text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' } },
          ],
        }
      }
    return unknown ? notEvaluated(NO_FQDN) : undefined
  },
})
