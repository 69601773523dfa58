import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { clinicalEntries, isFilled, isKosEntry } from '../shared/metadata.ts'

export default defineRule({
  id: 'DOC-015',
  name: 'entry-unique-id-is-cda-id',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'CISIS-STRUCMIN-3.5.5.4'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission'), exchange: optional('exchange') },
  messages: {
    differs: {
      en: "The uniqueId of the entry is '{uniqueId}' but the id of its document is '{id}'.",
      fr: 'L’uniqueId de la fiche est « {uniqueId} » alors que l’id de son document est « {id} ».',
    },
  },
  docs: {
    en: {
      title: 'The uniqueId of an entry is the id of the CDA that it describes.',
      why: 'The CI-SIS mapping makes uniqueId from ClinicalDocument/id/@root. A reader that follows the one to the other finds nothing when they differ, and a replacement, which names the id, has no target.',
      fix: 'Copy id/@root of the document to the external identifier uniqueId of the entry.',
    },
    fr: {
      title: 'L’uniqueId d’une fiche est l’id du CDA qu’elle décrit.',
      why: 'La correspondance du CI-SIS tire uniqueId de ClinicalDocument/id/@root. Un lecteur qui va de l’un à l’autre ne trouve rien quand ils diffèrent, et un remplacement, qui désigne l’id, n’a pas de cible.',
      fix: 'Recopier id/@root du document dans l’identifiant externe uniqueId de la fiche.',
    },
  },
  *check({ document, submission, exchange }) {
    const entry = entryOf(document, submission) ?? onlyPair()
    const root = document.id?.root
    if (!entry?.uniqueId || !isFilled(entry.uniqueId) || !root) return notApplicable
    // DOC-004 tells the extension, whatever the uniqueId makes of it.
    if (document.id?.extension || entry.uniqueId.value.trim() === root.value.trim()) return
    yield {
      message: 'differs',
      at: entry.uniqueId.at,
      data: { uniqueId: entry.uniqueId, id: root },
      expected: root,
      actual: entry.uniqueId,
      related: [{ at: root.at, text: { en: 'the id of the document', fr: 'l’id du document' } }],
    }

    /** One document that nothing else attaches, beside one entry that waits for its CDA: they belong together. */
    function onlyPair() {
      if (exchange?.submission !== submission || exchange.documents.length !== 1) return undefined
      const [only, another] = clinicalEntries(submission).filter(one => !isKosEntry(one) && !one.document?.content)
      return another ? undefined : only
    }
  },
})
