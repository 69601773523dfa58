import { defineRule, each } from '../../src/engine/rule.ts'
import { STANDARD_EXTENSIONS } from '../shared/extensions.ts'

export default defineRule({
  id: 'CERT-044',
  name: 'no-unknown-critical-extension',
  level: 'warning',
  priority: 3,
  requirements: ['RFC5280-4.2'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    unknown: {
      en: 'The critical extension {oid} is none of RFC 5280: programs that do not know it must refuse the certificate.',
      fr: "L'extension critique {oid} n'est pas de la RFC 5280 : les programmes qui ne la connaissent pas doivent refuser le certificat.",
    },
  },
  docs: {
    en: {
      title: 'Every critical extension is one of RFC 5280.',
      why: 'RFC 5280 (section 4.2) makes a program refuse a certificate with a critical extension that it does not know. The private extensions of the IGC-Santé are not critical.',
      fix: 'Check where the certificate comes from; a peer will probably refuse it.',
    },
    fr: {
      title: 'Toute extension critique est de la RFC 5280.',
      why: "La RFC 5280 (section 4.2) fait refuser un certificat dont une extension critique n'est pas connue. Les extensions privées de l'IGC-Santé ne sont pas critiques.",
      fix: "Vérifier d'où vient le certificat ; un correspondant le refusera sans doute.",
    },
  },
  *check({ certificate }) {
    for (const extension of certificate.extensions) {
      const { oid, critical } = extension
      if (critical && !STANDARD_EXTENSIONS.has(oid)) yield { message: 'unknown', at: extension.at, data: { oid } }
    }
  },
})
