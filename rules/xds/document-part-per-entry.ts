import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'

const NO_DOCUMENTS: Text = {
  en: 'the capture holds the metadata without any Document element: capture the whole ITI-41 request',
  fr: 'la capture contient les métadonnées sans aucun élément Document : capturer la requête ITI-41 entière',
}

export default defineRule({
  id: 'XDS-047',
  name: 'document-part-per-entry',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-2b-3.41.4.1', 'EX_2.1-1260'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    noDocument: {
      en: "No Document element has the id of the document entry '{entry}' (XDSMissingDocument).",
      fr: 'Aucun élément Document n’a l’id de la fiche de document « {entry} » (XDSMissingDocument).',
    },
    noEntry: {
      en: "No document entry has the id of the Document element '{document}' (XDSMissingDocumentMetadata).",
      fr: 'Aucune fiche de document n’a l’id de l’élément Document « {document} » (XDSMissingDocumentMetadata).',
    },
    letterCase: {
      en: "The Document id '{document}' differs from the document entry '{entry}' by its case only: ids are compared exactly.",
      fr: 'L’id du Document « {document} » ne diffère de la fiche « {entry} » que par la casse : les id se comparent exactement.',
    },
    repeated: {
      en: "Two Document elements have the id '{document}'.",
      fr: 'Deux éléments Document ont l’id « {document} ».',
    },
  },
  docs: {
    en: {
      title: 'Each document entry has one Document element with its id, and each Document its entry.',
      why: 'The repository joins bytes and metadata by the id (IHE ITI TF-2b, 3.41.4.1). An entry without document is refused with XDSMissingDocument, a document without entry with XDSMissingDocumentMetadata. Ids are case-sensitive, though lenient servers let a difference pass.',
      fix: 'Write Document/@id with the exact id of the ExtrinsicObject, once for each, signature included.',
    },
    fr: {
      title: 'Chaque fiche de document a un élément Document de même id, et chaque Document sa fiche.',
      why: 'L’entrepôt joint octets et métadonnées par l’id (IHE ITI TF-2b, 3.41.4.1). Une fiche sans document est refusée par XDSMissingDocument, un document sans fiche par XDSMissingDocumentMetadata. La casse compte, même si des serveurs indulgents laissent passer un écart.',
      fix: 'Écrire Document/@id avec l’id exact de l’ExtrinsicObject, une fois pour chacun, signature comprise.',
    },
  },
  *check({ submission }) {
    const { form, documents, entries } = submission
    if (form !== 'iti-41' && form !== 'ebrs') return notApplicable
    if (entries.length === 0 && documents.length === 0) return notApplicable
    if (documents.length === 0) return notEvaluated(NO_DOCUMENTS)
    const ids = new Set(entries.map(({ id }) => id?.value))
    const taken = new Set(entries.filter(entry => !entry.documentIdCaseDiffers).map(({ document }) => document))
    for (const { id, element, document, documentIdCaseDiffers } of entries) {
      if (document && !documentIdCaseDiffers) continue
      if (!document?.id || taken.has(document)) {
        yield { message: 'noDocument', at: id?.at ?? element.at, data: { entry: id } }
        continue
      }
      taken.add(document)
      yield {
        message: 'letterCase',
        at: document.id.at,
        data: { document: document.id, entry: id },
        expected: id,
        actual: document.id,
        related: id ? [{ at: id.at, text: { en: 'the document entry', fr: 'la fiche de document' } }] : [],
      }
    }
    for (const document of documents) {
      if (taken.has(document)) continue
      const at = document.id?.at ?? document.element.at
      const twin = document.id && ids.has(document.id.value)
      yield { message: twin ? 'repeated' : 'noEntry', at, data: { document: document.id } }
    }
  },
})
