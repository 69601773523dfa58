import type { Certificate, CertificateUse } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { beginsAfter, dayOf } from '../shared/days.ts'
import { standsFor } from '../shared/renewal.ts'

export default defineRule({
  id: 'CERT-021',
  name: 'within-validity-period',
  level: 'error',
  priority: 1,
  requirements: ['EX_AIR-080', 'FAQ-06', 'G-74', 'RFC5280-4.1.2.5'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), site: optional('site'), certificates: all('certificate') },
  messages: {
    notYet: {
      en: 'This certificate is not valid before {day}.',
      fr: "Ce certificat n'est pas valable avant le {day}.",
    },
    expired: {
      en: 'This certificate expired on {day}: it can no longer be renewed, a new one must be ordered.',
      fr: 'Ce certificat a expiré le {day} : il ne peut plus être renouvelé, il faut en commander un nouveau.',
    },
  },
  docs: {
    en: {
      title: 'Each certificate is valid on the date judged.',
      why: 'EX_AIR-080 wants a valid certificate: the server of the DMP refuses the connection otherwise. The FAQ of the ANS (FAQ-06) allows renewal only while a certificate is in force; afterwards a new order is needed, with its delay.',
      fix: 'Order a new certificate and install it; watch the notices sent 60 and 15 days before the end.',
    },
    fr: {
      title: 'Chaque certificat est valable à la date jugée.',
      why: "EX_AIR-080 veut un certificat valide : sinon le serveur du DMP refuse la connexion. La FAQ de l'ANS (FAQ-06) ne permet le renouvellement que d'un certificat en cours de validité ; ensuite il faut une nouvelle commande, avec ses délais.",
      fix: 'Commander un nouveau certificat et l’installer ; surveiller les avis envoyés 60 et 15 jours avant la fin.',
    },
  },
  *check({ certificate, site, certificates }, { at }) {
    // An authority is judged where it serves, in CERT-003; a leaf that the site does not list, by SITE-040.
    if (certificate.isCa || (site && certificate.uses.length === 0)) return notApplicable
    const { notBefore, notAfter } = certificate
    if (beginsAfter(notBefore.value, at))
      yield { message: 'notYet', at: notBefore.at, data: { day: dayOf(notBefore.value) } }
    if (notAfter.value >= at) return
    if (certificate.uses.length > 0 && certificate.uses.every(use => certificates.some(replaces(certificate, use, at))))
      return notApplicable
    yield { message: 'expired', at: notAfter.at, data: { day: dayOf(notAfter.value) } }
  },
})

/** A certificate in force that does what the expired one did. */
const replaces =
  (expired: Certificate, use: CertificateUse, at: number) =>
  (other: Certificate): boolean =>
    other.notAfter.value >= at && !beginsAfter(other.notBefore.value, at) && standsFor(other, expired, use)
