import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { imagingSpecialties, plausibleImagingSpecialties } from '../../src/nomenclatures/index.ts'
import { isTestSubject } from '../shared/directory.ts'
import { imagingLegalAuthenticators } from '../shared/imaging.ts'

export default defineRule({
  id: 'DIR-017',
  name: 'legal-authenticator-specialty-is-certain',
  level: 'note',
  priority: 3,
  requirements: ['G-65'],
  evidence: 'inferred',
  inputs: {
    subject: each(['submission', 'document']),
    submission: optional('submission'),
    directory: one('directory'),
    site: optional('site'),
  },
  messages: {
    plausible: {
      en: "The imaging specialty of the legalAuthenticator '{person}' rests only on '{specialties}'.",
      fr: "La spécialité d'imagerie du legalAuthenticator « {person} » ne repose que sur « {specialties} ».",
    },
  },
  docs: {
    en: {
      title: 'The imaging specialty of the legalAuthenticator does not rest on a neighbouring qualification alone.',
      why: 'Radiotherapy (SM45) and the complements of nuclear medicine (C69, DSM222) are close to imaging but are not the specialties that the guide means (G-65). This is information, not a defect.',
      fix: 'Nothing if the doctor really validates imaging; otherwise send the RPPS of the radiologist or nuclear physician.',
    },
    fr: {
      title: "La spécialité d'imagerie du legalAuthenticator ne repose pas sur une seule qualification voisine.",
      why: "La radiothérapie (SM45) et les compléments de médecine nucléaire (C69, DSM222) sont proches de l'imagerie sans être les spécialités visées par le guide (G-65). C'est une information, pas un défaut.",
      fix: "Rien si le médecin valide bien de l'imagerie ; sinon, transmettre le RPPS du radiologue ou du médecin nucléaire.",
    },
  },
  *check({ subject, submission, directory, site }) {
    if (subject.kind === 'document' && submission) return notApplicable
    let judged = 0
    for (const person of imagingLegalAuthenticators(subject)) {
      const specialties = isTestSubject(person.value, site) ? [] : (directory.person(person.value)?.specialties ?? [])
      const strict = specialties.some(code => imagingSpecialties.has(code))
      const plausible = specialties.filter(code => plausibleImagingSpecialties.has(code))
      if (strict || plausible.length === 0) continue
      judged++
      yield { message: 'plausible', at: person.at, data: { person, specialties: plausible.join(', ') } }
    }
    if (judged === 0) return notApplicable
  },
})
