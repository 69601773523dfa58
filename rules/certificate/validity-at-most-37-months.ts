import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'

export default defineRule({
  id: 'CERT-022',
  name: 'validity-at-most-37-months',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-06'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    long: {
      en: 'This certificate is valid until {to}, more than 3 years and 1 month after {from}.',
      fr: "Ce certificat est valable jusqu'au {to}, plus de 3 ans et 1 mois après le {from}.",
    },
  },
  docs: {
    en: {
      title: 'A certificate of the IGC-Santé is valid for at most 3 years and 1 month.',
      why: 'The FAQ of the ANS (FAQ-06) gives 3 years; ORG SIGN certificates of 2016 to 2019 had one month more. A longer one was not issued under the rules of the IGC-Santé.',
      fix: 'Check where the certificate comes from.',
    },
    fr: {
      title: "Un certificat de l'IGC-Santé est valable 3 ans et 1 mois au plus.",
      why: "La FAQ de l'ANS (FAQ-06) dit 3 ans ; les ORG SIGN de 2016 à 2019 avaient un mois de plus. Un certificat plus long n'a pas été émis selon les règles de l'IGC-Santé.",
      fix: "Vérifier d'où vient le certificat.",
    },
  },
  *check({ certificate }) {
    if (certificate.isCa || certificate.issuer.o?.value !== 'ASIP-SANTE') return notApplicable
    const { notBefore, notAfter } = certificate
    // The 31st of a month before a shorter one runs over into the next: that is on the generous side.
    const latest = new Date(notBefore.value)
    latest.setUTCMonth(latest.getUTCMonth() + 37)
    if (notAfter.value > latest.getTime())
      yield { message: 'long', at: notAfter.at, data: { from: dayOf(notBefore.value), to: dayOf(notAfter.value) } }
  },
})
