import { RIM } from '../../src/artifacts/namespaces.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import type { XmlAttribute } from '../../src/sources/xml.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

/** Elements of ebRIM that an id names; an ObjectRef repeats the id of what it refers to. */
const IDENTIFIED = ['RegistryPackage', 'ExtrinsicObject', 'Association', 'Classification', 'ExternalIdentifier']

export default defineRule({
  id: 'XDS-035',
  name: 'identifiers-unique-in-submission',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-2b-3.41.4.1.3'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    id: {
      en: "Two objects of the submission have the id '{id}'.",
      fr: 'Deux objets du lot ont l’id « {id} ».',
    },
    uniqueId: {
      en: "Two objects of the submission have the uniqueId '{id}'.",
      fr: 'Deux objets du lot ont l’uniqueId « {id} ».',
    },
  },
  docs: {
    en: {
      title: 'Ids and uniqueIds are all different within a submission.',
      why: 'Associations and documents are linked by ids, and the repository refuses a submission that uses one uniqueId twice with XDSRepositoryDuplicateUniqueIdInMessage (IHE ITI TF-2b, 3.41.4.1.3). The signature entry built by copying that of the report is the usual case.',
      fix: 'Give each object of the submission an id of its own, and the submission set, each document and the signature a uniqueId of their own.',
    },
    fr: {
      title: 'Les id et les uniqueId d’un lot sont tous différents.',
      why: 'Associations et documents se rattachent par les id, et l’entrepôt refuse par XDSRepositoryDuplicateUniqueIdInMessage un lot où un uniqueId sert deux fois (IHE ITI TF-2b, 3.41.4.1.3). La fiche de signature recopiée de celle du compte rendu est le cas habituel.',
      fix: 'Donner à chaque objet du lot un id propre, et au lot, à chaque document et à la signature un uniqueId propre.',
    },
  },
  *check({ submission }) {
    const list = submission.registryObjectList
    if (!isRequest(submission) || !list) return notApplicable
    const ids: XmlAttribute[] = []
    for (const local of IDENTIFIED)
      for (const element of list.document.all(RIM, local)) {
        const id = element.attribute('id')
        if (id && element.start >= list.start && element.end <= list.end) ids.push(id)
      }
    // There are a hundred and nearly never two alike: only then does their order matter.
    const distinct = new Set(ids.map(({ value }) => value)).size === ids.length
    const ordered = distinct ? [] : ids.sort((a, b) => a.start - b.start)
    for (const [first, second] of repeated(ordered))
      yield {
        message: 'id',
        at: second.at,
        data: { id: second.value },
        related: [{ at: first.at, text: { en: 'the first object with this id', fr: 'le premier objet qui a cet id' } }],
      }
    const uniqueIds = [...submission.submissionSets, ...submission.entries].flatMap(object => object.uniqueId ?? [])
    for (const [first, second] of repeated(uniqueIds))
      yield {
        message: 'uniqueId',
        at: second.at,
        data: { id: second.value },
        related: [
          {
            at: first.at,
            text: { en: 'the first object with this uniqueId', fr: 'le premier objet qui a cet uniqueId' },
          },
        ],
      }
  },
})

/** Each value that was there before, with its first place. */
function repeated(values: readonly Located<string>[]): readonly (readonly [Located<string>, Located<string>])[] {
  const firsts = new Map<string, Located<string>>()
  return values.filter(isFilled).flatMap(value => {
    const first = firsts.get(value.value)
    if (first) return [[first, value] as const]
    firsts.set(value.value, value)
    return []
  })
}
