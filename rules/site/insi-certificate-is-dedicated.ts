import { CERTIFICATE_USAGES } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { installations } from '../shared/installations.ts'

const OTHERS = CERTIFICATE_USAGES.filter(usage => usage !== 'insi')

export default defineRule({
  id: 'SITE-012',
  name: 'insi-certificate-is-dedicated',
  level: 'warning',
  priority: 1,
  requirements: ['G-23', 'FAQ-10'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: CERTIFICATE_USAGES }) },
  messages: {
    shared: {
      en: 'The INSi certificate is also declared for other usages: {usages}.',
      fr: 'Le certificat INSi est aussi déclaré pour d’autres usages : {usages}.',
    },
  },
  docs: {
    en: {
      title: 'The INSi certificate serves nothing else.',
      why: 'The guide of December 2025 (G-23) counts the ORG AUTH_CLI of INSi apart from the one of the DMP; the ANS lets usages share a certificate except INSi, which needs a name of its own (FAQ-10).',
      fix: 'Order a second ORG AUTH_CLI: one for INSi, one for the other usages.',
    },
    fr: {
      title: 'Le certificat INSi ne sert à rien d’autre.',
      why: "Le guide de décembre 2025 (G-23) compte l'ORG AUTH_CLI d'INSi à part de celui du DMP ; l'ANS admet qu'un certificat serve à plusieurs usages, sauf INSi, qui demande un nom particulier (FAQ-10).",
      fix: 'Commander un second ORG AUTH_CLI : un pour INSi, un pour les autres usages.',
    },
  },
  *check({ certificates }) {
    const insi = installations(certificates, 'insi')
    const told = new Set<string>()
    for (const { certificate, use } of insi) {
      const others = installations(certificates, ...OTHERS).filter(
        other => other.certificate.sha256 === certificate.sha256,
      )
      if (others.length === 0 || told.has(certificate.sha256)) continue
      told.add(certificate.sha256)
      yield {
        message: 'shared',
        at: use.entry.at,
        data: { usages: [...new Set(others.map(other => other.use.usage))].join(', ') },
        related: others.map(other => ({
          at: other.use.entry.at,
          text: { en: 'another entry', fr: 'une autre déclaration' },
        })),
      }
    }
    return insi.length === 0 ? notApplicable : undefined
  },
})
