import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { parseUtcInstant } from '../../src/identifiers/index.ts'
import { isTestSubject, silence } from '../shared/directory.ts'
import { imagingLegalAuthenticators } from '../shared/imaging.ts'
import { personOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'DIR-009',
  name: 'nameid-exists-in-directory',
  level: 'warning',
  priority: 2,
  requirements: ['EX_AIR-020', 'DMP/AIRS.06', 'G-63'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    directory: one('directory'),
    submission: optional('submission'),
    site: optional('site'),
  },
  messages: {
    unknown: {
      en: "The NameID '{nameId}' is no person of the national directory.",
      fr: "Le NameID « {nameId} » ne désigne personne dans l'annuaire national.",
    },
  },
  docs: {
    en: {
      title: 'A NameID that is a national identifier is a person of the national directory.',
      why: 'The token is imputed to the person it names (G-63); AIR is reserved to professionals of a national directory (EX_AIR-020).',
      fix: 'Check the RPPS of the user with dmplint directory lookup.',
    },
    fr: {
      title: "Un NameID qui est un identifiant national est une personne de l'annuaire national.",
      why: "Le jeton est imputé à la personne qu'il désigne (G-63) ; l'AIR est réservée aux professionnels d'un répertoire national (EX_AIR-020).",
      fix: "Vérifier le RPPS de l'utilisateur avec dmplint directory lookup.",
    },
  },
  *check({ token, directory, submission, site }, { at }) {
    const person = personOf(token)
    const { nameId } = token
    if (!nameId || !person || (person.kind !== 'rpps' && person.kind !== 'adeli')) return notApplicable
    if (isTestSubject(person.text, site)) return notApplicable
    // The same person as legalAuthenticator is reported once, by DIR-008.
    if (submission && imagingLegalAuthenticators(submission).some(({ value }) => value === person.text))
      return notApplicable
    if (directory.person(person.text)) return
    const silent = silence(directory, token.issueInstant && parseUtcInstant(token.issueInstant.value), at)
    if (silent) return silent
    yield { message: 'unknown', at: nameId.at, data: { nameId }, actual: nameId }
  },
})
