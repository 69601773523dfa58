import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOfPractice } from '../shared/installations.ts'
import { practiceOf } from '../shared/sectors.ts'

export default defineRule({
  id: 'SITE-035',
  name: 'ordering-mode-suits-structures',
  level: 'note',
  priority: 3,
  requirements: ['G-38', 'G-39', 'G-40', 'G-42', 'G-72'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    establishment: {
      en: "The guide advises mode A for the establishment '{structure}', not mode {mode}.",
      fr: 'Le guide conseille le mode A pour l’établissement « {structure} », et non le mode {mode}.',
    },
    liberal: {
      en: "The guide advises mode B or C for '{structure}', unless it has a technical team; mode A makes it order itself.",
      fr: 'Le guide conseille le mode B ou C pour « {structure} », sauf si elle a une équipe technique ; le mode A la fait commander elle-même.',
    },
  },
  docs: {
    en: {
      title: 'The way of ordering is the one that the guide advises for the structures.',
      why: 'The guide of December 2025 advises that establishments and structures with a technical team order themselves (A, G-38), and that the editor (B, G-39) or the doctors through a module of the editor (C, G-40, G-42) order for liberal practices. Direct authentication may spare some cabinets their certificates (G-72). Advice, never a defect.',
      fix: 'Choose another mode under ordering in dmplint.yaml, or leave it when the structure has the team for it.',
    },
    fr: {
      title: 'La modalité de commande est celle que le guide conseille pour les structures.',
      why: "Le guide de décembre 2025 conseille que les établissements et les structures dotées d'une équipe technique commandent eux-mêmes (A, G-38), et que l'éditeur (B, G-39) ou les médecins par un module de l'éditeur (C, G-40, G-42) commandent pour l'exercice libéral. L'authentification directe peut épargner les certificats à certains cabinets (G-72). Conseil, jamais un défaut.",
      fix: "Choisir un autre mode sous ordering dans dmplint.yaml, ou le garder si la structure a l'équipe pour cela.",
    },
  },
  *check({ site }) {
    const mode = site.ordering?.mode
    let judged = false
    for (const structure of site.structures.filter(isOfPractice)) {
      const practice = practiceOf(structure)
      if (!mode || !practice) continue
      judged = true
      const name = structure.name ?? structure.id
      const related = [{ at: structure.at, text: { en: 'the structure', fr: 'la structure' } }]
      if (practice.kind === 'establishment' && mode.value !== 'A')
        yield { message: 'establishment', at: mode.at, data: { structure: name, mode }, related }
      if (practice.kind !== 'establishment' && mode.value === 'A')
        yield { message: 'liberal', at: mode.at, data: { structure: name }, related }
    }
    return judged ? undefined : notApplicable
  },
})
