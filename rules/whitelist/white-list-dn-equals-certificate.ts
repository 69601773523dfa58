import { all, defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import { parseDn } from '../../src/identifiers/index.ts'
import { certificatesOf, entryOf, pacsOf, sameAttributes, unusable } from '../shared/whitelist.ts'

export default defineRule({
  id: 'WLD-005',
  name: 'white-list-dn-equals-certificate',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-08'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    whitelist: optional('whitelist'),
    signatures: all('signature'),
    certificates: all('certificate', { role: 'drimbox-ssl' }),
  },
  messages: {
    differs: {
      en: "The white list knows the PACS '{pacs}' by the DN '{enrolled}', its certificate has '{subject}'.",
      fr: 'La liste blanche connaît le PACS « {pacs} » par le DN « {enrolled} », son certificat porte « {subject} ».',
    },
    absent: {
      en: "The entry of the PACS '{pacs}' in the white list has no DNCertificatOperateur.",
      fr: "L'entrée du PACS « {pacs} » dans la liste blanche n'a pas de DNCertificatOperateur.",
    },
  },
  docs: {
    en: {
      title: 'The DN in the white list is the subject of the SERV SSL certificate of the PACS.',
      why: 'Other DRIMboxes compare the certificate that a PACS shows with the DN enrolled for its host (FAQ-08): after an order with another OU or organisation the exchange fails although everything is valid.',
      fix: 'Have ANS enrol the DN of the new certificate, or order the certificate with the enrolled DN.',
    },
    fr: {
      title: 'Le DN de la liste blanche est le sujet du certificat SERV SSL du PACS.',
      why: "Les autres DRIMbox comparent le certificat que présente un PACS au DN inscrit pour son hôte (FAQ-08) : après une commande avec une autre OU ou raison sociale, l'échange échoue alors que tout est valide.",
      fix: "Faire inscrire par l'ANS le DN du nouveau certificat, ou commander le certificat avec le DN inscrit.",
    },
  },
  *check({ site, whitelist, signatures, certificates }) {
    const declared = pacsOf(site)
    if (declared.length === 0) return notApplicable
    const reason = unusable(whitelist, signatures, site)
    if (!whitelist || reason) return reason && notEvaluated(reason)
    let judged = 0
    let missing = 0
    for (const pacs of declared) {
      const entry = entryOf(whitelist, pacs)
      if (!entry) continue
      const enrolled = entry.operatorDn
      const installed = certificatesOf(pacs, certificates)
      const [first] = installed
      if (!first) missing++
      else judged++
      if (!enrolled || enrolled.value.trim() === '')
        yield { message: 'absent', at: (enrolled ?? entry).at, data: { pacs: pacs.name } }
      if (!first || !enrolled || enrolled.value.trim() === '') continue
      const dn = parseDn(enrolled.value) ?? []
      if (installed.some(({ subject }) => sameAttributes(dn, subject.attributes))) continue
      const subject = first.subject.rfc2253()
      yield {
        message: 'differs',
        at: enrolled.at,
        data: { pacs: pacs.name, enrolled, subject },
        expected: subject,
        actual: enrolled,
        related: [
          { at: first.subject.at, text: { en: 'the subject of the certificate', fr: 'le sujet du certificat' } },
        ],
      }
    }
    if (missing > 0)
      return notEvaluated({
        en: 'a PACS has no certificate with usage drimbox-ssl: list it under certificates: in dmplint.yaml',
        fr: "un PACS n'a pas de certificat d'usage drimbox-ssl : le déclarer sous certificates: dans dmplint.yaml",
      })
    // Hosts that the list does not know are told by WLD-004.
    if (judged === 0) return notApplicable
  },
})
