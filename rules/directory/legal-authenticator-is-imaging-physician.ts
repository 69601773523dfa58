import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { imagingSpecialties, plausibleImagingSpecialties } from '../../src/nomenclatures/index.ts'
import { isTestSubject, noSpecialtyKnown } from '../shared/directory.ts'
import { imagingLegalAuthenticators, isHistorical } from '../shared/imaging.ts'

export default defineRule({
  id: 'DIR-002',
  name: 'legal-authenticator-is-imaging-physician',
  level: 'error',
  priority: 1,
  requirements: ['G-65', 'G-61', 'CRI/va1.01'],
  evidence: 'official',
  inputs: {
    subject: each(['submission', 'document']),
    submission: optional('submission'),
    directory: one('directory'),
    site: optional('site'),
  },
  messages: {
    notPhysician: {
      en: "The legalAuthenticator '{person}' is no physician in the national directory (profession '{profession}').",
      fr: "Le legalAuthenticator « {person} » n'est pas médecin dans l'annuaire national (profession « {profession} »).",
    },
    otherSpecialty: {
      en: "The legalAuthenticator '{person}' has no imaging specialty in the national directory ('{specialties}').",
      fr: "Le legalAuthenticator « {person} » n'a pas de spécialité d'imagerie dans l'annuaire national (« {specialties} »).",
    },
  },
  docs: {
    en: {
      title:
        'The legalAuthenticator of an imaging document is a radiologist or nuclear physician of the national directory.',
      why: 'The guide of December 2025 (G-65) asks that legalAuthenticator carry the national identifier of the radiologist or nuclear physician who is responsible for the document. From 2026 on this metadata tells which liberal doctor feeds the DMP (G-61).',
      fix: 'Send the RPPS of the doctor who validated the report, not that of the requester, of a secretary or of the holder of the account.',
    },
    fr: {
      title:
        "Le legalAuthenticator d'un document d'imagerie est un radiologue ou un médecin nucléaire de l'annuaire national.",
      why: "Le guide de décembre 2025 (G-65) demande que legalAuthenticator porte l'identifiant national du radiologue ou du médecin nucléaire responsable du document. À partir de 2026, cette métadonnée détermine le médecin libéral qui alimente le DMP (G-61).",
      fix: "Transmettre le RPPS du médecin qui a validé le compte rendu, pas celui du demandeur, d'un secrétariat ou du titulaire du compte.",
    },
  },
  *check({ subject, submission, directory, site }) {
    if (subject.kind === 'document' && submission) return notApplicable
    const persons = imagingLegalAuthenticators(subject).filter(person => !isTestSubject(person.value, site))
    if (persons.length === 0 || isHistorical(subject)) return notApplicable
    let judged = 0
    for (const person of persons) {
      const known = directory.person(person.value)
      if (!known) continue
      if (known.profession !== undefined && known.profession !== '10') {
        judged++
        yield { message: 'notPhysician', at: person.at, data: { person, profession: known.profession } }
        continue
      }
      const strict = known.specialties.some(code => imagingSpecialties.has(code))
      const plausible = known.specialties.some(code => plausibleImagingSpecialties.has(code))
      if (known.specialties.length > 0) judged++
      if (known.specialties.length > 0 && !strict && !plausible)
        yield {
          message: 'otherSpecialty',
          at: person.at,
          data: { person, specialties: known.specialties.join(', ') },
          expected: [...imagingSpecialties].join(', '),
          actual: known.specialties.join(', '),
        }
    }
    if (judged > 0) return
    return persons.some(person => directory.person(person.value)) ? noSpecialtyKnown : notApplicable
  },
})
