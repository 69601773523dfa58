import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { definedIds, isRegistryId, relatesToRegistry } from '../shared/associations.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-044',
  name: 'association-ends-resolve',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    absent: {
      en: 'The association has no {end}.',
      fr: 'L’association n’a pas de {end}.',
    },
    unresolved: {
      en: "The {end} '{id}' is neither the id of an object of the submission nor the urn:uuid: of a registry object.",
      fr: 'Le {end} « {id} » n’est ni l’id d’un objet du lot ni le urn:uuid: d’un objet du registre.',
    },
    upperCase: {
      en: "The {end} '{id}' has capital letters: a registry names its objects by urn:uuid: in lower case.",
      fr: 'Le {end} « {id} » porte des majuscules : un registre désigne ses objets par urn:uuid: en minuscules.',
    },
  },
  docs: {
    en: {
      title: 'Both ends of every association are objects of the submission or of the registry.',
      why: 'The registry follows sourceObject and targetObject as they are written (IHE ITI TF-3, 4.2.2), case included; an end that resolves to nothing makes it refuse the submission.',
      fix: 'Write the exact id of the RegistryPackage or ExtrinsicObject, or the entryUUID that the registry gave, in lower case after urn:uuid:.',
    },
    fr: {
      title: 'Les deux bouts de chaque association sont des objets du lot ou du registre.',
      why: 'Le registre suit sourceObject et targetObject tels qu’ils sont écrits (IHE ITI TF-3, 4.2.2), casse comprise ; un bout qui ne mène à rien lui fait refuser le lot.',
      fix: 'Écrire l’id exact du RegistryPackage ou de l’ExtrinsicObject, ou l’entryUUID donné par le registre, en minuscules derrière urn:uuid:.',
    },
  },
  *check({ submission }) {
    const associations = submission.associations.filter(association => !relatesToRegistry(association))
    if (!isRequest(submission) || associations.length === 0) return notApplicable
    const ids = definedIds(submission)
    for (const { element, source, target } of associations)
      for (const [end, value] of Object.entries({ sourceObject: source, targetObject: target })) {
        if (!value) yield { message: 'absent', at: element.at, data: { end } }
        else if (ids.has(value.value) || isRegistryId(value.value)) continue
        else
          yield {
            message: isRegistryId(value.value.toLowerCase()) ? 'upperCase' : 'unresolved',
            at: value.at,
            data: { end, id: value },
            actual: value,
          }
      }
  },
})
