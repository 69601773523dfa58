import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isProductionLeaf } from '../shared/certificates.ts'

export default defineRule({
  id: 'SITE-037',
  name: 'production-certificate-not-in-test',
  level: 'warning',
  priority: 2,
  requirements: ['SSI/IE.43'],
  evidence: 'inferred',
  inputs: { site: each('site'), certificates: all('certificate') },
  messages: {
    production: {
      en: "A certificate of the production authority '{issuer}' is installed in a test site.",
      fr: 'Un certificat de l’autorité de production « {issuer} » est installé dans un site de test.',
    },
  },
  docs: {
    en: {
      title: 'No certificate of a test site comes from the production authority.',
      why: 'A production key on a test platform is handled with the habits of tests, and opens the production services (SSI/IE.43 asks each side to authenticate with certificates of its environment). No official text forbids it: a warning by reasoning.',
      fix: 'Install TEST certificates, and revoke the production one if its key was exposed; or say environment: production.',
    },
    fr: {
      title: "Aucun certificat d'un site de test ne vient de l'autorité de production.",
      why: "Une clé de production sur une plateforme de test est traitée avec les habitudes des tests, et ouvre les services de production (SSI/IE.43 demande que chacun s'authentifie avec les certificats de son environnement). Aucun texte officiel ne l'interdit : avertissement par raisonnement.",
      fix: 'Installer des certificats de TEST, et révoquer celui de production si sa clé a été exposée ; ou dire environment: production.',
    },
  },
  *check({ site, certificates }) {
    const installed = certificates.filter(({ uses, namesHealthAuthority }) => uses.length > 0 && namesHealthAuthority)
    if (site.environment?.value !== 'test' || installed.length === 0) return notApplicable
    for (const certificate of installed.filter(isProductionLeaf)) {
      const { issuer } = certificate
      yield {
        message: 'production',
        at: (issuer.cn ?? issuer).at,
        data: { issuer: issuer.cn ?? issuer.rfc2253() },
        related: certificate.uses.map(({ entry }) => ({
          at: entry.at,
          text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' },
        })),
      }
    }
  },
})
