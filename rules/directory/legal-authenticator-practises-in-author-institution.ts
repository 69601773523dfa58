import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isTestSubject, practisesIn } from '../shared/directory.ts'
import { authorInstitutions, imagingLegalAuthenticators, isHistorical } from '../shared/imaging.ts'

export default defineRule({
  id: 'DIR-011',
  name: 'legal-authenticator-practises-in-author-institution',
  level: 'warning',
  priority: 2,
  requirements: ['G-65', 'FAQ-02', 'AUTH/va1.01'],
  evidence: 'inferred',
  inputs: {
    submission: each('submission'),
    directory: one('directory'),
    token: optional('vihf'),
    site: optional('site'),
  },
  messages: {
    elsewhere: {
      en: "The national directory knows no activity of the legalAuthenticator '{person}' in '{institutions}'.",
      fr: "L'annuaire national ne connaît aucune activité du legalAuthenticator « {person} » dans « {institutions} ».",
    },
  },
  docs: {
    en: {
      title: 'The legalAuthenticator practises in a structure named as authorInstitution.',
      why: 'The structure of a report is the one where the validating doctor practises (draft AUTH/va1.01). Otherwise the document stands under a structure that has nothing to do with its author.',
      fix: 'Send the structure of practice of the doctor who validates as authorInstitution.',
    },
    fr: {
      title: 'Le legalAuthenticator exerce dans une structure citée comme authorInstitution.',
      why: "La structure d'un compte rendu est celle où exerce le médecin qui le valide (projet AUTH/va1.01). Sinon le document figure sous une structure étrangère à son auteur.",
      fix: "Transmettre comme authorInstitution la structure d'exercice du médecin qui valide.",
    },
  },
  *check({ submission, directory, token, site }) {
    if (isHistorical(submission)) return notApplicable
    const institutions = authorInstitutions(submission).filter(
      ({ value }) => directory.structure(value) && !isTestSubject(value, site),
    )
    const judgedByToken = (person: string): boolean =>
      token?.nameId?.value === person && institutions.every(({ value }) => value === token.structure?.value)
    const persons = imagingLegalAuthenticators(submission).filter(({ value }) => !judgedByToken(value))
    const known = persons.flatMap(person => {
      const found = isTestSubject(person.value, site) ? undefined : directory.person(person.value)
      return found ? [{ person, found }] : []
    })
    if (institutions.length === 0 || known.length === 0) return notApplicable
    for (const { person, found } of known)
      if (!institutions.some(({ value }) => practisesIn(found, value, directory)))
        yield {
          message: 'elsewhere',
          at: person.at,
          data: { person, institutions: institutions.map(({ value }) => value).join(', ') },
          related: institutions.map(({ at }) => ({
            at,
            text: { en: 'an authorInstitution', fr: 'une authorInstitution' },
          })),
        }
  },
})
