import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-039',
  name: 'no-duplicate-extension-or-policy',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.2', 'RFC5280-4.2.1.4'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    extension: {
      en: 'The extension {oid} occurs a second time.',
      fr: "L'extension {oid} figure une seconde fois.",
    },
    policy: {
      en: 'The policy {oid} occurs a second time.',
      fr: 'La politique {oid} figure une seconde fois.',
    },
  },
  docs: {
    en: {
      title: 'No extension and no policy occurs twice in a certificate.',
      why: 'RFC 5280 (sections 4.2 and 4.2.1.4) forbids both: of two extensions, one program would read the first and another the last. Their order is free.',
      fix: 'Draw the certificate again: it was made by faulty software.',
    },
    fr: {
      title: 'Aucune extension ni politique ne figure deux fois dans un certificat.',
      why: 'La RFC 5280 (sections 4.2 et 4.2.1.4) interdit les deux : de deux extensions, un programme lirait la première et un autre la dernière. Leur ordre est libre.',
      fix: 'Commander à nouveau le certificat : il a été fait par un logiciel fautif.',
    },
  },
  *check({ certificate }) {
    const extensions = new Set<string>()
    for (const extension of certificate.extensions) {
      const { oid } = extension
      if (extensions.has(oid)) yield { message: 'extension', at: extension.at, data: { oid } }
      extensions.add(oid)
    }
    const policies = new Set<string>()
    for (const { value: oid, at } of certificate.policies) {
      if (policies.has(oid)) yield { message: 'policy', at, data: { oid } }
      policies.add(oid)
    }
  },
})
