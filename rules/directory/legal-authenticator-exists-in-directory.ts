import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isTestSubject, silence } from '../shared/directory.ts'
import { documentTime, imagingLegalAuthenticators, isHistorical } from '../shared/imaging.ts'
import { isNationalId } from '../shared/same-person.ts'

export default defineRule({
  id: 'DIR-008',
  name: 'legal-authenticator-exists-in-directory',
  level: 'warning',
  priority: 1,
  requirements: ['G-65', 'G-61', 'EX_GEN-1320'],
  evidence: 'official',
  inputs: {
    subject: each(['submission', 'document']),
    submission: optional('submission'),
    directory: one('directory'),
    site: optional('site'),
  },
  messages: {
    unknown: {
      en: "The legalAuthenticator '{person}' is not in the national directory.",
      fr: "Le legalAuthenticator « {person} » n'est pas dans l'annuaire national.",
    },
  },
  docs: {
    en: {
      title: 'The legalAuthenticator of an imaging document is a person of the national directory.',
      why: 'The doctor responsible is recognised by a national identifier (G-61, G-65). One that the directory does not hold is mistyped, or belongs to somebody who left the register.',
      fix: 'Check the RPPS with dmplint directory lookup, and the key of its last digit.',
    },
    fr: {
      title: "Le legalAuthenticator d'un document d'imagerie est une personne de l'annuaire national.",
      why: "Le médecin responsable est reconnu par un identifiant national (G-61, G-65). S'il est absent de l'annuaire, il est mal saisi, ou appartient à quelqu'un qui a quitté le répertoire.",
      fix: 'Vérifier le RPPS avec dmplint directory lookup, ainsi que la clé de son dernier chiffre.',
    },
  },
  *check({ subject, submission, directory, site }, { at }) {
    if (subject.kind === 'document' && submission) return notApplicable
    const national = imagingLegalAuthenticators(subject).filter(
      ({ value }) => isNationalId(value) && !isTestSubject(value, site),
    )
    if (national.length === 0 || isHistorical(subject)) return notApplicable
    const silent = silence(directory, documentTime(subject), at)
    let open = false
    for (const person of national) {
      if (directory.person(person.value)) continue
      if (silent) open = true
      else yield { message: 'unknown', at: person.at, data: { person }, actual: person }
    }
    return open ? silent : undefined
  },
})
