import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isClean } from '../shared/hl7-values.ts'
import { distinct, isRequest } from '../shared/metadata.ts'
import { type Actor, isImagingAuthenticator, personsOf, xcnDefects } from '../shared/people.ts'

const ACTORS: Readonly<Record<Exclude<Actor, 'legal-person'>, Text>> = {
  professional: { en: 'a professional', fr: 'un professionnel' },
  system: { en: 'a system of a structure', fr: 'un système d’une structure' },
  patient: { en: 'a patient', fr: 'un patient' },
  service: { en: 'a referenced digital service', fr: 'un service numérique référencé' },
}

export default defineRule({
  id: 'XDS-021',
  name: 'xcn-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    form: {
      en: "In {metadata}, written for {actor}, {component} is '{actual}' instead of '{expected}'.",
      fr: 'Dans {metadata}, écrit pour {actor}, {component} vaut « {actual} » au lieu de « {expected} ».',
    },
  },
  docs: {
    en: {
      title:
        'authorPerson and legalAuthenticator have the thirteen components that the CI-SIS sets for the kind of actor.',
      why: 'The DMP server checks the fixed components of XCN (EX_2.1-2035, CI-SIS mapping of the XDS metadata): authority, D or U, and the type of identifier tell whether the author is a professional, a system, a patient or a referenced service.',
      fix: 'Write identifier^family name^given name^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS for a professional, and ^U^^^RI with the name and model of the software for a system.',
    },
    fr: {
      title: 'authorPerson et legalAuthenticator ont les treize composants que le CI-SIS fixe pour le type d’acteur.',
      why: 'Le serveur DMP contrôle les composants fixes du XCN (EX_2.1-2035, correspondance CI-SIS des métadonnées XDS) : l’autorité, D ou U et le type d’identifiant disent si l’auteur est un professionnel, un système, un patient ou un service référencé.',
      fix: 'Écrire identifiant^nom^prénom^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS pour un professionnel, et ^U^^^RI avec le nom et le modèle du logiciel pour un système.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const persons = personsOf(submission).filter(
      person => !isImagingAuthenticator(person) && isClean(person.xcn, 'XCN'),
    )
    for (const { metadata, value, xcn, actor, related } of distinct(persons)) {
      if (actor === 'legal-person') continue
      for (const { component, expected, actual } of xcnDefects(xcn, actor))
        yield {
          message: 'form',
          at: value.at,
          data: { metadata, actor: ACTORS[actor], component, expected, actual },
          expected,
          actual,
          related,
        }
    }
  },
})
