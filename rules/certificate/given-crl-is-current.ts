import { verifyRevocationList } from '../../src/artifacts/crl.ts'
import { all, defineRule, each } from '../../src/engine/rule.ts'
import { beginsAfter, dayOf } from '../shared/days.ts'

export default defineRule({
  id: 'CERT-029',
  name: 'given-crl-is-current',
  level: 'warning',
  priority: 2,
  requirements: ['SSI/IE.43', 'RFC5280-5.1.2.5'],
  evidence: 'official',
  inputs: { list: each('crl'), trust: all('certificate', { role: 'trust' }) },
  messages: {
    notYet: {
      en: 'This revocation list is dated {day}, after the date judged.',
      fr: 'Cette liste de révocation est datée du {day}, après la date jugée.',
    },
    expired: {
      en: 'This revocation list was to be replaced by {day}.',
      fr: 'Cette liste de révocation devait être remplacée au plus tard le {day}.',
    },
    signature: {
      en: "The signature of this revocation list does not verify with the key of '{issuer}'.",
      fr: 'La signature de cette liste de révocation ne se vérifie pas avec la clé de « {issuer} ».',
    },
  },
  docs: {
    en: {
      title: 'A given revocation list is in force and signed by its authority.',
      why: 'An old list does not show the latest revocations (RFC 5280 section 5.1.2.5); a list of another key shows nothing. The IGC-Santé publishes the lists of leaves every morning, those of authorities more rarely: only nextUpdate counts.',
      fix: 'Download the list again from igc-sante.esante.gouv.fr and replace the file.',
    },
    fr: {
      title: 'Une liste de révocation fournie est à jour et signée par son autorité.',
      why: "Une liste ancienne ne montre pas les dernières révocations (RFC 5280, section 5.1.2.5) ; une liste d'une autre clé ne montre rien. L'IGC-Santé publie chaque matin les listes des certificats finaux, plus rarement celles des autorités : seul nextUpdate compte.",
      fix: 'Télécharger à nouveau la liste sur igc-sante.esante.gouv.fr et remplacer le fichier.',
    },
  },
  *check({ list, trust }, { at }) {
    if (beginsAfter(list.thisUpdate.value, at))
      yield { message: 'notYet', at: list.thisUpdate.at, data: { day: dayOf(list.thisUpdate.value) } }
    if (list.nextUpdate && list.nextUpdate.value < at)
      yield { message: 'expired', at: list.nextUpdate.at, data: { day: dayOf(list.nextUpdate.value) } }
    const authorities = trust.filter(one => list.issuer.equals(one.subject))
    if (authorities.length > 0 && !authorities.some(authority => verifyRevocationList(list, authority)))
      yield { message: 'signature', at: list.at, data: { issuer: list.issuer.cn?.value ?? list.issuer.rfc2253() } }
  },
})
