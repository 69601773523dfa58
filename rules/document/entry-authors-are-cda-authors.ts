import type { CdaActor } from '../../src/artifacts/cda.ts'
import { HL7 } from '../../src/artifacts/namespaces.ts'
import type { Author } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { foldName, parseXon } from '../../src/identifiers/index.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isFilled } from '../shared/metadata.ts'
import { type Person, personsOf } from '../shared/people.ts'
import { samePersonId } from '../shared/same-person.ts'
import { relationOf, unknownLink } from '../shared/structures.ts'

export default defineRule({
  id: 'DOC-017',
  name: 'entry-authors-are-cda-authors',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'DMP/HISTO.04'],
  evidence: 'official',
  inputs: {
    document: each('document'),
    submission: one('submission'),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    missing: {
      en: "The author '{id}' of the document is not among the authors of the entry.",
      fr: 'L’auteur « {id} » du document n’est pas parmi les auteurs de la fiche.',
    },
    extra: {
      en: "The author '{id}' of the entry is not among the authors of the document.",
      fr: 'L’auteur « {id} » de la fiche n’est pas parmi les auteurs du document.',
    },
    noInstitution: {
      en: "The author '{id}' of the entry has no institution, but represents '{document}' in the document.",
      fr: 'L’auteur « {id} » de la fiche n’a pas d’institution, mais représente « {document} » dans le document.',
    },
    otherInstitution: {
      en: "The author '{id}' belongs to '{metadata}' in the metadata and to '{document}' in the document.",
      fr: 'L’auteur « {id} » relève de « {metadata} » dans les métadonnées et de « {document} » dans le document.',
    },
  },
  docs: {
    en: {
      title: 'The authors of the metadata are those of the CDA, each with the structure of the CDA.',
      why: 'The CI-SIS mapping makes each author of the entry from an author of the document. The DMP links a submission to the structure of an author; readers see the one and open the other. Only the legal person of a historical document may be added (RG_2230; DMP/HISTO.04, draft of 2023).',
      fix: 'Write for each author of the document its national identifier in XCN.1 and the id of its representedOrganization in XON.10, and no other author.',
    },
    fr: {
      title: 'Les auteurs des métadonnées sont ceux du CDA, chacun avec la structure du CDA.',
      why: 'La correspondance du CI-SIS tire chaque auteur de la fiche d’un auteur du document. Le DMP rattache un lot à la structure d’un auteur ; les lecteurs voient l’une et ouvrent l’autre. Seule la personne morale d’un document historique peut s’ajouter (RG_2230 ; DMP/HISTO.04, projet de 2023).',
      fix: 'Écrire pour chaque auteur du document son identifiant national en XCN.1 et l’id de son representedOrganization en XON.10, et aucun autre auteur.',
    },
  },
  *check({ document, submission, directory, site }) {
    const entry = entryOf(document, submission)
    if (!entry || document.authors.length === 0) return notApplicable
    const persons = personsOf(submission).filter(one => one.metadata === 'authorPerson' && one.entry === entry)
    if (persons.length === 0) return notApplicable
    let undecided = false
    for (const author of document.authors) {
      const id = author.nationalId ?? author.ids.find(({ extension }) => extension)?.extension
      const mine = persons.filter(person => isAuthor(person, author))
      if (!id && mine.length === 0) continue
      const [first] = mine
      if (!first) {
        const at = (entry.authors[0]?.classification.element ?? entry.element).at
        yield { message: 'missing', at, data: { id }, expected: id, related: related(author) }
        continue
      }
      const organization = author.organization?.nationalId
      if (!organization) continue
      const institutions = institutionsOf(mine, entry.authors)
      const [institution] = institutions
      if (!institution) {
        const data = { id: first.xcn.id.value, document: organization }
        yield { message: 'noInstitution', at: first.value.at, data, expected: organization, related: related(author) }
        continue
      }
      const relations = institutions.map(({ value }) => relationOf(value, organization.value, { directory, site }))
      if (relations.some(relation => relation === 'same' || relation === 'linked')) continue
      if (relations.includes('unknown-link')) undecided = true
      else
        yield {
          message: 'otherInstitution',
          at: institution.at,
          data: { id: first.xcn.id.value, metadata: institution, document: organization },
          expected: organization,
          actual: institution,
          related: related(author),
        }
    }
    for (const person of persons) {
      if (person.actor === 'legal-person' || document.authors.some(author => isAuthor(person, author))) continue
      // Without any identifier in the document there is nothing to compare with.
      if (document.authors.some(({ ids }) => ids.every(({ extension }) => !extension))) continue
      const id = person.xcn.id.value
      yield {
        message: 'extra',
        at: person.value.at,
        data: { id },
        actual: id,
        related: document.authors.flatMap(related),
      }
    }
    return undecided ? unknownLink : undefined
  },
})

const related = (author: CdaActor) => [
  { at: author.element.at, text: { en: 'the author of the document', fr: 'l’auteur du document' } },
]

/** By identifier, or for a device by software or model, which stand for the names. */
function isAuthor({ xcn }: Person, author: CdaActor): boolean {
  if (author.ids.some(({ extension }) => extension && samePersonId(extension.value, xcn.id.value))) return true
  if (!author.device) return false
  const device = author.element.descend(HL7, 'assignedAuthor', 'assignedAuthoringDevice')
  const names = ['softwareName', 'manufacturerModelName'].flatMap(name => device?.child(HL7, name)?.text ?? [])
  return [xcn.familyName.value, xcn.givenName.value].some(
    written => written !== '' && names.some(name => foldName(name) === foldName(written)),
  )
}

/** XON.10 of the authors that name one of these persons. */
function institutionsOf(persons: readonly Person[], authors: readonly Author[]): readonly Located<string>[] {
  const values = persons.map(({ value }) => value)
  return authors
    .filter(author => author.persons.some(value => values.includes(value)))
    .flatMap(author => author.institutions.filter(isFilled))
    .map(({ value, at }) => ({ value: parseXon(value).id.value, at }))
    .filter(({ value }) => value !== '')
}
