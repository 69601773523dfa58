import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { beginsAfter, dayOf } from '../shared/days.ts'

export default defineRule({
  id: 'CERT-023',
  name: 'private-key-usage-period-is-open',
  level: 'warning',
  priority: 2,
  requirements: ['RFC3280-4.2.1.4'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    closed: {
      en: 'The private key was to be used until {day} only, although the certificate itself is valid until {end}.',
      fr: "La clé privée ne devait servir que jusqu'au {day}, bien que le certificat soit valable jusqu'au {end}.",
    },
  },
  docs: {
    en: {
      title: 'The usage period of the private key is not over.',
      why: 'The extension privateKeyUsagePeriod (RFC 3280) lets signatures be verified after the key is retired. Old ORG SIGN certificates end it one month before notAfter: what is signed in that month may be refused.',
      fix: 'Install the renewed certificate now, before the end of the old one.',
    },
    fr: {
      title: "La période d'usage de la clé privée n'est pas terminée.",
      why: "L'extension privateKeyUsagePeriod (RFC 3280) permet de vérifier des signatures après le retrait de la clé. Les anciens ORG SIGN la terminent un mois avant notAfter : ce qui est signé durant ce mois peut être refusé.",
      fix: "Installer dès maintenant le certificat renouvelé, avant la fin de l'ancien.",
    },
  },
  *check({ certificate }, { at }) {
    const end = certificate.privateKeyUsagePeriod?.notAfter
    const { notBefore, notAfter } = certificate
    if (!end || beginsAfter(notBefore.value, at) || notAfter.value < at) return notApplicable
    if (end.value < at)
      yield { message: 'closed', at: end.at, data: { day: dayOf(end.value), end: dayOf(notAfter.value) } }
  },
})
