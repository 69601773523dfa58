import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'
import { imagingSpecialties } from '../../src/nomenclatures/index.ts'
import { isTestSubject } from '../shared/directory.ts'

export default defineRule({
  id: 'DIR-016',
  name: 'imaging-physicians-are-declared',
  level: 'note',
  priority: 3,
  requirements: ['G-27', 'G-33', 'G-35'],
  evidence: 'inferred',
  inputs: { site: each('site'), directory: one('directory') },
  messages: {
    missing: {
      en: "The national directory places {count} more imaging physicians in the structure '{structure}' than dmplint.yaml lists.",
      fr: "L'annuaire national place dans la structure « {structure} » {count} médecins d'imagerie de plus que dmplint.yaml n'en liste.",
    },
  },
  docs: {
    en: {
      title: 'Every imaging physician whom the directory places in a declared structure is listed.',
      why: 'The plan and the pool of certificates count the doctors of dmplint.yaml (G-33, G-35). A forgotten one will have no certificate and no feeding.',
      fix: 'dmplint directory lookup STRUCTURE lists the doctors; add those who work with this software.',
    },
    fr: {
      title: "Chaque médecin d'imagerie que l'annuaire place dans une structure déclarée est listé.",
      why: "Le plan et le pool de certificats comptent les médecins de dmplint.yaml (G-33, G-35). Un médecin oublié n'aura ni certificat ni alimentation.",
      fix: 'dmplint directory lookup STRUCTURE liste les médecins ; ajouter ceux qui travaillent avec ce logiciel.',
    },
  },
  *check({ site, directory }) {
    let judged = 0
    for (const { id, sector, practitioners } of site.structures) {
      const parsed = parseStructureId(normaliseStructureId(id.value))
      if (practitioners.length === 0 || (sector?.value !== 'SA09' && parsed.kind !== 'finess')) continue
      const structure = isTestSubject(id.value, site) ? undefined : directory.structure(id.value)
      if (!structure) continue
      judged++
      const listed = new Set(practitioners.map(({ value }) => value))
      const missing = structure.practitioners.filter(person => {
        const known = directory.person(person)
        return !listed.has(person) && known?.specialties.some(code => imagingSpecialties.has(code))
      })
      if (missing.length > 0) yield { message: 'missing', at: id.at, data: { count: missing.length, structure: id } }
    }
    if (judged === 0) return notApplicable
  },
})
