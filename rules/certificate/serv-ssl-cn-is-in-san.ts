import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFqdn } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-019',
  name: 'serv-ssl-cn-is-in-san',
  level: 'warning',
  priority: 1,
  requirements: ['RFC6125-6.4.4', 'G-15'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    noNames: {
      en: "This SERV SSL certificate has no dNSName, so that TLS clients find no host name although the CN is '{cn}'.",
      fr: "Ce certificat SERV SSL n'a pas de dNSName : les clients TLS n'y trouvent aucun nom, bien que le CN soit « {cn} ».",
    },
    missing: {
      en: "The CN '{cn}' is not among the dNSNames of the certificate, which are '{names}'.",
      fr: "Le CN « {cn} » n'est pas parmi les dNSName du certificat, qui sont « {names} ».",
    },
  },
  docs: {
    en: {
      title: 'The CN of a SERV SSL certificate is also a dNSName of its subjectAltName.',
      why: 'TLS clients read the subjectAltName and ignore the CN (RFC 6125): the host named by the CN only is refused. The authority repeats the CN there.',
      fix: 'Order the certificate again through the platform of the IGC-Santé, which writes the subjectAltName.',
    },
    fr: {
      title: "Le CN d'un certificat SERV SSL est aussi un dNSName de son subjectAltName.",
      why: "Les clients TLS lisent le subjectAltName et ignorent le CN (RFC 6125) : une machine nommée par le seul CN est refusée. L'autorité y répète le CN.",
      fix: "Commander à nouveau le certificat par la plateforme de l'IGC-Santé, qui écrit le subjectAltName.",
    },
  },
  *check({ certificate }) {
    const cn = certificate.subject.cn
    if (certificate.profile !== 'serv-ssl' || !cn || !isFqdn(cn.value)) return notApplicable
    const names = certificate.san?.dns ?? []
    if (names.length === 0) yield { message: 'noNames', at: (certificate.san ?? cn).at, data: { cn }, expected: cn }
    else if (!names.some(({ value }) => value.toLowerCase() === cn.value.toLowerCase()))
      yield {
        message: 'missing',
        at: certificate.san?.at ?? cn.at,
        data: { cn, names: names.map(({ value }) => value).join(', ') },
        expected: cn,
        related: [{ at: cn.at, text: { en: 'the CN', fr: 'le CN' } }],
      }
  },
})
