import type { DocumentEntry, Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { isOid, parseCodedSpecialty } from '../../src/identifiers/index.ts'
import { type Concept, edition, type SetId, valueSet } from '../../src/nomenclatures/index.ts'
import { clinicalEntries, isFilled, isKosEntry } from './metadata.ts'
import { oncePer } from './once.ts'
import { codedOf } from './registry.ts'

/**
 * Value sets by metadata: first the one of the DMP, then those that know more of its codes. Event codes are bound one by
 * one, see {@link eventSet}.
 */
const SETS: Readonly<Record<string, readonly [SetId, ...SetId[]]>> = {
  contentTypeCode: ['JDV_J59', 'TRE_R02'],
  classCode: ['JDV_J57'],
  typeCode: ['JDV_J66', 'JDV_J07'],
  formatCode: ['JDV_J60'],
  confidentialityCode: ['JDV_J58'],
  healthcareFacilityTypeCode: ['JDV_J61', 'JDV_J02', 'TRE_R02'],
  practiceSettingCode: ['JDV_J04'],
  authorSpecialty: ['JDV_J01'],
}

/** DICOM controlled terminology and SNOMED CT: the code systems of modalities and of regions. */
export const DCM = '1.2.840.10008.2.16.4'
export const SNOMED_CT = '2.16.840.1.113883.6.96'

/** The value sets of both, which some senders write instead. */
const MODALITIES = edition('JDV_ModaliteAcquisition').oid
const REGIONS = edition('JDV_RegionAnatomique').oid

const KOS_CONSTANTS: readonly string[] = ['classCode', 'typeCode', 'formatCode']

/** A code of the metadata with the value sets it is judged by. */
export interface MetadataCode {
  readonly metadata: string
  readonly code: Located<string>
  readonly system: Located<string> | undefined
  readonly display: Located<string> | undefined
  readonly sets: readonly [SetId, ...SetId[]]
  /** What the tables know of the code, whatever its system. */
  readonly concepts: readonly Concept[]
}

/**
 * The codes of a submission that value sets bind. Those of the signature entry are left to SIG-018, the constants of a
 * KOS to KOS-006, empty ones to XDS-012.
 */
export const codesOf = oncePer((submission: Submission): readonly MetadataCode[] => {
  const codes: MetadataCode[] = []
  const add = (
    metadata: string,
    code: Located<string> | undefined,
    system: Located<string> | undefined,
    display: Located<string> | undefined,
    sets: readonly [SetId, ...SetId[]] | undefined,
  ): void => {
    if (!code || !isFilled(code) || !sets) return
    const concepts = sets.flatMap(set => valueSet(set).get(code.value) ?? [])
    codes.push({ metadata, code, system, display, sets, concepts })
  }
  const objects = [...submission.submissionSets, ...clinicalEntries(submission)]
  for (const object of objects) {
    const entry = 'mimeType' in object ? object : undefined
    const isKos = entry !== undefined && isKosEntry(entry)
    for (const { metadata, classification } of codedOf(object)) {
      if (isKos && KOS_CONSTANTS.includes(metadata)) continue
      const { code, codingScheme, display } = classification
      const sets = entry && metadata === 'eventCodeList' ? eventSet(entry, code?.value, codingScheme?.value) : undefined
      add(metadata, code, codingScheme, display, sets ?? SETS[metadata])
    }
    for (const value of object.authors.flatMap(author => author.specialties)) {
      const { code, codeSystem, display } = parseCodedSpecialty(value.value)
      // A specialty without its three parts, or whose third is no OID, is told by XDS-038.
      if (!isOid(codeSystem.value) || display.value === '') continue
      const part = (text: string): Located<string> => ({ value: text, at: value.at })
      add('authorSpecialty', part(code.value), part(codeSystem.value), part(display.value), SETS.authorSpecialty)
    }
  }
  return codes
})

/**
 * The value set of an event code, which may be an act, a pathology, a modality or a region: the code tells, or else the
 * scheme. Outside imaging a short code of a system nobody knows (`CT`) may mean anything, and SNOMED CT too.
 */
export function eventSet(
  entry: DocumentEntry,
  code: string | undefined,
  scheme: string | undefined,
): readonly [SetId] | undefined {
  const modality = scheme === DCM || scheme === MODALITIES
  const region = scheme === SNOMED_CT || scheme === REGIONS
  const known = (set: SetId): boolean => code !== undefined && valueSet(set).has(code)
  if (known('JDV_RegionAnatomique')) return ['JDV_RegionAnatomique']
  if (modality || (entry.isImaging && known('JDV_ModaliteAcquisition'))) return ['JDV_ModaliteAcquisition']
  return region && entry.isImaging ? ['JDV_RegionAnatomique'] : undefined
}

/**
 * The code systems that a known code belongs to when the message names another one; `undefined` when the system is
 * right, absent (XDS-012) or the code unknown (XDS-014).
 */
export function rightSystems({ system, concepts }: MetadataCode): readonly string[] | undefined {
  if (!system || !isFilled(system)) return undefined
  if (concepts.length === 0 || concepts.some(({ codeSystem }) => codeSystem === system.value)) return undefined
  return [...new Set(concepts.map(({ codeSystem }) => codeSystem))]
}
