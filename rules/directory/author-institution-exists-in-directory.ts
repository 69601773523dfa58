import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { normaliseStructureId } from '../../src/identifiers/index.ts'
import { isStructureId, isTestSubject, silence } from '../shared/directory.ts'
import { authorInstitutions, documentTime, isHistorical } from '../shared/imaging.ts'

export default defineRule({
  id: 'DIR-012',
  name: 'author-institution-exists-in-directory',
  level: 'warning',
  priority: 2,
  requirements: ['G-68', 'EX_2.1-1140'],
  evidence: 'inferred',
  inputs: {
    submission: each('submission'),
    directory: one('directory'),
    token: optional('vihf'),
    site: optional('site'),
  },
  messages: {
    unknown: {
      en: "The authorInstitution '{institution}' is not in the national directory.",
      fr: "L'authorInstitution « {institution} » n'est pas dans l'annuaire national.",
    },
  },
  docs: {
    en: {
      title: 'Each authorInstitution is a structure of the national directory.',
      why: 'authorInstitution decides who may replace or delete the document later (EX_2.1-1140). An identifier that the directory does not know can match no certificate.',
      fix: 'Write the identifier of the structure as the directory gives it, with its type digit.',
    },
    fr: {
      title: "Chaque authorInstitution est une structure de l'annuaire national.",
      why: "authorInstitution décide de qui pourra remplacer ou supprimer le document (EX_2.1-1140). Un identifiant inconnu de l'annuaire ne correspondra à aucun certificat.",
      fix: "Écrire l'identifiant de la structure tel que l'annuaire le donne, avec son chiffre de type.",
    },
  },
  *check({ submission, directory, token, site }, { at }) {
    const own = token?.structure && normaliseStructureId(token.structure.value)
    const judged = authorInstitutions(submission).filter(
      ({ value }) => isStructureId(value) && normaliseStructureId(value) !== own && !isTestSubject(value, site),
    )
    if (judged.length === 0 || isHistorical(submission)) return notApplicable
    const silent = silence(directory, documentTime(submission), at)
    let open = false
    for (const institution of judged) {
      if (directory.structure(institution.value)) continue
      if (silent) open = true
      else yield { message: 'unknown', at: institution.at, data: { institution }, actual: institution }
    }
    return open ? silent : undefined
  },
})
