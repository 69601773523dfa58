import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-035',
  name: 'version-3-without-unique-identifiers',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.1.2.1', 'RFC5280-4.1.2.8'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    version: {
      en: 'This certificate has extensions but its version is {version}, not 3.',
      fr: 'Ce certificat a des extensions mais sa version est {version}, et non 3.',
    },
    uniqueId: {
      en: 'This certificate has a unique identifier of its issuer or subject, which RFC 5280 forbids.',
      fr: "Ce certificat a un identifiant unique d'émetteur ou de sujet, que la RFC 5280 interdit.",
    },
  },
  docs: {
    en: {
      title: 'A certificate with extensions has version 3, and none has unique identifiers.',
      why: 'RFC 5280 (sections 4.1.2.1 and 4.1.2.8): extensions exist in version 3 only, and authorities must not write issuerUniqueID or subjectUniqueID.',
      fix: 'Draw the certificate again: it was made by faulty software.',
    },
    fr: {
      title: "Un certificat avec extensions est de version 3, et aucun n'a d'identifiant unique.",
      why: "RFC 5280 (sections 4.1.2.1 et 4.1.2.8) : les extensions n'existent qu'en version 3, et les autorités ne doivent pas écrire issuerUniqueID ni subjectUniqueID.",
      fix: 'Commander à nouveau le certificat : il a été fait par un logiciel fautif.',
    },
  },
  *check({ certificate }) {
    const { version, extensions, uniqueIds } = certificate
    if (extensions.length > 0 && version !== 3) yield { message: 'version', at: certificate.at, data: { version } }
    for (const at of uniqueIds) yield { message: 'uniqueId', at }
  },
})
