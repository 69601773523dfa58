import type { SignatureReference } from '../../src/artifacts/signature.ts'
import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { clinicalEntries, isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'SIG-019',
  name: 'manifest-lists-submission-and-documents',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-5.5', 'XMLDSIG-CORE-5.1'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'submission' }), submission: one('submission') },
  messages: {
    noManifest: {
      en: 'The signature of the submission has no manifest.',
      fr: "La signature du lot n'a pas de manifeste.",
    },
    setAbsent: {
      en: "The manifest does not list the submission set '{uri}'.",
      fr: 'Le manifeste ne liste pas le lot de soumission « {uri} ».',
    },
    documentAbsent: {
      en: "The manifest does not list the document '{uri}': it is not signed.",
      fr: "Le manifeste ne liste pas le document « {uri} » : il n'est pas signé.",
    },
    repeated: {
      en: "The manifest lists '{uri}' more than once.",
      fr: "Le manifeste liste « {uri} » plus d'une fois.",
    },
    unknown: {
      en: "The manifest lists '{uri}', which is neither the submission set nor a document of the submission.",
      fr: "Le manifeste liste « {uri} », qui n'est ni le lot de soumission ni un document du lot.",
    },
  },
  docs: {
    en: {
      title: 'The manifest lists the submission set and each document of the submission, once, and nothing else.',
      why: 'The signature of a submission covers what its manifest lists, by urn:oid: and uniqueId (IHE ITI TF-3, document digital signature; XMLDSig, Manifest): a document that is not listed is sent unsigned, and a foreign one shows that the manifest was made for another lot.',
      fix: 'Build the manifest from the metadata that are sent: the uniqueId of the submission set, then that of each document entry but the signature.',
    },
    fr: {
      title: 'Le manifeste liste le lot de soumission et chaque document du lot, une fois, et rien d’autre.',
      why: "La signature d'un lot couvre ce que liste son manifeste, par urn:oid: et uniqueId (IHE ITI TF-3, signature électronique de documents ; XMLDSig, Manifest) : un document non listé part sans signature, et un document étranger montre que le manifeste a été fait pour un autre lot.",
      fix: 'Construire le manifeste à partir des métadonnées envoyées : le uniqueId du lot de soumission, puis celui de chaque fiche de document sauf la signature.',
    },
  },
  *check({ signature, submission }) {
    if (!isRequest(submission)) return notApplicable
    const [first] = signature.manifest
    if (!first) {
      yield { message: 'noManifest', at: signature.element.at }
      return
    }
    const listed = new Map<string, SignatureReference[]>()
    for (const reference of signature.manifest) {
      const uri = reference.uri?.value.trim() ?? ''
      listed.set(uri, [...(listed.get(uri) ?? []), reference])
    }
    const at = (first.element.parent ?? signature.element).at
    const set = uriOf(submission.submissionSet?.uniqueId)
    const documents = clinicalEntries(submission).flatMap(({ uniqueId }) => uriOf(uniqueId) ?? [])
    if (set && !listed.has(set.uri))
      yield { message: 'setAbsent', at, data: { uri: set.uri }, related: [{ at: set.at, text: METADATA }] }
    for (const { uri, at: entryAt } of documents)
      if (!listed.has(uri))
        yield { message: 'documentAbsent', at, data: { uri }, related: [{ at: entryAt, text: METADATA }] }
    const wanted = new Set([...documents, ...(set ? [set] : [])].map(({ uri }) => uri))
    for (const [uri, [reference, second]] of listed) {
      if (second) yield { message: 'repeated', at: (second.uri ?? second.element).at, data: { uri } }
      if (reference && !wanted.has(uri))
        yield { message: 'unknown', at: (reference.uri ?? reference.element).at, data: { uri }, actual: uri }
    }
  },
})

const METADATA = { en: 'the uniqueId in the metadata', fr: 'le uniqueId dans les métadonnées' }

const uriOf = (uniqueId: { readonly value: string; readonly at: SignatureReference['element']['at'] } | undefined) => {
  const id = uniqueId?.value.trim()
  return uniqueId && id ? { uri: `urn:oid:${id}`, at: uniqueId.at } : undefined
}
