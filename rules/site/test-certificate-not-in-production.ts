import type { Certificate } from '../../src/artifacts/certificate.ts'
import { authorityByKeyIdentifier } from '../../src/artifacts/igc-sante.ts'
import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'

const NO_ENVIRONMENT: Text = {
  en: 'dmplint.yaml does not say its environment, and a certificate comes from the TEST authorities',
  fr: 'dmplint.yaml ne dit pas son environment, et un certificat vient des autorités de TEST',
}

export default defineRule({
  id: 'SITE-036',
  name: 'test-certificate-not-in-production',
  level: 'error',
  priority: 1,
  requirements: ['EX_AIR-080', 'SSI/IE.43'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate') },
  messages: {
    leaf: {
      en: "A certificate of the TEST authority '{issuer}' is installed in production.",
      fr: 'Un certificat de l’autorité de TEST « {issuer} » est installé en production.',
    },
    trusted: {
      en: "The site trusts the TEST authority '{authority}' in production, and no production authority.",
      fr: 'Le site fait confiance à l’autorité de TEST « {authority} » en production, et à aucune autorité de production.',
    },
    besides: {
      en: "The site trusts the TEST authority '{authority}' beside the production ones: TEST certificates are accepted.",
      fr: 'Le site fait confiance à l’autorité de TEST « {authority} » à côté de celles de production : les certificats de TEST sont acceptés.',
    },
  },
  docs: {
    en: {
      title: 'No certificate and no trusted authority of a production site is a TEST one.',
      why: 'The production server of the DMP asks for a certificate of the production IGC-Santé (EX_AIR-080) and refuses a TEST one. A production site that trusts the TEST authorities lets in anybody who can order TEST certificates (SSI/IE.43).',
      fix: 'Install production certificates, remove the TEST authorities from trust, or say environment: test.',
    },
    fr: {
      title: "Aucun certificat ni aucune autorité de confiance d'un site de production n'est de TEST.",
      why: "Le serveur de production du DMP demande un certificat de l'IGC-Santé de production (EX_AIR-080) et refuse ceux de TEST. Un site de production qui fait confiance aux autorités de TEST laisse entrer quiconque peut commander des certificats de TEST (SSI/IE.43).",
      fix: 'Installer des certificats de production, retirer les autorités de TEST de trust, ou dire environment: test.',
    },
  },
  *check({ site, certificates }) {
    const installed = certificates.filter(({ uses }) => uses.length > 0)
    const trusted = certificates.filter(({ roles }) => roles.includes('trust'))
    if (site.environment?.value === 'test' || installed.length + trusted.length === 0) return notApplicable
    if (!site.environment) return [...installed, ...trusted].some(isTest) ? notEvaluated(NO_ENVIRONMENT) : undefined
    for (const certificate of installed.filter(isTest)) {
      const { issuer } = certificate
      yield {
        message: 'leaf',
        at: (issuer.cn ?? issuer).at,
        data: { issuer: issuer.cn ?? issuer.rfc2253() },
        related: certificate.uses.map(({ entry }) => ({
          at: entry.at,
          text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' },
        })),
      }
    }
    const message = trusted.every(isTest) ? 'trusted' : 'besides'
    for (const { subject, at } of trusted.filter(isTest))
      yield { message, at: subject.cn?.at ?? at, data: { authority: subject.cn ?? subject.rfc2253() } }
  },
})

/** By issuer and key identifier; what the subject says proves nothing. A root is its own issuer. */
const isTest = ({ issuer, aki }: Certificate): boolean =>
  issuer.cn?.value.startsWith('TEST ') === true || authorityByKeyIdentifier(aki?.value)?.environment === 'test'
