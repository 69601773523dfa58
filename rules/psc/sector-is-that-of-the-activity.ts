import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { sameStructureText } from '../../src/identifiers/index.ts'
import { isOfAnotherPerson, userInfoOf, withoutUserInfo } from '../shared/userinfo.ts'
import { sectorOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'PSC-003',
  name: 'sector-is-that-of-the-activity',
  level: 'warning',
  priority: 2,
  requirements: ['DB.CO.92'],
  evidence: 'official',
  inputs: { token: each('vihf'), infos: all('userinfo') },
  messages: {
    differs: {
      en: "Secteur_Activite is '{sector}', but the UserInfo gives '{known}' for the activity in this structure.",
      fr: "Secteur_Activite vaut « {sector} », mais le UserInfo donne « {known} » pour l'activité dans cette structure.",
    },
  },
  docs: {
    en: {
      title: 'Secteur_Activite is the sector of the activity whose structure the token names.',
      why: 'Structure and sector come from one and the same activity (draft DB.CO.92). A sector of another activity is the trace of a software that takes the first one of the list.',
      fix: 'Take codeSecteurDactivite from the activity that gives Identifiant_Structure.',
    },
    fr: {
      title: "Secteur_Activite est le secteur de l'activité dont le jeton désigne la structure.",
      why: "Structure et secteur viennent d'une même activité (projet DB.CO.92). Le secteur d'une autre activité trahit un logiciel qui prend la première de la liste.",
      fix: "Prendre codeSecteurDactivite dans l'activité qui donne Identifiant_Structure.",
    },
  },
  *check({ token, infos }) {
    const info = userInfoOf(token, infos)
    if (!info) return withoutUserInfo(token)
    const sector = sectorOf(token)
    const { structure } = token
    if (!sector || !structure || isOfAnotherPerson(token, info)) return notApplicable
    const known = info.activities
      .filter(({ structureId, finessLegal }) =>
        [structureId?.value, finessLegal && `1${finessLegal.value}`].some(
          id => id !== undefined && sameStructureText(id, structure.value),
        ),
      )
      .flatMap(({ sectorCode }) => sectorCode ?? [])
    if (known.length === 0) return notApplicable
    if (!known.some(({ value }) => value === sector))
      yield {
        message: 'differs',
        at: token.sector?.at ?? token.at,
        data: { sector, known: known.map(({ value }) => value).join(', ') },
        actual: sector,
        expected: known[0],
        related: known.map(({ at }) => ({ at, text: { en: 'the UserInfo', fr: 'le UserInfo' } })),
      }
  },
})
