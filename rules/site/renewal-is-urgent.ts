import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'
import { daysLeft, renewalOf } from '../shared/renewal.ts'

export default defineRule({
  id: 'SITE-031',
  name: 'renewal-is-urgent',
  level: 'warning',
  priority: 1,
  requirements: ['G-74', 'G-75', 'FAQ-06'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), site: optional('site'), certificates: all('certificate') },
  messages: {
    urgent: {
      en: 'This certificate ends in {days} days, on {day}: after that day it can only be ordered anew.',
      fr: 'Ce certificat prend fin dans {days} jours, le {day} : après ce jour il ne pourra qu’être commandé à nouveau.',
    },
    today: {
      en: 'This certificate ends today, on {day}: after that it can only be ordered anew.',
      fr: 'Ce certificat prend fin aujourd’hui, le {day} : ensuite il ne pourra qu’être commandé à nouveau.',
    },
  },
  docs: {
    en: {
      title: 'No installed certificate ends within 15 days.',
      why: 'The second notice goes to the technical administrator 15 days before the end (G-75 of the guide of December 2025). Renewal is possible only while the certificate is in force: afterwards a new order is needed, with its delay, and nothing is fed meanwhile (FAQ-06).',
      fix: 'Renew the certificate on the platform now, and install the new one.',
    },
    fr: {
      title: 'Aucun certificat installé ne prend fin dans les 15 jours.',
      why: "Le second avis part à l'administrateur technique 15 jours avant la fin (G-75 du guide de décembre 2025). Le renouvellement n'est possible que tant que le certificat est valide : ensuite il faut une nouvelle commande, avec ses délais, et rien n'est alimenté entre-temps (FAQ-06).",
      fix: 'Renouveler le certificat sur la plateforme dès maintenant, et installer le nouveau.',
    },
  },
  *check({ certificate, site, certificates }, { at }) {
    const renewal = renewalOf(certificate, { site, certificates }, at)
    if (renewal === undefined || renewal === 'open') return notApplicable
    if (renewal === 'far') return
    const { notAfter } = certificate
    const days = daysLeft(certificate, at)
    const day = dayOf(notAfter.value)
    if (days === 0) yield { message: 'today', at: notAfter.at, data: { day } }
    else yield { message: 'urgent', at: notAfter.at, data: { days, day } }
  },
})
