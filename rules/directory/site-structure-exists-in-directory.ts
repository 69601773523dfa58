import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { isStructureId, isTestSubject, silence } from '../shared/directory.ts'
import { isUnknownToDirectory } from '../shared/legal-form.ts'

export default defineRule({
  id: 'DIR-003',
  name: 'site-structure-exists-in-directory',
  level: 'error',
  priority: 1,
  requirements: ['G-27', 'G-34', 'G-68'],
  evidence: 'official',
  inputs: { site: each('site'), directory: one('directory') },
  messages: {
    unknown: {
      en: "The declared structure '{structure}' is not in the national directory.",
      fr: "La structure déclarée « {structure} » n'est pas dans l'annuaire national.",
    },
    inactive: {
      en: "The declared structure '{structure}' is closed in the national directory.",
      fr: "La structure déclarée « {structure} » est fermée dans l'annuaire national.",
    },
  },
  docs: {
    en: {
      title: 'Each declared structure is an active structure of the national directory.',
      why: 'Certificates and tokens name the structure where the doctors practise as the directory knows it (G-27, G-34). What the directory does not know gets no certificate and feeds no DMP.',
      fix: 'Read the structures of practice of the doctors with dmplint directory lookup, and correct the id in dmplint.yaml.',
    },
    fr: {
      title: "Chaque structure déclarée est une structure active de l'annuaire national.",
      why: "Certificats et jetons désignent la structure d'exercice des médecins telle que l'annuaire la connaît (G-27, G-34). Ce que l'annuaire ignore n'obtient pas de certificat et n'alimente pas le DMP.",
      fix: "Lire les structures d'exercice des médecins avec dmplint directory lookup, puis corriger l'id dans dmplint.yaml.",
    },
  },
  *check({ site, directory }, { at }) {
    const judged = site.structures.filter(
      ({ id, legalForm }) =>
        isStructureId(id.value) && !isUnknownToDirectory(legalForm?.value) && !isTestSubject(id.value, site),
    )
    if (judged.length === 0) return notApplicable
    const silent = silence(directory, undefined, at)
    let open = false
    for (const { id } of judged) {
      const found = directory.structure(id.value)
      if (found?.active) continue
      if (!found && silent) open = true
      else yield { message: found ? 'inactive' : 'unknown', at: id.at, data: { structure: id }, actual: id }
    }
    return open ? silent : undefined
  },
})
