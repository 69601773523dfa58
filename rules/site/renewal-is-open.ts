import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'
import { daysLeft, renewalOf } from '../shared/renewal.ts'

export default defineRule({
  id: 'SITE-030',
  name: 'renewal-is-open',
  level: 'note',
  priority: 1,
  requirements: ['G-74', 'G-75', 'FAQ-06'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), site: optional('site'), certificates: all('certificate') },
  messages: {
    open: {
      en: 'This certificate ends in {days} days: it can be renewed now, and until {day}.',
      fr: 'Ce certificat prend fin dans {days} jours : il peut être renouvelé dès maintenant, et jusqu’au {day}.',
    },
  },
  docs: {
    en: {
      title: 'No installed certificate has its renewal open.',
      why: 'The guide of December 2025 opens the renewal on the IGC-Santé platform 60 days before the end (G-74), and a notice goes to the technical administrator that day and 15 days before the end (G-75). An expired certificate can only be ordered anew (FAQ-06).',
      fix: 'Renew the certificate on the platform and install the new one beside it; dmplint renewals prints the calendar.',
    },
    fr: {
      title: "Aucun certificat installé n'a son renouvellement ouvert.",
      why: "Le guide de décembre 2025 ouvre le renouvellement sur la plateforme IGC-Santé 60 jours avant la fin (G-74), et un avis part à l'administrateur technique ce jour-là puis 15 jours avant la fin (G-75). Un certificat expiré ne peut qu'être commandé à nouveau (FAQ-06).",
      fix: 'Renouveler le certificat sur la plateforme et installer le nouveau à côté ; dmplint renewals imprime le calendrier.',
    },
  },
  *check({ certificate, site, certificates }, { at }) {
    const renewal = renewalOf(certificate, { site, certificates }, at)
    if (renewal === undefined || renewal === 'urgent') return notApplicable
    if (renewal === 'far') return
    const { notAfter } = certificate
    yield { message: 'open', at: notAfter.at, data: { days: daysLeft(certificate, at), day: dayOf(notAfter.value) } }
  },
})
