import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { mainEvent } from '../shared/cda.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isFilled } from '../shared/metadata.ts'

type Value = Located<string> | undefined

/** Levels of confidentiality of the CDA; the masks of the DMP exist in the metadata only. */
const LEVELS: readonly string[] = ['N', 'R', 'V']
/** Characters of a title in the metadata. */
const TITLE_LENGTH = 128

/** Metadata, and the element of the header that they come from. */
const MIRRORS: readonly {
  readonly metadata: string
  readonly element: string
  readonly ofEntry: (entry: DocumentEntry) => Value
  readonly ofDocument: (document: CdaDocument) => Value
}[] = [
  { metadata: 'typeCode', element: 'code', ofEntry: e => e.typeCode?.code, ofDocument: d => d.code?.code },
  { metadata: 'title', element: 'title', ofEntry: e => e.title, ofDocument: d => d.title },
  { metadata: 'languageCode', element: 'languageCode', ofEntry: e => e.languageCode, ofDocument: d => d.languageCode },
  {
    metadata: 'confidentialityCode',
    element: 'confidentialityCode',
    ofEntry: e => e.confidentialityCodes.find(({ code }) => LEVELS.includes(code?.value.trim() ?? ''))?.code,
    ofDocument: d => d.confidentialityCode?.code,
  },
  {
    metadata: 'healthcareFacilityTypeCode',
    element: 'healthCareFacility/code',
    ofEntry: e => e.healthcareFacilityTypeCode?.code,
    ofDocument: d => d.encounter?.facilityCode?.code,
  },
  {
    metadata: 'practiceSettingCode',
    element: 'performer/…/standardIndustryClassCode',
    ofEntry: e => e.practiceSettingCode?.code,
    ofDocument: d => mainEvent(d)?.performers[0]?.organization?.industryCode?.code,
  },
]

export default defineRule({
  id: 'DOC-014',
  name: 'entry-mirrors-cda-codes',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    differs: {
      en: "{metadata} is '{actual}' but {element} of the document is '{expected}'.",
      fr: '{metadata} vaut « {actual} » alors que {element} du document vaut « {expected} ».',
    },
  },
  docs: {
    en: {
      title:
        'Type, title, language, confidentiality, facility and practice setting of the metadata are those of the CDA.',
      why: 'The metadata are made from the CDA header (CI-SIS mapping of the XDS metadata). Where they differ, the document is filed under what it is not, and the DMP may refuse it (EX_2.1-2035).',
      fix: 'Make the metadata from the header of the document that is sent, in place of settings of their own.',
    },
    fr: {
      title: 'Type, titre, langue, confidentialité, secteur et cadre d’exercice des métadonnées sont ceux du CDA.',
      why: 'Les métadonnées sont tirées de l’en-tête du CDA (correspondance CI-SIS des métadonnées XDS). Où elles diffèrent, le document est classé pour ce qu’il n’est pas, et le DMP peut le refuser (EX_2.1-2035).',
      fix: 'Tirer les métadonnées de l’en-tête du document envoyé, au lieu d’un paramétrage à part.',
    },
  },
  *check({ document, submission }) {
    const entry = entryOf(document, submission)
    if (!entry) return notApplicable
    for (const { metadata, element, ofEntry, ofDocument } of MIRRORS) {
      const actual = ofEntry(entry)
      const expected = ofDocument(document)
      // Absence is left to XDS-004 and DOC-001.
      if (!actual || !expected || !isFilled(actual) || !isFilled(expected)) continue
      if (normalised(actual.value) === normalised(expected.value)) continue
      yield {
        message: 'differs',
        at: actual.at,
        data: { metadata, element, actual, expected },
        expected,
        actual,
        related: [{ at: expected.at, text: { en: 'the value of the document', fr: 'la valeur du document' } }],
      }
    }
  },
})

const normalised = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, TITLE_LENGTH).trim()
