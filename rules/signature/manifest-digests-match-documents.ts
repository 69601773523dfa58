import { defineRule, each, notApplicable, notEvaluated, one, type Text } from '../../src/engine/rule.ts'
import { clinicalEntries, isRequest } from '../shared/metadata.ts'

const NOT_COMPUTED: Text = {
  en: 'a signed document is not in the capture, or its digest uses an algorithm that is not computed here',
  fr: "un document signé n'est pas dans la capture, ou son empreinte emploie un algorithme qui n'est pas calculé ici",
}

export default defineRule({
  id: 'SIG-020',
  name: 'manifest-digests-match-documents',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-5.5', 'XMLDSIG-CORE-5.1'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'submission' }), submission: one('submission') },
  messages: {
    differs: {
      en: "The document '{uri}' is not the one that was signed: its digest is not that of the manifest.",
      fr: "Le document « {uri} » n'est pas celui qui a été signé : son empreinte n'est pas celle du manifeste.",
    },
    noCanonicalForm: {
      en: "The document '{uri}' has no canonical form to digest: it is not XML, or its bytes are not of its encoding.",
      fr: "Le document « {uri} » n'a pas de forme canonique dont prendre l'empreinte : ce n'est pas du XML, ou ses octets ne sont pas de son encodage.",
    },
    unreadable: {
      en: "The DigestValue of '{uri}' is absent or is not base64.",
      fr: "La DigestValue de « {uri} » est absente ou n'est pas en base64.",
    },
  },
  docs: {
    en: {
      title: 'Each digest of the manifest is that of the attached document.',
      why: 'The signature of a submission protects its documents only through these digests (IHE ITI TF-3, document digital signature; XMLDSig, Manifest): one that differs means that the document was changed after signing, or that the digest was taken before the last change.',
      fix: 'Take the digest of the very bytes that are attached, after the transform that the Reference declares (Canonical XML with comments for a CDA, none for a KOS).',
    },
    fr: {
      title: 'Chaque empreinte du manifeste est celle du document joint.',
      why: "La signature d'un lot ne protège ses documents que par ces empreintes (IHE ITI TF-3, signature électronique de documents ; XMLDSig, Manifest) : une différence indique un document changé après la signature, ou une empreinte prise avant la dernière modification.",
      fix: "Prendre l'empreinte des octets mêmes qui sont joints, après la transformation que déclare la Reference (Canonical XML avec commentaires pour un CDA, aucune pour un KOS).",
    },
  },
  *check({ signature: { verification }, submission }) {
    if (!isRequest(submission) || !verification || verification.manifest.length === 0) return notApplicable
    const set = submission.submissionSet?.uniqueId?.value.trim()
    const documents = clinicalEntries(submission).map(({ uniqueId }) => uniqueId?.value.trim())
    let judged = 0
    let unknown = 0
    for (const { reference, digest, at } of verification.manifest) {
      const uri = reference.uri?.value.trim() ?? ''
      const id = uri.replace(/^urn:oid:/, '')
      // The set has a digest that is none, and what the submission does not hold is told by SIG-019.
      if (digest === 'fixed' || id === set || (digest === 'not-resolved' && !documents.includes(id))) continue
      judged++
      if (digest === 'differs') yield { message: 'differs', at, data: { uri } }
      else if (digest === 'not-canonicalisable') yield { message: 'noCanonicalForm', at, data: { uri } }
      else if (digest === 'unreadable') yield { message: 'unreadable', at, data: { uri } }
      else if (digest !== 'ok') unknown++
    }
    if (judged === 0) return notApplicable
    if (unknown > 0) return notEvaluated(NOT_COMPUTED)
  },
})
