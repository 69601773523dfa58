import type { ExchangeSummary } from '../../src/artifacts/exchange.ts'
import type { Located } from '../../src/engine/location.ts'
import { all, defineRule, notApplicable, type Text } from '../../src/engine/rule.ts'
import { foldName, normaliseStructureId } from '../../src/identifiers/index.ts'

const FIRST: Text = { en: 'the token of the first user', fr: 'le jeton du premier utilisateur' }

interface User {
  readonly words: ReadonlySet<string>
  readonly nameId: Located<string>
}

export default defineRule({
  id: 'VIHF-041',
  name: 'one-nameid-per-user',
  level: 'warning',
  priority: 2,
  requirements: ['DMP/AIRS.06', 'EX_0.1-1025', 'SSI/GEN.17'],
  evidence: 'official',
  inputs: { exchanges: all('summary') },
  messages: {
    shared: {
      en: "Tokens of structure '{structure}' that name different users share the NameID '{nameId}'.",
      fr: 'Des jetons de la structure « {structure} » qui nomment des utilisateurs différents partagent le NameID « {nameId} ».',
    },
  },
  docs: {
    en: {
      title: 'Two users of a structure have two NameIDs.',
      why: 'DMP/AIRS.06 wants the identifier of the user, not a generic one, EX_0.1-1025 an internal identifier that is unique in the structure, and SSI/GEN.17 keeps generic accounts from users. The proof of AIRS.06 is the tokens of two users.',
      fix: 'Give each user the RPPS of their own, or an internal identifier of their own; check the subject-id of the tokens if both belong to one person.',
    },
    fr: {
      title: "Deux utilisateurs d'une structure ont deux NameID.",
      why: "DMP/AIRS.06 veut l'identifiant de l'utilisateur, non générique, EX_0.1-1025 un identifiant interne unique dans la structure, et SSI/GEN.17 interdit les comptes génériques aux utilisateurs. La preuve d'AIRS.06, ce sont les jetons de deux utilisateurs.",
      fix: "Donner à chaque utilisateur son RPPS, ou un identifiant interne à lui ; vérifier le subject-id des jetons si les deux sont d'une même personne.",
    },
  },
  *check({ exchanges }) {
    const usersOf = new Map<string, User[]>()
    for (const exchange of exchanges) {
      const user = userOf(exchange)
      const { structure } = exchange
      if (!user || !structure) continue
      const key = `${normaliseStructureId(structure.value)} ${user.nameId.value.trim()}`
      const users = usersOf.get(key)
      if (!users) {
        usersOf.set(key, [user])
        continue
      }
      const [first] = users
      if (!first || users.some(known => samePerson(known, user))) continue
      users.push(user)
      yield {
        message: 'shared',
        at: user.nameId.at,
        data: { structure, nameId: user.nameId },
        related: [{ at: first.nameId.at, text: FIRST }],
      }
    }
    if (usersOf.size === 0) return notApplicable
  },
})

/** The person whom a token names; `undefined` for software, for a patient named by mistake, and where a part is missing. */
function userOf({ nameId, subjectId, automate, subjectIsPatient }: ExchangeSummary): User | undefined {
  if (!nameId || nameId.value.trim() === '' || automate || subjectIsPatient) return undefined
  // A comma separates name and model of software.
  if (!subjectId || subjectId.value.includes(',')) return undefined
  const words = new Set(foldName(subjectId.value.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')).split(' '))
  words.delete('')
  return words.size === 0 ? undefined : { words, nameId }
}

/** A title or a second given name does not make another person. */
function samePerson({ words: a }: User, { words: b }: User): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  return [...few].every(word => many.has(word))
}
