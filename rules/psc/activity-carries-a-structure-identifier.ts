import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'PSC-009',
  name: 'activity-carries-a-structure-identifier',
  level: 'note',
  priority: 3,
  requirements: ['DB.CO.92', 'G-36'],
  evidence: 'vendor',
  inputs: { info: each('userinfo') },
  messages: {
    none: {
      en: 'This activity of the UserInfo has no structure identifier: it cannot serve for a DMP token.',
      fr: "Cette activité du UserInfo n'a pas d'identifiant de structure : elle ne peut pas servir à un jeton DMP.",
    },
  },
  docs: {
    en: {
      title: 'Each activity of the UserInfo has a structure identifier.',
      why: 'Identifiant_Structure is taken from ancienIdentifiantDeLaStructure (G-36). The directory also knows activities without a structure; the software must not offer them for the DMP.',
      fix: 'Have the practice of the doctor registered in the directory, or choose another activity.',
    },
    fr: {
      title: 'Chaque activité du UserInfo a un identifiant de structure.',
      why: "Identifiant_Structure est tiré de ancienIdentifiantDeLaStructure (G-36). L'annuaire connaît aussi des activités sans structure ; le logiciel ne doit pas les proposer pour le DMP.",
      fix: "Faire enregistrer le lieu d'exercice du médecin dans l'annuaire, ou choisir une autre activité.",
    },
  },
  *check({ info }) {
    if (info.activities.length === 0) return notApplicable
    for (const activity of info.activities) if (!activity.structureId) yield { message: 'none', at: activity.at }
  },
})
