import { defineRule, each } from '../../src/engine/rule.ts'

const VIHF_1 = new Set(['Mode_Acces', 'Mode_Acces_Raison', 'Profession', 'LPS_Type'])
const ROR = new Set(['Profil_Utilisateur', 'VIHF_Profil'])

export default defineRule({
  id: 'VIHF-012',
  name: 'no-foreign-attributes',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    outdated: {
      en: "The attribute '{name}' belongs to VIHF 1.0, which the DMP no longer reads.",
      fr: "L'attribut « {name} » est du VIHF 1.0, que le DMP ne lit plus.",
    },
    ror: {
      en: "The attribute '{name}' belongs to tokens for the ROR.",
      fr: "L'attribut « {name} » est des jetons pour le ROR.",
    },
  },
  docs: {
    en: {
      title: 'The token has no attribute of VIHF 1.0 nor of the ROR.',
      why: 'The mapping of the CI-SIS does not have them, and no official message of the DMP carries one: they tell that the token was built from an old example or for another system.',
      fix: 'Leave them out; the purpose of use replaces Mode_Acces, the role replaces Profession.',
    },
    fr: {
      title: "Le jeton n'a pas d'attribut du VIHF 1.0 ni du ROR.",
      why: "Le mapping du CI-SIS ne les a pas, et aucun message officiel du DMP n'en porte : ils disent que le jeton a été construit d'après un vieil exemple ou pour un autre système.",
      fix: "Les retirer ; le mode d'accès (purposeofuse) remplace Mode_Acces, le rôle remplace Profession.",
    },
  },
  *check({ token: { attributes } }) {
    for (const { name } of attributes)
      if (VIHF_1.has(name.value)) yield { message: 'outdated', at: name.at, data: { name }, actual: name }
      else if (ROR.has(name.value)) yield { message: 'ror', at: name.at, data: { name }, actual: name }
  },
})
