import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'
import { NO_LIST, revocationOf } from '../shared/revocation.ts'
import { DMP_SIGNATURES, isInstalled, signingInstant } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-014',
  name: 'signer-not-revoked',
  level: 'error',
  priority: 2,
  requirements: ['RFC5280-6.3', 'EX_AIR-080', 'SSI/IE.43'],
  evidence: 'official',
  inputs: {
    signature: each('signature', { role: DMP_SIGNATURES }),
    lists: all('crl'),
    certificates: all('certificate'),
  },
  messages: {
    revoked: {
      en: "Signed at '{instant}', after the certificate of the signer was revoked on {day}.",
      fr: 'Signé à « {instant} », après la révocation du certificat du signataire le {day}.',
    },
  },
  docs: {
    en: {
      title: 'The certificate of the signer was not revoked when it signed.',
      why: 'EX_AIR-080 and SSI/IE.43 want certificates that are valid and not revoked: what is signed with a revoked one is refused. Only lists given as files are read, and only those that verify with the issuer.',
      fix: 'Sign with a new certificate, and take the revoked one away from the server.',
    },
    fr: {
      title: "Le certificat du signataire n'était pas révoqué quand il a signé.",
      why: "EX_AIR-080 et SSI/IE.43 veulent des certificats valides et non révoqués : ce que signe un certificat révoqué est refusé. Seules les listes données en fichiers sont lues, et seulement celles qui se vérifient avec l'émetteur.",
      fix: 'Signer avec un nouveau certificat, et retirer le révoqué du serveur.',
    },
  },
  *check({ signature, lists, certificates }, { at }) {
    const { signer, verification } = signature
    const instant = signingInstant(signature)
    if (!signer || !verification || !instant || isInstalled(signer, certificates)) return notApplicable
    const embedded = verification.certificates.flatMap(({ certificate }) => certificate ?? [])
    const said = revocationOf(signer, lists, [...certificates, ...embedded], at)
    if (said.entry && said.entry.date <= instant.ms)
      yield {
        message: 'revoked',
        at: instant.at,
        data: { instant, day: dayOf(said.entry.date) },
        related: [
          { at: signer.serial.at, text: { en: 'the certificate of the signer', fr: 'le certificat du signataire' } },
          { at: said.entry.at, text: { en: 'the entry of the list', fr: "l'entrée de la liste" } },
        ],
      }
    else if (!said.complete) return notEvaluated(NO_LIST)
  },
})
