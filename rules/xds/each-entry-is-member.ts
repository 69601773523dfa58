import { EBRIM } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-043',
  name: 'each-entry-is-member',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.2.1', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    missing: {
      en: "No HasMember association goes from the submission set to the document entry '{entry}'.",
      fr: 'Aucune association HasMember ne va du lot de soumission à la fiche de document « {entry} ».',
    },
    repeated: {
      en: "Another HasMember association already goes from the submission set to the document entry '{entry}'.",
      fr: 'Une autre association HasMember va déjà du lot de soumission à la fiche de document « {entry} ».',
    },
    status: {
      en: "The HasMember association to the document entry '{entry}' lacks SubmissionSetStatus = Original.",
      fr: 'L’association HasMember vers la fiche de document « {entry} » n’a pas SubmissionSetStatus = Original.',
    },
  },
  docs: {
    en: {
      title: 'One HasMember association, of status Original, links the submission set to each document entry.',
      why: 'An entry belongs to the submission by its HasMember association alone (IHE ITI TF-3, 4.2.2.1); SubmissionSetStatus = Original says that the entry is submitted and not merely referred to. The signature entry is one of them.',
      fix: 'Write one Association of type urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember per entry, sourceObject the id of the RegistryPackage, targetObject the id of the ExtrinsicObject, with the slot SubmissionSetStatus = Original.',
    },
    fr: {
      title: 'Une association HasMember, de statut Original, relie le lot de soumission à chaque fiche de document.',
      why: 'Une fiche n’appartient au lot que par son association HasMember (IHE ITI TF-3, 4.2.2.1) ; SubmissionSetStatus = Original dit que la fiche est soumise et pas seulement citée. La fiche de la signature en fait partie.',
      fix: 'Écrire par fiche une Association de type urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember, sourceObject l’id du RegistryPackage, targetObject l’id de l’ExtrinsicObject, avec le slot SubmissionSetStatus = Original.',
    },
  },
  *check({ submission }) {
    const set = submission.submissionSet?.id?.value
    if (!isRequest(submission) || set === undefined || submission.entries.length === 0) return notApplicable
    // Members that are no entry of the submission are documents of the registry, cited by an update.
    const members = submission.associations.filter(
      ({ type, source }) => type?.value === EBRIM.association.hasMember && source?.value === set,
    )
    for (const { id, element } of submission.entries) {
      if (!id) continue
      const [first, ...others] = members.filter(({ target }) => target?.value === id.value)
      const data = { entry: id }
      if (!first) {
        yield { message: 'missing', at: element.at, data }
        continue
      }
      const status = first.slot('SubmissionSetStatus')?.values[0]
      if (status?.value !== 'Original')
        yield { message: 'status', at: status?.at ?? first.element.at, data, expected: 'Original', actual: status }
      for (const other of others)
        yield {
          message: 'repeated',
          at: other.element.at,
          data,
          related: [{ at: first.element.at, text: { en: 'the first association', fr: 'la première association' } }],
        }
    }
  },
})
