import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isTestSubject, practisesIn } from '../shared/directory.ts'
import { personOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'DIR-010',
  name: 'nameid-practises-in-structure',
  level: 'warning',
  priority: 1,
  requirements: ['G-27', 'DB.CO.91', 'DB.CO.92'],
  evidence: 'vendor',
  inputs: { token: each('vihf'), directory: one('directory'), site: optional('site') },
  messages: {
    elsewhere: {
      en: "The national directory knows no activity of '{nameId}' in the structure '{structure}'.",
      fr: "L'annuaire national ne connaît aucune activité de « {nameId} » dans la structure « {structure} ».",
    },
  },
  dmpAnswer: 'PS et Structure non liés',
  docs: {
    en: {
      title: 'The person of the NameID practises in the structure of the token.',
      why: 'The certificate and the token name the structure where the doctor practises (G-27). The DMP is known to answer that person and structure are not linked. A replacement doctor may lack the row, hence a warning.',
      fix: 'Name the structure of the activity for which the doctor is connected; for a doctor with several practices the software must ask.',
    },
    fr: {
      title: 'La personne du NameID exerce dans la structure du jeton.',
      why: "Le certificat et le jeton désignent la structure d'exercice du médecin (G-27). Le DMP répond sinon que le PS et la structure ne sont pas liés. Un remplaçant peut ne pas avoir la ligne, d'où un avertissement.",
      fix: "Désigner la structure de l'activité pour laquelle le médecin est connecté ; s'il a plusieurs lieux d'exercice, le logiciel doit le demander.",
    },
  },
  *check({ token, directory, site }) {
    const person = personOf(token)
    const { nameId, structure } = token
    if (!nameId || !structure || person?.kind !== 'rpps') return notApplicable
    if (isTestSubject(person.text, site) || isTestSubject(structure.value, site)) return notApplicable
    const known = directory.person(person.text)
    if (!known || !directory.structure(structure.value)) return notApplicable
    if (!practisesIn(known, structure.value, directory))
      yield {
        message: 'elsewhere',
        at: nameId.at,
        data: { nameId, structure },
        related: [{ at: structure.at, text: { en: 'the structure of the token', fr: 'la structure du jeton' } }],
      }
  },
})
