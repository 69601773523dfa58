import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { edition, valueSet } from '../../src/nomenclatures/index.ts'
import { codesOf, rightSystems } from '../shared/codes.ts'
import { dayOf } from '../shared/days.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-014',
  name: 'code-in-dmp-value-set',
  level: 'warning',
  priority: 1,
  requirements: ['EX_2.1-2035', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    unknown: {
      en: "The {metadata} '{code}' is not in {title} (edition of {date}).",
      fr: 'Le {metadata} « {code} » n’est pas dans {title} (édition du {date}).',
    },
    closed: {
      en: "The {metadata} '{code}' has been closed since {to}.",
      fr: 'Le {metadata} « {code} » est fermé depuis le {to}.',
    },
  },
  docs: {
    en: {
      title: 'Each code of the metadata belongs to the value set of the DMP.',
      why: 'The DMP server checks codes against its value sets (EX_2.1-2035). The tables here are dated: a code younger than the edition named by the finding may be valid. KO, PR and SR are kinds of DICOM objects, not acquisition modalities; RM is written MR.',
      fix: 'Choose a code of the value set, or check a later edition on the site of the ANS if the code is new.',
    },
    fr: {
      title: 'Chaque code des métadonnées appartient au jeu de valeurs du DMP.',
      why: 'Le serveur DMP contrôle les codes avec ses jeux de valeurs (EX_2.1-2035). Les tables utilisées ici sont datées : un code plus récent que l’édition nommée par le constat peut être valide. KO, PR et SR sont des types d’objets DICOM, pas des modalités d’acquisition ; RM s’écrit MR.',
      fix: 'Choisir un code du jeu de valeurs, ou consulter une édition plus récente sur le site de l’ANS si le code est nouveau.',
    },
  },
  *check({ submission }, { at: day }) {
    if (!isRequest(submission)) return notApplicable
    const today = dayOf(day)
    for (const one of codesOf(submission)) {
      if (rightSystems(one)) continue
      const { metadata, code, sets, concepts } = one
      const to = concepts.find(concept => concept.to !== undefined && concept.to < today)?.to
      if (to) yield { message: 'closed', at: code.at, data: { metadata, code, to }, actual: code }
      else if (!valueSet(sets[0]).has(code.value)) {
        const { title, date } = edition(sets[0])
        yield { message: 'unknown', at: code.at, data: { metadata, code, title, date }, actual: code }
      }
    }
  },
})
