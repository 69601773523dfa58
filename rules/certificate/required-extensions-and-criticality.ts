import type { Certificate } from '../../src/artifacts/certificate.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { STANDARD_EXTENSIONS } from '../shared/extensions.ts'

const always = () => true
const isAuthority = (certificate: Certificate): boolean => certificate.isCa
const hasNoSubject = (certificate: Certificate): boolean => certificate.subject.attributes.length === 0

/** Extensions that must be there, and in which certificates. */
const PRESENT: readonly (readonly [oid: string, where: (certificate: Certificate) => boolean])[] = [
  ['2.5.29.35', certificate => !certificate.selfIssued],
  ['2.5.29.14', isAuthority],
  ['2.5.29.15', isAuthority],
  ['2.5.29.17', hasNoSubject],
]
/** Extensions whose criticality is fixed. */
const CRITICAL: readonly (readonly [oid: string, critical: boolean, where: (certificate: Certificate) => boolean])[] = [
  ['2.5.29.17', true, hasNoSubject],
  ['2.5.29.30', true, always],
  ['2.5.29.36', true, always],
  ['2.5.29.54', true, always],
  ['2.5.29.35', false, always],
  ['2.5.29.14', false, always],
  ['2.5.29.46', false, always],
  ['1.3.6.1.5.5.7.1.1', false, always],
  ['1.3.6.1.5.5.7.1.11', false, always],
]

export default defineRule({
  id: 'CERT-042',
  name: 'required-extensions-and-criticality',
  level: 'error',
  priority: 3,
  requirements: [
    'RFC5280-4.2.1.1',
    'RFC5280-4.2.1.2',
    'RFC5280-4.2.1.3',
    'RFC5280-4.2.1.6',
    'RFC5280-4.2.1.10',
    'RFC5280-4.2.1.11',
    'RFC5280-4.2.1.15',
    'RFC5280-4.2.2.1',
    'RFC5280-4.2.1.14',
    'RFC5280-4.2.2.2',
  ],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    absent: {
      en: 'The extension {name}, which this certificate must have, is absent.',
      fr: "L'extension {name}, que ce certificat doit avoir, est absente.",
    },
    notCritical: {
      en: 'The extension {name} must be critical here and is not.',
      fr: "L'extension {name} doit être critique ici et ne l'est pas.",
    },
    critical: {
      en: 'The extension {name} must not be critical.',
      fr: "L'extension {name} ne doit pas être critique.",
    },
  },
  docs: {
    en: {
      title: 'The extensions that RFC 5280 requires are there, with the criticality that it fixes.',
      why: 'RFC 5280 (section 4.2) ties the key identifiers, keyUsage and subjectAltName to certain certificates, and fixes which extensions a program may skip. A wrong criticality makes some programs refuse the certificate and others miss a constraint.',
      fix: 'Draw the certificate again: it was made by faulty software.',
    },
    fr: {
      title: "Les extensions que la RFC 5280 exige sont présentes, avec la criticité qu'elle fixe.",
      why: "La RFC 5280 (section 4.2) lie les identifiants de clé, keyUsage et subjectAltName à certains certificats, et fixe les extensions qu'un programme peut ignorer. Une mauvaise criticité fait refuser le certificat par certains programmes et manquer une contrainte à d'autres.",
      fix: 'Commander à nouveau le certificat : il a été fait par un logiciel fautif.',
    },
  },
  *check({ certificate }) {
    if (certificate.version === 1) return notApplicable
    const name = (oid: string): string => STANDARD_EXTENSIONS.get(oid) ?? oid
    for (const [oid, where] of PRESENT)
      if (!certificate.extension(oid) && where(certificate))
        yield { message: 'absent', at: certificate.at, data: { name: name(oid) } }
    for (const [oid, critical, where] of CRITICAL) {
      const extension = certificate.extension(oid)
      if (extension && extension.critical !== critical && where(certificate))
        yield { message: critical ? 'notCritical' : 'critical', at: extension.at, data: { name: name(oid) } }
    }
  },
})
