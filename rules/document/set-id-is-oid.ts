import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOid } from '../../src/identifiers/index.ts'

export default defineRule({
  id: 'DOC-005',
  name: 'set-id-is-oid',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-STRUCMIN-3.5.5.10'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    root: {
      en: "setId has the root '{root}', which is not an OID of at most 64 characters.",
      fr: 'setId a la racine « {root} », qui n’est pas un OID d’au plus 64 caractères.',
    },
    noRoot: {
      en: 'setId has no root.',
      fr: 'setId n’a pas de racine.',
    },
  },
  docs: {
    en: {
      title: 'setId, which all versions of a document share, is an OID.',
      why: 'The minimal structure of the CI-SIS identifies the set of versions by an OID, with an extension where needed. Official examples have a UUID there, hence a warning.',
      fix: 'Write an OID in setId/@root; a UUID can be written as OID under 2.25.',
    },
    fr: {
      title: 'setId, commun à toutes les versions d’un document, est un OID.',
      why: 'La structure minimale du CI-SIS identifie l’ensemble des versions par un OID, avec une extension au besoin. Des exemples officiels y ont un UUID, d’où un avertissement.',
      fix: 'Écrire un OID dans setId/@root ; un UUID peut s’écrire en OID sous 2.25.',
    },
  },
  *check({ document }) {
    const { setId } = document
    // Absence and nullFlavor are left to DOC-001.
    if (!setId || setId.element.attribute('nullFlavor')) return notApplicable
    const { root } = setId
    if (!root) yield { message: 'noRoot', at: setId.element.at }
    else if (!isOid(root.value)) yield { message: 'root', at: root.at, data: { root }, actual: root }
  },
})
