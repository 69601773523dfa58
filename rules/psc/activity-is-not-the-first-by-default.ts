import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { sameStructureText } from '../../src/identifiers/index.ts'
import { isOfAnotherPerson, userInfoOf, withoutUserInfo } from '../shared/userinfo.ts'

export default defineRule({
  id: 'PSC-004',
  name: 'activity-is-not-the-first-by-default',
  level: 'note',
  priority: 2,
  requirements: ['DB.CO.49', 'DB.CO.50'],
  evidence: 'official',
  inputs: { token: each('vihf'), infos: all('userinfo'), exchange: optional('exchange') },
  messages: {
    first: {
      en: 'The token names the structure of the first of {count} activities of the UserInfo: was the user asked?',
      fr: "Le jeton désigne la structure de la première des {count} activités du UserInfo : l'utilisateur a-t-il choisi ?",
    },
  },
  docs: {
    en: {
      title: 'A person with several practices chose the structure of the token.',
      why: 'A known defect takes the first activity of the UserInfo whatever the user does (draft DB.CO.49: the software must ask). The first may be the right one, so this is information.',
      fix: 'Let the user choose; when the choice is settled, name the structure in the exchange or the system of dmplint.yaml.',
    },
    fr: {
      title: 'Une personne qui exerce en plusieurs lieux a choisi la structure du jeton.',
      why: "Un défaut connu prend la première activité du UserInfo quoi que fasse l'utilisateur (projet DB.CO.49 : le logiciel doit demander). La première peut être la bonne : c'est une information.",
      fix: "Laisser l'utilisateur choisir ; quand le choix est établi, nommer la structure dans l'échange ou le système de dmplint.yaml.",
    },
  },
  *check({ token, infos, exchange }) {
    const info = userInfoOf(token, infos)
    if (!info) return withoutUserInfo(token)
    const { structure } = token
    if (!structure || isOfAnotherPerson(token, info)) return notApplicable
    const distinct = [...new Set(info.activities.flatMap(({ structureId }) => structureId?.value ?? []))]
    const named = [exchange?.entry?.structure?.value, ...(exchange?.system?.structures ?? []).map(({ value }) => value)]
    if (distinct.length < 2 || named.some(id => id !== undefined && sameStructureText(id, structure.value)))
      return notApplicable
    const first = info.activities[0]?.structureId
    if (first && sameStructureText(first.value, structure.value))
      yield {
        message: 'first',
        at: structure.at,
        data: { count: distinct.length },
        related: [{ at: first.at, text: { en: 'the first activity', fr: 'la première activité' } }],
      }
  },
})
