import { defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { isServedBy } from '../shared/installations.ts'
import { clientsOf, isOfBothKinds } from '../shared/missing-certificates.ts'

const NO_CLIENT_ID: Text = {
  en: 'an operator behind the shared proxy has no clientIds in dmplint.yaml',
  fr: "un opérateur derrière le proxy partagé n'a pas de clientIds dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-020',
  name: 'ris-and-drimbox-have-distinct-client-ids',
  level: 'error',
  priority: 2,
  requirements: ['G-22', 'FAQ-03'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    same: {
      en: "The RIS and the DRIMbox behind proxy '{proxy}' have the same Client_ID '{client}' (systems: {systems}).",
      fr: 'Le RIS et la DRIMbox derrière le proxy « {proxy} » ont le même Client_ID « {client} » (systèmes : {systems}).',
    },
  },
  docs: {
    en: {
      title: 'A RIS and a DRIMbox behind one proxy have two Client_IDs.',
      why: 'The guide of December 2025 (G-22) asks for two certificates when RIS and DRIMbox share a proxy, one with the Client_ID of each: Pro Santé Connect references two pieces of software, even of one operator.',
      fix: 'Ask Pro Santé Connect for a Client_ID of its own for the DRIMbox, order its certificate, and correct clientIds in dmplint.yaml.',
    },
    fr: {
      title: 'Un RIS et une DRIMbox derrière un même proxy ont deux Client_ID.',
      why: "Le guide de décembre 2025 (G-22) demande deux certificats quand RIS et DRIMbox partagent un proxy, chacun avec le Client_ID de l'un : Pro Santé Connect référence deux logiciels, même d'un seul opérateur.",
      fix: 'Demander à Pro Santé Connect un Client_ID propre à la DRIMbox, commander son certificat et corriger clientIds dans dmplint.yaml.',
    },
  },
  *check({ site }) {
    const shared = site.proxies.filter(proxy => isOfBothKinds(site.systems.filter(system => isServedBy(system, proxy))))
    let unknown = false
    for (const proxy of shared)
      for (const { id, systems } of clientsOf(proxy, site)) {
        if (!id) unknown = true
        if (!id || !isOfBothKinds(systems)) continue
        yield {
          message: 'same',
          at: id.at,
          data: { proxy: proxy.key, client: id, systems: systems.map(({ key }) => key.value).join(', ') },
          actual: id,
          related: systems.map(({ key }) => ({ at: key.at, text: { en: 'the system', fr: 'le système' } })),
        }
      }
    if (shared.length === 0) return notApplicable
    return unknown ? notEvaluated(NO_CLIENT_ID) : undefined
  },
})
