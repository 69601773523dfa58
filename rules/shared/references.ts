import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { Kos } from '../../src/artifacts/kos.ts'
import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import type { Text } from '../../src/engine/rule.ts'
import { parseCxi } from '../../src/identifiers/index.ts'
import { oncePer } from './once.ts'

/** Identifiers that link report, KOS and images of one examination. */
export type ReferenceKind = 'accession' | 'order' | 'study'

export const REFERENCES: Readonly<Record<ReferenceKind, { readonly type: string; readonly words: Text }>> = {
  accession: {
    type: 'urn:ihe:iti:xds:2013:accession',
    words: { en: 'accession number', fr: 'l’accession number' },
  },
  order: {
    type: 'urn:ihe:iti:xds:2013:order',
    words: { en: 'order number', fr: 'le numéro de demande' },
  },
  study: {
    type: 'urn:ihe:iti:xds:2016:studyInstanceUID',
    words: { en: 'Study Instance UID', fr: 'le Study Instance UID' },
  },
}

export interface Reference {
  readonly value: Located<string>
  /** OID of the authority; that of a study does not count, since senders fill in a placeholder. */
  readonly authority: string | undefined
}

export type References = Readonly<Record<ReferenceKind, readonly Reference[]>>

/** referenceIdList of an entry. */
export const referencesOfEntry = oncePer((entry: DocumentEntry): References => {
  const read = entry.referenceIds.map(({ value, at }) => {
    const cxi = parseCxi(value)
    const type = cxi.idType.value
    return { type, value: { value: cxi.id.value, at }, authority: cxi.authority.universalId.value || undefined }
  })
  const of = (kind: ReferenceKind) =>
    read.filter(({ type, value }) => type === REFERENCES[kind].type && value.value !== '')
  const study = of('study').map(({ value }) => ({ value, authority: undefined }))
  return { accession: of('accession'), order: of('order'), study }
})

/** Orders, accession numbers and studies of a CDA header. */
export function referencesOfDocument(document: CdaDocument): References {
  const identified = (ids: CdaDocument['orders']): Reference[] =>
    ids.flatMap(({ root, extension }) => (extension ? [{ value: extension, authority: root?.value.trim() }] : []))
  return {
    accession: identified(document.accessionNumbers),
    order: identified(document.orders),
    study: document.serviceEvents
      .flatMap(event => event.ids)
      .flatMap(({ root }) => (root ? [{ value: root, authority: undefined }] : [])),
  }
}

/** Requests and evidence of a KOS. */
export function referencesOfKos(kos: Kos): References {
  const identified = (of: 'accession' | 'placerOrder'): Reference[] =>
    kos.requests.flatMap(request => {
      const { value, issuer } = request[of]
      return value ? [{ value, authority: issuer?.value }] : []
    })
  return {
    accession: identified('accession'),
    order: identified('placerOrder'),
    study: studiesOfKos(kos).map(value => ({ value, authority: undefined })),
  }
}

/** StudyInstanceUIDs of the evidence sequence, each once. */
export function studiesOfKos({ evidence }: Kos): readonly Located<string>[] {
  const found = new Map<string, Located<string>>()
  for (const { studyInstanceUid } of evidence)
    if (studyInstanceUid && !found.has(studyInstanceUid.value)) found.set(studyInstanceUid.value, studyInstanceUid)
  return [...found.values()]
}

/** The same identifier; authorities are compared only when both are known. */
const sameReference = (a: Reference, b: Reference): boolean =>
  a.value.value.trim() === b.value.value.trim() &&
  (a.authority === undefined || b.authority === undefined || a.authority === b.authority)

/** What stands on the first side only, each once. */
export const missingFrom = (these: readonly Reference[], others: readonly Reference[]): readonly Reference[] =>
  these.filter(
    (one, i) =>
      !others.some(other => sameReference(one, other)) && these.findIndex(first => sameReference(first, one)) === i,
  )
