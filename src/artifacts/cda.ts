import type { Located } from '../engine/location.ts'
import type { Artifact, Secret } from '../engine/rule.ts'
import type { Source } from '../sources/source.ts'
import type { XmlElement } from '../sources/xml.ts'
import { HL7, PS3_20 } from './namespaces.ts'
import type { DocumentEntry } from './submission.ts'
import { attributeOf, type Coded, codedOf, isDefined, textOf } from './values.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    document: CdaDocument
  }
}

/** Identifiers of professionals and of structures in French CDA headers. */
export const NATIONAL_PERSON_OID = '1.2.250.1.71.4.2.1'
export const NATIONAL_STRUCTURE_OID = '1.2.250.1.71.4.2.2'

/** An II: `root` is an OID, `extension` the identifier in it. */
export interface CdaId {
  readonly element: XmlElement
  readonly root: Located<string> | undefined
  readonly extension: Located<string> | undefined
}

export interface CdaTranslation extends Coded {
  /** Codes of qualifier/name: `121139` says modality, `39111-0` anatomical region. */
  readonly qualifiers: readonly Located<string>[]
}

export interface CdaCode extends Coded {
  readonly translations: readonly CdaTranslation[]
}

export interface CdaOrganization {
  readonly element: XmlElement
  readonly ids: readonly CdaId[]
  /** Extension of the first id in the national root of structures (Struct_IdNat). */
  readonly nationalId: Located<string> | undefined
  readonly name: Located<string> | undefined
  /** standardIndustryClassCode */
  readonly industryCode: Coded | undefined
}

/** An author, authenticator or performer. */
export interface CdaActor {
  /** The participation: `author`, `legalAuthenticator`, `authenticator`, `performer`. */
  readonly element: XmlElement
  /** TS */
  readonly time: Located<string> | undefined
  /** signatureCode/@code */
  readonly signatureCode: Located<string> | undefined
  readonly functionCode: Coded | undefined
  readonly ids: readonly CdaId[]
  /** Extension of the first id in the national root of persons (PS_IdNat). */
  readonly nationalId: Located<string> | undefined
  /** Profession and speciality. */
  readonly code: Coded | undefined
  readonly families: readonly Located<string>[]
  readonly givens: readonly Located<string>[]
  /** The author is software or a machine. */
  readonly device: boolean
  readonly organization: CdaOrganization | undefined
}

export interface CdaPatient {
  /** recordTarget/patientRole; `undefined` when the header has none. */
  readonly element: XmlElement | undefined
  readonly ids: readonly CdaId[]
  readonly families: readonly Located<string>[]
  readonly givens: readonly Located<string>[]
  /** TS */
  readonly birthTime: Located<string> | undefined
  readonly gender: Coded | undefined
  /** birthplace/place/addr/county: the COG code of the birth place. */
  readonly birthplaceCode: Located<string> | undefined
}

/** documentationOf/serviceEvent: one per act. */
export interface CdaServiceEvent {
  readonly element: XmlElement
  /** In imaging the root of the first is the StudyInstanceUID. */
  readonly ids: readonly CdaId[]
  readonly code: CdaCode | undefined
  /** effectiveTime/low, or effectiveTime/@value when the act has one instant. TS */
  readonly low: Located<string> | undefined
  readonly high: Located<string> | undefined
  readonly performers: readonly CdaActor[]
}

/** componentOf/encompassingEncounter */
export interface CdaEncounter {
  readonly element: XmlElement
  readonly ids: readonly CdaId[]
  readonly code: Coded | undefined
  readonly low: Located<string> | undefined
  readonly high: Located<string> | undefined
  /** location/healthCareFacility */
  readonly facilityIds: readonly CdaId[]
  readonly facilityCode: Coded | undefined
}

/** relatedDocument */
export interface CdaRelation {
  readonly element: XmlElement
  readonly typeCode: Located<string> | undefined
  readonly parentIds: readonly CdaId[]
  readonly setId: CdaId | undefined
}

/** The header of a CDA R2 document. Times are HL7 TS as written, with their offset. */
export interface CdaDocument extends Artifact {
  readonly kind: 'document'
  readonly source: Source
  /** ClinicalDocument */
  readonly element: XmlElement
  /** The entry of the submission that sends this document; `undefined` for a file alone. */
  readonly entry: DocumentEntry | undefined
  readonly id: CdaId | undefined
  readonly setId: CdaId | undefined
  readonly versionNumber: Located<string> | undefined
  readonly code: CdaCode | undefined
  readonly title: Located<string> | undefined
  readonly effectiveTime: Located<string> | undefined
  readonly languageCode: Located<string> | undefined
  readonly confidentialityCode: Coded | undefined
  /** Roots of templateId. */
  readonly templateIds: readonly Located<string>[]
  readonly patient: CdaPatient
  readonly authors: readonly CdaActor[]
  readonly legalAuthenticator: CdaActor | undefined
  readonly authenticators: readonly CdaActor[]
  readonly custodian: CdaOrganization | undefined
  readonly serviceEvents: readonly CdaServiceEvent[]
  /** inFulfillmentOf/order/id */
  readonly orders: readonly CdaId[]
  /** ps3-20:accessionNumber */
  readonly accessionNumbers: readonly CdaId[]
  readonly encounter: CdaEncounter | undefined
  readonly related: readonly CdaRelation[]
  /** component/nonXMLBody/text/@mediaType: level 1, an encapsulated PDF most of the time. */
  readonly nonXmlBodyMediaType: Located<string> | undefined
  /** Code 18748-4, or the template of an imaging report (IMG-CR-IMG). */
  readonly isImagingReport: boolean
}

/** LOINC code and CI-SIS template (IMG-CR-IMG) of an imaging report. */
export const IMAGING_REPORT_CODE = '18748-4'
export const IMAGING_REPORT_TEMPLATE = '1.2.250.1.213.1.1.1.45'

/** Reads the header of a `ClinicalDocument` element. */
export function readCda(element: XmlElement, entry?: DocumentEntry): CdaDocument {
  const child = (name: string) => element.child(HL7, name)
  const children = (name: string) => element.childrenNamed(HL7, name)
  const code = codeOf(child('code'))
  const templateIds = children('templateId')
    .map(e => attributeOf(e, 'root'))
    .filter(isDefined)
  const orders = children('inFulfillmentOf').flatMap(e => e.childrenNamed(HL7, 'order'))
  const encounter = element.descend(HL7, 'componentOf', 'encompassingEncounter')
  const legalAuthenticator = child('legalAuthenticator')
  return {
    kind: 'document',
    at: element.at,
    source: element.document.source,
    secrets: secretsOf(element),
    element,
    entry,
    id: idOf(child('id')),
    setId: idOf(child('setId')),
    versionNumber: attributeOf(child('versionNumber'), 'value'),
    code,
    title: textOf(child('title')),
    effectiveTime: attributeOf(child('effectiveTime'), 'value'),
    languageCode: attributeOf(child('languageCode'), 'code'),
    confidentialityCode: codedOf(child('confidentialityCode')),
    templateIds,
    patient: readPatient(element.descend(HL7, 'recordTarget', 'patientRole')),
    authors: children('author').map(readActor),
    legalAuthenticator: legalAuthenticator && readActor(legalAuthenticator),
    authenticators: children('authenticator').map(readActor),
    custodian: readOrganization(
      element.descend(HL7, 'custodian', 'assignedCustodian', 'representedCustodianOrganization'),
    ),
    serviceEvents: children('documentationOf')
      .flatMap(e => e.childrenNamed(HL7, 'serviceEvent'))
      .map(readServiceEvent),
    orders: orders.flatMap(idsOf),
    accessionNumbers: orders.flatMap(e => e.childrenNamed(PS3_20, 'accessionNumber')).map(e => idOf(e)),
    encounter: encounter && readEncounter(encounter),
    related: children('relatedDocument').map(readRelation),
    nonXmlBodyMediaType: attributeOf(element.descend(HL7, 'component', 'nonXMLBody', 'text'), 'mediaType'),
    isImagingReport:
      code?.code?.value.trim() === IMAGING_REPORT_CODE ||
      templateIds.some(t => t.value.trim() === IMAGING_REPORT_TEMPLATE),
  }
}

function idOf(element: XmlElement): CdaId
function idOf(element: XmlElement | undefined): CdaId | undefined
function idOf(element: XmlElement | undefined): CdaId | undefined {
  return element && { element, root: attributeOf(element, 'root'), extension: attributeOf(element, 'extension') }
}

const idsOf = (parent: XmlElement | undefined): CdaId[] => (parent?.childrenNamed(HL7, 'id') ?? []).map(e => idOf(e))

const nationalIdOf = (ids: readonly CdaId[], oid: string): Located<string> | undefined =>
  ids.find(id => id.root?.value.trim() === oid)?.extension

function codeOf(element: XmlElement | undefined): CdaCode | undefined {
  if (!element) return undefined
  const translations = element.childrenNamed(HL7, 'translation').map(translation => ({
    qualifiers: translation
      .childrenNamed(HL7, 'qualifier')
      .map(qualifier => attributeOf(qualifier.child(HL7, 'name'), 'code'))
      .filter(isDefined),
    // Spread last, here and below: V8 takes microseconds for each property that follows a spread.
    ...codedOf(translation),
  }))
  return { translations, ...codedOf(element) }
}

function readPatient(role: XmlElement | undefined): CdaPatient {
  const patient = role?.child(HL7, 'patient')
  return {
    element: role,
    ids: idsOf(role),
    birthTime: attributeOf(patient?.child(HL7, 'birthTime'), 'value'),
    gender: codedOf(patient?.child(HL7, 'administrativeGenderCode')),
    birthplaceCode: textOf(patient?.descend(HL7, 'birthplace', 'place', 'addr', 'county')),
    ...namesOf(patient),
  }
}

function namesOf(person: XmlElement | undefined): { families: Located<string>[]; givens: Located<string>[] } {
  const names = person?.childrenNamed(HL7, 'name') ?? []
  const parts = (local: string) => names.flatMap(name => name.childrenNamed(HL7, local)).map(e => textOf(e))
  return { families: parts('family'), givens: parts('given') }
}

function readActor(element: XmlElement): CdaActor {
  const entity = element.child(HL7, 'assignedAuthor') ?? element.child(HL7, 'assignedEntity')
  const ids = idsOf(entity)
  return {
    element,
    time: attributeOf(element.child(HL7, 'time'), 'value'),
    signatureCode: attributeOf(element.child(HL7, 'signatureCode'), 'code'),
    functionCode: codedOf(element.child(HL7, 'functionCode')),
    ids,
    nationalId: nationalIdOf(ids, NATIONAL_PERSON_OID),
    code: codedOf(entity?.child(HL7, 'code')),
    device: entity?.child(HL7, 'assignedAuthoringDevice') !== undefined,
    organization: readOrganization(entity?.child(HL7, 'representedOrganization')),
    ...namesOf(entity?.child(HL7, 'assignedPerson')),
  }
}

function readOrganization(element: XmlElement | undefined): CdaOrganization | undefined {
  if (!element) return undefined
  const ids = idsOf(element)
  return {
    element,
    ids,
    nationalId: nationalIdOf(ids, NATIONAL_STRUCTURE_OID),
    name: textOf(element.child(HL7, 'name')),
    industryCode: codedOf(element.child(HL7, 'standardIndustryClassCode')),
  }
}

function readServiceEvent(element: XmlElement): CdaServiceEvent {
  return {
    element,
    ids: idsOf(element),
    code: codeOf(element.child(HL7, 'code')),
    performers: element.childrenNamed(HL7, 'performer').map(readActor),
    ...intervalOf(element),
  }
}

function intervalOf(element: XmlElement): { low: Located<string> | undefined; high: Located<string> | undefined } {
  const time = element.child(HL7, 'effectiveTime')
  return {
    low: attributeOf(time?.child(HL7, 'low'), 'value') ?? attributeOf(time, 'value'),
    high: attributeOf(time?.child(HL7, 'high'), 'value'),
  }
}

function readEncounter(element: XmlElement): CdaEncounter {
  const facility = element.descend(HL7, 'location', 'healthCareFacility')
  return {
    element,
    ids: idsOf(element),
    code: codedOf(element.child(HL7, 'code')),
    facilityIds: idsOf(facility),
    facilityCode: codedOf(facility?.child(HL7, 'code')),
    ...intervalOf(element),
  }
}

function readRelation(element: XmlElement): CdaRelation {
  const parent = element.child(HL7, 'parentDocument')
  return {
    element,
    typeCode: attributeOf(element, 'typeCode'),
    parentIds: idsOf(parent),
    setId: idOf(parent?.child(HL7, 'setId')),
  }
}

/** Address parts that tell where somebody lives. House numbers are too short to be looked for in a report. */
const ADDRESS_PARTS = new Set(['streetAddressLine', 'streetName', 'additionalLocator', 'postalCode', 'city'])
/** Elements of the header that name a private person other than the patient. */
const PRIVATE_PERSONS = new Set(['guardianPerson', 'relatedPerson', 'associatedPerson'])

/** Identifiers and traits of the patient and of their relations; professionals are not secret. */
function secretsOf(document: XmlElement): Secret[] {
  const secrets = new Map<string, Secret>()
  const add = (kind: Secret['kind'], value: string | undefined): void => {
    const text = value?.trim() ?? ''
    // Shorter values would blank out ordinary words and digits of a report.
    if (text.length >= (kind === 'name' ? 2 : 4)) secrets.set(`${kind} ${text}`, { kind, value: text })
  }
  const address = (element: XmlElement): void => {
    if (ADDRESS_PARTS.has(element.local)) add('address', element.text)
    if (element.local !== 'telecom') return
    const telecom = element.attribute('value')?.value
    add('address', telecom)
    add('address', telecom?.replace(/^[a-z]+:/i, ''))
  }
  const name = (element: XmlElement): void => {
    if (element.local === 'family' || element.local === 'given') add('name', element.text)
  }
  for (const role of document.childrenNamed(HL7, 'recordTarget').flatMap(e => e.childrenNamed(HL7, 'patientRole'))) {
    for (const id of idsOf(role)) add('ins', id.extension?.value)
    for (const element of role.descendants()) {
      if (element.local === 'providerOrganization') break
      address(element)
      name(element)
      if (element.local !== 'birthTime') continue
      const birth = element.attribute('value')?.value
      add('birth-date', birth)
      add('birth-date', birth?.trim().slice(0, 8))
    }
  }
  for (const participation of document.elements) {
    if (participation.local !== 'informant' && participation.local !== 'participant') continue
    const entity = participation.elements.find(e => e.elements.some(person => PRIVATE_PERSONS.has(person.local)))
    const professional = entity && idsOf(entity).some(id => id.root?.value.trim() === NATIONAL_PERSON_OID)
    if (!entity || professional) continue
    for (const element of entity.descendants()) {
      address(element)
      name(element)
    }
  }
  return [...secrets.values()]
}
