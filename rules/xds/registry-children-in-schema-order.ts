import { RIM } from '../../src/artifacts/namespaces.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import type { XmlElement } from '../../src/sources/xml.ts'
import { isRequest } from '../shared/metadata.ts'

/** Sequence of RegistryObjectType in rim.xsd. */
const ORDER = ['Slot', 'Name', 'Description', 'VersionInfo', 'Classification', 'ExternalIdentifier']
const RANKS: ReadonlyMap<string, number> = new Map(ORDER.map((name, rank) => [name, rank]))

const OBJECTS = ['RegistryPackage', 'ExtrinsicObject', 'Association', 'Classification', 'ExternalIdentifier']

export default defineRule({
  id: 'XDS-051',
  name: 'registry-children-in-schema-order',
  level: 'warning',
  priority: 3,
  requirements: ['EBRIM-SCHEMA'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    misplaced: {
      en: 'In {parent}, {child} stands after {before}: the ebRIM schema wants it before.',
      fr: 'Dans {parent}, {child} est placé après {before} : le schéma ebRIM le veut avant.',
    },
  },
  docs: {
    en: {
      title: 'Children of registry objects stand in the order of the ebRIM schema.',
      why: 'rim.xsd is a sequence: Slot, Name, Description, VersionInfo, Classification, ExternalIdentifier. A server that validates refuses another order. The usual case is a slot (URI, hash) appended once the object was built.',
      fix: 'Write the children of each object in that order.',
    },
    fr: {
      title: 'Les enfants des objets de registre suivent l’ordre du schéma ebRIM.',
      why: 'rim.xsd est une séquence : Slot, Name, Description, VersionInfo, Classification, ExternalIdentifier. Un serveur qui valide refuse un autre ordre. Le cas habituel est un slot (URI, hash) ajouté après la construction de l’objet.',
      fix: 'Écrire les enfants de chaque objet dans cet ordre.',
    },
  },
  *check({ submission }) {
    const list = submission.registryObjectList
    if (!isRequest(submission) || !list) return notApplicable
    for (const local of OBJECTS)
      for (const object of list.document.all(RIM, local)) {
        if (object.start < list.start || object.end > list.end) continue
        const found = firstMisplaced(object)
        if (found)
          yield {
            message: 'misplaced',
            at: found.child.at,
            data: { parent: local, child: found.child.local, before: found.before.local },
          }
      }
  },
})

/** The first child that stands after one of a later rank; what follows it may be right. */
function firstMisplaced(object: XmlElement): { child: XmlElement; before: XmlElement } | undefined {
  let last: XmlElement | undefined
  let lastRank = 0
  for (const child of object.children) {
    if (child.type !== 'element' || child.namespace !== RIM) continue
    const rank = RANKS.get(child.local)
    if (rank === undefined) continue
    if (last && rank < lastRank) return { child, before: last }
    last = child
    lastRank = rank
  }
  return undefined
}
