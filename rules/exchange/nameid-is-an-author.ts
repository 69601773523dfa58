import { all, defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'
import { personsOf } from '../shared/people.ts'
import { samePersonId } from '../shared/same-person.ts'
import { feederOf } from '../shared/token.ts'
import { personOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'XCHG-003',
  name: 'nameid-is-an-author',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-1140'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    signatures: all('signature', { role: 'token' }),
  },
  messages: {
    notAuthor: {
      en: "The NameID '{nameId}' is neither an authorPerson nor a legalAuthenticator of the submission, which name {persons}.",
      fr: "Le NameID « {nameId} » n'est ni un authorPerson ni un legalAuthenticator de la soumission, qui désignent {persons}.",
    },
  },
  docs: {
    en: {
      title: 'In direct authentication the NameID is an author or the legal authenticator of the submission.',
      why: 'Only an author may add or replace a document (EX_2.1-1140). With the card of a professional, the DMP looks for the NameID among XCN.1 of every authorPerson and legalAuthenticator.',
      fix: 'Feed with the card of the doctor who wrote or validates the document, or write that doctor as author of the submission.',
    },
    fr: {
      title: 'En authentification directe, le NameID est un auteur ou le legalAuthenticator de la soumission.',
      why: "Seul un auteur peut ajouter ou remplacer un document (EX_2.1-1140). Avec la carte d'un professionnel, le DMP cherche le NameID parmi les XCN.1 de tous les authorPerson et legalAuthenticator.",
      fix: 'Alimenter avec la carte du médecin qui a écrit ou qui valide le document, ou inscrire ce médecin comme auteur de la soumission.',
    },
  },
  *check({ token, submission, signatures }) {
    const { nameId } = token
    if (!nameId || !isRequest(submission) || feederOf(token, signatures) !== 'person') return notApplicable
    const id = personOf(token)
    // A patient may be an author, but holds no card.
    const persons = personsOf(submission).filter(({ actor }) => actor !== 'patient')
    if (!id || persons.length === 0) return notApplicable
    if (persons.some(({ xcn }) => samePersonId(xcn.id.value, nameId.value))) return
    const ids = [...new Set(persons.map(({ xcn }) => `'${xcn.id.value}'`))]
    yield {
      message: 'notAuthor',
      at: nameId.at,
      data: { nameId, persons: ids.join(', ') },
      actual: nameId,
      related: persons.map(({ metadata, value }) => ({ at: value.at, text: { en: metadata, fr: metadata } })),
    }
  },
})
