import {
  type Coding,
  type Doctor,
  doctorId,
  LOINC,
  type Patient,
  type PracticeSetting,
  type Sector,
  type Structure,
  type Study,
} from './facts.ts'
import { pdfA } from './pdf.ts'
import { element, textElement } from './xml-writer.ts'

const HL7 = 'urn:hl7-org:v3'
const PERSON_ROOT = '1.2.250.1.71.4.2.1'
const STRUCTURE_ROOT = '1.2.250.1.71.4.2.2'
/** HL7 France and CI-SIS minimal structure: templates of every document. */
const COMMON_TEMPLATES = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'] as const

/** A person of the header. `ids` are root and extension; the structure may be absent. */
export interface CdaPerson {
  ids: readonly { root: string; extension: string }[]
  family: string
  given: string
  code: Coding
  structure: CdaStructure | undefined
  /** Local time with offset. */
  time: string
  functionCode?: Coding
}

export interface CdaStructure {
  root: string
  id: string
  name: string
}

/** Every value of the header that a rule reads. */
export interface CdaFields {
  /** OID. */
  id: string
  idExtension: string | undefined
  templateIds: readonly string[]
  code: Coding
  title: string
  effectiveTime: string
  confidentiality: string
  languageCode: string
  setId: { root: string; extension?: string }
  versionNumber: string
  /** Id of the document replaced; makes a relatedDocument RPLC. */
  replaces: string | undefined
  patientIds: readonly { root: string; extension: string }[]
  family: string
  given: string
  sex: string
  birthDate: string
  birthPlace: string
  authors: CdaPerson[]
  custodian: CdaStructure
  legalAuthenticator: CdaPerson | undefined
  order: { root: string; extension: string } | undefined
  accession: { root: string; extension: string } | undefined
  studyUid: string
  act: Coding
  modality: Coding | undefined
  region: Coding | undefined
  start: string
  stop: string
  performer: CdaPerson
  practiceSetting: PracticeSetting
  facility: { structure: CdaStructure; sector: Sector }
  /** 1: a PDF in base64; 3: sections. */
  level: 1 | 3
  /** Level 1: the embedded file. */
  body: { mediaType: string; bytes: Uint8Array }
}

export const REPORT_TITLE = "CR d'imagerie médicale"
const REPORT_CODE: Coding = { code: '18748-4', system: LOINC, label: REPORT_TITLE }
const ATTENDING: Coding = {
  code: 'ATTPHYS',
  system: '2.16.840.1.113883.5.88',
  label: 'Référent - Responsable du patient dans la structure de soins',
}

/**
 * A CDA R2 imaging report (CI-SIS minimal structure, template IMG-CR-IMG at level 3). `fields` are its values, free to
 * change; {@link raw} edits the XML.
 */
export class CdaBuilder {
  readonly fields: CdaFields
  private readonly edits: ((xml: string) => string)[] = []

  constructor(facts: {
    id: string
    setId: string
    patient: Patient
    doctor: Doctor
    structure: Structure
    study: Study
    /** Local time with offset. */
    effectiveTime: string
  }) {
    const { patient, doctor, structure, study, effectiveTime } = facts
    const organisation = { root: STRUCTURE_ROOT, id: structure.id, name: structure.name }
    const person: CdaPerson = {
      ids: [{ root: PERSON_ROOT, extension: doctorId(doctor) }],
      family: doctor.family,
      given: doctor.given,
      code: {
        code: `G15_10/${doctor.specialty.code}`,
        system: '1.2.250.1.213.1.1.4.5',
        label: doctor.specialty.authorLabel,
      },
      structure: organisation,
      time: effectiveTime,
    }
    this.fields = {
      id: facts.id,
      idExtension: undefined,
      templateIds: [...COMMON_TEMPLATES, '1.3.6.1.4.1.19376.1.2.20'],
      code: REPORT_CODE,
      title: REPORT_TITLE,
      effectiveTime,
      confidentiality: 'N',
      languageCode: 'fr-FR',
      setId: { root: facts.setId },
      versionNumber: '1',
      replaces: undefined,
      patientIds: [
        { root: patient.insOid, extension: patient.ins },
        { root: patient.ippOid, extension: patient.ipp },
      ],
      family: patient.family,
      given: patient.given,
      sex: patient.sex,
      birthDate: patient.birthDate,
      birthPlace: patient.birthPlace,
      authors: [{ ...person, functionCode: ATTENDING }],
      custodian: organisation,
      legalAuthenticator: { ...person },
      order: { root: study.orderOid, extension: study.order },
      accession: { root: study.accessionOid, extension: study.accession },
      studyUid: study.uid,
      act: study.act,
      modality: study.modality,
      region: study.region,
      start: study.start,
      stop: study.stop,
      performer: { ...person },
      practiceSetting: structure.practiceSetting,
      facility: { structure: organisation, sector: structure.sector },
      level: 1,
      body: { mediaType: 'application/pdf', bytes: pdfA(REPORT_TITLE) },
    }
  }

  set<K extends keyof CdaFields>(field: K, value: CdaFields[K]): this {
    this.fields[field] = value
    return this
  }
  title(text: string): this {
    return this.set('title', text)
  }
  effectiveTime(local: string): this {
    return this.set('effectiveTime', local)
  }
  /** Changes parts of the legalAuthenticator. */
  legalAuthenticator(change: Partial<CdaPerson>): this {
    this.fields.legalAuthenticator = { ...this.fields.legalAuthenticator!, ...change }
    return this
  }
  /** Changes parts of the first author. */
  author(change: Partial<CdaPerson>): this {
    this.fields.authors[0] = { ...this.fields.authors[0]!, ...change }
    return this
  }
  /** Makes the report a structured one, with the templates of the imaging report volet. */
  structured(): this {
    this.fields.level = 3
    this.fields.templateIds = [
      ...COMMON_TEMPLATES,
      '1.2.840.10008.9.1',
      '1.2.840.10008.9.20',
      '1.2.840.10008.9.21',
      '1.2.250.1.213.1.1.1.45',
    ]
    return this
  }
  raw(edit: (xml: string) => string): this {
    this.edits.push(edit)
    return this
  }

  /** The document without XML declaration, in canonical form. */
  canonical(): string {
    return this.edits.reduce((xml, edit) => edit(xml), this.write())
  }
  bytes(): Uint8Array {
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${this.canonical()}`)
  }

  private write(): string {
    const f = this.fields
    return element(
      'ClinicalDocument',
      {
        xmlns: HL7,
        'xmlns:ps3-20': 'urn:dicom-org:ps3-20',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      element('realmCode', { code: 'FR' }),
      element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
      ...f.templateIds.map(root => element('templateId', { root })),
      element('id', { root: f.id, extension: f.idExtension }),
      coded('code', f.code),
      textElement('title', f.title),
      element('effectiveTime', { value: f.effectiveTime }),
      element('confidentialityCode', {
        code: f.confidentiality,
        codeSystem: '2.16.840.1.113883.5.25',
        displayName: { N: 'Normal', R: 'Restreint', V: 'Très restreint' }[f.confidentiality],
      }),
      element('languageCode', { code: f.languageCode }),
      element('setId', { ...f.setId }),
      element('versionNumber', { value: f.versionNumber }),
      this.recordTarget(),
      ...f.authors.map(author),
      element(
        'custodian',
        {},
        element('assignedCustodian', {}, organisation('representedCustodianOrganization', f.custodian)),
      ),
      ...(f.legalAuthenticator ? [legalAuthenticator(f.legalAuthenticator)] : []),
      ...(f.order ? [this.fulfilment(f.order)] : []),
      element('documentationOf', {}, this.serviceEvent()),
      ...(f.replaces === undefined
        ? []
        : [
            element(
              'relatedDocument',
              { typeCode: 'RPLC' },
              element('parentDocument', {}, element('id', { root: f.replaces })),
            ),
          ]),
      this.encounter(),
      this.body(),
    )
  }

  private recordTarget(): string {
    const f = this.fields
    const names = element(
      'name',
      {},
      textElement('family', f.family, { qualifier: 'BR' }),
      textElement('given', f.given, { qualifier: 'BR' }),
      textElement('given', f.given),
    )
    const birthplace = element(
      'birthplace',
      {},
      element('place', {}, element('addr', {}, textElement('county', f.birthPlace))),
    )
    return element(
      'recordTarget',
      {},
      element(
        'patientRole',
        {},
        ...f.patientIds.map(id => element('id', id)),
        element(
          'patient',
          {},
          names,
          element('administrativeGenderCode', { code: f.sex, codeSystem: '2.16.840.1.113883.5.1' }),
          element('birthTime', { value: f.birthDate }),
          birthplace,
        ),
      ),
    )
  }

  private fulfilment(order: { root: string; extension: string }): string {
    const { accession } = this.fields
    return element(
      'inFulfillmentOf',
      {},
      element('order', {}, element('id', order), ...(accession ? [element('ps3-20:accessionNumber', accession)] : [])),
    )
  }

  private serviceEvent(): string {
    const f = this.fields
    const translations = [
      ...(f.modality ? [translation(f.modality, '121139', '1.2.840.10008.2.16.4', "Modalité d'imagerie")] : []),
      ...(f.region ? [translation(f.region, '39111-0', LOINC, 'Localisation anatomique')] : []),
    ]
    const performer = element(
      'performer',
      { typeCode: 'PRF' },
      element('assignedEntity', {}, ...identity(f.performer, [coded('standardIndustryClassCode', f.practiceSetting)])),
    )
    return element(
      'serviceEvent',
      {},
      element('id', { root: f.studyUid }),
      coded('code', f.act, ...translations),
      element('effectiveTime', {}, element('low', { value: f.start }), element('high', { value: f.stop })),
      performer,
    )
  }

  private encounter(): string {
    const { facility, start, stop } = this.fields
    const place = element(
      'healthCareFacility',
      {},
      element('id', { root: facility.structure.root, extension: facility.structure.id }),
      coded('code', facility.sector),
    )
    return element(
      'componentOf',
      {},
      element(
        'encompassingEncounter',
        {},
        element('effectiveTime', {}, element('low', { value: start }), element('high', { value: stop })),
        element('location', {}, place),
      ),
    )
  }

  private body(): string {
    const { level, body } = this.fields
    if (level === 1) {
      const base64 = Buffer.from(body.bytes).toString('base64')
      return element(
        'component',
        {},
        element('nonXMLBody', {}, textElement('text', base64, { mediaType: body.mediaType, representation: 'B64' })),
      )
    }
    const findings: Coding = { code: '59776-5', system: LOINC, label: 'Procedure findings' }
    const section = element(
      'section',
      {},
      coded('code', findings),
      textElement('title', 'Résultats'),
      textElement('text', 'Examen sans particularité.'),
    )
    return element('component', {}, element('structuredBody', {}, element('component', {}, section)))
  }
}

function coded(name: string, value: Coding, ...children: readonly string[]): string {
  return element(name, { code: value.code, codeSystem: value.system, displayName: value.label }, ...children)
}

function translation(value: Coding, qualifier: string, system: string, label: string): string {
  const qualifierName = element('name', { code: qualifier, codeSystem: system, displayName: label })
  return coded('translation', value, element('qualifier', {}, qualifierName))
}

function organisation(name: string, structure: CdaStructure, further: readonly string[] = []): string {
  return element(
    name,
    {},
    element('id', { root: structure.root, extension: structure.id }),
    textElement('name', structure.name),
    ...further,
  )
}

/** Ids, code, name and structure: what assignedAuthor and assignedEntity have in common. */
function identity(person: CdaPerson, ofStructure: readonly string[] = []): string[] {
  const personName = element('name', {}, textElement('family', person.family), textElement('given', person.given))
  return [
    ...person.ids.map(id => element('id', id)),
    coded('code', person.code),
    element('assignedPerson', {}, personName),
    ...(person.structure ? [organisation('representedOrganization', person.structure, ofStructure)] : []),
  ]
}

function author(person: CdaPerson): string {
  return element(
    'author',
    {},
    ...(person.functionCode ? [coded('functionCode', person.functionCode)] : []),
    element('time', { value: person.time }),
    element('assignedAuthor', {}, ...identity(person)),
  )
}

function legalAuthenticator(person: CdaPerson): string {
  return element(
    'legalAuthenticator',
    {},
    element('time', { value: person.time }),
    element('signatureCode', { code: 'S' }),
    element('assignedEntity', {}, ...identity(person)),
  )
}
