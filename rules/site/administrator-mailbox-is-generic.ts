import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { reachable } from '../shared/mailboxes.ts'

/** `prenom.nom`, `p.nom`. */
const PERSONAL = /^\p{L}[\p{L}'-]*\.\p{L}[\p{L}'-]+$/u

export default defineRule({
  id: 'SITE-033',
  name: 'administrator-mailbox-is-generic',
  level: 'note',
  priority: 2,
  requirements: ['G-76', 'G-77'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    personal: {
      en: "The only mailboxes of technical administrators are personal: '{email}'.",
      fr: 'Les seules boîtes d’administrateurs techniques sont personnelles : « {email} ».',
    },
  },
  docs: {
    en: {
      title: 'A technical administrator has a generic mailbox.',
      why: 'The guide of December 2025 advises valid and generic addresses for technical administrators (G-76), and to keep them up to date (G-77): the notices of renewal sent to somebody who has left are lost. Information: the guide only recommends.',
      fix: 'Register a shared mailbox on the IGC-Santé platform, and say generic: true for it in dmplint.yaml.',
    },
    fr: {
      title: 'Un administrateur technique a une boîte générique.',
      why: "Le guide de décembre 2025 conseille des adresses valides et génériques pour les administrateurs techniques (G-76), et de les tenir à jour (G-77) : les avis de renouvellement envoyés à quelqu'un qui est parti sont perdus. Information : le guide ne fait que recommander.",
      fix: 'Enregistrer une boîte partagée sur la plateforme IGC-Santé, et dire generic: true pour elle dans dmplint.yaml.',
    },
  },
  *check({ site }) {
    const mailboxes = reachable(site)
    const personal = mailboxes.filter(({ email, generic }) =>
      generic === undefined ? PERSONAL.test(email.value.trim().split('@')[0] ?? '') : !generic.value,
    )
    const [first, ...others] = personal
    if (!first) return mailboxes.length === 0 ? notApplicable : undefined
    if (personal.length < mailboxes.length) return
    yield {
      message: 'personal',
      at: first.email.at,
      data: { email: personal.map(({ email }) => email.value).join(', ') },
      actual: first.email,
      related: others.map(({ email }) => ({ at: email.at, text: { en: 'another mailbox', fr: 'une autre boîte' } })),
    }
  },
})
