import type { Certificate } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { beginsAfter } from '../shared/days.ts'
import { type Installation, installations, serves } from '../shared/installations.ts'
import { clientsOf, isOfBothKinds } from '../shared/missing-certificates.ts'
import { daysLeft, RENEWAL_DAYS } from '../shared/renewal.ts'

export default defineRule({
  id: 'SITE-019',
  name: 'psc-certificate-is-not-multiplied',
  level: 'warning',
  priority: 2,
  requirements: ['G-19', 'FAQ-03'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'psc-proxy' }) },
  messages: {
    several: {
      en: "Proxy '{proxy}' has {count} certificates in force for the one Client_ID '{client}'.",
      fr: 'Le proxy « {proxy} » a {count} certificats en cours de validité pour le seul Client_ID « {client} ».',
    },
  },
  docs: {
    en: {
      title: 'A proxy server has one Pro Santé Connect certificate for one Client_ID.',
      why: 'The guide of December 2025 (G-19) and the FAQ of the ANS (FAQ-03) want a single ORG AUTH_CLI when several DRIMboxes of one operator share a proxy: they have one Client_ID. Each one more is a key to guard and a renewal to follow for nothing.',
      fix: 'Keep one certificate for the Client_ID, revoke the others, and list the one that is kept.',
    },
    fr: {
      title: 'Un serveur de proxy a un seul certificat Pro Santé Connect par Client_ID.',
      why: "Le guide de décembre 2025 (G-19) et la FAQ de l'ANS (FAQ-03) veulent un seul ORG AUTH_CLI quand plusieurs DRIMbox d'un opérateur partagent un proxy : elles ont un seul Client_ID. Chaque certificat de plus est une clé à garder et un renouvellement à suivre pour rien.",
      fix: 'Garder un certificat pour le Client_ID, révoquer les autres, et déclarer celui qui reste.',
    },
  },
  *check({ site, certificates }, { at }) {
    // A certificate whose renewal is open may have its successor beside it.
    const lasting = installations(certificates, 'psc-proxy').filter(
      ({ certificate }) => !beginsAfter(certificate.notBefore.value, at) && daysLeft(certificate, at) > RENEWAL_DAYS,
    )
    for (const proxy of site.proxies)
      for (const { id, systems } of clientsOf(proxy, site)) {
        if (!id || isOfBothKinds(systems)) continue
        const own = lasting.filter(({ use }) => use.system !== undefined && systems.some(system => serves(use, system)))
        for (const server of new Set(own.map(({ use }) => use.server))) {
          const here = own.filter(({ use }) => use.server === server)
          const [first, ...others] = different(here)
          if (!first || others.length === 0) continue
          yield {
            message: 'several',
            at: first.use.entry.at,
            data: { proxy: proxy.key, count: others.length + 1, client: id },
            related: others.map(({ use }) => ({
              at: use.entry.at,
              text: { en: 'another certificate', fr: 'un autre certificat' },
            })),
          }
        }
      }
    return certificates.length === 0 ? notApplicable : undefined
  },
})

function different(here: readonly Installation[]): readonly Installation[] {
  const first = (certificate: Certificate) => here.find(one => one.certificate.sha256 === certificate.sha256)
  return here.filter(one => first(one.certificate) === one)
}
