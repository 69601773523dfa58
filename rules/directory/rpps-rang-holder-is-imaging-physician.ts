import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'
import { imagingSpecialties } from '../../src/nomenclatures/index.ts'
import { isTestSubject } from '../shared/directory.ts'

export default defineRule({
  id: 'DIR-013',
  name: 'rpps-rang-holder-is-imaging-physician',
  level: 'warning',
  priority: 2,
  requirements: ['G-32', 'G-33', 'AUTH/va1.01'],
  evidence: 'inferred',
  inputs: { site: each('site'), directory: one('directory') },
  messages: {
    unknown: {
      en: "The holder '{holder}' of the RPPS-rang '{structure}' is no person of the national directory.",
      fr: "Le titulaire « {holder} » du RPPS-rang « {structure} » ne désigne personne dans l'annuaire national.",
    },
    otherSpecialty: {
      en: "The holder '{holder}' of the RPPS-rang '{structure}' has no imaging specialty in the national directory.",
      fr: "Le titulaire « {holder} » du RPPS-rang « {structure} » n'a pas de spécialité d'imagerie dans l'annuaire national.",
    },
  },
  docs: {
    en: {
      title: 'The holder of a declared RPPS-rang is a radiologist or nuclear physician.',
      why: 'A RPPS-rang begins with the RPPS of the doctor who holds the cabinet (G-32, G-33). One of another specialty is probably not the cabinet of this site.',
      fix: 'Read the RPPS-rang of each doctor in the directory and correct the id in dmplint.yaml.',
    },
    fr: {
      title: "Le titulaire d'un RPPS-rang déclaré est radiologue ou médecin nucléaire.",
      why: "Un RPPS-rang commence par le RPPS du médecin titulaire du cabinet (G-32, G-33). S'il est d'une autre spécialité, ce n'est sans doute pas le cabinet de ce site.",
      fix: "Lire le RPPS-rang de chaque médecin dans l'annuaire et corriger l'id dans dmplint.yaml.",
    },
  },
  *check({ site, directory }) {
    let judged = 0
    for (const { id } of site.structures) {
      const parsed = parseStructureId(normaliseStructureId(id.value))
      if (parsed.kind !== 'rpps-rang' || isTestSubject(id.value, site) || !directory.structure(id.value)) continue
      const holder = `8${parsed.bare.slice(0, 11)}`
      const person = directory.person(holder)
      if (person && person.specialties.length === 0) continue
      judged++
      if (!person) yield { message: 'unknown', at: id.at, data: { holder, structure: id } }
      else if (!person.specialties.some(code => imagingSpecialties.has(code)))
        yield {
          message: 'otherSpecialty',
          at: id.at,
          data: { holder, structure: id },
          actual: person.specialties.join(', '),
        }
    }
    if (judged === 0) return notApplicable
  },
})
