import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parsePersonId } from '../../src/identifiers/index.ts'
import { PERSON_AUTHORITY } from '../shared/people.ts'

export default defineRule({
  id: 'DOC-008',
  name: 'cda-legal-authenticator-is-national-id',
  level: 'error',
  priority: 1,
  requirements: ['G-65', 'CRI/va1.01', 'CISIS-STRUCMIN-3.5.5.18'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    noNationalId: {
      en: 'The legalAuthenticator of the imaging document has no id under the national authority of persons.',
      fr: 'Le legalAuthenticator du document d’imagerie n’a pas d’id sous l’autorité nationale des personnes.',
    },
    missingPrefix: {
      en: "The legalAuthenticator of the imaging document is '{id}', without the type digit 8 before the RPPS.",
      fr: 'Le legalAuthenticator du document d’imagerie est « {id} », sans le chiffre de type 8 devant le RPPS.',
    },
    notRpps: {
      en: "The legalAuthenticator of the imaging document is '{id}', not 8 and an RPPS of 11 digits.",
      fr: 'Le legalAuthenticator du document d’imagerie est « {id} », et non 8 suivi d’un RPPS de 11 chiffres.',
    },
  },
  docs: {
    en: {
      title: 'The legalAuthenticator of an imaging document is a doctor, named by 8 and the RPPS.',
      why: 'From 2026 the legalAuthenticator decides which doctor is credited with a feeding (guide of December 2025, G-65), and a report carries the RPPS of the doctor who validated it (CRI/va1.01, draft of 2023).',
      fix: 'Write in legalAuthenticator/assignedEntity/id root 1.2.250.1.71.4.2.1 and, as extension, 8 and the 11 digits of the RPPS; another id may stand beside it.',
    },
    fr: {
      title: 'Le legalAuthenticator d’un document d’imagerie est un médecin, désigné par 8 et le RPPS.',
      why: 'À partir de 2026, le legalAuthenticator détermine le médecin à qui une alimentation est comptée (guide de décembre 2025, G-65), et un compte rendu porte le RPPS du médecin qui l’a validé (CRI/va1.01, projet de 2023).',
      fix: 'Écrire dans legalAuthenticator/assignedEntity/id la racine 1.2.250.1.71.4.2.1 et, en extension, 8 suivi des 11 chiffres du RPPS ; un autre id peut l’accompagner.',
    },
  },
  *check({ document }) {
    const actor = document.legalAuthenticator
    const [first] = actor?.ids ?? []
    // Absence and nullFlavor are left to DOC-001.
    if (!document.isImagingReport || !actor || !first || first.element.attribute('nullFlavor')) return notApplicable
    const extensions = actor.ids
      .filter(({ root }) => root?.value === PERSON_AUTHORITY)
      .flatMap(id => id.extension ?? [])
    const [id] = extensions
    if (!id) {
      yield { message: 'noNationalId', at: first.element.at, expected: PERSON_AUTHORITY, actual: first.root }
      return
    }
    if (extensions.some(({ value }) => parsePersonId(value).kind === 'rpps')) return
    const parsed = parsePersonId(id.value)
    const missing = parsed.kind === 'invalid' && parsed.reason === 'missing-prefix' && id.value.length === 11
    yield { message: missing ? 'missingPrefix' : 'notRpps', at: id.at, data: { id }, actual: id }
  },
})
