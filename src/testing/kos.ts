import type { Coding, Patient, Study } from './facts.ts'

/** Writes a Key Object Selection document as DRIM-M wants it: a DICOM Part 10 file that lists the images of a study. */

/** One request: its identifiers, and who gave them. */
export interface KosRequestFields {
  accession: string | undefined
  accessionOid: string | undefined
  order: string | undefined
  orderOid: string | undefined
}

export interface KosFields {
  sopClassUid: string
  sopInstanceUid: string
  seriesInstanceUid: string
  studyInstanceUid: string
  /** The study of CurrentRequestedProcedureEvidenceSequence. */
  evidenceStudyUid: string
  /** The study of ReferencedRequestSequence. */
  requestStudyUid: string
  modality: string
  concept: Coding
  patientId: string
  patientIdOid: string | undefined
  patientName: string
  birthDate: string
  sex: string
  accession: string | undefined
  accessionOid: string | undefined
  order: string | undefined
  orderOid: string | undefined
  /** Items of ReferencedRequestSequence after the first. */
  furtherRequests: KosRequestFields[]
  /** Items of OtherPatientIDsSequence. */
  otherPatientIds: { id: string; oid: string }[]
  /** YYYYMMDD and hhmmss. */
  date: string
  time: string
  series: { uid: string; retrieveUrl?: string; instances: { sopClassUid: string; uid: string }[] }[]
}

export const KOS_SOP_CLASS = '1.2.840.10008.5.1.4.1.1.88.59'
const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2'
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1'
const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2'

/** Value representations written here; those with a 32-bit length in explicit files. */
type ValueRepresentation = 'AE' | 'CS' | 'DA' | 'LO' | 'OB' | 'PN' | 'SH' | 'SQ' | 'TM' | 'UI' | 'UL' | 'UR' | 'UT'
const LONG: ReadonlySet<ValueRepresentation> = new Set(['OB', 'SQ', 'UR', 'UT'])

/** A data element; a sequence holds items, each a list of elements. */
interface DataElement {
  readonly tag: number
  readonly vr: ValueRepresentation
  readonly value: string | Uint8Array | readonly (readonly DataElement[])[]
}

const data = (tag: number, vr: ValueRepresentation, value: DataElement['value']): DataElement => ({ tag, vr, value })

export class KosBuilder {
  readonly fields: KosFields
  private transferSyntax: string = EXPLICIT_LITTLE_ENDIAN
  private readonly edits: ((bytes: Uint8Array) => Uint8Array)[] = []

  constructor(facts: { uid: string; patient: Patient; study: Study }) {
    const { uid, patient, study } = facts
    this.fields = {
      sopClassUid: KOS_SOP_CLASS,
      sopInstanceUid: uid,
      seriesInstanceUid: `${study.uid}.99`,
      studyInstanceUid: study.uid,
      evidenceStudyUid: study.uid,
      requestStudyUid: study.uid,
      modality: 'KO',
      concept: { code: '113030', system: 'DCM', label: 'Manifest' },
      patientId: patient.ins,
      patientIdOid: patient.insOid,
      patientName: `${patient.family}^${patient.given}`,
      birthDate: patient.birthDate,
      sex: patient.sex,
      accession: study.accession,
      accessionOid: study.accessionOid,
      order: study.order,
      orderOid: study.orderOid,
      furtherRequests: [],
      otherPatientIds: [],
      date: '20261120',
      time: '103200',
      series: [
        { uid: `${study.uid}.1`, instances: [1, 2].map(n => ({ sopClassUid: CT_IMAGE, uid: `${study.uid}.1.${n}` })) },
      ],
    }
  }

  set<K extends keyof KosFields>(field: K, value: KosFields[K]): this {
    this.fields[field] = value
    return this
  }
  /** Implicit VR little endian, as some archives write. */
  implicit(): this {
    this.transferSyntax = IMPLICIT_LITTLE_ENDIAN
    return this
  }
  raw(edit: (bytes: Uint8Array) => Uint8Array): this {
    this.edits.push(edit)
    return this
  }

  bytes(): Uint8Array {
    const explicit = this.transferSyntax === EXPLICIT_LITTLE_ENDIAN
    const meta = writeElements(
      [
        data(0x00020001, 'OB', Uint8Array.of(0, 1)),
        data(0x00020002, 'UI', this.fields.sopClassUid),
        data(0x00020003, 'UI', this.fields.sopInstanceUid),
        data(0x00020010, 'UI', this.transferSyntax),
        data(0x00020012, 'UI', '2.25.11897534.901'),
      ],
      true,
    )
    const length = Buffer.alloc(4)
    length.writeUInt32LE(meta.length)
    const file = Buffer.concat([
      Buffer.alloc(128),
      Buffer.from('DICM'),
      writeElements([data(0x00020000, 'UL', length)], true),
      meta,
      writeElements(this.dataset(), explicit),
    ])
    return this.edits.reduce<Uint8Array>((bytes, edit) => edit(bytes), file)
  }

  private dataset(): DataElement[] {
    const f = this.fields
    const issuer = (tag: number, oid: string | undefined): DataElement[] =>
      oid === undefined ? [] : [data(tag, 'SQ', [[data(0x00400032, 'UT', oid), data(0x00400033, 'CS', 'ISO')]])]
    const optional = (tag: number, vr: ValueRepresentation, value: string | undefined): DataElement[] =>
      value === undefined ? [] : [data(tag, vr, value)]
    const request = (r: KosRequestFields): DataElement[] => [
      ...optional(0x00080050, 'SH', r.accession),
      ...issuer(0x00080051, r.accessionOid),
      data(0x0020000d, 'UI', f.requestStudyUid),
      ...issuer(0x00400026, r.orderOid),
      ...optional(0x00402016, 'LO', r.order),
    ]
    const others = f.otherPatientIds.map(({ id, oid }) => [data(0x00100020, 'LO', id), ...issuer(0x00100024, oid)])
    const series = f.series.map(({ uid, retrieveUrl, instances }) => [
      ...optional(0x00081190, 'UR', retrieveUrl),
      data(
        0x00081199,
        'SQ',
        instances.map(instance => [data(0x00081150, 'UI', instance.sopClassUid), data(0x00081155, 'UI', instance.uid)]),
      ),
      data(0x0020000e, 'UI', uid),
    ])
    const coding = (value: Coding): DataElement[] => [
      data(0x00080100, 'SH', value.code),
      data(0x00080102, 'SH', value.system),
      data(0x00080104, 'LO', value.label),
    ]
    return [
      data(0x00080005, 'CS', 'ISO_IR 192'),
      data(0x00080012, 'DA', f.date),
      data(0x00080013, 'TM', f.time),
      data(0x00080016, 'UI', f.sopClassUid),
      data(0x00080018, 'UI', f.sopInstanceUid),
      data(0x00080020, 'DA', f.date),
      data(0x00080030, 'TM', f.time),
      data(0x00080050, 'SH', ''),
      data(0x00080060, 'CS', f.modality),
      data(0x00100010, 'PN', f.patientName),
      data(0x00100020, 'LO', f.patientId),
      data(0x00100021, 'LO', 'ASIP-SANTE-INS-NIR'),
      ...issuer(0x00100024, f.patientIdOid),
      data(0x00100030, 'DA', f.birthDate),
      data(0x00100040, 'CS', f.sex),
      ...(others.length > 0 ? [data(0x00101002, 'SQ', others)] : []),
      data(0x0020000d, 'UI', f.studyInstanceUid),
      data(0x0020000e, 'UI', f.seriesInstanceUid),
      data(0x0040a040, 'CS', 'CONTAINER'),
      data(0x0040a043, 'SQ', [coding(f.concept)]),
      data(0x0040a370, 'SQ', [f, ...f.furtherRequests].map(request)),
      data(0x0040a375, 'SQ', [[data(0x00081115, 'SQ', series), data(0x0020000d, 'UI', f.evidenceStudyUid)]]),
    ]
  }
}

function writeElements(elements: readonly DataElement[], explicit: boolean): Buffer {
  return Buffer.concat(elements.map(one => writeElement(one, explicit)))
}

function writeElement({ tag, vr, value }: DataElement, explicit: boolean): Buffer {
  const content = encode(vr, value, explicit)
  const long = explicit && LONG.has(vr)
  const header = Buffer.alloc(long ? 12 : 8)
  header.writeUInt16LE(tag >>> 16, 0)
  header.writeUInt16LE(tag & 0xffff, 2)
  if (explicit) header.write(vr, 4, 'latin1')
  if (long) header.writeUInt32LE(content.length, 8)
  else if (explicit) header.writeUInt16LE(content.length, 6)
  else header.writeUInt32LE(content.length, 4)
  return Buffer.concat([header, content])
}

function encode(vr: ValueRepresentation, value: DataElement['value'], explicit: boolean): Buffer {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
    return Buffer.concat(
      value.map(item => {
        const content = writeElements(item, explicit)
        const header = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0])
        header.writeUInt32LE(content.length, 4)
        return Buffer.concat([header, content])
      }),
    )
  }
  const bytes = Buffer.from(value as Uint8Array)
  if (bytes.length % 2 === 0) return bytes
  // UIDs and binary are padded with NUL, texts with a space.
  return Buffer.concat([bytes, Uint8Array.of(vr === 'UI' || vr === 'OB' ? 0 : 0x20)])
}
