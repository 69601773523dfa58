import type { DocumentEntry, RegistryObject, Slot } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'
import { objectsOf, SINGLE_CODES } from '../shared/registry.ts'

/**
 * Slots of one value. IHE lets authorInstitution repeat and splits a long URI into several values; codingScheme is left
 * to XDS-012.
 */
const SINGLE_SLOTS: ReadonlySet<string> = new Set([
  'submissionTime',
  'creationTime',
  'languageCode',
  'legalAuthenticator',
  'serviceStartTime',
  'serviceStopTime',
  'sourcePatientId',
  'hash',
  'size',
  'repositoryUniqueId',
  'documentAvailability',
  'authorPerson',
])

export default defineRule({
  id: 'XDS-006',
  name: 'metadata-cardinality',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3.1'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    values: {
      en: 'The {metadata} holds {count} values instead of one.',
      fr: 'Le {metadata} contient {count} valeurs au lieu d’une seule.',
    },
    slotTwice: {
      en: "The slot '{metadata}' stands twice in one object.",
      fr: 'Le slot « {metadata} » figure deux fois dans un même objet.',
    },
    identifierTwice: {
      en: "An object has two external identifiers of the scheme '{scheme}'.",
      fr: 'Un objet a deux identifiants externes du schéma « {scheme} ».',
    },
    codeTwice: {
      en: 'The {metadata} is given {count} times instead of once.',
      fr: 'Le {metadata} est donné {count} fois au lieu d’une seule.',
    },
  },
  docs: {
    en: {
      title: 'Metadata of one value have one value.',
      why: 'IHE ITI TF-3, 4.2.3.1 sets how often each metadata may stand. With two values nobody knows which one a registry keeps; most refuse the submission.',
      fix: 'Keep one value. Several values of a slot go into one slot, never into two slots of one name.',
    },
    fr: {
      title: 'Les métadonnées à une valeur ont une seule valeur.',
      why: 'IHE ITI TF-3, 4.2.3.1 fixe combien de fois chaque métadonnée peut figurer. Avec deux valeurs, nul ne sait laquelle un registre garde ; la plupart refusent la soumission.',
      fix: 'Garder une seule valeur. Plusieurs valeurs d’un slot vont dans un seul slot, jamais dans deux slots de même nom.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const object of objectsOf(submission)) {
      const groups = [
        object.slots,
        ...object.classifications.map(({ slots }) => slots.filter(slot => slot.name.value !== 'codingScheme')),
      ]
      for (const slots of groups) {
        for (const slot of slots) {
          const [, second] = slot.values
          if (second && SINGLE_SLOTS.has(slot.name.value) && !isLeftToXds001(object, slot))
            yield { message: 'values', at: second.at, data: { metadata: slot.name, count: slot.values.length } }
        }
        for (const { name } of repeated(slots, slot => slot.name.value))
          yield { message: 'slotTwice', at: name.at, data: { metadata: name } }
      }
      for (const { scheme, element } of repeated(object.externalIdentifiers, one => one.scheme?.value.toLowerCase()))
        yield { message: 'identifierTwice', at: scheme?.at ?? element.at, data: { scheme } }
      for (const [metadata, scheme] of SINGLE_CODES) {
        const codes = object.classificationsOf(scheme)
        if (codes[1]) yield { message: 'codeTwice', at: codes[1].element.at, data: { metadata, count: codes.length } }
      }
    }
  },
})

/** Two doctors who answer for one imaging document. */
const isLeftToXds001 = (object: RegistryObject | DocumentEntry, slot: Slot): boolean =>
  'isImaging' in object && object.isImaging && !object.isSignature && slot.name.value === 'legalAuthenticator'

/** The items whose key an item before them has; items without key are left out. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string | undefined): readonly T[] {
  if (items.length < 2) return []
  const seen = new Set<string>()
  return items.filter(item => {
    const key = keyOf(item)
    if (key === undefined || key === '') return false
    const known = seen.has(key)
    seen.add(key)
    return known
  })
}
