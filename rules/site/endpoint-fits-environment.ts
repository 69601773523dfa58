import type { Environment } from '../../src/artifacts/site.ts'
import { defineRule, each, notApplicable, type Text } from '../../src/engine/rule.ts'
import { hostKey, urlsOf } from '../shared/hosts.ts'

/** Hosts whose environment is known; any other may be a proxy or a mock. */
const HOSTS: readonly { readonly pattern: RegExp; readonly environment: Environment }[] = [
  { pattern: /^lps2\.dmp\.gouv\.fr$/, environment: 'production' },
  { pattern: /^lps\.dev\d+\.dmp\.gouv\.fr$/, environment: 'test' },
  { pattern: /^dev\d+\.lps2\.dmp\.gouv\.fr$/, environment: 'test' },
  { pattern: /\.bas\.psc\.esante\.gouv\.fr$/, environment: 'test' },
  { pattern: /\.test\.mesimagesmedicales\.fr$/, environment: 'test' },
]

const NAMES: Readonly<Record<Environment, Text>> = {
  production: { en: 'production', fr: 'production' },
  test: { en: 'test', fr: 'test' },
}

export default defineRule({
  id: 'SITE-038',
  name: 'endpoint-fits-environment',
  level: 'warning',
  priority: 1,
  requirements: ['EX_AIR-080'],
  evidence: 'vendor',
  inputs: { site: each('site') },
  messages: {
    differs: {
      en: "The host '{host}' belongs to the {actual} environment, but the site is in {expected}.",
      fr: 'L’hôte « {host} » est de l’environnement de {actual}, mais le site est en {expected}.',
    },
  },
  docs: {
    en: {
      title: 'The endpoints of dmplint.yaml belong to the environment of the site.',
      why: 'Each environment of the DMP and of Pro Santé Connect takes only its own certificates (EX_AIR-080). Host names are relayed by vendors, and other names may be proxies: only those that are known are judged.',
      fix: 'Correct the endpoint, or environment in dmplint.yaml.',
    },
    fr: {
      title: "Les adresses de dmplint.yaml sont de l'environnement du site.",
      why: "Chaque environnement du DMP et de Pro Santé Connect n'accepte que ses certificats (EX_AIR-080). Les noms d'hôtes sont relayés par des éditeurs, et d'autres noms peuvent être des relais : seuls ceux qui sont connus sont jugés.",
      fix: "Corriger l'adresse, ou environment dans dmplint.yaml.",
    },
  },
  *check({ site }) {
    const { environment } = site
    if (!environment) return notApplicable
    let judged = false
    for (const { at, url } of urlsOf(site)) {
      const host = hostKey(url.hostname)
      const known = HOSTS.find(({ pattern }) => pattern.test(host))
      if (!known) continue
      judged = true
      if (known.environment === environment.value) continue
      yield {
        message: 'differs',
        at,
        data: { host, actual: NAMES[known.environment], expected: NAMES[environment.value] },
        actual: host,
        related: [{ at: environment.at, text: { en: 'the environment', fr: "l'environnement" } }],
      }
    }
    return judged ? undefined : notApplicable
  },
})
