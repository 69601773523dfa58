import type { Site, SiteStructure, System } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import {
  normaliseStructureId,
  parsePersonId,
  parseStructureId,
  sameStructureText,
} from '../../src/identifiers/index.ts'
import { isIndirectSystem, structuresOf } from '../shared/installations.ts'
import { samePersonId } from '../shared/same-person.ts'
import { practiceOfSector } from '../shared/sectors.ts'

const NO_PRACTITIONERS: Text = {
  en: 'the SCM or the cabinet lists no practitioners in dmplint.yaml',
  fr: 'la SCM ou le cabinet ne liste aucun practitioner dans dmplint.yaml',
}

export default defineRule({
  id: 'SITE-008',
  name: 'rpps-rang-pool-covers-practitioners',
  level: 'error',
  priority: 1,
  requirements: ['G-32', 'G-33', 'AUTH/va1.01', 'DB.SO.89'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    uncovered: {
      en: "Practitioners of '{structure}' belong to no structure on RPPS-rang of its systems: '{practitioners}'.",
      fr: 'Des praticiens de « {structure} » ne relèvent d’aucune structure sur RPPS-rang de ses systèmes : « {practitioners} ».',
    },
  },
  docs: {
    en: {
      title: 'Each doctor of a SCM or a cabinet belongs to a structure on RPPS-rang.',
      why: 'The guide of December 2025 (G-32, G-33) draws one certificate for each RPPS-rang: there are as many cabinets as doctors. A system that serves a SCM holds a pool of them and takes the one of the doctor who validates (AUTH/va1.01); a doctor outside the pool cannot feed.',
      fix: 'Declare a structure with the RPPS-rang of each doctor named, or list a replacement doctor under the structure of the holder; then order its pair of certificates.',
    },
    fr: {
      title: "Chaque médecin d'une SCM ou d'un cabinet relève d'une structure sur RPPS-rang.",
      why: 'Le guide de décembre 2025 (G-32, G-33) prévoit un certificat par RPPS-rang : il y a autant de cabinets que de médecins. Un système qui sert une SCM en gère un ensemble et prend celui du médecin qui valide (AUTH/va1.01) ; un médecin hors de cet ensemble ne peut pas alimenter.',
      fix: 'Déclarer une structure avec le RPPS-rang de chaque médecin cité, ou lister le remplaçant sous la structure du titulaire ; puis commander sa paire de certificats.',
    },
  },
  *check({ site }) {
    let judged = false
    let unlisted = false
    for (const structure of site.structures.filter(needsPool)) {
      const systems = systemsFor(structure, site)
      if (systems.length === 0) continue
      judged = true
      if (structure.practitioners.length === 0) unlisted = true
      const missing = structure.practitioners.filter(person => !systems.every(system => isInPool(person, system, site)))
      const [first] = missing
      if (first)
        yield {
          message: 'uncovered',
          at: first.at,
          data: {
            structure: structure.name ?? structure.id,
            practitioners: [...new Set(missing.map(({ value }) => value))].join(', '),
          },
          actual: first,
          related: systems.map(({ key }) => ({ at: key.at, text: { en: 'the system', fr: 'le système' } })),
        }
    }
    if (!judged) return notApplicable
    return unlisted ? notEvaluated(NO_PRACTITIONERS) : undefined
  },
})

const kindOf = ({ id }: SiteStructure) => parseStructureId(normaliseStructureId(id.value))

/** An SCM, or a cabinet that is not declared by the RPPS-rang of one doctor. */
function needsPool(structure: SiteStructure): boolean {
  if (structure.legalForm?.value.trim().toUpperCase() === 'SCM') return true
  return practiceOfSector(structure.sector?.value)?.kind === 'cabinet' && kindOf(structure).kind !== 'rpps-rang'
}

/** Systems that authenticate structures and serve this one; a container that none names is served by all of them. */
function systemsFor(structure: SiteStructure, site: Site): readonly System[] {
  const naming = site.systems.filter(({ structures }) =>
    structures.some(({ value }) => sameStructureText(value, structure.id.value)),
  )
  return (naming.length > 0 ? naming : site.systems).filter(system => isIndirectSystem(system) === true)
}

/** Listed under a structure on RPPS-rang of the system, or the holder of one. */
function isInPool(person: Located<string>, system: System, site: Site): boolean {
  return structuresOf(system, site).some(structure => {
    const id = kindOf(structure)
    if (id.kind !== 'rpps-rang') return false
    const known = parsePersonId(person.value)
    if (known.kind === 'rpps' && id.bare.startsWith(known.bare)) return true
    return structure.practitioners.some(({ value }) => samePersonId(value, person.value))
  })
}
