import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'DIR-006',
  name: 'declared-sector-is-the-directory-sector',
  level: 'warning',
  priority: 1,
  requirements: ['G-34'],
  evidence: 'official',
  inputs: { site: each('site'), directory: one('directory') },
  messages: {
    differs: {
      en: "The declared sector of '{structure}' is '{declared}', but the national directory says '{known}'.",
      fr: "Le secteur déclaré de « {structure} » est « {declared} », mais l'annuaire national dit « {known} ».",
    },
  },
  docs: {
    en: {
      title: 'The declared sector of a structure is one that the national directory has for it.',
      why: 'The sector decides on which identifier a certificate is drawn (G-34). A wrong one makes the plan and the rules ask for the wrong certificate.',
      fix: 'Correct sector in dmplint.yaml, or ask the structure to have its data corrected in the directory.',
    },
    fr: {
      title: "Le secteur déclaré d'une structure est l'un de ceux que l'annuaire national lui donne.",
      why: "Le secteur décide de l'identifiant sur lequel un certificat est délivré (G-34). Un secteur faux fait demander le mauvais certificat au plan et aux règles.",
      fix: "Corriger sector dans dmplint.yaml, ou faire corriger les données de la structure dans l'annuaire.",
    },
  },
  *check({ site, directory }) {
    let judged = 0
    for (const { id, sector } of site.structures) {
      const known = directory.structure(id.value)?.sectors ?? []
      if (!sector || known.length === 0) continue
      judged++
      if (!known.includes(sector.value))
        yield {
          message: 'differs',
          at: sector.at,
          data: { structure: id, declared: sector, known: known.join(', ') },
          expected: known.join(', '),
          actual: sector,
        }
    }
    if (judged === 0) return notApplicable
  },
})
