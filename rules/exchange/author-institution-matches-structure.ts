import { all, defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isStructureId } from '../shared/directory.ts'
import { authorInstitutions } from '../shared/imaging.ts'
import { isRequest } from '../shared/metadata.ts'
import { agreementOf } from '../shared/structures.ts'
import { feederOf } from '../shared/token.ts'

export default defineRule({
  id: 'XCHG-002',
  name: 'author-institution-matches-structure',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-1140'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    signatures: all('signature', { role: 'token' }),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    differs: {
      en: "No author of the submission belongs to '{structure}', the structure of the token; their authorInstitution is {institutions}.",
      fr: "Aucun auteur de la soumission n'appartient à « {structure} », la structure du jeton ; leur authorInstitution est {institutions}.",
    },
    none: {
      en: "No author of the submission has the identifier of a structure in authorInstitution; the token names '{structure}'.",
      fr: "Aucun auteur de la soumission n'a d'identifiant de structure dans authorInstitution ; le jeton désigne « {structure} ».",
    },
    reversed: {
      en: "The authorInstitution is the FINESS juridique {institutions} of the site '{structure}' that the token names: the mode EJ/EG wants the site in the submission.",
      fr: "L'authorInstitution est le FINESS juridique {institutions} du site « {structure} » que désigne le jeton : le mode EJ/EG veut le site dans la soumission.",
    },
  },
  dmpAnswer: "Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF",
  docs: {
    en: {
      title: 'The structure of the token is the authorInstitution of an author of the submission.',
      why: "Only an author may add or replace a document (EX_2.1-1140). In indirect authentication, and with a CPE, the DMP looks for Identifiant_Structure among the authorInstitution of all authors, and otherwise answers « Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF ».",
      fix: 'Write in XON.10 of authorInstitution the identifier that the token has, type digit included; in mode EJ/EG, that of the entité géographique.',
    },
    fr: {
      title: "La structure du jeton est l'authorInstitution d'un auteur de la soumission.",
      why: "Seul un auteur peut ajouter ou remplacer un document (EX_2.1-1140). En authentification indirecte, et avec une CPE, le DMP cherche l'Identifiant_Structure parmi les authorInstitution de tous les auteurs, et répond sinon « Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF ».",
      fix: "Écrire dans XON.10 de l'authorInstitution l'identifiant que porte le jeton, chiffre de type compris ; en mode EJ/EG, celui de l'entité géographique.",
    },
  },
  *check({ token, submission, signatures, directory, site }) {
    const { structure } = token
    if (!structure || !isRequest(submission) || feederOf(token, signatures) !== 'structure') return notApplicable
    if (!isStructureId(structure.value)) return notApplicable
    const sets = submission.submissionSets
    const authors = [...sets, ...submission.entries].flatMap(object => object.authors)
    if (authors.length === 0) return notApplicable
    const institutions = authorInstitutions(submission)
    const data = { structure, institutions: institutions.map(({ value }) => `'${value}'`).join(', ') }
    const [first] = institutions
    if (!first) {
      yield { message: 'none', at: authors[0]?.classification.element.at ?? submission.at, data: { structure } }
      return
    }
    const agreements = institutions.map(({ value }) => agreementOf(structure.value, value, { directory, site }))
    // An unknown link is left to XCHG-005.
    if (agreements.includes('agrees') || agreements.includes('unknown-link')) return
    const reversed = agreements.includes('reversed')
    yield {
      message: reversed ? 'reversed' : 'differs',
      at: first.at,
      data,
      expected: structure,
      actual: data.institutions,
      related: [
        { at: structure.at, text: { en: 'the structure of the token', fr: 'la structure du jeton' } },
        ...institutions.slice(1).map(({ at }) => ({
          at,
          text: { en: 'another authorInstitution', fr: 'une autre authorInstitution' },
        })),
      ],
      // No published text says that the reversed pair is refused.
      ...(reversed && { level: 'warning' as const }),
    }
  },
})
