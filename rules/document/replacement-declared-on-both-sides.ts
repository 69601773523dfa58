import { EBRIM } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isKosEntry } from '../shared/metadata.ts'

export default defineRule({
  id: 'DOC-020',
  name: 'replacement-declared-on-both-sides',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-STRUCMIN-3.5.5.23', 'EF_DMP31_01', 'DMP/va1.09'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    notInDocument: {
      en: 'The submission replaces a document (RPLC), but the CDA has no relatedDocument RPLC.',
      fr: 'Le lot remplace un document (RPLC), mais le CDA n’a pas de relatedDocument RPLC.',
    },
    notInSubmission: {
      en: 'The CDA replaces a document (relatedDocument RPLC), but the submission has no RPLC association: both versions stay in force, unless the former was never sent to the DMP.',
      fr: 'Le CDA remplace un document (relatedDocument RPLC), mais le lot n’a pas d’association RPLC : les deux versions restent en vigueur, sauf si la précédente n’a jamais été envoyée au DMP.',
    },
  },
  docs: {
    en: {
      title: 'A replacement is declared in the CDA and in the submission.',
      why: 'The DMP retires the former version by the RPLC association (EF_DMP31_01); readers outside the DMP see relatedDocument alone. Declared on one side only, one of them shows the wrong version. A later version of which no former one was sent needs no association: nothing in the files tells it, so the finding is a warning.',
      fix: 'Write relatedDocument RPLC with the id of the former version in the CDA, and an RPLC association from the new entry to the entryUUID of the former one in the submission.',
    },
    fr: {
      title: 'Un remplacement est déclaré dans le CDA et dans le lot.',
      why: 'Le DMP retire la version précédente par l’association RPLC (EF_DMP31_01) ; les lecteurs hors du DMP ne voient que relatedDocument. Déclaré d’un seul côté, il fait montrer à l’un d’eux la mauvaise version. Une version suivante dont aucune précédente n’a été envoyée se passe d’association : rien ne le dit dans les fichiers, d’où un avertissement.',
      fix: 'Écrire relatedDocument RPLC avec l’id de la version précédente dans le CDA, et dans le lot une association RPLC de la nouvelle fiche vers l’entryUUID de la précédente.',
    },
  },
  *check({ document, submission }) {
    const entry = entryOf(document, submission)
    if (!entry || isKosEntry(entry)) return notApplicable
    const association = submission.associations.find(
      ({ type, source }) =>
        type?.value.trim() === EBRIM.association.replaces && source?.value === entry.id?.value && source !== undefined,
    )
    const relation = document.related.find(({ typeCode }) => typeCode?.value === 'RPLC')
    if (association && !relation)
      yield {
        message: 'notInDocument',
        at: document.element.at,
        related: [{ at: association.element.at, text: { en: 'the association', fr: 'l’association' } }],
      }
    if (relation && !association) yield { message: 'notInSubmission', at: relation.element.at, level: 'warning' }
  },
})
