import { EBRIM, type RegistryObject, type Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'
import { foldUuid, hasStableEntry } from '../shared/registry.ts'

/** IHE ITI TF-3, 4.2.5: constants that EBRIM has no reader for. */
const ON_DEMAND = 'urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248'
const ASSOCIATIONS: readonly string[] = [
  ...Object.values(EBRIM.association),
  'urn:ihe:iti:2007:AssociationType:APND',
  'urn:ihe:iti:2007:AssociationType:XFRM',
  'urn:ihe:iti:2007:AssociationType:XFRM_RPLC',
  'urn:ihe:iti:2010:AssociationType:IsSnapshotOf',
  'urn:ihe:iti:2010:AssociationType:SubmitAssociation',
]

interface Constants {
  /** Start of the names of its identifiers. */
  readonly name: string
  readonly nodes: readonly string[]
  readonly schemes: readonly string[]
  /** Names by scheme. */
  readonly identifiers: ReadonlyMap<string, string>
}

const { submissionSet: set, documentEntry: entry, folder } = EBRIM
const SET: Constants = {
  name: 'XDSSubmissionSet',
  nodes: [set.node],
  schemes: [set.author, set.contentTypeCode],
  identifiers: new Map([
    [set.patientId, 'patientId'],
    [set.sourceId, 'sourceId'],
    [set.uniqueId, 'uniqueId'],
  ]),
}
const ENTRY: Constants = {
  name: 'XDSDocumentEntry',
  nodes: [],
  schemes: [
    entry.author,
    entry.classCode,
    entry.confidentialityCode,
    entry.eventCodeList,
    entry.formatCode,
    entry.healthcareFacilityTypeCode,
    entry.practiceSettingCode,
    entry.typeCode,
  ],
  identifiers: new Map([
    [entry.patientId, 'patientId'],
    [entry.uniqueId, 'uniqueId'],
  ]),
}
const FOLDER: Constants = {
  name: 'XDSFolder',
  nodes: [folder.node],
  schemes: [folder.codeList],
  identifiers: new Map([
    [folder.patientId, 'patientId'],
    [folder.uniqueId, 'uniqueId'],
  ]),
}

export default defineRule({
  id: 'XDS-011',
  name: 'metadata-uuids-known',
  level: 'warning',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.5'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    unknown: {
      en: "The {attribute} '{value}' is not one that IHE defines for this object.",
      fr: 'Le {attribute} « {value} » n’est pas de ceux qu’IHE définit pour cet objet.',
    },
    name: {
      en: "The identifier is named '{name}' but its scheme is that of '{expected}'.",
      fr: 'L’identifiant se nomme « {name} » mais son schéma est celui de « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'ebRIM objects are marked by the UUIDs and URNs of IHE.',
      why: 'A registry knows metadata by these constants alone (IHE ITI TF-3, 4.2.5): under another value the metadata is lost, or the submission refused. The reference DRIMbox writes a made-up scheme 1.2.3.',
      fix: 'Copy the constant of the metadata, or take the element away if it is no metadata of XDS.',
    },
    fr: {
      title: 'Les objets ebRIM sont marqués par les UUID et URN d’IHE.',
      why: 'Un registre ne connaît les métadonnées que par ces constantes (IHE ITI TF-3, 4.2.5) : sous une autre valeur la métadonnée est perdue, ou la soumission refusée. La DRIMbox de référence écrit un schéma inventé 1.2.3.',
      fix: 'Recopier la constante de la métadonnée, ou retirer l’élément si ce n’est pas une métadonnée XDS.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const { attribute, value } of unknownValues(submission))
      yield { message: 'unknown', at: value.at, data: { attribute, value }, actual: value }
    for (const { object, constants } of described(submission))
      for (const { scheme, name } of object.externalIdentifiers) {
        const metadata = scheme && constants.identifiers.get(foldUuid(scheme.value))
        if (!metadata || !name || !isFilled(name)) continue
        const expected = `${constants.name}.${metadata}`
        if (name.value !== expected)
          yield { message: 'name', at: name.at, data: { name, expected }, expected, actual: name }
      }
  },
})

const described = (submission: Submission): readonly { object: RegistryObject; constants: Constants }[] => [
  ...submission.submissionSets.map(object => ({ object, constants: SET })),
  ...submission.entries.map(object => ({ object, constants: ENTRY })),
  ...submission.folders.map(object => ({ object, constants: FOLDER })),
]

interface Marked {
  readonly attribute: string
  readonly value: Located<string>
}

function unknownValues(submission: Submission): readonly Marked[] {
  const found: Marked[] = []
  const judge = (attribute: string, value: Located<string> | undefined, known: readonly string[]): void => {
    if (value && !known.includes(foldUuid(value.value))) found.push({ attribute, value })
  }
  for (const { object, constants } of described(submission)) {
    for (const { scheme, node } of object.classifications) {
      judge('classificationScheme', scheme, constants.schemes)
      judge('classificationNode', node, constants.nodes)
    }
    const identifiers = [...constants.identifiers.keys()]
    for (const { scheme } of object.externalIdentifiers) judge('identificationScheme', scheme, identifiers)
  }
  // When no entry is a document, XDS-002 says so.
  if (hasStableEntry(submission))
    for (const { objectType } of submission.entries) judge('objectType', objectType, [entry.objectType, ON_DEMAND])
  for (const { type } of submission.associations)
    if (type && !ASSOCIATIONS.includes(type.value)) found.push({ attribute: 'associationType', value: type })
  return found
}
