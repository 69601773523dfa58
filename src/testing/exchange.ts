import type { CertificateSpec } from './authority.ts'
import { CdaBuilder, REPORT_TITLE } from './cda.ts'
import {
  ARC,
  type Coding,
  type Doctor,
  doctorId,
  insCx,
  type Patient,
  type Structure,
  type Study,
  utcDigits,
  xcn,
} from './facts.ts'
import { KosBuilder } from './kos.ts'
import { type Envelope, type FileContent, type MessageForm, messageFiles, usualEnvelope } from './message.ts'
import {
  authorOf,
  EntryBuilder,
  IMAGING_CLASS,
  KOS_FORMAT,
  KOS_TYPE,
  NORMAL,
  PDF_FORMAT,
  REPORT_TYPE,
  SubmissionBuilder,
} from './submission.ts'
import { doctorRole, role, SPECIALTIES, TokenBuilder } from './token.ts'

/** One transaction: a token, a submission and its documents, in one folder. */
export interface ExchangeBuilder {
  folder: string
  form: MessageForm
  /** Undefined leaves the token out. */
  token: TokenBuilder | undefined
  submission: SubmissionBuilder
  /** The imaging report: fed here, or (beside a KOS) given for comparison. */
  report: CdaBuilder | undefined
  kos: KosBuilder | undefined
  envelope: Envelope
  /** The report lies in the folder without being fed. */
  reportBeside: boolean
}

export interface ExchangeFacts {
  /** Makes identifiers of its own for each exchange of a site. */
  number: number
  folder?: string
  form?: MessageForm
  patient: Patient
  /** The doctor who validates the report, and sends it. */
  doctor: Doctor
  /** Structure of the submission and of the documents. */
  structure: Structure
  /** Identifiant_Structure, where it is another one (EJ). */
  tokenStructure?: string
  study: Study
  /** Name of the certificate that signs; `dmp-sign` by default. */
  signer?: string
  /** Local time of the report. */
  effectiveTime?: string
}

const EFFECTIVE = '20261120103000+0100'

/** The feeding of a report. */
export function reportExchange(facts: ExchangeFacts): ExchangeBuilder {
  const report = reportOf(facts)
  const submission = submissionOf(facts)
  submission.entries.push(
    new EntryBuilder({
      ...entryModel(facts),
      id: 'Document01',
      mimeType: 'text/xml',
      title: REPORT_TITLE,
      codes: { ...commonCodes(facts), formatCode: [PDF_FORMAT], typeCode: [REPORT_TYPE] },
      uniqueId: report.fields.id,
      attachment: {
        file: 'report.xml',
        mimeType: 'text/xml',
        bytes: () => report.bytes(),
        canonical: () => report.canonical(),
      },
    }),
  )
  return { ...base(facts), submission, report, kos: undefined, reportBeside: false }
}

/** The feeding of the KOS of a study; the report that triggered it (`report`, or one of its own) lies beside. */
export function kosExchange(facts: ExchangeFacts & { report?: CdaBuilder }): ExchangeBuilder {
  const report = facts.report ?? reportOf(facts)
  const kos = new KosBuilder({ uid: `${ARC}.30.${facts.number}`, patient: facts.patient, study: facts.study })
  const submission = submissionOf(facts)
  submission.title("Références d'objets d'imagerie").uniqueId(`${ARC}.11.${facts.number}`)
  submission.signatureEntry?.uniqueId(`${ARC}.11.${facts.number}.9`)
  submission.entries.push(
    new EntryBuilder({
      ...entryModel(facts),
      id: 'Kos01',
      mimeType: 'application/dicom',
      title: "Reference d'Objets d'un Examen d'Imagerie",
      codes: { ...commonCodes(facts), formatCode: [KOS_FORMAT], typeCode: [KOS_TYPE] },
      uniqueId: kos.fields.sopInstanceUid,
      attachment: { file: 'kos.dcm', mimeType: 'application/dicom', bytes: () => kos.bytes() },
    }),
  )
  return { ...base(facts), form: facts.form ?? 'files', submission, report, kos, reportBeside: true }
}

/** The files of an exchange, in its folder. `resolve` finds the certificates that sign. */
export function exchangeFiles(exchange: ExchangeBuilder, resolve: (name: string) => CertificateSpec): FileContent[] {
  const { form, submission, envelope, report } = exchange
  submission.attachSignature(resolve)
  const files = messageFiles(form, exchange.token?.build(resolve), submission, envelope)
  if (exchange.reportBeside && report) files.push({ path: 'report.xml', bytes: report.bytes() })
  return files.map(({ path, bytes }) => ({ path: `${exchange.folder}/${path}`, bytes }))
}

function base(facts: ExchangeFacts): Pick<ExchangeBuilder, 'folder' | 'form' | 'token' | 'envelope'> {
  return {
    folder: facts.folder ?? `messages/${facts.number % 10}`,
    form: facts.form ?? 'mtom',
    token: tokenOf(facts),
    envelope: usualEnvelope(),
  }
}

function tokenOf(facts: ExchangeFacts): TokenBuilder {
  const { doctor, structure } = facts
  return new TokenBuilder()
    .id(`_5f0c3b7a-2b1d-4f6e-9a52-7d1e64a8c${String(facts.number).padStart(3, '0')}`)
    .nameId(doctorId(doctor))
    .structure(facts.tokenStructure ?? structure.id)
    .sector(structure.sector.code)
    .subjectId(`${doctor.given} ${doctor.family}`)
    .roles(doctorRole(), role(doctor.specialty.code, SPECIALTIES, doctor.specialty.label))
    .patient(insCx(facts.patient))
    .signedWith(facts.signer ?? 'dmp-sign')
}

function reportOf(facts: ExchangeFacts): CdaBuilder {
  const { number, patient, doctor, structure, study } = facts
  return new CdaBuilder({
    id: `${ARC}.20.${number}`,
    setId: `${ARC}.21.${number}`,
    patient,
    doctor,
    structure,
    study,
    effectiveTime: facts.effectiveTime ?? EFFECTIVE,
  })
}

function submissionOf(facts: ExchangeFacts): SubmissionBuilder {
  const { patient, doctor, structure } = facts
  return new SubmissionBuilder({
    patient,
    author: authorOf(doctor, structure),
    structure,
    uniqueId: `${ARC}.10.${facts.number}`,
  }).signedWith(facts.signer ?? 'dmp-sign')
}

/** Metadata that a report and a KOS have in common. */
function entryModel(facts: ExchangeFacts) {
  const { patient, doctor, structure, study } = facts
  const reference = (id: string, oid: string, type: string): string => `${id}^^^&${oid}&ISO^urn:ihe:iti:xds:${type}`
  return {
    authors: [authorOf(doctor, structure)],
    patientId: insCx(patient),
    slots: {
      creationTime: [utcDigits(facts.effectiveTime ?? EFFECTIVE)],
      languageCode: ['fr-FR'],
      legalAuthenticator: [xcn(doctorId(doctor), doctor.family, doctor.given)],
      serviceStartTime: [utcDigits(study.start)],
      serviceStopTime: [utcDigits(study.stop)],
      sourcePatientId: [`${patient.ipp}^^^&${patient.ippOid}&ISO^PI`],
      sourcePatientInfo: [
        `PID-5|${patient.family}^${patient.given}^^^^^L`,
        `PID-7|${patient.birthDate}`,
        `PID-8|${patient.sex}`,
        `PID-23|${patient.birthPlace}`,
      ],
      'urn:ihe:iti:xds:2013:referenceIdList': [
        reference(study.accession, study.accessionOid, '2013:accession'),
        reference(study.order, study.orderOid, '2013:order'),
        `${study.uid}^^^^urn:ihe:iti:xds:2016:studyInstanceUID`,
      ],
    },
  }
}

function commonCodes(facts: ExchangeFacts): Record<string, readonly Coding[]> {
  const { structure, study } = facts
  return {
    classCode: [IMAGING_CLASS],
    confidentialityCode: [NORMAL],
    eventCodeList: [study.act, study.modality, study.region],
    healthcareFacilityTypeCode: [structure.sector],
    practiceSettingCode: [structure.practiceSetting],
  }
}
