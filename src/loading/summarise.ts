import { createHash } from 'node:crypto'
import type { CdaDocument, CdaId } from '../artifacts/cda.ts'
import type { DocumentSummary, Exchange } from '../artifacts/exchange.ts'
import type { DocumentEntry } from '../artifacts/submission.ts'
import type { Located } from '../engine/location.ts'
import type { Secret } from '../engine/rule.ts'
import { foldName, parseXcn, parseXon } from '../identifiers/index.ts'
import { type Packed, Places, type SummaryData } from './summaries.ts'

/** What the rules over a whole run need of one exchange, without its files. */
export function summarise(exchange: Exchange): SummaryData {
  const { vihf, submission } = exchange
  const places = new Places()
  const set = submission?.submissionSet
  const list = submission?.registryObjectList
  const authors = [...(set?.authors ?? []), ...(submission?.entries ?? []).flatMap(entry => entry.authors)]
  const rplc = (submission?.associations ?? []).some(association => association.type?.value.endsWith(':RPLC'))
  const clinical = (submission?.entries ?? []).filter(entry => !entry.isSignature)
  const documents =
    clinical.length > 0
      ? clinical.map(entry => ofEntry(entry, documentOf(entry, exchange), rplc, places))
      : exchange.documents.map(document => ofDocument(document, rplc, places))
  return {
    at: places.data(exchange.at),
    label: exchange.label,
    ...(vihf ? { tokenDigest: sha256(vihf.source.text.slice(vihf.element.start, vihf.element.end)) } : {}),
    ...places.keep('tokenId', vihf?.id),
    ...places.keep('nameId', vihf?.nameId),
    ...places.keep('structure', vihf?.structure),
    ...(vihf?.mode ? { mode: vihf.mode.value } : {}),
    ...places.keep('subjectId', vihf?.subjectId),
    ...(isUnsigned(exchange) ? { unsigned: true } : {}),
    ...(vihf?.subjectRoles.some(({ code }) => code?.value === 'AUTOMATE') ? { automate: true } : {}),
    ...(subjectIsPatient(exchange) ? { subjectIsPatient: true } : {}),
    ...places.keep('submissionSetUniqueId', set?.uniqueId),
    ...(list ? { submissionDigest: sha256(list.document.source.text.slice(list.start, list.end)) } : {}),
    ...places.keep('sourceId', set?.sourceId),
    authorPersons: distinct(authors.flatMap(author => author.persons).map(person => parseXcn(person.value).id.value)),
    authorInstitutions: distinct(
      authors.flatMap(author => author.institutions).map(institution => parseXon(institution.value).id.value),
    ),
    documents,
    files: places.files,
    secrets: secretsOf(exchange),
  }
}

type DocumentData = Packed<DocumentSummary>

function isUnsigned({ vihf, entry }: Exchange): boolean {
  return entry?.unsigned?.value === true || vihf?.signatures.length === 0
}

/** What findings of the whole run about this exchange must not show. */
function secretsOf({ vihf, submission, documents, kos }: Exchange): Secret[] {
  const all = [vihf, submission, ...documents, ...kos].flatMap(artifact => artifact?.secrets ?? [])
  return [...new Map(all.map(secret => [`${secret.kind} ${secret.value}`, secret])).values()]
}

/** The names of the patient are those that the submission and the documents keep secret. */
function subjectIsPatient({ vihf, submission, documents }: Exchange): boolean {
  const subject = words(vihf?.subjectId?.value ?? '')
  const names = [submission, ...documents]
    .flatMap(artifact => artifact?.secrets ?? [])
    .filter(({ kind }) => kind === 'name')
    .flatMap(({ value }) => words(value))
  return subject.length > 0 && subject.every(word => names.includes(word))
}

const words = (text: string): string[] =>
  foldName(text)
    .split(' ')
    .filter(word => word !== '')

/** The CDA that an entry describes: the attached bytes, or a loose file whose id is the uniqueId of the entry. */
export function documentOf(entry: DocumentEntry, exchange: Exchange): CdaDocument | undefined {
  const attached = entry.document?.content
  return (
    exchange.documents.find(document => attached !== undefined && document.source === attached) ??
    exchange.documents.find(document => document.id?.root?.value === entry.uniqueId?.value)
  )
}

function ofEntry(entry: DocumentEntry, document: CdaDocument | undefined, rplc: boolean, places: Places): DocumentData {
  const legalAuthenticator = entry.legalAuthenticators[0]
  const references = entry.referenceIds.map(reference => reference.value)
  return {
    ...places.keep('uniqueId', entry.uniqueId),
    ...(entry.typeCode?.code ? { typeCode: entry.typeCode.code.value } : {}),
    ...places.keep(
      'legalAuthenticator',
      legalAuthenticator && { value: parseXcn(legalAuthenticator.value).id.value, at: legalAuthenticator.at },
    ),
    ...(entry.hash ? { hash: entry.hash.value.toLowerCase() } : hashOf(entry)),
    ...(document ? fromDocument(document, places) : { replaces: [] }),
    rplc,
    studyInstanceUids: distinct([
      ...references.filter(value => value.endsWith(':studyInstanceUID')).map(value => value.split('^')[0] ?? ''),
      ...(document ? studies(document) : []),
    ]),
    accessionNumbers: distinct(
      references.filter(value => value.endsWith(':accession')).map(value => value.split('^')[0] ?? ''),
    ),
    kos: entry.typeCode?.code?.value === 'IMG-KOS',
  }
}

function ofDocument(document: CdaDocument, rplc: boolean, places: Places): DocumentData {
  const legalAuthenticator = document.legalAuthenticator?.nationalId
  return {
    ...places.keep('uniqueId', document.id && wholeId(document.id)),
    ...(document.code?.code ? { typeCode: document.code.code.value } : {}),
    ...places.keep('legalAuthenticator', legalAuthenticator),
    ...fromDocument(document, places),
    rplc,
    studyInstanceUids: studies(document),
    accessionNumbers: distinct(document.accessionNumbers.map(id => id.extension?.value ?? '')),
    kos: false,
  }
}

function fromDocument(
  document: CdaDocument,
  places: Places,
): Pick<DocumentData, 'setId' | 'versionNumber' | 'replaces'> {
  return {
    ...places.keep('setId', document.setId && wholeId(document.setId)),
    ...places.keep('versionNumber', document.versionNumber),
    replaces: document.related
      .filter(related => related.typeCode?.value === 'RPLC')
      .flatMap(related => related.parentIds)
      .flatMap(id => wholeId(id) ?? [])
      .map(({ value, at }) => ({ value, at: places.data(at) })),
  }
}

/** `root^extension`, as uniqueId writes it; the root alone identifies when there is no extension. */
function wholeId({ root, extension }: CdaId): Located<string> | undefined {
  return root && { value: extension ? `${root.value}^${extension.value}` : root.value, at: root.at }
}

function studies(document: CdaDocument): string[] {
  return distinct(document.serviceEvents.flatMap(event => event.ids).map(id => id.root?.value ?? ''))
}

function hashOf(entry: DocumentEntry): { hash: string } | object {
  const content = entry.document?.content
  return content ? { hash: createHash('sha1').update(content.bytes).digest('hex') } : {}
}

const distinct = (values: readonly string[]): string[] => [...new Set(values.filter(value => value !== ''))]

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
