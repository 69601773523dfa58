import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { practiceOfSector } from '../shared/sectors.ts'
import { sectorOf, structureOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-009',
  name: 'structure-type-fits-sector',
  level: 'warning',
  priority: 1,
  requirements: ['G-29', 'G-30', 'G-32', 'RG_EXP_038'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    differs: {
      en: "In sector {sector} a structure is identified by {form}, not by '{structure}'.",
      fr: 'Dans le secteur {sector}, une structure est identifiée par {form}, pas par « {structure} ».',
    },
  },
  docs: {
    en: {
      title: 'The type of Identifiant_Structure is the one of its activity sector.',
      why: 'The guide of December 2025 draws the certificate on the FINESS for a health establishment or a GIE (G-29), on the SIRET for a practising company (G-30) and on the RPPS-rang for a group or individual practice (G-32); RG_EXP_038 makes the rang mandatory where one exists. The token names the structure of the certificate.',
      fix: 'Correct the sector, or name the structure as the directory does: FINESS for an establishment, SIRET for a company, RPPS-rang of the doctor for a cabinet.',
    },
    fr: {
      title: "Le type d'Identifiant_Structure est celui de son secteur d'activité.",
      why: "Le guide de décembre 2025 place le certificat sur le FINESS pour un établissement de santé ou un GIE (G-29), sur le SIRET pour une société d'exercice (G-30) et sur le RPPS-rang pour un cabinet de groupe ou individuel (G-32) ; RG_EXP_038 impose le rang là où il existe. Le jeton désigne la structure du certificat.",
      fix: "Corriger le secteur, ou désigner la structure comme l'annuaire : FINESS pour un établissement, SIRET pour une société, RPPS-rang du médecin pour un cabinet.",
    },
  },
  *check({ token }) {
    const sector = sectorOf(token)
    const structure = structureOf(token)
    const expected = practiceOfSector(sector)
    if (!token.sector || !token.structure || !expected || !structure || structure.kind === 'invalid')
      return notApplicable
    if (expected.identifiers.includes(structure.kind)) return
    yield {
      message: 'differs',
      at: token.structure.at,
      data: { sector, form: expected.form, structure: token.structure },
      expected: expected.form,
      actual: token.structure,
      related: [{ at: token.sector.at, text: { en: 'Secteur_Activite', fr: 'Secteur_Activite' } }],
    }
  },
})
