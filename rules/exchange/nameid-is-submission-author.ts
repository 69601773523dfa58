import { all, defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { parsePersonId } from '../../src/identifiers/index.ts'
import { isRequest } from '../shared/metadata.ts'
import { personsOf } from '../shared/people.ts'
import { samePersonId } from '../shared/same-person.ts'
import { isIndirect } from '../shared/token.ts'

/** Authors of a submission who are not the sender in person. */
const NOT_A_SENDER: readonly string[] = ['system', 'service', 'legal-person']

const isWellFormed = (id: string): boolean => parsePersonId(id.trim()).kind !== 'invalid'

export default defineRule({
  id: 'XCHG-014',
  name: 'nameid-is-submission-author',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    signatures: all('signature', { role: 'token' }),
  },
  messages: {
    otherPerson: {
      en: "The NameID is '{nameId}', but the author of the submission is '{author}'.",
      fr: "Le NameID est « {nameId} », mais l'auteur de la soumission est « {author} ».",
    },
  },
  docs: {
    en: {
      title: 'The author of the submission is the person of the NameID.',
      why: 'Both are made from the sender of the HL7 v2 message (PRT-5 with PRT-4 SB, CI-SIS mappings to the VIHF and to the XDS metadata). Two persons show that one of them was taken from elsewhere, often from the author of the document.',
      fix: 'Write the sender in SubmissionSet.authorPerson and in the NameID; the author of the document belongs in the document entry.',
    },
    fr: {
      title: "L'auteur de la soumission est la personne du NameID.",
      why: "Les deux viennent de l'émetteur du message HL7 v2 (PRT-5 avec PRT-4 SB, correspondances CI-SIS vers le VIHF et vers les métadonnées XDS). Deux personnes montrent que l'une a été prise ailleurs, souvent chez l'auteur du document.",
      fix: "Écrire l'émetteur dans SubmissionSet.authorPerson et dans le NameID ; l'auteur du document a sa place dans la fiche du document.",
    },
  },
  *check({ token, submission, signatures }) {
    const { nameId } = token
    if (!nameId || !isRequest(submission) || !isIndirect(token, signatures)) return notApplicable
    const authors = personsOf(submission).filter(({ entry, actor }) => entry === undefined && actor !== 'patient')
    // A malformed identifier is told by VIHF-001 or XDS-022, and names nobody that could be compared.
    const [first] = authors.filter(({ actor, xcn }) => actor !== 'professional' || isWellFormed(xcn.id.value))
    if (!first || !isWellFormed(nameId.value)) return notApplicable
    if (authors.some(({ actor }) => NOT_A_SENDER.includes(actor))) return
    if (authors.some(({ xcn }) => samePersonId(xcn.id.value, nameId.value))) return
    yield {
      message: 'otherPerson',
      at: nameId.at,
      data: { nameId, author: first.xcn.id.value },
      expected: first.xcn.id.value,
      actual: nameId,
      related: [{ at: first.value.at, text: { en: 'the author of the submission', fr: "l'auteur de la soumission" } }],
    }
  },
})
