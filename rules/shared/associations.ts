import type { Association, Submission } from '../../src/artifacts/submission.ts'

/** Associations of IHE from a new document to one of the registry: replacement, addendum, transformation. */
const TO_REGISTRY: readonly string[] = ['RPLC', 'APND', 'XFRM', 'XFRM_RPLC'].map(
  name => `urn:ihe:iti:2007:AssociationType:${name}`,
)

/** A new document replaces, completes or transforms one of the registry: XDS-045 judges both ends. */
export const relatesToRegistry = (association: Association): boolean =>
  TO_REGISTRY.includes(association.type?.value.trim() ?? '')

/** Ids of what the submission defines. */
export const definedIds = (submission: Submission): ReadonlySet<string> =>
  new Set(
    [...submission.submissionSets, ...submission.folders, ...submission.entries, ...submission.associations].flatMap(
      object => object.id?.value ?? [],
    ),
  )

const REGISTRY_ID = /^urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** `urn:uuid:` and a UUID in lower case, as a registry names its objects. */
export const isRegistryId = (text: string): boolean => REGISTRY_ID.test(text)
