import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { clinicalEntries, isFilled, isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-041',
  name: 'language-is-french',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'CISIS-STRUCMIN-3.5.5.9'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    other: {
      en: "The languageCode of the document entry '{entry}' is '{language}' instead of fr-FR.",
      fr: 'Le languageCode de la fiche de document « {entry} » est « {language} » au lieu de fr-FR.',
    },
  },
  docs: {
    en: {
      title: 'languageCode of every document is fr-FR.',
      why: 'The CI-SIS (Structuration minimale, 3.5.5.9; mapping of the XDS metadata) fixes the language of documents to fr-FR, case included. Only the signature entry says art.',
      fix: 'Write fr-FR: neither fr, nor FR-fr, nor fr_FR.',
    },
    fr: {
      title: 'Le languageCode de chaque document est fr-FR.',
      why: 'Le CI-SIS (Structuration minimale, 3.5.5.9 ; correspondance des métadonnées XDS) fixe la langue des documents à fr-FR, casse comprise. Seule la fiche de la signature porte art.',
      fix: 'Écrire fr-FR : ni fr, ni FR-fr, ni fr_FR.',
    },
  },
  *check({ submission }) {
    const entries = clinicalEntries(submission).filter(({ languageCode }) => isFilled(languageCode))
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const { id: entry, languageCode } of entries)
      if (languageCode && languageCode.value !== 'fr-FR')
        yield {
          message: 'other',
          at: languageCode.at,
          data: { entry, language: languageCode },
          expected: 'fr-FR',
          actual: languageCode,
        }
  },
})
