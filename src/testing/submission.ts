import { createHash } from 'node:crypto'
import { type CertificateSpec, issue } from './authority.ts'
import { ARC, type Coding, type Doctor, doctorId, insCx, type Patient, type Structure, xcn, xon } from './facts.ts'
import type { SignerReference } from './token.ts'
import {
  C14N_WITH_COMMENTS,
  type Digest,
  DSIG,
  digestOf,
  referenceElement,
  signatureElement,
  signedProperties,
} from './xml-signature.ts'
import { element, textElement } from './xml-writer.ts'

export const RIM = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'
export const LCM = 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0'
export const XDSB = 'urn:ihe:iti:xds-b:2007'

const uuid = (digits: string): string => `urn:uuid:${digits}`
/** UUIDs that ebRIM objects are recognised by. */
export const UUIDS = {
  submissionSetNode: uuid('a54d6aa5-d40d-43f9-88c5-b4633d873bdd'),
  submissionSetAuthor: uuid('a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d'),
  contentTypeCode: uuid('aa543740-bdda-424e-8c96-df4873be8500'),
  submissionSetPatientId: uuid('6b5aea1a-874d-4603-a4bc-96a0a7b38446'),
  sourceId: uuid('554ac39e-e3fe-47fe-b233-965d2a147832'),
  submissionSetUniqueId: uuid('96fdda7c-d067-4183-912e-bf5ee74998a8'),
  stableDocument: uuid('7edca82f-054d-47f2-a032-9b2a5b5186c1'),
  author: uuid('93606bcf-9494-43ec-9b4e-a7748d1a838d'),
  classCode: uuid('41a5887f-8865-4c09-adf7-e362475b143a'),
  confidentialityCode: uuid('f4f85eac-e6cb-4883-b524-f2705394840f'),
  eventCodeList: uuid('2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4'),
  formatCode: uuid('a09d5840-386c-46f2-b5ad-9c3699a4309d'),
  healthcareFacilityTypeCode: uuid('f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1'),
  practiceSettingCode: uuid('cccf5598-8b07-4b77-a05e-ae952c785ead'),
  typeCode: uuid('f0306f51-975f-434e-a61c-c59651d33983'),
  patientId: uuid('58a6f841-87b3-4a3e-92fd-a8ffeff98427'),
  uniqueId: uuid('2e82c1f6-a085-4c72-9da3-8640a32e42ab'),
} as const

export const ASSOCIATIONS = {
  hasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
  replaces: 'urn:ihe:iti:2007:AssociationType:RPLC',
} as const

/** Coded metadata of an entry, in the order they are written. */
export const ENTRY_CODES = [
  'classCode',
  'confidentialityCode',
  'eventCodeList',
  'formatCode',
  'healthcareFacilityTypeCode',
  'practiceSettingCode',
  'typeCode',
] as const
export type EntryCode = (typeof ENTRY_CODES)[number]

const code = (value: string, system: string, label: string): Coding => ({ code: value, system, label })
const HL7_CONFIDENTIALITY = '2.16.840.1.113883.5.25'
const VISIBILITY = '1.2.250.1.213.1.1.4.13'
export const NORMAL = code('N', HL7_CONFIDENTIALITY, 'Normal')
export const MASKED_TO_PROFESSIONALS = code('MASQUE_PS', VISIBILITY, 'Masqué aux professionnels de santé')
export const INVISIBLE_TO_PATIENT = code('INVISIBLE_PATIENT', VISIBILITY, 'Non visible par le patient')
export const IMAGING_CLASS = code('31', '1.2.250.1.213.1.1.4.1', 'Imagerie médicale')
/** The class of other reports; wrong for imaging. */
export const REPORT_CLASS = code('10', '1.2.250.1.213.1.1.4.1', 'Compte rendu')
export const REPORT_TYPE = code('18748-4', '2.16.840.1.113883.6.1', "CR d'imagerie médicale")
export const KOS_TYPE = code('IMG-KOS', '1.2.250.1.213.1.1.4.12', "Reference d'objets d'un examen d'imagerie")
export const PDF_FORMAT = code(
  'urn:ihe:iti:xds-sd:pdf:2008',
  '1.3.6.1.4.1.19376.1.2.3',
  'Document à corps non structuré en Pdf/A-1',
)
export const REPORT_FORMAT = code(
  'urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013',
  '1.3.6.1.4.1.19376.1.2.3',
  "Compte-rendu d'imagerie médicale",
)
export const KOS_FORMAT = code(
  '1.2.840.10008.5.1.4.1.1.88.59',
  '1.2.840.10008.2.6.1',
  "Document Références d'objets d'un examen d'imagerie selon profil IHE RAD XDS-I",
)
export const OUTPATIENT = code('07', '1.2.250.1.213.2.2', 'Consultations soins externes')

/** An author: each metadata is the list of its values, an absent one is left out. */
export class AuthorBuilder {
  readonly slots: Record<string, readonly string[]>
  constructor(slots: Record<string, readonly string[]>) {
    this.slots = { ...slots }
  }
  /** XCN. */
  person(...values: readonly string[]): this {
    return this.slot('authorPerson', ...values)
  }
  /** XON, whole. */
  institution(...values: readonly string[]): this {
    return this.slot('authorInstitution', ...values)
  }
  specialty(...values: readonly string[]): this {
    return this.slot('authorSpecialty', ...values)
  }
  slot(name: string, ...values: readonly string[]): this {
    this.slots[name] = values
    return this
  }
  without(name: string): this {
    delete this.slots[name]
    return this
  }
  copy(): AuthorBuilder {
    return new AuthorBuilder(this.slots)
  }
}

/** The author that a doctor of a structure is. */
export function authorOf(doctor: Doctor, structure: Structure): AuthorBuilder {
  return new AuthorBuilder({
    authorInstitution: [xon(structure.name, structure.id)],
    authorPerson: [xcn(doctorId(doctor), doctor.family, doctor.given)],
    authorRole: ['Référent - Responsable du patient dans la structure de soins'],
    authorSpecialty: [`G15_10/${doctor.specialty.code}^${doctor.specialty.authorLabel}^1.2.250.1.213.1.1.4.5`],
  })
}

export interface Attachment {
  /** Name of the file when documents stand apart, and in an XDM medium. */
  file: string
  mimeType: string
  bytes: () => Uint8Array
  /** Canonical form that the manifest digests; the bytes when there is none. */
  canonical?: () => string
}

/** One DocumentEntry. Every method changes one metadata and returns the builder. */
export class EntryBuilder {
  id: string
  mimeType: string
  titleText: string | undefined
  commentsText: string | undefined
  readonly authors: AuthorBuilder[]
  readonly slots = new Map<string, readonly string[]>()
  readonly codes = new Map<EntryCode, readonly Coding[]>()
  patient: string
  unique: string
  /** Computed from the document unless set; null leaves the slot out. */
  hashValue: string | null | undefined
  sizeValue: string | null | undefined
  attachment: Attachment | undefined
  readonly edits: ((xml: string) => string)[] = []

  constructor(model: {
    id: string
    mimeType: string
    title: string
    authors: readonly AuthorBuilder[]
    slots: Record<string, readonly string[]>
    codes: Partial<Record<EntryCode, readonly Coding[]>>
    patientId: string
    uniqueId: string
    attachment?: Attachment
  }) {
    this.id = model.id
    this.mimeType = model.mimeType
    this.titleText = model.title
    this.authors = [...model.authors]
    for (const [name, values] of Object.entries(model.slots)) this.slots.set(name, values)
    for (const [name, values] of Object.entries(model.codes)) this.codes.set(name as EntryCode, values)
    this.patient = model.patientId
    this.unique = model.uniqueId
    this.attachment = model.attachment
  }

  /** The first author. */
  get author(): AuthorBuilder {
    return this.authors[0]!
  }
  title(text: string | undefined): this {
    this.titleText = text
    return this
  }
  comments(text: string): this {
    this.commentsText = text
    return this
  }
  /** XCN values; none leaves the slot out. */
  legalAuthenticator(...values: readonly string[]): this {
    return this.slot('legalAuthenticator', ...values)
  }
  /** Sets a slot; without value it is left out. */
  slot(name: string, ...values: readonly string[]): this {
    if (values.length === 0) this.slots.delete(name)
    else this.slots.set(name, values)
    return this
  }
  /** Keeps the values of a slot under another name. */
  renameSlot(from: string, to: string): this {
    const values = this.slots.get(from) ?? []
    this.slots.delete(from)
    return this.slot(to, ...values)
  }
  /** Sets a coded metadata; several values repeat the classification, none leaves it out. */
  code(metadata: EntryCode, ...values: readonly Coding[]): this {
    this.codes.set(metadata, values)
    return this
  }
  patientId(cx: string): this {
    this.patient = cx
    return this
  }
  uniqueId(value: string): this {
    this.unique = value
    return this
  }
  /** Writes another hash than that of the document, or none (null). */
  hash(value: string | null): this {
    this.hashValue = value
    return this
  }
  size(value: string | null): this {
    this.sizeValue = value
    return this
  }
  /** Edits the XML of this ExtrinsicObject. */
  raw(edit: (xml: string) => string): this {
    this.edits.push(edit)
    return this
  }

  /** The ExtrinsicObject element; `extra` slots are those of the medium (URI). */
  build(extra: Readonly<Record<string, string>> = {}): string {
    const bytes = this.attachment?.bytes()
    const hash = this.hashValue === undefined ? bytes && sha1(bytes) : this.hashValue
    const size = this.sizeValue === undefined ? bytes && String(bytes.length) : this.sizeValue
    const slots = new Map(this.slots)
    if (hash) slots.set('hash', [hash])
    if (size) slots.set('size', [size])
    for (const [name, value] of Object.entries(extra)) slots.set(name, [value])
    const xml = element(
      'ExtrinsicObject',
      { id: this.id, mimeType: this.mimeType, objectType: UUIDS.stableDocument },
      ...[...slots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, values]) => slot(name, values)),
      ...localized('Name', this.titleText),
      ...localized('Description', this.commentsText),
      ...this.authors.map((author, i) => authorXml(author, UUIDS.author, this.id, `${this.id}-author-${i + 1}`)),
      ...ENTRY_CODES.flatMap(metadata =>
        (this.codes.get(metadata) ?? []).map((value, i) =>
          codeXml(value, UUIDS[metadata], this.id, `${this.id}-${metadata}-${i + 1}`),
        ),
      ),
      identifier(UUIDS.patientId, this.patient, this.id, 'XDSDocumentEntry.patientId'),
      identifier(UUIDS.uniqueId, this.unique, this.id, 'XDSDocumentEntry.uniqueId'),
    )
    return this.edits.reduce((text, edit) => edit(text), xml)
  }
}

export interface Association {
  id: string
  type: string
  source: string
  target: string
  slots: Record<string, readonly string[]>
}

/** How the signature document of a submission is made. */
interface SubmissionSigning {
  digest: Digest
  xades: 'http://uri.etsi.org/01903/v1.1.1#' | 'http://uri.etsi.org/01903/v1.3.2#'
  /** ISO with offset. */
  signingTime: string
  /** Edits of the signature document, after it is signed. */
  edits: ((xml: string) => string)[]
  /** Edits of the Manifest before it is signed. */
  manifestEdits: ((xml: string) => string)[]
}

/** One submission of ITI-41: the set, its entries, their associations and the signature document. */
export class SubmissionBuilder {
  readonly slots = new Map<string, readonly string[]>()
  titleText: string | undefined = "Compte rendu d'imagerie"
  commentsText: string | undefined
  readonly authors: AuthorBuilder[]
  contentTypes: readonly Coding[] = [OUTPATIENT]
  patient: string
  source = `${ARC}.1`
  unique: string
  /** Clinical entries, the signature entry apart. */
  readonly entries: EntryBuilder[] = []
  /** The signature entry; undefined leaves signature and `signs` association out. */
  signatureEntry: EntryBuilder | undefined
  /** Associations beside HasMember and signs. */
  readonly furtherAssociations: Association[] = []
  signer: SignerReference = 'dmp-sign'
  readonly signing: SubmissionSigning = {
    digest: 'sha256',
    xades: 'http://uri.etsi.org/01903/v1.3.2#',
    signingTime: '2026-11-20T10:34:59+01:00',
    edits: [],
    manifestEdits: [],
  }
  private readonly edits: ((xml: string) => string)[] = []

  constructor(facts: { patient: Patient; author: AuthorBuilder; structure: Structure; uniqueId: string }) {
    this.patient = insCx(facts.patient)
    this.unique = facts.uniqueId
    this.authors = [facts.author.copy()]
    this.submissionTime('20261120093500')
    this.signatureEntry = this.makeSignatureEntry(facts.structure)
  }

  get author(): AuthorBuilder {
    return this.authors[0]!
  }
  submissionTime(digits: string): this {
    return this.slot('submissionTime', digits)
  }
  slot(name: string, ...values: readonly string[]): this {
    if (values.length === 0) this.slots.delete(name)
    else this.slots.set(name, values)
    return this
  }
  title(text: string | undefined): this {
    this.titleText = text
    return this
  }
  comments(text: string): this {
    this.commentsText = text
    return this
  }
  contentType(...values: readonly Coding[]): this {
    this.contentTypes = values
    return this
  }
  patientId(cx: string): this {
    this.patient = cx
    return this
  }
  sourceId(oid: string): this {
    this.source = oid
    return this
  }
  uniqueId(oid: string): this {
    this.unique = oid
    return this
  }
  association(type: string, source: string, target: string, slots: Record<string, readonly string[]> = {}): this {
    const id = `association-${this.furtherAssociations.length + 1}`
    this.furtherAssociations.push({ id, type, source, target, slots })
    return this
  }
  /** Declares that the first entry replaces a document of the registry, by its entryUUID. */
  replaces(entryUuid: string): this {
    return this.association(ASSOCIATIONS.replaces, this.entries[0]!.id, entryUuid)
  }
  /** Sends no signature document. */
  unsigned(): this {
    this.signatureEntry = undefined
    return this
  }
  signedWith(signer: SignerReference, options: Partial<SubmissionSigning> = {}): this {
    this.signer = signer
    Object.assign(this.signing, options)
    return this
  }
  /** Edits the signature document after it is signed. */
  signatureRaw(edit: (xml: string) => string): this {
    this.signing.edits.push(edit)
    return this
  }
  /** Edits the Manifest before it is signed. */
  manifestRaw(edit: (xml: string) => string): this {
    this.signing.manifestEdits.push(edit)
    return this
  }
  /** Edits the XML of the SubmitObjectsRequest. */
  raw(edit: (xml: string) => string): this {
    this.edits.push(edit)
    return this
  }

  /** The signature entry as the DMP wants it: constant codes, the author and time of the submission. */
  private makeSignatureEntry(structure: Structure): EntryBuilder {
    const time = this.slots.get('submissionTime')!
    return new EntryBuilder({
      id: 'Signature01',
      mimeType: 'text/xml',
      title: 'Source',
      authors: [this.author.copy()],
      slots: {
        creationTime: time,
        languageCode: ['art'],
        legalAuthenticator: this.author.slots.authorPerson ?? [],
        serviceStartTime: time,
        serviceStopTime: time,
        sourcePatientId: [this.patient],
      },
      codes: {
        classCode: [code('urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', 'URN', 'Digital Signature')],
        confidentialityCode: [NORMAL, MASKED_TO_PROFESSIONALS, INVISIBLE_TO_PATIENT],
        eventCodeList: [code('1.2.840.10065.1.12.1.14', '1.2.840.10065.1.12', 'Source')],
        formatCode: [code(DSIG, 'URN', 'Default Signature Style')],
        healthcareFacilityTypeCode: [structure.sector],
        practiceSettingCode: [structure.practiceSetting],
        typeCode: [code('E1762', 'ASTM', 'Full Document')],
      },
      patientId: this.patient,
      uniqueId: `${this.unique}.9`,
    })
  }

  /** Signs and writes: after it, the signature entry has its document. `resolve` finds the signer by name. */
  attachSignature(resolve: (name: string) => CertificateSpec): void {
    if (!this.signatureEntry || this.signatureEntry.attachment) return
    const spec = typeof this.signer === 'string' ? resolve(this.signer) : this.signer
    const bytes = Buffer.from(this.signatureDocument(spec))
    this.signatureEntry.attachment = { file: 'signature.xml', mimeType: 'text/xml', bytes: () => bytes }
  }

  /** XAdES signature over the manifest of the submission set and its documents. */
  private signatureDocument(spec: CertificateSpec): string {
    const { digest, xades, signingTime } = this.signing
    const signer = issue(spec)
    const id = 'signature-lot'
    const references = [
      referenceElement({ uri: `urn:oid:${this.unique}`, content: '', digestValue: 'AA==' }, digest),
      ...this.entries.map(entry => manifestReference(entry, digest)),
    ]
    const edit = (xml: string): string => this.signing.manifestEdits.reduce((text, change) => change(text), xml)
    const properties = signedProperties({ xades, signatureId: id, signer, signingTime, digest })
    const purpose = element(
      'SignatureProperties',
      {},
      textElement('SignatureProperty', '1.2.840.10065.1.12.1.14', { Id: 'purposeOfSignature', Target: `#${id}` }),
    )
    const signature = signatureElement({
      id,
      canonicalization: C14N_WITH_COMMENTS,
      digest,
      signer,
      references: [
        {
          uri: '#IHEManifest',
          type: `${DSIG}Manifest`,
          content: edit(element('Manifest', { xmlns: DSIG, Id: 'IHEManifest' }, ...references)),
        },
        { uri: '#S0-SignedProperties', type: `${xades}SignedProperties`, content: properties.canonical },
      ],
      objects: [
        element('Object', {}, edit(element('Manifest', { Id: 'IHEManifest' }, ...references))),
        element('Object', {}, purpose),
        properties.object,
      ],
    })
    return this.signing.edits.reduce((xml, change) => change(xml), signature)
  }

  /** Clinical entries, then the signature entry. */
  allEntries(): EntryBuilder[] {
    return this.signatureEntry ? [...this.entries, this.signatureEntry] : this.entries
  }

  /** The lcm:SubmitObjectsRequest; `extra` gives slots of the medium by entry. */
  build(extra: (entry: EntryBuilder) => Readonly<Record<string, string>> = () => ({})): string {
    const id = 'SubmissionSet01'
    const set = element(
      'RegistryPackage',
      { id },
      ...[...this.slots].map(([name, values]) => slot(name, values)),
      ...localized('Name', this.titleText),
      ...localized('Description', this.commentsText),
      ...this.authors.map((author, i) => authorXml(author, UUIDS.submissionSetAuthor, id, `${id}-author-${i + 1}`)),
      ...this.contentTypes.map((value, i) => codeXml(value, UUIDS.contentTypeCode, id, `${id}-contentType-${i + 1}`)),
      element('Classification', {
        classificationNode: UUIDS.submissionSetNode,
        classifiedObject: id,
        id: `${id}-node`,
      }),
      identifier(UUIDS.submissionSetPatientId, this.patient, id, 'XDSSubmissionSet.patientId'),
      identifier(UUIDS.sourceId, this.source, id, 'XDSSubmissionSet.sourceId'),
      identifier(UUIDS.submissionSetUniqueId, this.unique, id, 'XDSSubmissionSet.uniqueId'),
    )
    const entries = this.allEntries()
    const original = { SubmissionSetStatus: ['Original'] }
    const associations: Association[] = entries.map(entry => ({
      id: `member-${entry.id}`,
      type: ASSOCIATIONS.hasMember,
      source: id,
      target: entry.id,
      slots: original,
    }))
    if (this.signatureEntry) {
      const source = this.signatureEntry.id
      associations.push({ id: 'signs-01', type: ASSOCIATIONS.signs, source, target: id, slots: original })
    }
    const xml = element(
      'lcm:SubmitObjectsRequest',
      { xmlns: RIM, 'xmlns:lcm': LCM },
      element(
        'RegistryObjectList',
        {},
        set,
        ...entries.map(entry => entry.build(extra(entry))),
        ...[...associations, ...this.furtherAssociations].map(associationXml),
      ),
    )
    return this.edits.reduce((text, edit) => edit(text), xml)
  }
}

function manifestReference(entry: EntryBuilder, digest: Digest): string {
  const { attachment } = entry
  const canonical = attachment?.canonical
  const content = canonical ? canonical() : (attachment?.bytes() ?? '')
  return referenceElement(
    {
      uri: `urn:oid:${entry.unique}`,
      ...(canonical ? { transforms: [C14N_WITH_COMMENTS] } : {}),
      content,
      digestValue: digestOf(content, digest),
    },
    digest,
  )
}

const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex')

const slot = (name: string, values: readonly string[]): string =>
  element('Slot', { name }, element('ValueList', {}, ...values.map(value => textElement('Value', value))))

function localized(name: 'Name' | 'Description', text: string | undefined): string[] {
  if (text === undefined) return []
  return [element(name, {}, element('LocalizedString', { charset: 'UTF8', value: text, 'xml:lang': 'FR' }))]
}

function authorXml(author: AuthorBuilder, scheme: string, parent: string, id: string): string {
  return element(
    'Classification',
    { classificationScheme: scheme, classifiedObject: parent, id, nodeRepresentation: '' },
    ...Object.entries(author.slots).map(([name, values]) => slot(name, values)),
  )
}

function codeXml(value: Coding, scheme: string, parent: string, id: string): string {
  return element(
    'Classification',
    { classificationScheme: scheme, classifiedObject: parent, id, nodeRepresentation: value.code },
    slot('codingScheme', [value.system]),
    ...localized('Name', value.label),
  )
}

function identifier(scheme: string, value: string, parent: string, label: string): string {
  const id = `${parent}-${label.split('.')[1]}`
  return element(
    'ExternalIdentifier',
    { id, identificationScheme: scheme, registryObject: parent, value },
    ...localized('Name', label),
  )
}

function associationXml(association: Association): string {
  return element(
    'Association',
    {
      associationType: association.type,
      id: association.id,
      sourceObject: association.source,
      targetObject: association.target,
    },
    ...Object.entries(association.slots).map(([name, values]) => slot(name, values)),
  )
}
