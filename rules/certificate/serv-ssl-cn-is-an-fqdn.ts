import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFqdn } from '../shared/certificates.ts'

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|^\[?[0-9a-f]*:[0-9a-f:.]+\]?$/i

export default defineRule({
  id: 'CERT-018',
  name: 'serv-ssl-cn-is-an-fqdn',
  level: 'error',
  priority: 1,
  requirements: ['G-09', 'G-15', 'G-16'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    malformed: {
      en: "The CN '{cn}' of this SERV SSL certificate is not a fully qualified domain name.",
      fr: "Le CN « {cn} » de ce certificat SERV SSL n'est pas un nom de domaine complet.",
    },
    wildcard: {
      en: "The CN '{cn}' of this SERV SSL certificate has a wildcard: one certificate names one host.",
      fr: 'Le CN « {cn} » de ce certificat SERV SSL a un joker : un certificat désigne une seule machine.',
    },
    address: {
      en: "The CN '{cn}' of this SERV SSL certificate is an IP address, not a domain name.",
      fr: 'Le CN « {cn} » de ce certificat SERV SSL est une adresse IP, pas un nom de domaine.',
    },
    url: {
      en: "The CN '{cn}' of this SERV SSL certificate holds a scheme, a port or a path beside the domain name.",
      fr: 'Le CN « {cn} » de ce certificat SERV SSL porte un schéma, un port ou un chemin en plus du nom de domaine.',
    },
  },
  docs: {
    en: {
      title: 'The CN of a SERV SSL certificate is one fully qualified domain name.',
      why: 'The guide of December 2025 (G-09, G-15, G-16) wants CN = FQDN, one certificate per PACS. Other DRIMboxes compare that name with the host that they call: anything else breaks the exchange of images.',
      fix: 'Order the certificate again with the FQDN alone, for example db1.111.mesimagesmedicales.fr; check that dots were not typed as semicolons.',
    },
    fr: {
      title: "Le CN d'un certificat SERV SSL est un nom de domaine complet.",
      why: "Le guide de décembre 2025 (G-09, G-15, G-16) veut CN = FQDN, un certificat par PACS. Les autres DRIMbox comparent ce nom avec la machine qu'elles appellent : toute autre valeur casse l'échange d'images.",
      fix: "Commander à nouveau le certificat avec le seul FQDN, par exemple db1.111.mesimagesmedicales.fr ; vérifier qu'aucun point n'a été saisi comme point-virgule.",
    },
  },
  *check({ certificate }) {
    const cn = certificate.subject.cn
    if (certificate.profile !== 'serv-ssl' || !cn) return notApplicable
    const { value } = cn
    if (isFqdn(value)) return
    const message = value.includes('*')
      ? 'wildcard'
      : ADDRESS.test(value)
        ? 'address'
        : /[:/]/.test(value)
          ? 'url'
          : 'malformed'
    yield { message, at: cn.at, data: { cn }, actual: cn }
  },
})
