import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'
import { DMP_SIGNATURES, signingInstant, wasInForce } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-013',
  name: 'signer-key-usage-period-respected',
  level: 'warning',
  priority: 3,
  requirements: ['RFC3280-4.2.1.4'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: DMP_SIGNATURES }) },
  messages: {
    early: {
      en: "Signed at '{instant}', before the private key may be used, from {day}.",
      fr: 'Signé à « {instant} », avant que la clé privée ne puisse servir, à partir du {day}.',
    },
    late: {
      en: "Signed at '{instant}', after the private key may be used, until {day}.",
      fr: "Signé à « {instant} », après la période d'usage de la clé privée, jusqu'au {day}.",
    },
  },
  docs: {
    en: {
      title: 'The private key of the signer signs only during its usage period.',
      why: 'A certificate may end the use of its private key (privateKeyUsagePeriod, RFC 3280) before its own validity: ORG SIGN certificates of 2016 to 2019 do so one month earlier. A strict receiver refuses what is signed later.',
      fix: 'Renew the certificate before the end of that period.',
    },
    fr: {
      title: "La clé privée du signataire ne signe que pendant sa période d'usage.",
      why: "Un certificat peut limiter l'usage de sa clé privée (privateKeyUsagePeriod, RFC 3280) à une durée plus courte que la sienne : les certificats ORG SIGN de 2016 à 2019 l'arrêtent un mois plus tôt. Un destinataire strict refuse ce qui est signé ensuite.",
      fix: 'Renouveler le certificat avant la fin de cette période.',
    },
  },
  *check({ signature }) {
    const { signer } = signature
    const period = signer?.privateKeyUsagePeriod
    const instant = signingInstant(signature)
    // Outside the validity of the certificate SIG-012 has said enough.
    if (!period || !instant || !wasInForce(signature, signer)) return notApplicable
    const { notBefore, notAfter } = period
    if (notBefore && instant.ms < notBefore.value)
      yield { message: 'early', at: instant.at, data: { instant, day: dayOf(notBefore.value) }, actual: instant }
    if (notAfter && instant.ms > notAfter.value)
      yield { message: 'late', at: instant.at, data: { instant, day: dayOf(notAfter.value) }, actual: instant }
  },
})
