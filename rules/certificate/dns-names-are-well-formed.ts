import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isLabel } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-045',
  name: 'dns-names-are-well-formed',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.2.1.6', 'RFC1034-3.5'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    malformed: {
      en: "The dNSName '{name}' is not a domain name.",
      fr: "Le dNSName « {name} » n'est pas un nom de domaine.",
    },
  },
  docs: {
    en: {
      title: 'Each dNSName is a well-formed domain name.',
      why: 'RFC 5280 (section 4.2.1.6) wants the preferred name syntax of RFC 1034: labels of 1 to 63 letters, digits and inner hyphens, 253 characters in all. No TLS client finds its host in another text.',
      fix: 'Order the certificate again with the right host name.',
    },
    fr: {
      title: 'Chaque dNSName est un nom de domaine bien formé.',
      why: "La RFC 5280 (section 4.2.1.6) veut la syntaxe de la RFC 1034 : des étiquettes de 1 à 63 lettres, chiffres et traits d'union intérieurs, 253 caractères en tout. Aucun client TLS ne retrouve sa machine dans un autre texte.",
      fix: 'Commander à nouveau le certificat avec le bon nom de machine.',
    },
  },
  *check({ certificate }) {
    const names = certificate.san?.dns ?? []
    if (names.length === 0) return notApplicable
    // The CN of a SERV SSL certificate is judged by CERT-018, its copy here is not judged again.
    const cn = certificate.profile === 'serv-ssl' ? certificate.subject.cn?.value.toLowerCase() : undefined
    for (const name of names)
      if (name.value.toLowerCase() !== cn && !isDomainName(name.value))
        yield { message: 'malformed', at: name.at, data: { name }, actual: name }
  },
})

function isDomainName(name: string): boolean {
  const labels = name.replace(/^\*\./, '').split('.')
  return name.length <= 253 && labels.every(isLabel)
}
