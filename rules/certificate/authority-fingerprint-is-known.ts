import type { Certificate } from '../../src/artifacts/certificate.ts'
import { AUTHORITIES, type Authority } from '../../src/artifacts/igc-sante.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** Subject of an authority, attribute by attribute. */
const subjectOf = ({ commonName, environment }: Authority): readonly (readonly [name: string, value: string])[] => [
  ['C', 'FR'],
  ['O', 'ASIP-SANTE'],
  ['OU', '0002 187512751'],
  ['OU', environment === 'test' ? 'IGC-SANTE TEST' : 'IGC-SANTE'],
  ['CN', commonName],
]

const KNOWN = AUTHORITIES.flatMap(authority =>
  authority.sha256 ? [{ sha256: authority.sha256, subject: subjectOf(authority) }] : [],
)

const bears = (certificate: Certificate, subject: ReturnType<typeof subjectOf>): boolean => {
  const { attributes } = certificate.subject
  return (
    attributes.length === subject.length &&
    attributes.every((a, i) => a.name === subject[i]?.[0] && a.value === subject[i]?.[1])
  )
}

export default defineRule({
  id: 'CERT-005',
  name: 'authority-fingerprint-is-known',
  level: 'warning',
  priority: 1,
  requirements: ['EX_AIR-080', 'RFC5280-6.1.1'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    fingerprint: {
      en: "This certificate is named '{name}' but its SHA-256 fingerprint '{found}' is not the known one.",
      fr: "Ce certificat se nomme « {name} », mais son empreinte SHA-256 « {found} » n'est pas celle qui est connue.",
    },
  },
  docs: {
    en: {
      title: 'An ELEMENTAIRE authority of the IGC-Santé has its known fingerprint.',
      why: 'A root is trusted for its fingerprint, not for its name (RFC 5280 section 6.1.1): with a forged one every chain below would verify. The four fingerprints were measured on the published authorities. A new generation is possible: hence a warning.',
      fix: 'Compare the fingerprint with the certificate published at igc-sante.esante.gouv.fr, and replace the file if it differs.',
    },
    fr: {
      title: "Une autorité ELEMENTAIRE de l'IGC-Santé a son empreinte connue.",
      why: "On fait confiance à une racine pour son empreinte, pas pour son nom (RFC 5280, section 6.1.1) : avec une fausse racine, toute chaîne se vérifierait. Les quatre empreintes ont été relevées sur les autorités publiées. Une nouvelle génération est possible : d'où un avertissement.",
      fix: "Comparer l'empreinte avec le certificat publié sur igc-sante.esante.gouv.fr, et remplacer le fichier si elle diffère.",
    },
  },
  *check({ certificate }) {
    const known = KNOWN.find(({ subject }) => bears(certificate, subject))
    if (!known) return notApplicable
    if (known.sha256 === certificate.sha256) return
    yield {
      message: 'fingerprint',
      at: certificate.at,
      data: { name: certificate.subject.cn, found: certificate.sha256 },
      expected: known.sha256,
      actual: certificate.sha256,
    }
  },
})
