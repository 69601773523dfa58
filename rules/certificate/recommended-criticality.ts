import type { Certificate } from '../../src/artifacts/certificate.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { STANDARD_EXTENSIONS } from '../shared/extensions.ts'

const always = () => true
const hasSubject = (certificate: Certificate): boolean => certificate.subject.attributes.length > 0

const ADVISED: readonly (readonly [oid: string, critical: boolean, where: (certificate: Certificate) => boolean])[] = [
  ['2.5.29.15', true, always],
  ['2.5.29.31', false, always],
  ['2.5.29.17', false, hasSubject],
]

export default defineRule({
  id: 'CERT-043',
  name: 'recommended-criticality',
  level: 'warning',
  priority: 3,
  requirements: ['RFC5280-4.2.1.3', 'RFC5280-4.2.1.6', 'RFC5280-4.2.1.13'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    notCritical: {
      en: 'The extension {name} should be critical.',
      fr: "L'extension {name} devrait être critique.",
    },
    critical: {
      en: 'The extension {name} should not be critical.',
      fr: "L'extension {name} ne devrait pas être critique.",
    },
  },
  docs: {
    en: {
      title: 'keyUsage is critical; cRLDistributionPoints is not, nor subjectAltName beside a subject.',
      why: 'RFC 5280 (sections 4.2.1.3, 4.2.1.6 and 4.2.1.13) recommends it: a program that does not know keyUsage must not use the key, while the others may be skipped.',
      fix: 'Nothing to do for a certificate of the IGC-Santé; elsewhere, tell the authority.',
    },
    fr: {
      title: "keyUsage est critique ; cRLDistributionPoints ne l'est pas, ni subjectAltName à côté d'un sujet.",
      why: 'La RFC 5280 (sections 4.2.1.3, 4.2.1.6 et 4.2.1.13) le recommande : un programme qui ne connaît pas keyUsage ne doit pas utiliser la clé, alors que les autres peuvent être ignorées.',
      fix: "Rien à faire pour un certificat de l'IGC-Santé ; ailleurs, le signaler à l'autorité.",
    },
  },
  *check({ certificate }) {
    for (const [oid, critical, where] of ADVISED) {
      const extension = certificate.extension(oid)
      if (extension && extension.critical !== critical && where(certificate))
        yield {
          message: critical ? 'notCritical' : 'critical',
          at: extension.at,
          data: { name: STANDARD_EXTENSIONS.get(oid) ?? oid },
        }
    }
  },
})
