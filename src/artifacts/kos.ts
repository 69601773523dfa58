import { inflateRawSync } from 'node:zlib'
import type { DataSet } from 'dicom-parser'
import type { Located, Location } from '../engine/location.ts'
import type { Artifact, Secret } from '../engine/rule.ts'
import type { Limits } from '../sources/limits.ts'
import { SourceError } from '../sources/problem.ts'
import { Source } from '../sources/source.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    kos: Kos
  }
}

/** A coded entry (DICOM PS3.3 §8). */
export interface KosCode {
  readonly code: Located<string> | undefined
  readonly scheme: Located<string> | undefined
  readonly meaning: Located<string> | undefined
}

/** A value and the authority that gave it. */
export interface KosIdentifier {
  readonly value: Located<string> | undefined
  /** UniversalEntityID of the issuer or order placer. */
  readonly issuer: Located<string> | undefined
  /** UniversalEntityIDType: `ISO`. */
  readonly issuerType: Located<string> | undefined
}

export interface KosRequest {
  /** The item of ReferencedRequestSequence. */
  readonly at: Location
  readonly studyInstanceUid: Located<string> | undefined
  readonly accession: KosIdentifier
  readonly placerOrder: KosIdentifier
}

export interface KosInstance {
  readonly sopClassUid: Located<string> | undefined
  readonly sopInstanceUid: Located<string> | undefined
}

export interface KosSeries {
  readonly at: Location
  readonly seriesInstanceUid: Located<string> | undefined
  readonly retrieveUrl: Located<string> | undefined
  readonly instances: readonly KosInstance[]
}

export interface KosStudy {
  /** The item of CurrentRequestedProcedureEvidenceSequence. */
  readonly at: Location
  readonly studyInstanceUid: Located<string> | undefined
  readonly series: readonly KosSeries[]
}

/** A DICOM Key Object Selection document; places are byte offsets, padding left out of values. */
export interface Kos extends Artifact {
  readonly kind: 'kos'
  readonly source: Source
  /** Of the file meta information: `1.2.840.10008.1.2` … */
  readonly transferSyntax: Located<string> | undefined
  readonly sopClassUid: Located<string> | undefined
  readonly sopInstanceUid: Located<string> | undefined
  readonly studyInstanceUid: Located<string> | undefined
  readonly seriesInstanceUid: Located<string> | undefined
  readonly modality: Located<string> | undefined
  readonly conceptName: KosCode | undefined
  readonly patientId: Located<string> | undefined
  /** IssuerOfPatientID, a text: `ASIP-SANTE-INS-NIR`. */
  readonly issuerOfPatientId: Located<string> | undefined
  /** UniversalEntityID of IssuerOfPatientIDQualifiersSequence. */
  readonly patientIdOid: Located<string> | undefined
  /** UniversalEntityIDType beside it. */
  readonly patientIdOidType: Located<string> | undefined
  readonly patientName: Located<string> | undefined
  readonly patientBirthDate: Located<string> | undefined
  readonly otherPatientIds: readonly { readonly value: Located<string>; readonly issuer: Located<string> | undefined }[]
  /** AccessionNumber of the study level. */
  readonly accessionNumber: Located<string> | undefined
  readonly requests: readonly KosRequest[]
  readonly evidence: readonly KosStudy[]
  readonly instanceCreationDate: Located<string> | undefined
  readonly instanceCreationTime: Located<string> | undefined
  readonly timezoneOffset: Located<string> | undefined
}

const DEFLATED = '1.2.840.10008.1.2.1.99'
/** Structured reports, which Key Object Selection is one of. */
const REPORTS = '1.2.840.10008.5.1.4.1.1.88.'

/**
 * Reads a DICOM Part 10 file. Pixel data is not read.
 * @returns `undefined` for an object that is neither a structured report nor of modality KO: images lie beside messages
 * @throws {SourceError} `malformed` or `limit`
 */
export async function readKos(source: Source, limits: Limits): Promise<Kos | undefined> {
  const malformed = (): SourceError =>
    new SourceError({ code: 'malformed', at: source.whole, format: 'DICOM', detail: 'not a readable DICOM file' })
  if (source.bytes.length < 132 || Buffer.from(source.bytes.subarray(128, 132)).toString('latin1') !== 'DICM')
    throw malformed()
  const { default: dicom } = await import('dicom-parser')
  let inflated = false
  try {
    const dataSet = dicom.parseDicom(source.bytes, {
      untilTag: 'x7fe00010',
      vrCallback: tag => (SEQUENCES.has(tag) ? 'SQ' : undefined),
      inflater: (bytes: Uint8Array, position: number) => {
        inflated = true
        return inflate(bytes, position, limits, source)
      },
    } as Parameters<typeof dicom.parseDicom>[1])
    const bytes = dataSet.byteArray as Uint8Array
    const read = inflated
      ? new Source({ uri: `${source.uri}!/deflated`, bytes, kind: 'binary' })
      : source.kind === 'binary'
        ? source
        : new Source({ uri: source.uri, bytes, kind: 'binary' })
    return kosOf(read, new Reader(read, dataSet, '', charsetOf(dataSet, bytes)))
  } catch (error) {
    // The library throws strings, range errors and `{ exception }` on damaged files; its words may quote the file.
    const cause = error instanceof Object && 'exception' in error ? error.exception : error
    throw cause instanceof SourceError ? cause : malformed()
  }
}

function inflate(bytes: Uint8Array, position: number, limits: Limits, source: Source): Uint8Array {
  try {
    const body = inflateRawSync(bytes.subarray(position), { maxOutputLength: limits.fileBytes })
    return Buffer.concat([bytes.subarray(0, position), body])
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw new SourceError({
      code: tooLarge ? 'limit' : 'malformed',
      ...(tooLarge ? { limit: 'inflatedBytes' as const } : {}),
      at: source.at(position, 0, ''),
      format: 'DICOM',
      detail: tooLarge ? `inflates to more than ${limits.fileBytes} bytes` : `a damaged ${DEFLATED} data set`,
    })
  }
}

const TAG = {
  transferSyntax: 'x00020010',
  characterSet: 'x00080005',
  instanceCreationDate: 'x00080012',
  instanceCreationTime: 'x00080013',
  sopClassUid: 'x00080016',
  sopInstanceUid: 'x00080018',
  accessionNumber: 'x00080050',
  issuerOfAccessionNumber: 'x00080051',
  modality: 'x00080060',
  codeValue: 'x00080100',
  codingScheme: 'x00080102',
  codeMeaning: 'x00080104',
  referencedSeries: 'x00081115',
  referencedSopClassUid: 'x00081150',
  referencedSopInstanceUid: 'x00081155',
  retrieveUrl: 'x00081190',
  referencedSop: 'x00081199',
  timezoneOffset: 'x00080201',
  patientName: 'x00100010',
  patientId: 'x00100020',
  issuerOfPatientId: 'x00100021',
  issuerOfPatientIdQualifiers: 'x00100024',
  patientBirthDate: 'x00100030',
  otherPatientIds: 'x00101002',
  studyInstanceUid: 'x0020000d',
  seriesInstanceUid: 'x0020000e',
  orderPlacer: 'x00400026',
  universalEntityId: 'x00400032',
  universalEntityIdType: 'x00400033',
  placerOrderNumber: 'x00402016',
  conceptName: 'x0040a043',
  referencedRequest: 'x0040a370',
  evidence: 'x0040a375',
} as const

/** Sequences that are read; in implicit VR nothing else says that they are ones. */
const SEQUENCES: ReadonlySet<string> = new Set([
  TAG.issuerOfAccessionNumber,
  TAG.referencedSeries,
  TAG.referencedSop,
  TAG.issuerOfPatientIdQualifiers,
  TAG.otherPatientIds,
  TAG.orderPlacer,
  TAG.conceptName,
  TAG.referencedRequest,
  TAG.evidence,
])

/** `ISO_IR 192` is UTF-8; everything else met in French objects is read as Latin-1. */
function charsetOf(dataSet: DataSet, bytes: Uint8Array): string {
  const element = dataSet.elements[TAG.characterSet]
  const name = element ? Buffer.from(bytes.subarray(element.dataOffset, element.dataOffset + element.length)) : ''
  return name.toString('latin1').includes('ISO_IR 192') ? 'utf-8' : 'windows-1252'
}

/** Values and sequence items of one data set, with their places. */
class Reader {
  constructor(
    private readonly source: Source,
    private readonly dataSet: DataSet,
    private readonly prefix: string,
    private readonly charset: string,
    readonly at: Location = source.whole,
  ) {}

  text(tag: string): Located<string> | undefined {
    const element = this.dataSet.elements[tag]
    if (!element || element.length === 0 || element.items) return undefined
    const { bytes } = this.source
    let start = element.dataOffset
    let end = Math.min(start + element.length, bytes.length)
    const isPadding = (offset: number): boolean => bytes[offset] === 0x20 || bytes[offset] === 0
    while (end > start && isPadding(end - 1)) end--
    while (start < end && isPadding(start)) start++
    if (start === end) return undefined
    return {
      value: new TextDecoder(this.charset).decode(bytes.subarray(start, end)),
      at: this.source.at(start, end - start, `${this.prefix}${label(tag)}`),
    }
  }

  items(tag: string): Reader[] {
    return (this.dataSet.elements[tag]?.items ?? []).flatMap((item, index) => {
      if (!item.dataSet) return []
      const path = `${this.prefix}${label(tag)}[${index}]`
      const at = this.source.at(item.dataOffset, item.length, path)
      return [new Reader(this.source, item.dataSet, `${path}.`, this.charset, at)]
    })
  }
}

/** `(0040,A370)` */
const label = (tag: string): string => `(${tag.slice(1, 5)},${tag.slice(5)})`.toUpperCase()

function kosOf(source: Source, read: Reader): Kos | undefined {
  const sopClassUid = read.text(TAG.sopClassUid)
  const modality = read.text(TAG.modality)
  if (!sopClassUid?.value.startsWith(REPORTS) && modality?.value !== 'KO') return undefined
  const [concept] = read.items(TAG.conceptName)
  const [patientIdIssuer] = read.items(TAG.issuerOfPatientIdQualifiers)
  const kos = {
    kind: 'kos',
    at: sopClassUid?.at ?? source.whole,
    source,
    transferSyntax: read.text(TAG.transferSyntax),
    sopClassUid,
    sopInstanceUid: read.text(TAG.sopInstanceUid),
    studyInstanceUid: read.text(TAG.studyInstanceUid),
    seriesInstanceUid: read.text(TAG.seriesInstanceUid),
    modality,
    conceptName: concept && {
      code: concept.text(TAG.codeValue),
      scheme: concept.text(TAG.codingScheme),
      meaning: concept.text(TAG.codeMeaning),
    },
    patientId: read.text(TAG.patientId),
    issuerOfPatientId: read.text(TAG.issuerOfPatientId),
    patientIdOid: patientIdIssuer?.text(TAG.universalEntityId),
    patientIdOidType: patientIdIssuer?.text(TAG.universalEntityIdType),
    patientName: read.text(TAG.patientName),
    patientBirthDate: read.text(TAG.patientBirthDate),
    otherPatientIds: read.items(TAG.otherPatientIds).flatMap(item => {
      const value = item.text(TAG.patientId)
      const [issuer] = item.items(TAG.issuerOfPatientIdQualifiers)
      return value ? [{ value, issuer: issuer?.text(TAG.universalEntityId) ?? item.text(TAG.issuerOfPatientId) }] : []
    }),
    accessionNumber: read.text(TAG.accessionNumber),
    requests: read.items(TAG.referencedRequest).map(item => ({
      at: item.at,
      studyInstanceUid: item.text(TAG.studyInstanceUid),
      accession: identifier(item, TAG.accessionNumber, TAG.issuerOfAccessionNumber),
      placerOrder: identifier(item, TAG.placerOrderNumber, TAG.orderPlacer),
    })),
    evidence: read.items(TAG.evidence).map(study => ({
      at: study.at,
      studyInstanceUid: study.text(TAG.studyInstanceUid),
      series: study.items(TAG.referencedSeries).map(series => ({
        at: series.at,
        seriesInstanceUid: series.text(TAG.seriesInstanceUid),
        retrieveUrl: series.text(TAG.retrieveUrl),
        instances: series.items(TAG.referencedSop).map(instance => ({
          sopClassUid: instance.text(TAG.referencedSopClassUid),
          sopInstanceUid: instance.text(TAG.referencedSopInstanceUid),
        })),
      })),
    })),
    instanceCreationDate: read.text(TAG.instanceCreationDate),
    instanceCreationTime: read.text(TAG.instanceCreationTime),
    timezoneOffset: read.text(TAG.timezoneOffset),
  } satisfies Kos
  return { ...kos, secrets: secretsOf(kos) }
}

function identifier(item: Reader, value: string, issuer: string): KosIdentifier {
  const [authority] = item.items(issuer)
  return {
    value: item.text(value),
    issuer: authority?.text(TAG.universalEntityId),
    issuerType: authority?.text(TAG.universalEntityIdType),
  }
}

function secretsOf(kos: Kos): Secret[] {
  const secrets: Secret[] = []
  const add = (kind: Secret['kind'], value: string | undefined): void => {
    if (value !== undefined && value.length >= 2) secrets.push({ kind, value })
  }
  add('ins', kos.patientId?.value)
  for (const other of kos.otherPatientIds) add('ins', other.value.value)
  for (const part of kos.patientName?.value.split(/[\^=]/) ?? []) add('name', part.trim())
  add('birth-date', kos.patientBirthDate?.value)
  return secrets
}
