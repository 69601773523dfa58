import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'
import { objectsOf } from '../shared/registry.ts'

export default defineRule({
  id: 'XDS-010',
  name: 'classified-object-is-parent',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3.1'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    differs: {
      en: "The {attribute} is '{actual}', but it stands in the object '{expected}'.",
      fr: 'Le {attribute} vaut « {actual} », mais il se trouve dans l’objet « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'Classifications and identifiers name the object in which they stand.',
      why: 'ebRIM lets classifiedObject and registryObject point anywhere: a registry that follows them gives the metadata to another object, or refuses the submission (IHE ITI TF-3, 4.2.3.1). It is the usual trace of a template copied from another entry.',
      fix: 'Write the id of the enclosing RegistryPackage or ExtrinsicObject.',
    },
    fr: {
      title: 'Les classifications et les identifiants désignent l’objet dans lequel ils se trouvent.',
      why: 'En ebRIM, classifiedObject et registryObject peuvent pointer n’importe où : un registre qui les suit donne la métadonnée à un autre objet, ou refuse la soumission (IHE ITI TF-3, 4.2.3.1). C’est la trace habituelle d’un modèle recopié d’une autre fiche.',
      fix: 'Écrire l’id du RegistryPackage ou de l’ExtrinsicObject englobant.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const { id, classifications, externalIdentifiers } of objectsOf(submission)) {
      if (!id) continue
      const owners = [
        ...classifications.map(one => ({ attribute: 'classifiedObject', owner: one.classifiedObject })),
        ...externalIdentifiers.map(one => ({ attribute: 'registryObject', owner: one.registryObject })),
      ]
      for (const { attribute, owner } of owners)
        if (owner && owner.value !== id.value)
          yield {
            message: 'differs',
            at: owner.at,
            data: { attribute, actual: owner, expected: id },
            expected: id,
            actual: owner,
          }
    }
  },
})
