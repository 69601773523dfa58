import { EBRIM, type RegistryObject } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'
import { hasStableEntry, sameUuid } from '../shared/registry.ts'

export default defineRule({
  id: 'XDS-002',
  name: 'one-submission-set',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.1', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    none: {
      en: 'The submission has no RegistryPackage for its submission set.',
      fr: 'La soumission n’a pas de RegistryPackage pour son lot de soumission.',
    },
    unclassified: {
      en: 'The RegistryPackage is not classified as a submission set (classificationNode {node}).',
      fr: 'Le RegistryPackage n’est pas classé comme lot de soumission (classificationNode {node}).',
    },
    several: {
      en: 'The submission has {count} submission sets instead of one.',
      fr: 'La soumission a {count} lots de soumission au lieu d’un seul.',
    },
    noDocument: {
      en: 'The submission has no document entry (ExtrinsicObject of objectType {objectType}).',
      fr: 'La soumission n’a pas de fiche de document (ExtrinsicObject d’objectType {objectType}).',
    },
  },
  docs: {
    en: {
      title: 'A submission holds one submission set and at least one document entry.',
      why: 'ebRIM objects are recognised by UUIDs only: without its classificationNode a RegistryPackage is no submission set, and without its objectType an ExtrinsicObject is no document (IHE ITI TF-3, 4.2.1). The registry then answers XDSRegistryMetadataError.',
      fix: 'Write one RegistryPackage with the Classification of a submission set, and the objectType of a stable document on each ExtrinsicObject.',
    },
    fr: {
      title: 'Une soumission contient un lot de soumission et au moins une fiche de document.',
      why: 'Les objets ebRIM ne se reconnaissent qu’à leurs UUID : sans son classificationNode un RegistryPackage n’est pas un lot, et sans son objectType un ExtrinsicObject n’est pas un document (IHE ITI TF-3, 4.2.1). Le registre répond alors XDSRegistryMetadataError.',
      fix: 'Écrire un seul RegistryPackage avec la Classification de lot de soumission, et l’objectType de document stable sur chaque ExtrinsicObject.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const list = submission.registryObjectList?.at ?? submission.element.at
    const sets = submission.submissionSets
    const [set, second] = sets
    if (!set) yield { message: 'none', at: list }
    else if (second) yield { message: 'several', at: second.element.at, data: { count: sets.length } }
    else if (!isClassified(set))
      yield { message: 'unclassified', at: set.element.at, data: { node: EBRIM.submissionSet.node } }
    if (submission.form === 'iti-57' || hasStableEntry(submission)) return
    yield {
      message: 'noDocument',
      at: submission.entries[0]?.element.at ?? list,
      data: { objectType: EBRIM.documentEntry.objectType },
    }
  },
})

const isClassified = (set: RegistryObject): boolean =>
  set.classifications.some(({ node }) => sameUuid(node?.value, EBRIM.submissionSet.node))
