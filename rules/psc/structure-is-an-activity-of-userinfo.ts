import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseStructureId, sameStructureText } from '../../src/identifiers/index.ts'
import { isOfAnotherPerson, userInfoOf, withoutUserInfo } from '../shared/userinfo.ts'

export default defineRule({
  id: 'PSC-001',
  name: 'structure-is-an-activity-of-userinfo',
  level: 'error',
  priority: 1,
  requirements: ['DB.CO.92', 'DB.CO.49', 'G-36', 'PSC.10'],
  evidence: 'official',
  inputs: { token: each('vihf'), infos: all('userinfo') },
  messages: {
    foreign: {
      en: "Identifiant_Structure '{structure}' is the structure of no activity of the UserInfo.",
      fr: "Identifiant_Structure « {structure} » n'est la structure d'aucune activité du UserInfo.",
    },
    technical: {
      en: "Identifiant_Structure '{structure}' is a technical identifier of the UserInfo, not a national structure identifier.",
      fr: 'Identifiant_Structure « {structure} » est un identifiant technique du UserInfo, pas un identifiant national de structure.',
    },
  },
  docs: {
    en: {
      title: 'Identifiant_Structure is the structure of an activity of the UserInfo, or the FINESS juridique of one.',
      why: 'Pro Santé Connect gives, for each activity of the person, the structure identifier in ancienIdentifiantDeLaStructure (G-36, draft DB.CO.92). SubjectOrganizationID and identifiantTechniqueDeLaStructure are internal numbers that the DMP does not know.',
      fix: 'Fill Identifiant_Structure from ancienIdentifiantDeLaStructure of the activity that the user chose.',
    },
    fr: {
      title:
        "Identifiant_Structure est la structure d'une activité du UserInfo, ou le FINESS juridique de l'une d'elles.",
      why: "Pro Santé Connect donne, pour chaque activité de la personne, l'identifiant de structure dans ancienIdentifiantDeLaStructure (G-36, projet DB.CO.92). SubjectOrganizationID et identifiantTechniqueDeLaStructure sont des numéros internes que le DMP ne connaît pas.",
      fix: "Remplir Identifiant_Structure avec ancienIdentifiantDeLaStructure de l'activité choisie par l'utilisateur.",
    },
  },
  *check({ token, infos }) {
    const info = userInfoOf(token, infos)
    if (!info) return withoutUserInfo(token)
    const { structure } = token
    if (!structure || isOfAnotherPerson(token, info)) return notApplicable
    const technical = [info.subjectOrganizationId, ...info.activities.map(activity => activity.technicalId)]
    if (parseStructureId(structure.value).kind === 'invalid' && technical.some(id => id?.value === structure.value)) {
      yield { message: 'technical', at: structure.at, data: { structure }, actual: structure }
      return
    }
    const known = info.activities.flatMap(({ structureId, finessLegal }) =>
      structureId ? [structureId.value, ...(finessLegal ? [`1${finessLegal.value}`] : [])] : [],
    )
    if (known.length === 0) return notApplicable
    if (!known.some(id => sameStructureText(id, structure.value)))
      yield {
        message: 'foreign',
        at: structure.at,
        data: { structure },
        expected: known.join(', '),
        actual: structure,
        related: info.activities.map(({ at }) => ({
          at,
          text: { en: 'an activity of the UserInfo', fr: 'une activité du UserInfo' },
        })),
      }
  },
})
