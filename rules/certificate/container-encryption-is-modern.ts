import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-033',
  name: 'container-encryption-is-modern',
  level: 'note',
  priority: 3,
  requirements: ['RFC7292', 'SSI/GEN.13'],
  evidence: 'measured',
  inputs: { container: each('container') },
  messages: {
    old: {
      en: 'This PKCS#12 is protected with {algorithms}, which recent software opens only in a compatibility mode.',
      fr: "Ce PKCS#12 est protégé par {algorithms}, que les logiciels récents n'ouvrent qu'en mode de compatibilité.",
    },
  },
  docs: {
    en: {
      title: 'A PKCS#12 container uses AES (PBES2) and a MAC stronger than SHA-1.',
      why: '3DES, RC2 and a SHA-1 MAC are of another age (SSI/GEN.13), and OpenSSL 3 wants its legacy provider for them. Information only: the platform of the IGC-Santé delivers such files and the owner has no choice.',
      fix: 'Export the container again with AES-256 and SHA-256 when it is installed, with a strong password.',
    },
    fr: {
      title: 'Un conteneur PKCS#12 utilise AES (PBES2) et un MAC plus fort que SHA-1.',
      why: "3DES, RC2 et un MAC SHA-1 sont d'un autre âge (SSI/GEN.13), et OpenSSL 3 demande pour eux son fournisseur legacy. Simple information : la plateforme de l'IGC-Santé livre de tels fichiers et le titulaire n'a pas le choix.",
      fix: "Exporter à nouveau le conteneur en AES-256 et SHA-256 lors de l'installation, avec un mot de passe fort.",
    },
  },
  *check({ container }) {
    if (container.format !== 'PKCS#12') return notApplicable
    const old = new Set(container.protections.filter(({ modern }) => !modern).map(({ algorithm }) => algorithm))
    if (old.size > 0) yield { message: 'old', at: container.at, data: { algorithms: [...old].join(', ') } }
  },
})
