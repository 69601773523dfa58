import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { isServedBy } from '../shared/installations.ts'
import { missingProxyCertificates, needsCertificate } from '../shared/missing-certificates.ts'

const UNKNOWN: Text = {
  en: 'an operator has no clientIds in dmplint.yaml, or a psc-proxy certificate cannot be read',
  fr: "un opérateur n'a pas de clientIds dans dmplint.yaml, ou un certificat psc-proxy est illisible",
}

export default defineRule({
  id: 'SITE-018',
  name: 'psc-certificate-per-client-id',
  level: 'error',
  priority: 1,
  requirements: ['G-17', 'G-20', 'G-22', 'FAQ-03'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'psc-proxy' }) },
  messages: {
    missing: {
      en: "Proxy '{proxy}' has no certificate declared psc-proxy for the Client_ID '{client}' (systems: {systems}).",
      fr: 'Le proxy « {proxy} » n’a aucun certificat déclaré psc-proxy pour le Client_ID « {client} » (systèmes : {systems}).',
    },
  },
  docs: {
    en: {
      title: 'A proxy has one Pro Santé Connect certificate for each Client_ID that it serves.',
      why: 'The guide of December 2025 authenticates to Pro Santé Connect with one ORG AUTH_CLI per operator of a DRIMbox (G-17) and of a RIS (G-20), hence two when both share a proxy (G-22); the CN is the Client_ID. Without its certificate nobody connects through the proxy.',
      fix: 'Let the operator of the proxy order the missing ORG AUTH_CLI with CN = Client_ID, install it on the proxy, and list it with usage psc-proxy and the system it is for.',
    },
    fr: {
      title: 'Un proxy a un certificat Pro Santé Connect par Client_ID qu’il sert.',
      why: 'Le guide de décembre 2025 authentifie auprès de Pro Santé Connect avec un ORG AUTH_CLI par opérateur de DRIMbox (G-17) et de RIS (G-20), donc deux quand ils partagent un proxy (G-22) ; le CN est le Client_ID. Sans ce certificat, personne ne se connecte par le proxy.',
      fix: "Faire commander par l'opérateur du proxy l'ORG AUTH_CLI manquant avec CN = Client_ID, l'installer sur le proxy et le déclarer avec l'usage psc-proxy et son système.",
    },
  },
  *check({ site, certificates }) {
    const { missing, unknown } = missingProxyCertificates(site, certificates)
    for (const { proxy, id, systems } of missing)
      yield {
        message: 'missing',
        at: proxy.key.at,
        data: { proxy: proxy.key, client: id, systems: systems.map(({ key }) => key.value).join(', ') },
        related: [{ at: id.at, text: { en: 'the Client_ID', fr: 'le Client_ID' } }],
      }
    if (unknown) return notEvaluated(UNKNOWN)
    const proxies = site.proxies.filter(needsCertificate)
    return site.systems.some(system => proxies.some(proxy => isServedBy(system, proxy))) ? undefined : notApplicable
  },
})
