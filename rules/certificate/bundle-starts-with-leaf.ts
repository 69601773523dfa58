import type { Certificate } from '../../src/artifacts/certificate.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-006',
  name: 'bundle-starts-with-leaf',
  level: 'note',
  priority: 3,
  requirements: ['RFC5246-7.4.2'],
  evidence: 'official',
  inputs: { container: each('container') },
  messages: {
    leafLater: {
      en: 'This bundle starts with an authority; the certificate itself is number {position}.',
      fr: 'Ce fichier commence par une autorité ; le certificat lui-même est le numéro {position}.',
    },
    order: {
      en: 'Certificate number {position} of this bundle did not issue the one before it.',
      fr: "Le certificat numéro {position} de ce fichier n'a pas émis celui qui le précède.",
    },
  },
  docs: {
    en: {
      title: 'A PEM bundle starts with the leaf, and each certificate issued the one before.',
      why: 'Servers send the bundle as it is, and TLS 1.2 (RFC 5246, section 7.4.2) fixes that order. Tolerant clients sort it, others refuse the connection.',
      fix: 'Write the file again: the certificate, its intermediate authority, then the root if it is needed.',
    },
    fr: {
      title: 'Un fichier PEM commence par le certificat final, et chaque certificat a émis le précédent.',
      why: "Les serveurs envoient le fichier tel quel, et TLS 1.2 (RFC 5246, section 7.4.2) fixe cet ordre. Des clients tolérants le trient, d'autres refusent la connexion.",
      fix: "Réécrire le fichier : le certificat, son autorité intermédiaire, puis la racine s'il la faut.",
    },
  },
  *check({ container }) {
    const seen = new Set<string>()
    const bundle = container.certificates.filter(one => !seen.has(one.sha256) && seen.add(one.sha256))
    // Two leaves are CERT-030.
    if (container.format !== 'PEM' || container.leaves.length !== 1 || bundle.length < 2) return notApplicable
    const leaf = bundle.findIndex(one => !one.isCa)
    if (leaf > 0) {
      yield { message: 'leafLater', at: (bundle[leaf] as Certificate).at, data: { position: leaf + 1 } }
      return
    }
    for (const [i, one] of bundle.entries()) {
      const before = bundle[i - 1]
      if (before && !before.issuer.equals(one.subject)) {
        yield { message: 'order', at: one.at, data: { position: i + 1 } }
        return
      }
    }
  },
})
