import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOfAnotherPerson, userInfoOf, withoutUserInfo } from '../shared/userinfo.ts'

export default defineRule({
  id: 'PSC-005',
  name: 'role-is-that-of-userinfo',
  level: 'warning',
  priority: 2,
  requirements: ['DB.CO.92'],
  evidence: 'official',
  inputs: { token: each('vihf'), infos: all('userinfo') },
  messages: {
    profession: {
      en: "The first role of the token is '{role}', but the UserInfo gives the profession '{known}'.",
      fr: 'Le premier rôle du jeton est « {role} », mais le UserInfo donne la profession « {known} ».',
    },
    specialty: {
      en: "The second role of the token is '{role}', but the UserInfo gives the savoir-faire '{known}'.",
      fr: 'Le second rôle du jeton est « {role} », mais le UserInfo donne le savoir-faire « {known} ».',
    },
  },
  docs: {
    en: {
      title: 'The roles of the token are the profession and savoir-faire of the UserInfo.',
      why: 'The rights that the DMP grants follow the roles. They must be those of the connected person (draft DB.CO.92), not constants of the software.',
      fix: 'Fill the roles from codeProfession and codeSavoirFaire of the exercice of the chosen activity.',
    },
    fr: {
      title: 'Les rôles du jeton sont la profession et le savoir-faire du UserInfo.',
      why: 'Les droits accordés par le DMP dépendent des rôles. Ils doivent être ceux de la personne connectée (projet DB.CO.92), pas des constantes du logiciel.',
      fix: "Remplir les rôles avec codeProfession et codeSavoirFaire de l'exercice de l'activité choisie.",
    },
  },
  *check({ token, infos }) {
    const info = userInfoOf(token, infos)
    if (!info) return withoutUserInfo(token)
    const [first, second] = token.subjectRoles
    if (!first?.code || first.code.value === 'AUTOMATE' || isOfAnotherPerson(token, info)) return notApplicable
    const professions = codes(info.activities.map(({ professionCode }) => professionCode?.value))
    const specialties = codes(info.activities.map(({ savoirFaire }) => savoirFaire?.value))
    if (professions.length > 0 && !professions.includes(first.code.value))
      yield {
        message: 'profession',
        at: first.code.at,
        data: { role: first.code, known: professions.join(', ') },
        expected: professions.join(', '),
        actual: first.code,
      }
    if (second?.code && specialties.length > 0 && !specialties.includes(second.code.value))
      yield {
        message: 'specialty',
        at: second.code.at,
        data: { role: second.code, known: specialties.join(', ') },
        expected: specialties.join(', '),
        actual: second.code,
      }
  },
})

const codes = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.filter(value => value !== undefined && value !== '') as string[]),
]
