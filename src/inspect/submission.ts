import type { Author, Classification, DocumentEntry, Submission, SubmissionPart } from '../artifacts/submission.ts'
import type { Located } from '../engine/location.ts'
import { parseCx, parseXcn, parseXon } from '../identifiers/index.ts'
import { aboutPatient, aboutPerson, aboutStructure } from './identifiers.ts'
import { type Branch, branch, leaf, leaves } from './tree.ts'

export function inspectSubmission(submission: Submission): Branch {
  const { submissionSets, entries, associations, folders, parts } = submission
  return {
    name: 'submission',
    value: submission.form,
    notes: [
      submission.complete
        ? { en: 'the capture holds all that was sent', fr: 'la capture contient tout ce qui a été envoyé' }
        : { en: 'not all that was sent is in the capture', fr: 'la capture ne contient pas tout ce qui a été envoyé' },
    ],
    children: [
      leaf('Action', submission.action),
      ...submissionSets.map(set =>
        branch(
          'SubmissionSet',
          [
            leaf('uniqueId', set.uniqueId),
            leaf('sourceId', set.sourceId),
            cx('patientId', set.patientId),
            leaf('submissionTime', set.submissionTime),
            leaf('title', set.name),
            code('contentTypeCode', set.contentTypeCode),
            ...set.authors.map(author),
          ],
          set.id?.value ?? '',
        ),
      ),
      ...entries.map(entryOf),
      ...folders.map(folder => leaf('Folder', folder.id?.value ?? '')),
      ...associations.map(({ type, source, target }) =>
        leaf('Association', `${type?.value ?? ''}: ${source?.value ?? ''} → ${target?.value ?? ''}`),
      ),
      branch('parts', parts.map(partOf)),
    ].filter(child => child !== undefined),
  }
}

function entryOf(entry: DocumentEntry): Branch | undefined {
  const { document } = entry
  return branch(
    'DocumentEntry',
    [
      leaf('uniqueId', entry.uniqueId),
      leaf('title', entry.title),
      leaf('mimeType', entry.mimeType),
      cx('patientId', entry.patientId),
      cx('sourcePatientId', entry.sourcePatientId),
      ...leaves('sourcePatientInfo', entry.sourcePatientInfo),
      leaf('creationTime', entry.creationTime),
      leaf('serviceStartTime', entry.serviceStartTime),
      leaf('serviceStopTime', entry.serviceStopTime),
      leaf('languageCode', entry.languageCode),
      ...leaves('legalAuthenticator', entry.legalAuthenticators, xcn),
      ...leaves('referenceIdList', entry.referenceIds),
      code('classCode', entry.classCode),
      code('typeCode', entry.typeCode),
      code('formatCode', entry.formatCode),
      code('healthcareFacilityTypeCode', entry.healthcareFacilityTypeCode),
      code('practiceSettingCode', entry.practiceSettingCode),
      ...entry.confidentialityCodes.map(one => code('confidentialityCode', one)),
      ...entry.eventCodes.map(one => code('eventCodeList', one)),
      ...entry.authors.map(author),
      leaf('hash', entry.hash),
      leaf('size', entry.size),
      leaf('URI', entry.uri),
      document &&
        leaf(
          'document',
          document.href?.value ?? document.id?.value ?? '',
          document.content
            ? { en: `${document.content.bytes.length} bytes`, fr: `${document.content.bytes.length} octets` }
            : { en: 'not in the capture', fr: 'absent de la capture' },
        ),
    ],
    entry.id?.value ?? '',
  )
}

function author({ persons, institutions, roles, specialties }: Author): Branch | undefined {
  return branch('author', [
    ...leaves('authorPerson', persons, xcn),
    ...leaves('authorInstitution', institutions, text => aboutStructure(parseXon(text).id.value)),
    ...leaves('authorRole', roles),
    ...leaves('authorSpecialty', specialties),
  ])
}

function cx(name: string, value: Located<string> | undefined): Branch | undefined {
  if (!value) return undefined
  const { id, authority } = parseCx(value.value)
  return leaf(name, value, aboutPatient(id.value, authority.universalId.value))
}

const xcn = (text: string) => {
  const { id, idType } = parseXcn(text)
  return idType.value === 'IDNPS' ? aboutPerson(id.value) : undefined
}

function code(name: string, classification: Classification | undefined): Branch | undefined {
  if (!classification) return undefined
  const { code, codingScheme, display } = classification
  return leaf(name, [code, codingScheme, display].map(part => part?.value ?? '').join('^'))
}

function partOf({ contentId, mediaType, transferEncoding, source, root }: SubmissionPart): Branch | undefined {
  const size = source.bytes.length
  return leaf(
    root ? 'root' : 'part',
    [contentId?.value, mediaType, transferEncoding?.value].filter(text => text !== undefined).join(' '),
    { en: `${size} bytes`, fr: `${size} octets` },
  )
}
