import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { definedIds, isRegistryId, relatesToRegistry } from '../shared/associations.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-045',
  name: 'replacement-targets-entry-uuid',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.2.2', 'EF_DMP31_01', 'EF_DMP31_02'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    target: {
      en: "The {type} association aims at '{target}', which is not urn:uuid: and an entryUUID in lower case.",
      fr: 'L’association {type} vise « {target} », qui n’est pas urn:uuid: suivi d’un entryUUID en minuscules.',
    },
    ownObject: {
      en: "The {type} association aims at '{target}', an object of the same submission.",
      fr: 'L’association {type} vise « {target} », un objet du même lot.',
    },
    source: {
      en: "The {type} association starts from '{source}', which is not a document entry of the submission.",
      fr: 'L’association {type} part de « {source} », qui n’est pas une fiche de document du lot.',
    },
  },
  docs: {
    en: {
      title: 'A replacement goes from a new document entry to the entryUUID of the one it replaces.',
      why: 'The registry finds the earlier version by its entryUUID (IHE ITI TF-3, 4.2.2.2), which a query by uniqueId returns (EF_DMP31_01, EF_DMP31_02). The uniqueId of the earlier version belongs in the relatedDocument of the CDA: written here it replaces nothing, and the two versions stay side by side in the DMP.',
      fix: 'Query the DMP for the entry of the earlier version, and write its entryUUID as targetObject; sourceObject is the id of the new ExtrinsicObject.',
    },
    fr: {
      title: 'Un remplacement va d’une nouvelle fiche de document à l’entryUUID de celle qu’elle remplace.',
      why: 'Le registre trouve la version précédente par son entryUUID (IHE ITI TF-3, 4.2.2.2), que rend une recherche par uniqueId (EF_DMP31_01, EF_DMP31_02). L’uniqueId de la version précédente a sa place dans le relatedDocument du CDA : écrit ici il ne remplace rien, et les deux versions restent côte à côte dans le DMP.',
      fix: 'Rechercher dans le DMP la fiche de la version précédente et écrire son entryUUID en targetObject ; sourceObject est l’id du nouvel ExtrinsicObject.',
    },
  },
  *check({ submission }) {
    const replacements = submission.associations.filter(relatesToRegistry)
    if (!isRequest(submission) || replacements.length === 0) return notApplicable
    const own = definedIds(submission)
    const entries = new Set(submission.entries.map(({ id }) => id?.value))
    for (const { element, type, source, target } of replacements) {
      const name = type?.value.trim().split(':').at(-1)
      const aim = target?.value ?? ''
      if (own.has(aim) || !isRegistryId(aim))
        yield {
          message: own.has(aim) ? 'ownObject' : 'target',
          at: target?.at ?? element.at,
          data: { type: name, target: aim },
          actual: target,
        }
      if (source === undefined || !entries.has(source.value))
        yield {
          message: 'source',
          at: source?.at ?? element.at,
          data: { type: name, source: source?.value ?? '' },
          actual: source,
        }
    }
  },
})
