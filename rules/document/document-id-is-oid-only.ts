import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { isOid } from '../../src/identifiers/index.ts'
import { isForMail } from '../shared/cda.ts'

export default defineRule({
  id: 'DOC-004',
  name: 'document-id-is-oid-only',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-STRUCMIN-3.5.5.4'],
  evidence: 'official',
  inputs: { document: each('document'), exchange: optional('exchange') },
  messages: {
    root: {
      en: "The id of the document has the root '{root}', which is not an OID of at most 64 characters.",
      fr: 'L’id du document a la racine « {root} », qui n’est pas un OID d’au plus 64 caractères.',
    },
    noRoot: {
      en: 'The id of the document has no root.',
      fr: 'L’id du document n’a pas de racine.',
    },
    extension: {
      en: "The id of the document has the extension '{extension}', which the DMP does not support.",
      fr: 'L’id du document a l’extension « {extension} », ce que le DMP n’accepte pas.',
    },
  },
  docs: {
    en: {
      title: 'The id of a document sent to the DMP is an OID alone.',
      why: 'The uniqueId of the metadata is this id. The CI-SIS (Volet Structuration minimale) warns that the DMP does not take the form OID^extension.',
      fix: 'Give each document an OID of its own in id/@root, at most 64 characters, under a root of yours, and leave @extension out.',
    },
    fr: {
      title: 'L’id d’un document envoyé au DMP est un OID seul.',
      why: 'L’uniqueId des métadonnées est cet id. Le CI-SIS (Volet Structuration minimale) avertit que le DMP n’accepte pas la forme OID^extension.',
      fix: 'Donner à chaque document un OID à lui dans id/@root, d’au plus 64 caractères, sous une racine qui vous appartient, et omettre @extension.',
    },
  },
  *check({ document, exchange }) {
    const { id } = document
    // Absence and nullFlavor are left to DOC-001.
    if (!id || id.element.attribute('nullFlavor') || isForMail(exchange)) return notApplicable
    const { root, extension } = id
    if (!root) yield { message: 'noRoot', at: id.element.at }
    else if (!isOid(root.value)) yield { message: 'root', at: root.at, data: { root }, actual: root }
    if (extension) yield { message: 'extension', at: extension.at, data: { extension }, actual: extension }
  },
})
