import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { hostKey } from '../shared/hosts.ts'
import { pacsOf } from '../shared/installations.ts'

export default defineRule({
  id: 'SITE-016',
  name: 'pacs-fqdn-is-unique',
  level: 'error',
  priority: 2,
  requirements: ['G-10', 'G-16'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    twice: {
      en: "PACS '{pacs}' has the FQDN '{fqdn}' of PACS '{other}'.",
      fr: 'Le PACS « {pacs} » a le FQDN « {fqdn} » du PACS « {other} ».',
    },
  },
  docs: {
    en: {
      title: 'Each PACS has an FQDN of its own.',
      why: 'The guide of December 2025 (G-10, G-16) makes one FQDN one PACS linked to the DRIMbox, and one certificate one FQDN: with one name for two PACS, images of one of them cannot be asked for.',
      fix: 'Give each PACS its own name, and order a SERV SSL for each.',
    },
    fr: {
      title: 'Chaque PACS a son FQDN.',
      why: "Le guide de décembre 2025 (G-10, G-16) pose qu'un FQDN vaut un PACS relié à la DRIMbox, et qu'un certificat vaut un FQDN : avec un nom pour deux PACS, les images de l'un ne peuvent pas être demandées.",
      fix: 'Donner un nom à chaque PACS, et commander un SERV SSL pour chacun.',
    },
  },
  *check({ site }) {
    const seen = new Map<string, { readonly fqdn: Located<string>; readonly name: Located<string> }>()
    for (const { pacs } of pacsOf(site)) {
      const { fqdn, name } = pacs
      if (!fqdn) continue
      const first = seen.get(hostKey(fqdn.value))
      if (!first) seen.set(hostKey(fqdn.value), { fqdn, name })
      else
        yield {
          message: 'twice',
          at: fqdn.at,
          data: { pacs: name, fqdn, other: first.name },
          actual: fqdn,
          related: [{ at: first.fqdn.at, text: { en: 'the other PACS', fr: "l'autre PACS" } }],
        }
    }
    return seen.size === 0 ? notApplicable : undefined
  },
})
