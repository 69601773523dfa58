import type { Author, DocumentEntry } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseStructureId, parseXcn } from '../../src/identifiers/index.ts'
import { clinicalEntries, isFilled, isKosEntry, isRequest } from '../shared/metadata.ts'
import { actorOf } from '../shared/people.ts'

export default defineRule({
  id: 'XDS-005',
  name: 'expected-metadata-present',
  level: 'note',
  priority: 3,
  requirements: ['CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    author: {
      en: 'An author has no {metadata}, which is required when it is known.',
      fr: 'Un auteur n’a pas d’{metadata}, requis s’il est connu.',
    },
    stopTime: {
      en: 'The document entry has no serviceStopTime, which is required when it is known.',
      fr: 'La fiche de document n’a pas de serviceStopTime, requis s’il est connu.',
    },
  },
  docs: {
    en: {
      title: 'Metadata that are required when known are given.',
      why: 'The CI-SIS mapping requires authorInstitution, authorSpecialty and serviceStopTime when the sender knows them. A RIS knows where a doctor practises, the specialty, and when the examination ended.',
      fix: 'Take them from the header of the CDA: author, and the high of documentationOf/serviceEvent/effectiveTime.',
    },
    fr: {
      title: 'Les métadonnées requises si elles sont connues sont données.',
      why: 'La correspondance du CI-SIS exige authorInstitution, authorSpecialty et serviceStopTime si l’émetteur les connaît. Un RIS sait où un médecin exerce, sa spécialité, et quand l’examen a fini.',
      fix: 'Les prendre dans l’en-tête du CDA : l’auteur, et le high de documentationOf/serviceEvent/effectiveTime.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const entries = clinicalEntries(submission)
    // A set is a KOS or the word of a patient when all its documents are.
    const allKos = entries.length > 0 && entries.every(isKosEntry)
    const authors = [
      ...submission.submissionSets.flatMap(set => set.authors.map(author => ({ author, kos: allKos }))),
      ...entries
        .filter(entry => !isPatientExpression(entry))
        .flatMap(entry => entry.authors.map(author => ({ author, kos: isKosEntry(entry) }))),
    ]
    for (const { author, kos } of authors) {
      if (!isHuman(author)) continue
      const at = author.classification.element.at
      if (!author.institutions.some(isFilled)) yield { message: 'author', at, data: { metadata: 'authorInstitution' } }
      if (!kos && !author.specialties.some(isFilled))
        yield { message: 'author', at, data: { metadata: 'authorSpecialty' } }
    }
    for (const { serviceStopTime, element } of entries)
      if (!isFilled(serviceStopTime)) yield { message: 'stopTime', at: element.at }
  },
})

/** Documents that a patient writes or files. */
const isPatientExpression = ({ typeCode }: DocumentEntry): boolean =>
  /^(EXPPAT|DOCPAT)/.test(typeCode?.code?.value ?? '')

/** Neither a device, nor the patient, nor a structure, nor nobody (XDS-003, XDS-004). */
const isHuman = ({ persons }: Author): boolean =>
  persons.filter(isFilled).some(({ value }) => {
    const xcn = parseXcn(value)
    return actorOf(xcn) === 'professional' && parseStructureId(xcn.id.value).kind === 'invalid'
  })
