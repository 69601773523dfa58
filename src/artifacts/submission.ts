import type { Located } from '../engine/location.ts'
import type { Artifact, Secret } from '../engine/rule.ts'
import { bareId, isBinary, type MimePart } from '../sources/mime.ts'
import { Source } from '../sources/source.ts'
import type { XmlDocument, XmlElement } from '../sources/xml.ts'
import { LCM, QUERY, RIM, RS, XDSB, XOP } from './namespaces.ts'
import { attributeOf, isDefined, textOf } from './values.ts'
import { actionOf, isEnvelope } from './vihf.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    submission: Submission
  }
}

/** UUIDs and URNs of IHE ITI TF-3 that give registry objects their meaning. */
export const EBRIM = {
  submissionSet: {
    node: 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
    author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
    contentTypeCode: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
    patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
    sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
    uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
  },
  documentEntry: {
    objectType: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
    author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
    classCode: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
    confidentialityCode: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
    eventCodeList: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
    formatCode: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
    healthcareFacilityTypeCode: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
    practiceSettingCode: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
    typeCode: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
    patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
    uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  },
  folder: {
    node: 'urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2',
    codeList: 'urn:uuid:1ba97051-7806-41a8-a48b-8fce7af683c5',
    patientId: 'urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a',
    uniqueId: 'urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a',
  },
  association: {
    hasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
    signs: 'urn:ihe:iti:2007:AssociationType:signs',
    replaces: 'urn:ihe:iti:2007:AssociationType:RPLC',
    updateAvailabilityStatus: 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
  },
  referenceIdList: 'urn:ihe:iti:xds:2013:referenceIdList',
} as const

/** classCode of the entry of the XAdES signature of a submission. */
export const DIGITAL_SIGNATURE_CLASS = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1'
/** typeCodes of an imaging report and of a KOS. */
export const IMAGING_TYPES: readonly string[] = ['18748-4', 'IMG-KOS']

export interface Slot {
  readonly element: XmlElement
  /** Slot/@name; the empty name at the start tag when there is none. */
  readonly name: Located<string>
  readonly values: readonly Located<string>[]
}

export interface Classification {
  readonly element: XmlElement
  readonly scheme: Located<string> | undefined
  /** classificationNode */
  readonly node: Located<string> | undefined
  /** nodeRepresentation */
  readonly code: Located<string> | undefined
  /** First value of the codingScheme slot. */
  readonly codingScheme: Located<string> | undefined
  /** Name/LocalizedString/@value */
  readonly display: Located<string> | undefined
  readonly classifiedObject: Located<string> | undefined
  readonly slots: readonly Slot[]
}

export interface ExternalIdentifier {
  readonly element: XmlElement
  readonly scheme: Located<string> | undefined
  /** `@value`; empty at the start tag when there is none. */
  readonly value: Located<string>
  readonly registryObject: Located<string> | undefined
  readonly name: Located<string> | undefined
}

export interface Author {
  readonly classification: Classification
  /** XCN */
  readonly persons: readonly Located<string>[]
  /** XON */
  readonly institutions: readonly Located<string>[]
  readonly roles: readonly Located<string>[]
  /** `code^display^code system` */
  readonly specialties: readonly Located<string>[]
}

/** What every object of a RegistryObjectList has. */
export interface RegistryObject {
  readonly element: XmlElement
  readonly id: Located<string> | undefined
  readonly objectType: Located<string> | undefined
  readonly status: Located<string> | undefined
  readonly lid: Located<string> | undefined
  readonly home: Located<string> | undefined
  /** First Name/LocalizedString/@value. */
  readonly name: Located<string> | undefined
  readonly description: Located<string> | undefined
  readonly slots: readonly Slot[]
  /** First slot of exactly that name. */
  slot(name: string): Slot | undefined
  /** Inside the object, or beside it in the list with its id as classifiedObject. */
  readonly classifications: readonly Classification[]
  classificationsOf(scheme: string): readonly Classification[]
  readonly externalIdentifiers: readonly ExternalIdentifier[]
  /** First external identifier of that scheme. */
  externalIdentifier(scheme: string): ExternalIdentifier | undefined
}

export interface SubmissionSet extends RegistryObject {
  readonly uniqueId: Located<string> | undefined
  readonly sourceId: Located<string> | undefined
  /** CX */
  readonly patientId: Located<string> | undefined
  /** DTM */
  readonly submissionTime: Located<string> | undefined
  readonly contentTypeCode: Classification | undefined
  readonly authors: readonly Author[]
}

export interface DocumentEntry extends RegistryObject {
  readonly mimeType: Located<string> | undefined
  readonly uniqueId: Located<string> | undefined
  /** CX */
  readonly patientId: Located<string> | undefined
  /** CX */
  readonly sourcePatientId: Located<string> | undefined
  /** DTM, as are the service times. */
  readonly creationTime: Located<string> | undefined
  readonly serviceStartTime: Located<string> | undefined
  readonly serviceStopTime: Located<string> | undefined
  readonly languageCode: Located<string> | undefined
  readonly title: Located<string> | undefined
  /** SHA-1, hexadecimal. */
  readonly hash: Located<string> | undefined
  /** Bytes, decimal. */
  readonly size: Located<string> | undefined
  readonly uri: Located<string> | undefined
  /** XCN; more than one is a defect. */
  readonly legalAuthenticators: readonly Located<string>[]
  /** `PID-n|value` */
  readonly sourcePatientInfo: readonly Located<string>[]
  /** CXi */
  readonly referenceIds: readonly Located<string>[]
  readonly classCode: Classification | undefined
  readonly typeCode: Classification | undefined
  readonly formatCode: Classification | undefined
  readonly healthcareFacilityTypeCode: Classification | undefined
  readonly practiceSettingCode: Classification | undefined
  readonly confidentialityCodes: readonly Classification[]
  readonly eventCodes: readonly Classification[]
  readonly authors: readonly Author[]
  /** The entry of the XAdES signature of the submission. */
  readonly isSignature: boolean
  /** An imaging report or a KOS. */
  readonly isImaging: boolean
  readonly document: DocumentPart | undefined
  /** {@link document} was found by an id that differs from the entry's in letter case only. */
  readonly documentIdCaseDiffers: boolean
}

export interface Association {
  readonly element: XmlElement
  readonly id: Located<string> | undefined
  readonly type: Located<string> | undefined
  readonly source: Located<string> | undefined
  readonly target: Located<string> | undefined
  readonly status: Located<string> | undefined
  readonly slots: readonly Slot[]
  slot(name: string): Slot | undefined
}

export interface DocumentPart {
  /** xds-b:Document; in an XDM the ExtrinsicObject whose URI names the file. */
  readonly element: XmlElement
  /** Document/@id */
  readonly id: Located<string> | undefined
  /** xop:Include/@href, or the URI of an XDM. */
  readonly href: Located<string> | undefined
  /** The bytes stand in the element as base64. */
  readonly inline: boolean
  /** The decoded bytes; `undefined` when the capture does not hold them. */
  readonly content: Source | undefined
  /** The MIME part that the href names. */
  readonly part: MimePart | undefined
}

export interface SubmissionPart extends MimePart {
  /** The part that holds the SOAP envelope. */
  readonly root: boolean
  /** Some xop:Include names it. */
  readonly referenced: boolean
}

/** The metadata of one request (or response) about documents, and the documents sent with it. */
export interface Submission extends Artifact {
  readonly kind: 'submission'
  readonly source: Source
  /** `ebrs`: a SubmitObjectsRequest that is neither an update of status (ITI-57) nor inside an XDM. */
  readonly form: 'iti-41' | 'iti-57' | 'ebrs' | 'xdm' | 'response'
  /** The request or response element, child of soap:Body in a message. */
  readonly element: XmlElement
  readonly envelope: XmlElement | undefined
  readonly registryObjectList: XmlElement | undefined
  readonly submissionSets: readonly SubmissionSet[]
  /** First of {@link submissionSets}. */
  readonly submissionSet: SubmissionSet | undefined
  readonly entries: readonly DocumentEntry[]
  readonly associations: readonly Association[]
  readonly folders: readonly RegistryObject[]
  readonly documents: readonly DocumentPart[]
  /** Leaf parts of the MIME message; empty when the capture is not one. */
  readonly parts: readonly SubmissionPart[]
  /** wsa:Action */
  readonly action: Located<string> | undefined
  /** Content-Type of the MIME message; `undefined` when its headers are not in the capture. */
  readonly contentType: Located<string> | undefined
  /** `action=` of the Content-Type of the MIME message or of its root part. */
  readonly contentTypeAction: Located<string> | undefined
  /**
   * The capture holds all that was sent, so a missing document is a defect: an ITI-41 with its parts (or inline
   * documents), or an XDM. False for a lone SubmitObjectsRequest, for an envelope saved without the parts that it
   * includes, for a dump cut short, for a response.
   */
  readonly complete: boolean
}

/** What surrounds the metadata in the capture. */
export interface Surroundings {
  readonly parts?: readonly MimePart[]
  readonly rootPart?: MimePart
  readonly contentType?: Located<string>
  readonly contentTypeAction?: Located<string>
  /** The dump ends before the last part does. */
  readonly truncated?: boolean
  /** Inside an XDM: finds the file that a URI names in the folder of the metadata. */
  readonly fileOf?: (uri: string) => Source | undefined
}

const RESPONSES: readonly (readonly [string, string])[] = [
  [RS, 'RegistryResponse'],
  [QUERY, 'AdhocQueryResponse'],
  [XDSB, 'RetrieveDocumentSetResponse'],
]

/** Reads the first request or response about documents in a file; `undefined` when there is none. */
export function readSubmission(document: XmlDocument, around: Surroundings = {}): Submission | undefined {
  const provide = document.first(XDSB, 'ProvideAndRegisterDocumentSetRequest')
  const submit = document.first(LCM, 'SubmitObjectsRequest')
  const response = RESPONSES.map(([namespace, local]) => document.first(namespace, local)).find(isDefined)
  const element = provide ?? submit ?? response
  if (!element) return undefined

  const envelope = isEnvelope(document.root) ? document.root : undefined
  const action = actionOf(envelope)
  const list = document.all(RIM, 'RegistryObjectList').find(e => e.order >= element.order && e.order < element.orderEnd)
  const objects = list?.elements ?? []
  const loose = {
    classifications: objects.filter(e => e.is(RIM, 'Classification')).map(readClassification),
    externalIdentifiers: objects.filter(e => e.is(RIM, 'ExternalIdentifier')).map(readExternalIdentifier),
  }

  const packages = objects.filter(e => e.is(RIM, 'RegistryPackage')).map(e => readObject(e, loose))
  const submissionSets = packages.filter(p => !isFolder(p)).map(readSubmissionSet)
  const associations = objects.filter(e => e.is(RIM, 'Association')).map(readAssociation)
  const extrinsic = objects.filter(e => e.is(RIM, 'ExtrinsicObject')).map(e => readObject(e, loose))
  const form = formOf({ provide, submit, around, action, associations })
  const parts = around.parts ?? []
  const documents = around.fileOf
    ? extrinsic
        .map(object => fileOfEntry(object, around.fileOf as (uri: string) => Source | undefined))
        .filter(isDefined)
    : (provide?.childrenNamed(XDSB, 'Document') ?? []).map(e => readDocument(e, parts))
  const entries = extrinsic.map(object => readEntry(object, documents))
  const detached = documents.some(d => d.href) && parts.length === 0

  return {
    kind: 'submission',
    at: element.at,
    source: document.source,
    secrets: secretsOf(submissionSets, entries),
    form,
    element,
    envelope,
    registryObjectList: list,
    submissionSets,
    submissionSet: submissionSets[0],
    entries,
    associations,
    folders: packages.filter(isFolder),
    documents,
    parts: parts.map(part => ({
      ...part,
      root: part === around.rootPart,
      referenced: documents.some(d => d.part === part),
    })),
    action,
    contentType: around.contentType,
    contentTypeAction: around.contentTypeAction,
    complete: form === 'xdm' || (form === 'iti-41' && !detached && around.truncated !== true),
  }
}

function formOf(what: {
  provide: XmlElement | undefined
  submit: XmlElement | undefined
  around: Surroundings
  action: Located<string> | undefined
  associations: readonly Association[]
}): Submission['form'] {
  if (what.around.fileOf) return 'xdm'
  if (what.provide) return 'iti-41'
  if (!what.submit) return 'response'
  const updates =
    what.action?.value.includes('UpdateDocumentSet') ||
    what.associations.some(a => same(a.type?.value, EBRIM.association.updateAvailabilityStatus))
  return updates ? 'iti-57' : 'ebrs'
}

function readSlots(element: XmlElement): Slot[] {
  return element.childrenNamed(RIM, 'Slot').map(slot => ({
    element: slot,
    name: attributeOf(slot, 'name') ?? { value: '', at: slot.at },
    values: slot
      .childrenNamed(RIM, 'ValueList')
      .flatMap(list => list.childrenNamed(RIM, 'Value'))
      .map(value => textOf(value)),
  }))
}

const slotOf = (slots: readonly Slot[], name: string): Slot | undefined => slots.find(s => s.name.value === name)

function localized(element: XmlElement, name: 'Name' | 'Description'): Located<string> | undefined {
  return attributeOf(element.child(RIM, name)?.child(RIM, 'LocalizedString'), 'value')
}

function readClassification(element: XmlElement): Classification {
  const slots = readSlots(element)
  return {
    element,
    scheme: attributeOf(element, 'classificationScheme'),
    node: attributeOf(element, 'classificationNode'),
    code: attributeOf(element, 'nodeRepresentation'),
    codingScheme: slotOf(slots, 'codingScheme')?.values[0],
    display: localized(element, 'Name'),
    classifiedObject: attributeOf(element, 'classifiedObject'),
    slots,
  }
}

function readExternalIdentifier(element: XmlElement): ExternalIdentifier {
  return {
    element,
    scheme: attributeOf(element, 'identificationScheme'),
    value: attributeOf(element, 'value') ?? { value: '', at: element.at },
    registryObject: attributeOf(element, 'registryObject'),
    name: localized(element, 'Name'),
  }
}

interface Loose {
  readonly classifications: readonly Classification[]
  readonly externalIdentifiers: readonly ExternalIdentifier[]
}

function readObject(element: XmlElement, loose: Loose): RegistryObject {
  const id = attributeOf(element, 'id')
  const slots = readSlots(element)
  const mine = (owner: Located<string> | undefined): boolean => id !== undefined && owner?.value === id.value
  const classifications = [
    ...element.childrenNamed(RIM, 'Classification').map(readClassification),
    ...loose.classifications.filter(c => mine(c.classifiedObject)),
  ]
  const externalIdentifiers = [
    ...element.childrenNamed(RIM, 'ExternalIdentifier').map(readExternalIdentifier),
    ...loose.externalIdentifiers.filter(i => mine(i.registryObject)),
  ]
  const classificationsBy = byScheme(classifications)
  const identifiersBy = byScheme(externalIdentifiers)
  return {
    element,
    id,
    objectType: attributeOf(element, 'objectType'),
    status: attributeOf(element, 'status'),
    lid: attributeOf(element, 'lid'),
    home: attributeOf(element, 'home'),
    name: localized(element, 'Name'),
    description: localized(element, 'Description'),
    slots,
    slot: name => slotOf(slots, name),
    classifications,
    classificationsOf: scheme => classificationsBy.get(scheme.toLowerCase()) ?? [],
    externalIdentifiers,
    externalIdentifier: scheme => identifiersBy.get(scheme.toLowerCase())?.[0],
  }
}

/** UUIDs are case-insensitive, and stray white space around one is the business of a rule. */
function same(written: string | undefined, constant: string): boolean {
  return written?.trim().toLowerCase() === constant.toLowerCase()
}

/** By scheme in lower case: every reader and rule asks each object for the same dozen schemes. */
function byScheme<T extends { readonly scheme: Located<string> | undefined }>(items: readonly T[]) {
  const lists = new Map<string, T[]>()
  for (const item of items) {
    const scheme = item.scheme?.value.trim().toLowerCase() ?? ''
    const list = lists.get(scheme)
    if (list) list.push(item)
    else lists.set(scheme, [item])
  }
  return lists
}

/** A package that says nothing of itself is taken for the submission set, which every submission has. */
function isFolder(object: RegistryObject): boolean {
  if (object.classifications.some(c => same(c.node?.value, EBRIM.submissionSet.node))) return false
  return (
    object.classifications.some(c => same(c.node?.value, EBRIM.folder.node)) ||
    object.externalIdentifier(EBRIM.folder.uniqueId) !== undefined
  )
}

function readAuthors(object: RegistryObject, scheme: string): Author[] {
  return object.classificationsOf(scheme).map(classification => {
    const values = (name: string) => slotOf(classification.slots, name)?.values ?? []
    return {
      classification,
      persons: values('authorPerson'),
      institutions: values('authorInstitution'),
      roles: values('authorRole'),
      specialties: values('authorSpecialty'),
    }
  })
}

function readSubmissionSet(object: RegistryObject): SubmissionSet {
  const { submissionSet: uuid } = EBRIM
  // Spread last, here and below: V8 takes microseconds for each property that follows a spread.
  return {
    uniqueId: object.externalIdentifier(uuid.uniqueId)?.value,
    sourceId: object.externalIdentifier(uuid.sourceId)?.value,
    patientId: object.externalIdentifier(uuid.patientId)?.value,
    submissionTime: object.slot('submissionTime')?.values[0],
    contentTypeCode: object.classificationsOf(uuid.contentTypeCode)[0],
    authors: readAuthors(object, uuid.author),
    ...object,
  }
}

function readEntry(object: RegistryObject, documents: readonly DocumentPart[]): DocumentEntry {
  const { documentEntry: uuid } = EBRIM
  const values = (name: string) => object.slot(name)?.values ?? []
  const first = (name: string) => values(name)[0]
  const code = (scheme: string) => object.classificationsOf(scheme)[0]
  const classCode = code(uuid.classCode)
  const typeCode = code(uuid.typeCode)
  const exact = documents.find(d => d.id !== undefined && d.id.value === object.id?.value)
  const folded = object.id?.value.toLowerCase()
  const document = exact ?? documents.find(d => d.id !== undefined && d.id.value.toLowerCase() === folded)
  return {
    mimeType: attributeOf(object.element, 'mimeType'),
    uniqueId: object.externalIdentifier(uuid.uniqueId)?.value,
    patientId: object.externalIdentifier(uuid.patientId)?.value,
    sourcePatientId: first('sourcePatientId'),
    creationTime: first('creationTime'),
    serviceStartTime: first('serviceStartTime'),
    serviceStopTime: first('serviceStopTime'),
    languageCode: first('languageCode'),
    title: object.name,
    hash: first('hash'),
    size: first('size'),
    uri: first('URI'),
    legalAuthenticators: values('legalAuthenticator'),
    sourcePatientInfo: values('sourcePatientInfo'),
    referenceIds: values(EBRIM.referenceIdList),
    classCode,
    typeCode,
    formatCode: code(uuid.formatCode),
    healthcareFacilityTypeCode: code(uuid.healthcareFacilityTypeCode),
    practiceSettingCode: code(uuid.practiceSettingCode),
    confidentialityCodes: object.classificationsOf(uuid.confidentialityCode),
    eventCodes: object.classificationsOf(uuid.eventCodeList),
    authors: readAuthors(object, uuid.author),
    isSignature: classCode?.code?.value.trim() === DIGITAL_SIGNATURE_CLASS,
    isImaging: IMAGING_TYPES.includes(typeCode?.code?.value.trim() ?? ''),
    document,
    documentIdCaseDiffers: exact === undefined && document !== undefined,
    ...object,
  }
}

function readAssociation(element: XmlElement): Association {
  const slots = readSlots(element)
  return {
    element,
    id: attributeOf(element, 'id'),
    type: attributeOf(element, 'associationType'),
    source: attributeOf(element, 'sourceObject'),
    target: attributeOf(element, 'targetObject'),
    status: attributeOf(element, 'status'),
    slots,
    slot: name => slotOf(slots, name),
  }
}

function readDocument(element: XmlElement, parts: readonly MimePart[]): DocumentPart {
  const id = attributeOf(element, 'id')
  const include = element.child(XOP, 'Include')
  if (include) {
    const href = attributeOf(include, 'href')
    const part = href && partOf(href.value, parts)
    return { element, id, href, inline: false, content: part?.source, part }
  }
  const text = element.elements.length === 0 ? element.text : ''
  const inline = text.trim() !== ''
  const content = inline
    ? new Source({ uri: `${element.document.source.uri}!/${id?.value ?? 'Document'}`, ...contentOf(text) })
    : undefined
  return { element, id, href: undefined, inline, content, part: undefined }
}

function contentOf(base64: string): { bytes: Uint8Array; kind: 'text' | 'binary' } {
  const bytes = Buffer.from(base64, 'base64')
  return { bytes, kind: isBinary(bytes) ? 'binary' : 'text' }
}

/** `cid:` URL to Content-ID (RFC 2392): escapes undone, angle brackets ignored on both sides. */
function partOf(href: string, parts: readonly MimePart[]): MimePart | undefined {
  const written = bareId(href.trim().replace(/^cid:/i, ''))
  const decoded = bareId(unescaped(written))
  return parts.find(part => {
    const id = part.contentId && bareId(part.contentId.value)
    return id !== undefined && (id === written || id === decoded || unescaped(id) === decoded)
  })
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function fileOfEntry(object: RegistryObject, fileOf: (uri: string) => Source | undefined): DocumentPart | undefined {
  const href = object.slot('URI')?.values[0]
  if (!href) return undefined
  return {
    element: object.element,
    id: object.id,
    href,
    inline: false,
    content: fileOf(href.value),
    part: undefined,
  }
}

/** Identifiers and traits of the patient. Codes of type, countries and values too short to tell anybody apart stay readable. */
function secretsOf(sets: readonly SubmissionSet[], entries: readonly DocumentEntry[]): Secret[] {
  const secrets = new Map<string, Secret>()
  const add = (kind: Secret['kind'], value: string | undefined): void => {
    const text = value?.trim() ?? ''
    if (text.length >= (kind === 'name' ? 2 : 4)) secrets.set(`${kind} ${text}`, { kind, value: text })
  }
  const cx = (id: Located<string> | undefined): void => add('ins', id?.value.split('^')[0])
  const people = (values: readonly Located<string>[]): void => {
    // A patient may be the author of a document; a professional's identity is not a secret.
    for (const { value } of values) {
      const xcn = value.split('^')
      if (xcn[12]?.trim() !== 'NH') continue
      add('ins', xcn[0])
      add('name', xcn[1])
      add('name', xcn[2])
    }
  }
  for (const set of sets) {
    cx(set.patientId)
    for (const author of set.authors) people(author.persons)
  }
  for (const entry of entries) {
    cx(entry.patientId)
    cx(entry.sourcePatientId)
    people(entry.legalAuthenticators)
    for (const author of entry.authors) people(author.persons)
    for (const { value } of entry.slots.filter(s => /^sourcePatientInfo$/i.test(s.name.value)).flatMap(s => s.values)) {
      const [, field, content] = /^\s*PID-(\d+)\|(.*)$/s.exec(value) ?? []
      if (content === undefined) continue
      for (const repetition of content.split('~')) {
        const components = repetition.split('^')
        if (field === '3') add('ins', components[0])
        else if (field === '5') for (const c of components.slice(0, 3)) for (const n of c.split(/[&,]/)) add('name', n)
        else if (field === '7') {
          add('birth-date', components[0])
          add('birth-date', components[0]?.trim().slice(0, 8))
        } else if (field === '11')
          for (const c of components.slice(0, 5)) for (const n of c.split('&')) add('address', n)
        else if (field === '13' || field === '14') for (const c of components) if (c.length > 5) add('address', c)
      }
    }
  }
  return [...secrets.values()]
}
