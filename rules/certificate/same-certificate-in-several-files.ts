import type { Certificate } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { bySha256 } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-034',
  name: 'same-certificate-in-several-files',
  level: 'note',
  priority: 3,
  requirements: ['G-70'],
  evidence: 'measured',
  inputs: { certificate: each('certificate'), certificates: all('certificate') },
  messages: {
    copy: {
      en: "This certificate stands also in '{other}'.",
      fr: 'Ce certificat se trouve aussi dans « {other} ».',
    },
  },
  docs: {
    en: {
      title: 'No certificate stands in two files.',
      why: 'The guide of December 2025 (G-70) forbids one certificate on two servers; copies under other names hide it, and one of them is forgotten at renewal. Certificates are told apart by their SHA-256 fingerprint, not by name.',
      fix: 'Keep one file and list it for each usage.',
    },
    fr: {
      title: 'Aucun certificat ne se trouve dans deux fichiers.',
      why: "Le guide de décembre 2025 (G-70) interdit un même certificat sur deux serveurs ; des copies sous d'autres noms le cachent, et l'une d'elles est oubliée au renouvellement. Les certificats se distinguent par leur empreinte SHA-256, pas par leur nom.",
      fix: 'Garder un seul fichier et le déclarer pour chaque usage.',
    },
  },
  *check({ certificate, certificates }) {
    if (certificate.isCa) return notApplicable
    // Each copy answers for the ones before it, so that two files make one finding.
    for (const other of bySha256(certificates, certificate.sha256)) {
      if (other === certificate) return
      if (other.source === certificate.source) continue
      if (onTwoServers(certificate, other)) return notApplicable
      yield {
        message: 'copy',
        at: certificate.at,
        data: { other: other.source.uri },
        related: [{ at: other.at, text: { en: 'the other copy', fr: "l'autre copie" } }],
      }
      return
    }
  },
})

/** One certificate on two servers is SITE-002. */
const onTwoServers = (one: Certificate, other: Certificate): boolean =>
  new Set([...one.uses, ...other.uses].flatMap(({ server }) => server ?? [])).size > 1
