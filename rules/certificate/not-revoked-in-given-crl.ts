import { all, defineRule, each, notApplicable, notEvaluated, some } from '../../src/engine/rule.ts'
import { beginsAfter, dayOf } from '../shared/days.ts'
import { NO_LIST, revocationOf } from '../shared/revocation.ts'

export default defineRule({
  id: 'CERT-028',
  name: 'not-revoked-in-given-crl',
  level: 'error',
  priority: 2,
  requirements: ['EX_AIR-080', 'SSI/IE.43'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), lists: some('crl'), certificates: all('certificate') },
  messages: {
    revoked: {
      en: 'This certificate was revoked on {day}.',
      fr: 'Ce certificat a été révoqué le {day}.',
    },
  },
  docs: {
    en: {
      title: 'A certificate is not listed in a revocation list of its issuer.',
      why: 'EX_AIR-080 wants a certificate that is valid and not revoked; the server of the DMP refuses a revoked one. Only lists given as files are read, none is fetched; a list counts when its signature verifies with the issuer of the certificate.',
      fix: 'Order a new certificate and take the revoked one away from every server.',
    },
    fr: {
      title: 'Un certificat ne figure pas dans une liste de révocation de son émetteur.',
      why: "EX_AIR-080 veut un certificat valide et non révoqué ; le serveur du DMP refuse un certificat révoqué. Seules les listes données en fichiers sont lues, aucune n'est téléchargée ; une liste compte si sa signature se vérifie avec l'émetteur du certificat.",
      fix: 'Commander un nouveau certificat et retirer le révoqué de tous les serveurs.',
    },
  },
  *check({ certificate, lists, certificates }, { at }) {
    if (certificate.selfIssued) return notApplicable
    const { entry, complete } = revocationOf(certificate, lists, certificates, at)
    if (entry && !beginsAfter(entry.date, at))
      yield {
        message: 'revoked',
        at: certificate.serial.at,
        data: { day: dayOf(entry.date) },
        related: [{ at: entry.at, text: { en: 'the entry of the list', fr: "l'entrée de la liste" } }],
      }
    else if (!complete) return notEvaluated(NO_LIST)
  },
})
