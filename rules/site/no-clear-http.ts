import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { hostKey, urlsOf } from '../shared/hosts.ts'

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** What control point C17 lets pass in clear: ACME HTTP-01, CRL, certificates of authorities, OCSP. */
const CLEAR_PATH = /^\/\.well-known\/acme-challenge\/|\.(?:crl|crt|cer|der|pem|p7b|p7c)$|\/ocsp(?:\/|$)/i
const OCSP_HOST = /^(?:.*\.)?ocsp[^.]*\./

export default defineRule({
  id: 'SITE-039',
  name: 'no-clear-http',
  level: 'error',
  priority: 2,
  requirements: ['FAQ-09', 'SSI/GEN.12'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    clear: {
      en: "The endpoint '{url}' uses clear HTTP.",
      fr: 'L’adresse « {url} » utilise HTTP en clair.',
    },
  },
  docs: {
    en: {
      title: 'No endpoint of dmplint.yaml uses clear HTTP.',
      why: 'Control point C17 of the ANS (FAQ-09) allows clear HTTP for ACME HTTP-01, CRL, downloads of authorities and OCSP only; SSI/GEN.12 wants both ends authenticated. Over HTTP tokens, identities and documents travel in clear.',
      fix: 'Use https, and a certificate that the other side trusts.',
    },
    fr: {
      title: "Aucune adresse de dmplint.yaml n'utilise HTTP en clair.",
      why: "Le point de contrôle C17 de l'ANS (FAQ-09) n'admet HTTP en clair que pour ACME HTTP-01, les CRL, le téléchargement des autorités et OCSP ; SSI/GEN.12 veut les deux extrémités authentifiées. En HTTP, jetons, identités et documents circulent en clair.",
      fix: "Utiliser https, et un certificat auquel l'autre côté fait confiance.",
    },
  },
  *check({ site }) {
    const urls = urlsOf(site)
    for (const { at, url } of urls) {
      const host = hostKey(url.hostname)
      if (url.protocol !== 'http:' || LOOPBACK.test(host)) continue
      if (CLEAR_PATH.test(url.pathname) || OCSP_HOST.test(host)) continue
      // Without the query, which may carry a secret.
      yield { message: 'clear', at, data: { url: `${url.origin}${url.pathname}` }, expected: 'https', actual: 'http' }
    }
    return urls.length === 0 ? notApplicable : undefined
  },
})
