import { defineRule, each } from '../../src/engine/rule.ts'
import { mailboxDefect, reachable } from '../shared/mailboxes.ts'

export default defineRule({
  id: 'SITE-032',
  name: 'administrator-mailbox-is-declared',
  level: 'warning',
  priority: 1,
  requirements: ['G-75', 'G-76', 'FAQ-06'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    none: {
      en: 'No technical administrator has an e-mail address: add administrators to dmplint.yaml.',
      fr: 'Aucun administrateur technique n’a d’adresse électronique : ajouter administrators à dmplint.yaml.',
    },
    malformed: {
      en: "'{email}' is not an e-mail address, and no other administrator has one.",
      fr: '« {email} » n’est pas une adresse électronique, et aucun autre administrateur n’en a.',
    },
    reserved: {
      en: "The domain of '{email}' is reserved for examples, and no other administrator has an address.",
      fr: 'Le domaine de « {email} » est réservé aux exemples, et aucun autre administrateur n’a d’adresse.',
    },
  },
  docs: {
    en: {
      title: 'A technical administrator with an e-mail address is declared.',
      why: 'Notices of renewal go to the technical administrator 60 and 15 days before the end of a certificate (G-75), who must have a valid address (G-76 of the guide of December 2025). A mailbox that does not exist, or that asks the sender to solve a CAPTCHA, never gets them (FAQ-06).',
      fix: 'List under administrators the addresses registered on the IGC-Santé platform, and correct them there.',
    },
    fr: {
      title: 'Un administrateur technique avec une adresse électronique est déclaré.',
      why: "Les avis de renouvellement partent à l'administrateur technique 60 et 15 jours avant la fin d'un certificat (G-75), qui doit avoir une adresse valide (G-76 du guide de décembre 2025). Une boîte qui n'existe pas, ou qui demande à l'expéditeur de résoudre un CAPTCHA, ne les reçoit jamais (FAQ-06).",
      fix: 'Lister sous administrators les adresses enregistrées sur la plateforme IGC-Santé, et les corriger là-bas.',
    },
  },
  *check({ site }) {
    if (reachable(site).length > 0) return
    const addresses = site.administrators.flatMap(({ email }) => email ?? [])
    for (const email of addresses) {
      const message = mailboxDefect(email.value.trim(), site)
      if (message) yield { message, at: email.at, data: { email }, actual: email }
    }
    if (addresses.length === 0) yield { message: 'none', at: site.at }
  },
})
