import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { distinct, isRequest } from '../shared/metadata.ts'
import { personsOf } from '../shared/people.ts'

export default defineRule({
  id: 'XDS-023',
  name: 'author-names-present',
  level: 'error',
  priority: 1,
  requirements: ['RG_2230'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    family: {
      en: "The {metadata} '{id}' has no family name (XCN.2).",
      fr: 'Le {metadata} « {id} » n’a pas de nom de famille (XCN.2).',
    },
    given: {
      en: "The {metadata} '{id}' has no given name (XCN.3).",
      fr: 'Le {metadata} « {id} » n’a pas de prénom (XCN.3).',
    },
  },
  docs: {
    en: {
      title: 'A professional is named by family name and given name.',
      why: 'RG_2230 makes components 2 and 3 mandatory for every professional, also when the token comes from a CPE card, which names nobody. Readers of the DMP see these names.',
      fix: 'Write the family name in XCN.2 and the given name in XCN.3, as the directory knows them.',
    },
    fr: {
      title: 'Un professionnel est désigné par son nom de famille et son prénom.',
      why: 'RG_2230 rend obligatoires les composants 2 et 3 pour tout professionnel, aussi quand le jeton vient d’une carte CPE, qui ne nomme personne. Les lecteurs du DMP voient ces noms.',
      fix: 'Écrire le nom de famille dans XCN.2 et le prénom dans XCN.3, tels que l’annuaire les connaît.',
    },
  },
  *check({ submission }) {
    // A value that ends before XCN.3 has lost more than names: its form is told by XDS-021 or XDS-001.
    const persons = personsOf(submission).filter(
      ({ actor, xcn }) => actor === 'professional' && xcn.components.length >= 3,
    )
    if (!isRequest(submission) || persons.length === 0) return notApplicable
    for (const { metadata, value, xcn, related } of distinct(persons)) {
      const finding = { at: value.at, data: { metadata, id: xcn.id.value }, related }
      if (xcn.familyName.value.trim() === '') yield { message: 'family', ...finding }
      if (xcn.givenName.value.trim() === '') yield { message: 'given', ...finding }
    }
  },
})
