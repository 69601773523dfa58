import { frozen } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-031',
  name: 'container-key-matches-leaf',
  level: 'warning',
  priority: 2,
  requirements: ['RFC7292-4.2'],
  evidence: 'inferred',
  inputs: { container: each('container') },
  messages: {
    other: {
      en: 'The private key of this file does not belong to its certificate.',
      fr: "La clé privée de ce fichier n'est pas celle de son certificat.",
    },
  },
  docs: {
    en: {
      title: 'The private key of a file belongs to its certificate.',
      why: 'With another key, no TLS connection and no signature succeeds. It happens when a renewed certificate is put beside the key of the old one. Only public halves are compared; nothing of the key is shown or kept.',
      fix: 'Build the container again from the certificate and the key that was made for it.',
    },
    fr: {
      title: "La clé privée d'un fichier est celle de son certificat.",
      why: "Avec une autre clé, aucune connexion TLS ni aucune signature n'aboutit. Cela arrive quand un certificat renouvelé est mis à côté de la clé de l'ancien. Seules les moitiés publiques sont comparées ; rien de la clé n'est montré ni gardé.",
      fix: 'Reconstruire le conteneur avec le certificat et la clé qui a été faite pour lui.',
    },
  },
  *check({ container }) {
    const { privateKeys, leaves } = container
    if (privateKeys.length === 0 || leaves.length === 0) return notApplicable
    const read = privateKeys.filter(key => key.publicKeySha256 !== undefined)
    for (const key of read)
      if (!leaves.some(leaf => leaf.publicKeySha256 === key.publicKeySha256))
        yield { message: 'other', at: frozen(key.at) }
    if (read.length === 0)
      return notEvaluated({
        en: 'the private key cannot be read: give the password of the container (passwordEnv or passwordFile)',
        fr: 'la clé privée ne peut être lue : donner le mot de passe du conteneur (passwordEnv ou passwordFile)',
      })
  },
})
