import {
  type CdaActor,
  type CdaDocument,
  NATIONAL_PERSON_OID,
  NATIONAL_STRUCTURE_OID,
} from '../../src/artifacts/cda.ts'
import type { Exchange } from '../../src/artifacts/exchange.ts'
import type { Submission } from '../../src/artifacts/submission.ts'
import { isDefined } from '../../src/artifacts/values.ts'
import type { Located, Location } from '../../src/engine/location.ts'
import {
  type InvalidStructureId,
  normaliseStructureId,
  parseCx,
  parsePersonId,
  parseStructureId,
  parseXon,
  type StructureId,
  structureOfPerson,
} from '../../src/identifiers/index.ts'
import { isFilled } from './metadata.ts'
import { oncePer } from './once.ts'
import { INS_AUTHORITIES, personsOf } from './people.ts'

/** One INS of an exchange. */
export interface Ins {
  readonly matricule: string
  /** One of {@link INS_AUTHORITIES}. */
  readonly oid: string
  readonly at: Location
}

/** Every INS of an exchange: token, metadata, document headers, KOS. */
export const insOf = oncePer(({ vihf, submission, documents, kos }: Exchange): readonly Ins[] => {
  const cx = [
    vihf?.resourceId,
    ...(submission?.submissionSets ?? []).map(set => set.patientId),
    ...(submission?.entries ?? []).flatMap(entry => [entry.patientId, entry.sourcePatientId]),
  ]
  return [
    ...cx.filter(isDefined).map(({ value, at }) => {
      const { id, authority } = parseCx(value.trim())
      return { matricule: id.value, oid: authority.universalId.value, at }
    }),
    ...documents
      .flatMap(({ patient }) => patient.ids)
      .map(({ root, extension, element }) => ({
        matricule: extension?.value ?? '',
        oid: root?.value ?? '',
        at: extension?.at ?? element.at,
      })),
    ...kos.map(({ patientId, patientIdOid, at }) => ({
      matricule: patientId?.value ?? '',
      oid: patientIdOid?.value ?? '',
      at: patientId?.at ?? at,
    })),
  ].filter(({ oid }) => INS_AUTHORITIES.includes(oid))
})

/** PS_IdNat of an exchange, as written: token, authors and authenticators of metadata and document headers. */
export const personIdsOf = oncePer(({ vihf, submission, documents }: Exchange): readonly Located<string>[] =>
  firstPlaces([
    vihf?.nameId,
    ...(submission ? professionals(submission) : []),
    ...documents
      .flatMap(actorsOf)
      .flatMap(({ ids }) => ids)
      .filter(({ root }) => root?.value === NATIONAL_PERSON_OID)
      .map(({ extension }) => extension),
  ]),
)

/** Struct_IdNat of an exchange, as written: token, authorInstitution, organisations of document headers. */
export const structureIdsOf = oncePer(({ vihf, submission, documents }: Exchange): readonly Located<string>[] => {
  const authors = [...(submission?.submissionSets ?? []), ...(submission?.entries ?? [])].flatMap(
    ({ authors }) => authors,
  )
  return firstPlaces([
    vihf?.structure,
    ...authors
      .flatMap(({ institutions }) => institutions)
      .map(({ value, at }) => ({ value: parseXon(value).id.value, at })),
    ...documents.flatMap(document => [
      ...actorsOf(document).map(({ organization }) => organization?.nationalId),
      document.custodian?.nationalId,
      ...(document.encounter?.facilityIds ?? [])
        .filter(({ root }) => root?.value === NATIONAL_STRUCTURE_OID)
        .map(({ extension }) => extension),
    ]),
  ])
})

/** A structure that an exchange names. */
export interface NamedStructure {
  readonly id: StructureId
  readonly at: Location
}

/** Well-formed structures of an exchange, those inside the internal identifiers of persons included. */
export const structuresOf = oncePer((exchange: Exchange): readonly NamedStructure[] => {
  const read: readonly { readonly id: StructureId | InvalidStructureId | undefined; readonly at: Location }[] = [
    ...structureIdsOf(exchange).map(({ value, at }) => ({ id: parseStructureId(normaliseStructureId(value)), at })),
    ...personIdsOf(exchange).map(({ value, at }) => ({ id: structureOfPerson(parsePersonId(value.trim())), at })),
  ]
  return read.flatMap(({ id, at }) => (id && id.kind !== 'invalid' ? [{ id, at }] : []))
})

const professionals = (submission: Submission): readonly Located<string>[] =>
  personsOf(submission)
    .filter(({ actor }) => actor !== 'patient' && actor !== 'service')
    .map(({ xcn, value }) => ({ value: xcn.id.value, at: value.at }))

const actorsOf = ({ authors, legalAuthenticator, authenticators, serviceEvents }: CdaDocument): readonly CdaActor[] =>
  [...authors, legalAuthenticator, ...authenticators, ...serviceEvents.flatMap(({ performers }) => performers)].filter(
    isDefined,
  )

/** Each text once, at its first place. */
function firstPlaces(values: readonly (Located<string> | undefined)[]): readonly Located<string>[] {
  const first = new Map<string, Located<string>>()
  for (const value of values.filter(isDefined).filter(isFilled)) {
    const text = value.value.trim()
    if (!first.has(text)) first.set(text, value)
  }
  return [...first.values()]
}
