import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

const MAXIMUM = 128

export default defineRule({
  id: 'XDS-042',
  name: 'title-length',
  level: 'error',
  priority: 3,
  requirements: ['CISIS-STRUCMIN-3.5.5.6', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    tooLong: {
      en: "The title of the document entry '{entry}' has {length} characters; 128 are allowed.",
      fr: 'Le titre de la fiche de document « {entry} » a {length} caractères ; 128 sont admis.',
    },
  },
  docs: {
    en: {
      title: 'The title of a document has at most 128 characters.',
      why: 'IHE ITI TF-3, 4.2.3.2 and the CI-SIS (Structuration minimale, 3.5.5.6) limit the title of a document entry to 128 characters; a longer one is refused or cut.',
      fix: 'Shorten the title, in the CDA as well: both are to be the same.',
    },
    fr: {
      title: 'Le titre d’un document a 128 caractères au plus.',
      why: 'IHE ITI TF-3, 4.2.3.2 et le CI-SIS (Structuration minimale, 3.5.5.6) limitent à 128 caractères le titre d’une fiche de document ; un titre plus long est refusé ou coupé.',
      fix: 'Raccourcir le titre, dans le CDA aussi : les deux doivent être identiques.',
    },
  },
  *check({ submission }) {
    const entries = submission.entries.filter(({ title }) => isFilled(title))
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const { id: entry, title } of entries) {
      if (!title) continue
      const length = [...title.value].length
      if (length > MAXIMUM) yield { message: 'tooLong', at: title.at, data: { entry, length }, actual: length }
    }
  },
})
