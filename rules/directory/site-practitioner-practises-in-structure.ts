import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { isTestSubject, practisesIn, silence } from '../shared/directory.ts'
import { isUnknownToDirectory } from '../shared/legal-form.ts'

export default defineRule({
  id: 'DIR-015',
  name: 'site-practitioner-practises-in-structure',
  level: 'warning',
  priority: 2,
  requirements: ['G-27', 'G-35'],
  evidence: 'official',
  inputs: { site: each('site'), directory: one('directory') },
  messages: {
    unknown: {
      en: "The practitioner '{person}' is not in the national directory.",
      fr: "Le praticien « {person} » n'est pas dans l'annuaire national.",
    },
    elsewhere: {
      en: "The national directory knows no activity of '{person}' in the structure '{structure}'.",
      fr: "L'annuaire national ne connaît aucune activité de « {person} » dans la structure « {structure} ».",
    },
  },
  docs: {
    en: {
      title: 'Each declared practitioner practises in the structure under which he is listed.',
      why: 'The list of practitioners decides which certificates the site needs (G-27, G-35). A doctor listed under the wrong structure feeds with the wrong certificate. A replacement doctor may lack the row.',
      fix: 'Move the doctor to his structure of practice in dmplint.yaml; dmplint directory lookup lists his activities.',
    },
    fr: {
      title: 'Chaque praticien déclaré exerce dans la structure sous laquelle il figure.',
      why: 'La liste des praticiens décide des certificats nécessaires au site (G-27, G-35). Un médecin sous la mauvaise structure alimente avec le mauvais certificat. Un remplaçant peut ne pas avoir la ligne.',
      fix: "Déplacer le médecin sous sa structure d'exercice dans dmplint.yaml ; dmplint directory lookup liste ses activités.",
    },
  },
  *check({ site, directory }, { at }) {
    const silent = silence(directory, undefined, at)
    let judged = 0
    let open = false
    for (const { id, legalForm, practitioners } of site.structures)
      for (const person of practitioners) {
        if (isTestSubject(person.value, site)) continue
        judged++
        const known = directory.person(person.value)
        if (!known && silent) open = true
        else if (!known) yield { message: 'unknown', at: person.at, data: { person }, actual: person }
        else if (isUnknownToDirectory(legalForm?.value) || !directory.structure(id.value)) continue
        else if (!practisesIn(known, id.value, directory))
          yield { message: 'elsewhere', at: person.at, data: { person, structure: id } }
      }
    if (judged === 0) return notApplicable
    return open ? silent : undefined
  },
})
