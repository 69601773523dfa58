import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

/** Values by the name of their metadata. */
const VALUES: Readonly<Record<string, (entry: DocumentEntry) => Located<string> | undefined>> = {
  title: entry => entry.title,
  mimeType: entry => entry.mimeType,
  creationTime: entry => entry.creationTime,
  languageCode: entry => entry.languageCode,
  legalAuthenticator: entry => entry.legalAuthenticators.find(isFilled) ?? entry.legalAuthenticators[0],
  serviceStartTime: entry => entry.serviceStartTime,
  sourcePatientId: entry => entry.sourcePatientId,
  patientId: entry => entry.patientId,
  uniqueId: entry => entry.uniqueId,
}

/** Classifications by the name of their metadata; an empty code is left to XDS-012. */
const CLASSIFICATIONS: Readonly<Record<string, (entry: DocumentEntry) => unknown>> = {
  author: entry => entry.authors[0],
  classCode: entry => entry.classCode,
  typeCode: entry => entry.typeCode,
  formatCode: entry => entry.formatCode,
  confidentialityCode: entry => entry.confidentialityCodes[0],
  healthcareFacilityTypeCode: entry => entry.healthcareFacilityTypeCode,
  practiceSettingCode: entry => entry.practiceSettingCode,
}

export default defineRule({
  id: 'XDS-004',
  name: 'document-metadata-present',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    absent: {
      en: "The document entry '{entry}' has no {metadata}.",
      fr: 'La fiche de document « {entry} » n’a pas de {metadata}.',
    },
    empty: {
      en: "The {metadata} of the document entry '{entry}' is empty.",
      fr: 'Le {metadata} de la fiche de document « {entry} » est vide.',
    },
    authorWithoutPerson: {
      en: "An author of the document entry '{entry}' has no authorPerson.",
      fr: 'Un auteur de la fiche de document « {entry} » n’a pas d’authorPerson.',
    },
  },
  docs: {
    en: {
      title: 'Each document entry has the metadata that the DMP requires.',
      why: 'The DMP registry refuses a document whose required metadata are absent or empty (CI-SIS mapping of the XDS metadata; IHE ITI TF-3, 4.2.3.2). The CI-SIS requires some that IHE leaves optional, legalAuthenticator and serviceStartTime among them.',
      fix: 'Write the metadata named by the finding; the CDA header holds what it is made of.',
    },
    fr: {
      title: 'Chaque fiche de document a les métadonnées que le DMP exige.',
      why: 'Le registre du DMP refuse un document dont une métadonnée requise est absente ou vide (correspondance CI-SIS des métadonnées XDS ; IHE ITI TF-3, 4.2.3.2). Le CI-SIS en exige que IHE laisse facultatives, dont legalAuthenticator et serviceStartTime.',
      fix: 'Écrire la métadonnée nommée par le constat ; l’en-tête du CDA contient de quoi la remplir.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission) || submission.entries.length === 0) return notApplicable
    for (const object of submission.entries) {
      const entry = object.id?.value ?? ''
      for (const [metadata, read] of Object.entries(VALUES)) {
        const value = read(object)
        if (isFilled(value)) continue
        yield { message: value ? 'empty' : 'absent', at: value?.at ?? object.element.at, data: { entry, metadata } }
      }
      for (const [metadata, read] of Object.entries(CLASSIFICATIONS))
        if (!read(object)) yield { message: 'absent', at: object.element.at, data: { entry, metadata } }
      for (const { persons, classification } of object.authors)
        if (!persons.some(isFilled))
          yield { message: 'authorWithoutPerson', at: classification.element.at, data: { entry } }
    }
  },
})
