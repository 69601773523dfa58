import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'PSC-007',
  name: 'mutual-tls-without-client-secret',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-05', 'G-17', 'G-20'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    noMutualTls: {
      en: "The proxy '{proxy}' is in the Espace de Confiance without mutual TLS.",
      fr: "Le proxy « {proxy} » est dans l'Espace de Confiance sans TLS mutuel.",
    },
    clientSecret: {
      en: "The proxy '{proxy}' is in the Espace de Confiance with a client secret.",
      fr: "Le proxy « {proxy} » est dans l'Espace de Confiance avec un secret client.",
    },
  },
  docs: {
    en: {
      title: 'A proxy in the Espace de Confiance uses mutual TLS and no client secret.',
      why: 'In the Espace de Confiance of Pro Santé Connect the client is authenticated by its certificate (RFC 8705); a client secret is refused (FAQ of the ANS). Only the Espace Communautaire still accepts one.',
      fix: 'Install the ORG AUTH_CLI certificate of the Client_ID on the proxy, switch to mutual TLS and drop the secret.',
    },
    fr: {
      title: "Un proxy de l'Espace de Confiance utilise le TLS mutuel et aucun secret client.",
      why: "Dans l'Espace de Confiance de Pro Santé Connect, le client est authentifié par son certificat (RFC 8705) ; un secret client est refusé (FAQ de l'ANS). Seul l'Espace Communautaire en accepte encore un.",
      fix: 'Installer le certificat ORG AUTH_CLI du Client_ID sur le proxy, passer en TLS mutuel et supprimer le secret.',
    },
  },
  *check({ site }) {
    const trusted = site.proxies.filter(proxy => proxy.space?.value !== 'communautaire')
    if (trusted.length === 0) return notApplicable
    let open = false
    for (const { key: proxy, at, space, mutualTls, clientSecret } of trusted) {
      if (!space || !mutualTls || !clientSecret) open = true
      if (!space) continue
      if (mutualTls?.value === false) yield { message: 'noMutualTls', at: mutualTls.at ?? at, data: { proxy } }
      if (clientSecret?.value === true) yield { message: 'clientSecret', at: clientSecret.at ?? at, data: { proxy } }
    }
    if (open)
      return notEvaluated({
        en: 'a proxy does not say its space, mutualTls or clientSecret: add the keys under proxies:',
        fr: 'un proxy ne dit pas son space, mutualTls ou clientSecret : ajouter les clés sous proxies:',
      })
  },
})
