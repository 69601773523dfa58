import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId, sameStructureText } from '../../src/identifiers/index.ts'
import { isOfPractice, STRUCTURE_USAGES, structureText } from '../shared/installations.ts'
import { practiceOf } from '../shared/sectors.ts'

export default defineRule({
  id: 'SITE-026',
  name: 'structure-identifier-fits-sector',
  level: 'warning',
  priority: 1,
  requirements: ['G-29', 'G-30', 'G-32', 'G-34', 'RG_EXP_038'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: STRUCTURE_USAGES }) },
  messages: {
    differs: {
      en: "Structure '{id}' is identified by {form} in its sector or legal form, not by that number.",
      fr: 'La structure « {id} » est identifiée par {form} dans son secteur ou sa forme juridique, pas par ce numéro.',
    },
  },
  docs: {
    en: {
      title: 'The identifier of each declared structure is of the kind of its sector and legal form.',
      why: 'The guide of December 2025 reads the category of a structure from the directory (G-34): FINESS for an establishment or a GIE (G-29), SIRET for a company (G-30), RPPS-rang for a group or individual practice (G-32). The certificates are drawn on that identifier.',
      fix: 'Correct id, sector or legalForm in dmplint.yaml; dmplint directory lookup shows what the directory knows.',
    },
    fr: {
      title: "L'identifiant de chaque structure déclarée est du type de son secteur et de sa forme juridique.",
      why: "Le guide de décembre 2025 lit la catégorie d'une structure dans l'annuaire (G-34) : FINESS pour un établissement ou un GIE (G-29), SIRET pour une société (G-30), RPPS-rang pour un cabinet de groupe ou individuel (G-32). Les certificats sont délivrés sur cet identifiant.",
      fix: "Corriger id, sector ou legalForm dans dmplint.yaml ; dmplint directory lookup montre ce que l'annuaire connaît.",
    },
  },
  *check({ site, certificates }) {
    let judged = false
    for (const structure of site.structures.filter(isOfPractice)) {
      const { id } = structure
      const { kind } = parseStructureId(normaliseStructureId(id.value))
      const practice = practiceOf(structure)
      // On an installed certificate the same defect is told there.
      const isInstalled = certificates.some(one => sameStructureText(structureText(one) ?? '', id.value))
      if (!practice || kind === 'invalid' || isInstalled) continue
      judged = true
      if (practice.identifiers.includes(kind)) continue
      const said = structure.sector ?? structure.legalForm
      yield {
        message: 'differs',
        at: id.at,
        data: { id, form: practice.form },
        expected: practice.form,
        actual: id,
        related: said
          ? [{ at: said.at, text: { en: 'the sector or legal form', fr: 'le secteur ou la forme juridique' } }]
          : [],
      }
    }
    return judged ? undefined : notApplicable
  },
})
