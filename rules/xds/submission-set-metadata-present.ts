import type { SubmissionSet } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

type Metadata = 'submissionTime' | 'patientId' | 'sourceId' | 'uniqueId'
const REQUIRED: readonly Metadata[] = ['submissionTime', 'patientId', 'sourceId', 'uniqueId']

export default defineRule({
  id: 'XDS-003',
  name: 'submission-set-metadata-present',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'ITI-TF-3-4.2.3.3'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    absent: {
      en: 'The submission set has no {metadata}.',
      fr: 'Le lot de soumission n’a pas de {metadata}.',
    },
    empty: {
      en: 'The {metadata} of the submission set is empty.',
      fr: 'Le {metadata} du lot de soumission est vide.',
    },
    authorWithoutPerson: {
      en: 'An author of the submission set has no authorPerson.',
      fr: 'Un auteur du lot de soumission n’a pas d’authorPerson.',
    },
  },
  docs: {
    en: {
      title: 'The submission set has its submissionTime, author, contentTypeCode, patientId, sourceId and uniqueId.',
      why: 'The DMP registry refuses a submission set without them (IHE ITI TF-3, 4.2.3.3; CI-SIS mapping of the XDS metadata). The person of the author is mandatory in France.',
      fix: 'Write the missing metadata: slots for submissionTime and the author, a classification for contentTypeCode, external identifiers for the three identifiers.',
    },
    fr: {
      title: 'Le lot de soumission a ses submissionTime, author, contentTypeCode, patientId, sourceId et uniqueId.',
      why: 'Le registre du DMP refuse un lot où il en manque (IHE ITI TF-3, 4.2.3.3 ; correspondance CI-SIS des métadonnées XDS). La personne de l’auteur est obligatoire en France.',
      fix: 'Écrire la métadonnée absente : un slot pour submissionTime et l’auteur, une classification pour contentTypeCode, des identifiants externes pour les trois identifiants.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission) || submission.submissionSets.length === 0) return notApplicable
    for (const set of submission.submissionSets) {
      for (const metadata of REQUIRED) {
        const value = set[metadata]
        if (isFilled(value)) continue
        yield { message: value ? 'empty' : 'absent', at: value?.at ?? set.element.at, data: { metadata } }
      }
      // A contentTypeCode with an empty code is left to XDS-012.
      for (const metadata of absentClassifications(set))
        yield { message: 'absent', at: set.element.at, data: { metadata } }
      for (const { persons, classification } of set.authors)
        if (!persons.some(isFilled)) yield { message: 'authorWithoutPerson', at: classification.element.at }
    }
  },
})

const absentClassifications = (set: SubmissionSet): readonly string[] => [
  ...(set.authors.length === 0 ? ['author'] : []),
  ...(set.contentTypeCode ? [] : ['contentTypeCode']),
]
