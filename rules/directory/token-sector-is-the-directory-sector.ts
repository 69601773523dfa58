import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isTestSubject } from '../shared/directory.ts'
import { sectorOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'DIR-007',
  name: 'token-sector-is-the-directory-sector',
  level: 'warning',
  priority: 2,
  requirements: ['G-34', 'DB.CO.92'],
  evidence: 'inferred',
  inputs: { token: each('vihf'), directory: one('directory'), site: optional('site') },
  messages: {
    differs: {
      en: "Secteur_Activite is '{sector}', but the national directory has '{known}' for the structure '{structure}'.",
      fr: "Secteur_Activite vaut « {sector} », mais l'annuaire national donne « {known} » pour la structure « {structure} ».",
    },
  },
  docs: {
    en: {
      title: 'Secteur_Activite is a sector that the national directory has for Identifiant_Structure.',
      why: 'Structure and sector of a token come from one and the same activity of the directory (G-34, draft DB.CO.92). A sector of another activity is the trace of a wrong choice among several practices.',
      fix: 'Take the sector from the activity whose structure the token names.',
    },
    fr: {
      title: "Secteur_Activite est un secteur que l'annuaire national donne à l'Identifiant_Structure.",
      why: "Structure et secteur d'un jeton viennent d'une même activité de l'annuaire (G-34, projet DB.CO.92). Le secteur d'une autre activité trahit un mauvais choix entre plusieurs lieux d'exercice.",
      fix: "Prendre le secteur de l'activité dont le jeton désigne la structure.",
    },
  },
  *check({ token, directory, site }) {
    const sector = sectorOf(token)
    const { structure } = token
    if (!sector || !structure || isTestSubject(structure.value, site)) return notApplicable
    const known = directory.structure(structure.value)?.sectors ?? []
    if (known.length === 0) return notApplicable
    if (!known.includes(sector))
      yield {
        message: 'differs',
        at: token.sector?.at ?? token.at,
        data: { sector, known: known.join(', '), structure },
        expected: known.join(', '),
        actual: sector,
      }
  },
})
