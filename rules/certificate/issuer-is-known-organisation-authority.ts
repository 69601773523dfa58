import { AUTHORITIES } from '../../src/artifacts/igc-sante.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { mustBeOfOrganisations } from '../shared/certificates.ts'

const ISSUERS = AUTHORITIES.filter(({ domain, range }) => domain === 'ORGANISATIONS' && range === 'ELEMENTAIRE')

export default defineRule({
  id: 'CERT-002',
  name: 'issuer-is-known-organisation-authority',
  level: 'error',
  priority: 1,
  requirements: ['G-05', 'EX_AIR-080', 'SSI/IE.43'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), trust: all('certificate', { role: 'trust' }) },
  messages: {
    issuer: {
      en: "This certificate is issued by '{issuer}', not by the authority ELEMENTAIRE ORGANISATIONS of the IGC-Santé.",
      fr: "Ce certificat est émis par « {issuer} », et non par l'autorité ELEMENTAIRE ORGANISATIONS de l'IGC-Santé.",
    },
    key: {
      en: "The issuer is named '{issuer}', but the authorityKeyIdentifier '{found}' is not that of this authority.",
      fr: "L'émetteur se nomme « {issuer} », mais l'authorityKeyIdentifier « {found} » n'est pas celui de cette autorité.",
    },
  },
  docs: {
    en: {
      title: 'A structure or server certificate is issued by the authority ELEMENTAIRE ORGANISATIONS of the IGC-Santé.',
      why: 'The guide of December 2025 (G-05) and requirement EX_AIR-080 ask for certificates of the IGC-Santé; software certificates of structures and servers come from that authority only. A name can be copied: the key identifier of the issuer is compared too.',
      fix: 'Order the certificate at the IGC-Santé, offer for organisations; for a new authority of the IGC-Santé, list its certificate under trust: in dmplint.yaml.',
    },
    fr: {
      title:
        "Un certificat de structure ou de serveur est émis par l'autorité ELEMENTAIRE ORGANISATIONS de l'IGC-Santé.",
      why: "Le guide de décembre 2025 (G-05) et l'exigence EX_AIR-080 demandent des certificats de l'IGC-Santé ; les certificats logiciels de structures et de serveurs viennent de cette seule autorité. Un nom se copie : l'identifiant de clé de l'émetteur est comparé aussi.",
      fix: "Commander le certificat à l'IGC-Santé, offre des organisations ; pour une nouvelle autorité de l'IGC-Santé, déclarer son certificat sous trust: dans dmplint.yaml.",
    },
  },
  *check({ certificate, trust }) {
    if (!mustBeOfOrganisations(certificate)) return notApplicable
    const { issuer, aki } = certificate
    const cn = issuer.cn?.value
    const named = ISSUERS.find(({ commonName }) => commonName === cn)
    if (named && named.ski === aki?.value) return
    const trusted = trust.some(
      one =>
        one.isCa &&
        one.subject.o?.value === 'ASIP-SANTE' &&
        aki !== undefined &&
        one.ski?.value === aki.value &&
        issuer.equals(one.subject),
    )
    if (trusted) return
    const shown = cn ?? issuer.rfc2253()
    if (named)
      yield {
        message: 'key',
        at: (aki ?? issuer).at,
        data: { issuer: shown, found: aki?.value ?? '' },
        expected: named.ski,
        actual: aki,
      }
    else yield { message: 'issuer', at: (issuer.cn ?? issuer).at, data: { issuer: shown }, actual: shown }
  },
})
