import { frozen } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-032',
  name: 'private-key-is-not-in-clear',
  level: 'warning',
  priority: 1,
  requirements: ['FAQ-05', 'SSI/GEN.13'],
  evidence: 'inferred',
  inputs: { container: each('container') },
  messages: {
    clear: {
      en: 'This file holds a private key that no password protects.',
      fr: "Ce fichier contient une clé privée qu'aucun mot de passe ne protège.",
    },
  },
  docs: {
    en: {
      title: 'No file holds a private key in clear.',
      why: 'Whoever copies the key can feed the DMP in the name of the structure. The FAQ of the ANS (FAQ-05) keeps keys in a protected store, and SSI/GEN.13 asks for the protection of secrets. The key is never shown, nor any line of the file.',
      fix: 'Keep the key in a PKCS#12 or an encrypted PKCS#8 with a strong password, or in the store of the server; if the file was shared, revoke the certificate and order a new one.',
    },
    fr: {
      title: 'Aucun fichier ne contient de clé privée en clair.',
      why: "Qui copie la clé peut alimenter le DMP au nom de la structure. La FAQ de l'ANS (FAQ-05) garde les clés dans un magasin protégé, et SSI/GEN.13 demande la protection des secrets. La clé n'est jamais montrée, ni aucune ligne du fichier.",
      fix: 'Garder la clé dans un PKCS#12 ou un PKCS#8 chiffré avec un mot de passe fort, ou dans le magasin du serveur ; si le fichier a circulé, révoquer le certificat et en commander un nouveau.',
    },
  },
  *check({ container }) {
    if (container.privateKeys.length === 0) return notApplicable
    // A frozen place has no text: no report can quote the key.
    for (const key of container.privateKeys) if (!key.encrypted) yield { message: 'clear', at: frozen(key.at) }
  },
})
