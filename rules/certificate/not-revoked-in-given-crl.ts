import { verifyRevocationList } from '../../src/artifacts/crl.ts'
import { all, defineRule, each, notApplicable, notEvaluated, some } from '../../src/engine/rule.ts'
import { beginsAfter, dayOf, issuersAmong } from '../shared/certificates.ts'

/** CRLReason of an entry that lifts a suspension (RFC 5280 section 5.3.1). */
const REMOVE_FROM_CRL = 8

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
    const named = lists.filter(list => list.issuer.equals(certificate.issuer))
    if (named.length === 0)
      return notEvaluated({
        en: 'no CRL of the issuer: list the .crl file under trust:',
        fr: "pas de CRL de l'émetteur : ajouter le fichier .crl sous trust:",
      })
    const authorities = issuersAmong(
      certificate,
      certificates.filter(one => one.isCa),
    )
    const verified = named
      .filter(list => authorities.some(authority => verifyRevocationList(list, authority)))
      .sort((a, b) => a.thisUpdate.value - b.thisUpdate.value)
    if (verified.length === 0)
      return notEvaluated({
        en: 'no CRL of the issuer verifies with an authority that was given',
        fr: "aucune CRL de l'émetteur ne se vérifie avec une autorité fournie",
      })
    // The newest word counts; a full list without the certificate lifts what an older one said, a delta does not.
    let entry: ReturnType<(typeof verified)[number]['revoked']['get']>
    let listsAll = false
    for (const list of verified) {
      const here = list.revoked.get(certificate.serial.value)
      if (here || !list.isDelta) entry = here
      listsAll ||= !list.isDelta && (list.nextUpdate === undefined || list.nextUpdate.value >= at)
    }
    if (entry && entry.reason !== REMOVE_FROM_CRL && !beginsAfter(entry.date, at))
      yield {
        message: 'revoked',
        at: certificate.serial.at,
        data: { day: dayOf(entry.date) },
        related: [{ at: entry.at, text: { en: 'the entry of the list', fr: "l'entrée de la liste" } }],
      }
    else if (!listsAll)
      return notEvaluated({
        en: 'no complete CRL in force was given, and absence from an old or delta list proves nothing',
        fr: "aucune CRL complète et à jour n'a été fournie, et l'absence d'une liste ancienne ou partielle ne prouve rien",
      })
  },
})
