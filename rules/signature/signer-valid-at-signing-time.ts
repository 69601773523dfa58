import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'
import { DMP_SIGNATURES, signingInstant } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-012',
  name: 'signer-valid-at-signing-time',
  level: 'error',
  priority: 1,
  requirements: ['RFC5280-4.1.2.5', 'EX_AIR-080'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: DMP_SIGNATURES }) },
  messages: {
    notYet: {
      en: "Signed at '{instant}', before the certificate of the signer became valid on {day}.",
      fr: 'Signé à « {instant} », avant que le certificat du signataire ne devienne valable le {day}.',
    },
    expired: {
      en: "Signed at '{instant}', after the certificate of the signer expired on {day}.",
      fr: "Signé à « {instant} », après l'expiration du certificat du signataire le {day}.",
    },
  },
  docs: {
    en: {
      title: 'The certificate of the signer was valid when it signed.',
      why: 'EX_AIR-080 wants a valid certificate, and RFC 5280 makes it valid from notBefore to notAfter only. The time of the signature is judged (IssueInstant of a token, SigningTime of a submission), so that an archive stays valid.',
      fix: 'Install the certificate in force before the end of the old one, and check the clock of the server.',
    },
    fr: {
      title: 'Le certificat du signataire était valable quand il a signé.',
      why: "EX_AIR-080 veut un certificat valide, et la RFC 5280 ne le rend valable que de notBefore à notAfter. C'est l'heure de la signature qui est jugée (IssueInstant d'un jeton, SigningTime d'un lot), pour qu'une archive reste valable.",
      fix: "Installer le nouveau certificat avant la fin de l'ancien, et vérifier l'horloge du serveur.",
    },
  },
  *check({ signature }) {
    const { signer } = signature
    const instant = signingInstant(signature)
    if (!signer || !instant) return notApplicable
    const { notBefore, notAfter } = signer
    const early = instant.ms < notBefore.value
    if (!early && instant.ms <= notAfter.value) return
    const bound = early ? notBefore : notAfter
    yield {
      message: early ? 'notYet' : 'expired',
      at: instant.at,
      data: { instant, day: dayOf(bound.value) },
      actual: instant,
      related: [{ at: bound.at, text: { en: 'the certificate of the signer', fr: 'le certificat du signataire' } }],
    }
  },
})
