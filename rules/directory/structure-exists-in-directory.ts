import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { parseUtcInstant } from '../../src/identifiers/index.ts'
import { isStructureId, isTestSubject, silence } from '../shared/directory.ts'

export default defineRule({
  id: 'DIR-001',
  name: 'structure-exists-in-directory',
  level: 'error',
  priority: 1,
  requirements: ['G-68', 'FAQ-15'],
  evidence: 'official',
  inputs: { token: each('vihf'), directory: one('directory'), site: optional('site') },
  messages: {
    unknown: {
      en: "Identifiant_Structure '{structure}' is not in the national directory.",
      fr: "Identifiant_Structure « {structure} » n'est pas dans l'annuaire national.",
    },
    inactive: {
      en: "Identifiant_Structure '{structure}' is closed in the national directory.",
      fr: "Identifiant_Structure « {structure} » est fermé dans l'annuaire national.",
    },
  },
  dmpAnswer: "Impossible d'effectuer un test d'existence : Structure introuvable ou Inactive",
  docs: {
    en: {
      title: 'Identifiant_Structure is an active structure of the national directory.',
      why: 'The guide of December 2025 (G-68) asks that Identifiant_Structure exist in the Annuaire. The DMP looks it up and refuses a structure that it does not find or that is closed.',
      fix: 'Read the structure of practice of the doctor in the directory (dmplint directory lookup RPPS) and write its identifier with its type digit: 1 FINESS, 3 SIRET of a company, 4 RPPS-rang of a cabinet.',
    },
    fr: {
      title: "Identifiant_Structure est une structure active de l'annuaire national.",
      why: "Le guide de décembre 2025 (G-68) demande que l'Identifiant_Structure existe dans l'Annuaire. Le DMP le cherche et refuse une structure introuvable ou fermée.",
      fix: "Lire la structure d'exercice du médecin dans l'annuaire (dmplint directory lookup RPPS) et écrire son identifiant avec son chiffre de type : 1 FINESS, 3 SIRET d'une société, 4 RPPS-rang d'un cabinet.",
    },
  },
  *check({ token, directory, site }, { at }) {
    const { structure } = token
    if (!structure || !isStructureId(structure.value) || isTestSubject(structure.value, site)) return notApplicable
    const found = directory.structure(structure.value)
    if (found?.active) return
    const seen = token.issueInstant && parseUtcInstant(token.issueInstant.value)
    const silent = found ? undefined : silence(directory, seen, at)
    if (silent) return silent
    yield { message: found ? 'inactive' : 'unknown', at: structure.at, data: { structure }, actual: structure }
  },
})
