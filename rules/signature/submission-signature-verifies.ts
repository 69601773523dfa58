import { defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import {
  embedsSigner,
  isComputed,
  isSample,
  NOT_COMPUTED,
  VALUE_MESSAGES,
  valueFindings,
} from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-021',
  name: 'submission-signature-verifies',
  level: 'error',
  priority: 1,
  requirements: ['XMLDSIG-CORE-3.2', 'ETSI-TS-101903'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'submission' }), exchange: optional('exchange') },
  messages: {
    manifestNotSigned: {
      en: 'No Reference of SignedInfo covers this manifest: what it lists is not signed.',
      fr: "Aucune Reference de SignedInfo ne couvre ce manifeste : ce qu'il liste n'est pas signé.",
    },
    propertiesNotSigned: {
      en: 'No Reference of SignedInfo covers the XAdES SignedProperties.',
      fr: 'Aucune Reference de SignedInfo ne couvre les SignedProperties XAdES.',
    },
    altered: {
      en: "'{uri}' was altered, re-encoded or indented after it was signed: its digest is not DigestValue.",
      fr: "« {uri} » a été modifié, réencodé ou mis en forme après la signature : son empreinte n'est pas DigestValue.",
    },
    unresolved: {
      en: "The Reference '{uri}' names no element of the signature document.",
      fr: 'La Reference « {uri} » ne désigne aucun élément du document de signature.',
    },
    ...VALUE_MESSAGES,
  },
  docs: {
    en: {
      title: 'The signature of the submission verifies, and covers its manifest and its XAdES properties.',
      why: 'The DMP takes the signature for the proof of who sent the lot: SignedInfo must reference the manifest and the SignedProperties, with digests that match, and SignatureValue must verify with the embedded certificate (XMLDSig core validation, ETSI TS 101 903).',
      fix: 'Sign last, with a Reference to the manifest and one to SignedProperties, and let nothing indent or re-encode the signature document afterwards.',
    },
    fr: {
      title: 'La signature du lot se vérifie, et couvre son manifeste et ses propriétés XAdES.',
      why: 'Le DMP tient la signature pour la preuve de qui a envoyé le lot : SignedInfo doit référencer le manifeste et les SignedProperties, avec des empreintes justes, et SignatureValue doit se vérifier avec le certificat embarqué (validation de base XMLDSig, ETSI TS 101 903).',
      fix: 'Signer en dernier, avec une Reference au manifeste et une aux SignedProperties, sans mettre en forme ni réencoder ensuite le document de signature.',
    },
  },
  *check({ signature, exchange }) {
    const { verification, manifest } = signature
    // Without a manifest it signs no submission (SIG-019), without one certificate nothing verifies (SIG-006).
    if (!verification || isSample(exchange) || manifest.length === 0 || !embedsSigner(verification))
      return notApplicable
    yield* valueFindings(verification)
    const { references } = verification
    const signed = new Set(references.map(({ target }) => target))
    for (const element of new Set(manifest.map(reference => reference.element.parent)))
      if (element && !signed.has(element)) yield { message: 'manifestNotSigned', at: element.at }
    if (!references.some(({ target }) => target?.local === 'SignedProperties'))
      yield { message: 'propertiesNotSigned', at: signature.signedInfos[0]?.at ?? signature.element.at }
    let unknown = !isComputed(verification)
    for (const { reference, digest, at } of references) {
      const uri = reference.uri?.value ?? ''
      if (digest === 'differs' || digest === 'not-canonicalisable') yield { message: 'altered', at, data: { uri } }
      else if (digest === 'unreadable') yield { message: 'unreadable', at, data: { part: 'DigestValue' } }
      else if (digest === 'not-resolved' && uri.startsWith('#')) yield { message: 'unresolved', at, data: { uri } }
      else if (digest !== 'ok') unknown = true
    }
    if (unknown) return notEvaluated(NOT_COMPUTED)
  },
})
