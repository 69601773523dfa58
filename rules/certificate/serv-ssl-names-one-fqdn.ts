import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-020',
  name: 'serv-ssl-names-one-fqdn',
  level: 'warning',
  priority: 2,
  requirements: ['G-09', 'G-16'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), site: optional('site') },
  messages: {
    several: {
      en: "This SERV SSL certificate names '{others}' beside its CN '{cn}'.",
      fr: 'Ce certificat SERV SSL nomme « {others} » en plus de son CN « {cn} ».',
    },
  },
  docs: {
    en: {
      title: 'A SERV SSL certificate of a DRIMbox names one FQDN.',
      why: 'The guide of December 2025 (G-09, G-16) wants one certificate per FQDN and per PACS: with several names, one revocation stops several PACS, and the white list knows one name only.',
      fix: 'Order one SERV SSL certificate per PACS.',
    },
    fr: {
      title: 'Un certificat SERV SSL de DRIMbox nomme un seul FQDN.',
      why: "Le guide de décembre 2025 (G-09, G-16) veut un certificat par FQDN et par PACS : avec plusieurs noms, une révocation arrête plusieurs PACS, et la liste blanche ne connaît qu'un nom.",
      fix: 'Commander un certificat SERV SSL par PACS.',
    },
  },
  *check({ certificate, site }) {
    const cn = certificate.subject.cn
    const forDrimbox = !site || certificate.uses.some(({ usage }) => usage === 'drimbox-ssl')
    if (certificate.profile !== 'serv-ssl' || !cn || !forDrimbox) return notApplicable
    const san = certificate.san
    const names = new Set(san?.dns.map(({ value }) => value.toLowerCase()))
    // One name that is not the CN is CERT-019.
    if (!san || names.size < 2) return
    names.delete(cn.value.toLowerCase())
    yield { message: 'several', at: san.at, data: { cn, others: [...names].join(', ') } }
  },
})
