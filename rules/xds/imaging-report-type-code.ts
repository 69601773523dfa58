import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Location } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseCxi } from '../../src/identifiers/index.ts'
import { edition } from '../../src/nomenclatures/index.ts'
import { DCM } from '../shared/codes.ts'
import { clinicalEntries, isFilled, isKosEntry, isRequest } from '../shared/metadata.ts'

/** An imaging report, a request for imaging, an image that is not DICOM, and a KOS whose mimeType XDS-019 tells. */
const TYPES: readonly string[] = ['18748-4', '55115-0', '52040-3', 'IMG-KOS']
const REFERENCES: readonly string[] = ['urn:ihe:iti:xds:2013:accession', 'urn:ihe:iti:xds:2016:studyInstanceUID']

export default defineRule({
  id: 'XDS-017',
  name: 'imaging-report-type-code',
  level: 'warning',
  priority: 2,
  requirements: ['CRI/va1.07'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    other: {
      en: "The document carries a modality or a reference to images, but its typeCode is '{type}' instead of 18748-4 (imaging report).",
      fr: 'Le document porte une modalité ou une référence à des images, mais son typeCode est « {type} » au lieu de 18748-4 (compte rendu d’imagerie).',
    },
  },
  docs: {
    en: {
      title: 'An imaging report has the typeCode 18748-4.',
      why: 'CRI/va1.07 sets the type of imaging reports; under another type the report is not found beside its images, and it is not counted as imaging.',
      fix: 'Write 18748-4 of LOINC (2.16.840.1.113883.6.1), or take the modality and the imaging references away if the document is no imaging report.',
    },
    fr: {
      title: 'Un compte rendu d’imagerie a le typeCode 18748-4.',
      why: 'CRI/va1.07 fixe le type des comptes rendus d’imagerie ; sous un autre type, le compte rendu ne se trouve pas à côté de ses images, et n’est pas compté comme imagerie.',
      fix: 'Écrire 18748-4 de LOINC (2.16.840.1.113883.6.1), ou retirer la modalité et les références d’imagerie si le document n’est pas un compte rendu d’imagerie.',
    },
  },
  *check({ submission }) {
    const entries = clinicalEntries(submission).filter(entry => !isKosEntry(entry))
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const entry of entries) {
      const type = entry.typeCode?.code
      if (!type || !isFilled(type) || TYPES.includes(type.value)) continue
      const sign = signOfImaging(entry)
      if (!sign) continue
      yield {
        message: 'other',
        at: type.at,
        data: { type },
        expected: '18748-4',
        actual: type,
        related: [{ at: sign, text: { en: 'what tells imaging', fr: 'ce qui dit l’imagerie' } }],
      }
    }
  },
})

/** Place of the first modality or imaging reference. */
function signOfImaging(entry: DocumentEntry): Location | undefined {
  const modalities: readonly (string | undefined)[] = [DCM, edition('JDV_ModaliteAcquisition').oid]
  const modality = entry.eventCodes.find(({ codingScheme }) => codingScheme && modalities.includes(codingScheme.value))
  const reference = entry.referenceIds.find(({ value }) => REFERENCES.includes(parseCxi(value).idType.value))
  return modality?.element.at ?? reference?.at
}
