import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parsePersonId, parseStructureId, parseXon } from '../../src/identifiers/index.ts'
import { distinct, isRequest } from '../shared/metadata.ts'
import { institutionsOf, isImagingAuthenticator, personsOf } from '../shared/people.ts'

export default defineRule({
  id: 'XDS-026',
  name: 'identifier-forms-current',
  level: 'warning',
  priority: 3,
  requirements: ['NOS-TRE_G08', 'NOS-TRE_G07'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    person: {
      en: "The {metadata} '{id}' has a type digit that was closed on 2020-05-29.",
      fr: 'Le {metadata} « {id} » a un chiffre de type fermé le 29/05/2020.',
    },
    structure: {
      en: "The authorInstitution '{id}' has a type digit that was closed on 2016-09-01: FINESS are written with 1.",
      fr: "L'authorInstitution « {id} » a un chiffre de type fermé le 01/09/2016 : les FINESS s'écrivent avec 1.",
    },
    internal: {
      en: "The {metadata} '{id}' has the older type EI instead of IDNPS (XCN.13).",
      fr: 'Le {metadata} « {id} » a l’ancien type EI au lieu d’IDNPS (XCN.13).',
    },
  },
  docs: {
    en: {
      title: 'Identifiers of persons and structures are written in their current form.',
      why: 'TRE_G08 closed the digits 2 and 9 of persons on 2020-05-29, TRE_G07 the digits 5 and 6 of structures on 2016-09-01, and the CI-SIS now writes IDNPS for internal identifiers too. The older forms may still be accepted, but the directory does not know them.',
      fix: 'Write the RPPS with 8, any FINESS with 1, and IDNPS in XCN.13.',
    },
    fr: {
      title: 'Les identifiants de personnes et de structures sont écrits sous leur forme actuelle.',
      why: 'TRE_G08 a fermé les chiffres 2 et 9 des personnes le 29/05/2020, TRE_G07 les chiffres 5 et 6 des structures le 01/09/2016, et le CI-SIS écrit maintenant IDNPS pour les identifiants internes aussi. Les anciennes formes sont peut-être encore acceptées, mais l’annuaire ne les connaît pas.',
      fix: 'Écrire le RPPS avec 8, tout FINESS avec 1, et IDNPS dans XCN.13.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const professionals = personsOf(submission).filter(
      person => person.actor === 'professional' && !isImagingAuthenticator(person),
    )
    for (const { metadata, value, xcn, related } of distinct(professionals)) {
      const id = parsePersonId(xcn.id.value)
      const finding = { at: value.at, data: { metadata, id: xcn.id.value }, actual: xcn.id.value, related }
      if (id.kind === 'drass' || id.kind === 'etudiant') yield { message: 'person', ...finding }
      if (xcn.idType.value === 'EI' && xcn.id.value.includes('/')) yield { message: 'internal', ...finding }
    }
    for (const { value, related } of distinct(institutionsOf(submission).map(value => ({ value })))) {
      const id = parseStructureId(parseXon(value.value).id.value)
      if (id.kind === 'invalid' || !id.deprecatedPrefix) continue
      yield { message: 'structure', at: value.at, data: { id: id.text }, actual: id.text, related }
    }
  },
})
