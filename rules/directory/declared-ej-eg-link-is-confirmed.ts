import { defineRule, each, notApplicable, notEvaluated, one } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'
import { bareFiness } from '../shared/structures.ts'

export default defineRule({
  id: 'DIR-014',
  name: 'declared-ej-eg-link-is-confirmed',
  level: 'warning',
  priority: 1,
  requirements: ['FAQ-01', 'G-29'],
  evidence: 'official',
  inputs: { site: each('site'), directory: one('directory') },
  messages: {
    differs: {
      en: "finessLegal '{declared}' is not the entité juridique that the directory gives for '{site}'.",
      fr: "finessLegal « {declared} » n'est pas l'entité juridique que l'annuaire donne pour « {site} ».",
    },
  },
  docs: {
    en: {
      title: 'The declared finessLegal of a FINESS structure is its entité juridique in the directory.',
      why: 'In EJ/EG mode the certificate of the entité juridique serves its sites (FAQ-01). The rules that accept the pair trust this line, so it must be true.',
      fix: 'Correct finessLegal in dmplint.yaml; dmplint directory lookup gives the entité juridique of a FINESS.',
    },
    fr: {
      title: "Le finessLegal déclaré d'une structure FINESS est son entité juridique dans l'annuaire.",
      why: "En mode EJ/EG, le certificat de l'entité juridique sert ses sites (FAQ-01). Les règles qui acceptent la paire se fient à cette ligne : elle doit être exacte.",
      fix: "Corriger finessLegal dans dmplint.yaml ; dmplint directory lookup donne l'entité juridique d'un FINESS.",
    },
  },
  *check({ site, directory }) {
    let judged = 0
    let open = 0
    for (const { id, finessLegal } of site.structures) {
      const parsed = parseStructureId(normaliseStructureId(id.value))
      if (!finessLegal || parsed.kind !== 'finess' || bareFiness(finessLegal.value) === parsed.bare) continue
      const legal = directory.structure(id.value)?.finessLegal
      if (legal === undefined) {
        open++
        continue
      }
      judged++
      if (legal !== bareFiness(finessLegal.value))
        yield {
          message: 'differs',
          at: finessLegal.at,
          data: { declared: finessLegal, site: id },
          expected: legal,
          actual: finessLegal,
        }
    }
    if (open > 0)
      return notEvaluated({
        en: 'the directory knows no entité juridique of this FINESS: import the FINESS file too',
        fr: "l'annuaire ne connaît pas l'entité juridique de ce FINESS : importer aussi le fichier FINESS",
      })
    if (judged === 0) return notApplicable
  },
})
