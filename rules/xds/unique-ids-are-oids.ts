import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { oidDefect } from '../../src/identifiers/index.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

const UUID = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

export default defineRule({
  id: 'XDS-034',
  name: 'unique-ids-are-oids',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-STRUCMIN-3.5.5.4', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    uuid: {
      en: "The {metadata} '{id}' is a UUID, an entryUUID perhaps: the DMP answers XDSDocumentUniqueIdError, it wants an OID.",
      fr: 'Le {metadata} « {id} » est un UUID, un entryUUID peut-être : le DMP répond XDSDocumentUniqueIdError, il veut un OID.',
    },
    prefix: {
      en: "The {metadata} '{id}' starts with urn:oid: where the OID alone is wanted.",
      fr: 'Le {metadata} « {id} » commence par urn:oid: alors que l’OID seul est attendu.',
    },
    extension: {
      en: "The {metadata} '{id}' has an extension behind its OID, which the DMP does not support.",
      fr: 'Le {metadata} « {id} » a une extension derrière son OID, ce que le DMP n’accepte pas.',
    },
    tooLong: {
      en: "The {metadata} '{id}' has {length} characters; an OID has 64 at most.",
      fr: 'Le {metadata} « {id} » a {length} caractères ; un OID en a 64 au plus.',
    },
    malformed: {
      en: "The {metadata} '{id}' is not an OID.",
      fr: 'Le {metadata} « {id} » n’est pas un OID.',
    },
  },
  dmpAnswer: 'XDSDocumentUniqueIdError',
  docs: {
    en: {
      title: 'uniqueId and sourceId are OIDs of at most 64 characters.',
      why: 'The CI-SIS (Structuration minimale, 3.5.5.4) takes the uniqueId from the root of the CDA identifier and says that the DMP knows no OID^extension. The registry answers XDSDocumentUniqueIdError to a UUID, typically the entryUUID of an earlier version sent as uniqueId.',
      fix: 'Make the identifier an OID under an arc of your own (2.25 and the digits of a UUID is one), without urn:oid: and without extension, and write the same in the CDA.',
    },
    fr: {
      title: 'uniqueId et sourceId sont des OID de 64 caractères au plus.',
      why: 'Le CI-SIS (Structuration minimale, 3.5.5.4) tire l’uniqueId de la racine de l’identifiant du CDA et dit que le DMP ne connaît pas la forme OID^extension. Le registre répond XDSDocumentUniqueIdError à un UUID, typiquement l’entryUUID d’une version précédente envoyé comme uniqueId.',
      fix: 'Former l’identifiant comme un OID sous un arc à soi (2.25 et les chiffres d’un UUID en est un), sans urn:oid: ni extension, et écrire le même dans le CDA.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const ids = [
      ...submission.submissionSets.flatMap(set => [
        { metadata: 'SubmissionSet.uniqueId', value: set.uniqueId },
        { metadata: 'SubmissionSet.sourceId', value: set.sourceId },
      ]),
      ...submission.entries.map(entry => ({ metadata: 'DocumentEntry.uniqueId', value: entry.uniqueId })),
    ]
    for (const { metadata, value } of ids) {
      if (!value || !isFilled(value)) continue
      const defect = oidDefect(value.value)
      if (!defect) continue
      const data = { metadata, id: value }
      const place = { at: value.at, actual: value }
      if (UUID.test(value.value)) yield { message: 'uuid', data, ...place }
      else if (defect === 'urn-prefix') yield { message: 'prefix', data, ...place }
      else if (value.value.includes('^')) yield { message: 'extension', data, ...place }
      else if (defect === 'too-long')
        yield { message: 'tooLong', data: { ...data, length: value.value.length }, ...place }
      else yield { message: 'malformed', data, ...place }
    }
  },
})
