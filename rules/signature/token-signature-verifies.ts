import { defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import {
  coverageDefects,
  embedsSigner,
  isComputed,
  isSample,
  NOT_COMPUTED,
  VALUE_MESSAGES,
  valueFindings,
} from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-003',
  name: 'token-signature-verifies',
  level: 'error',
  priority: 1,
  requirements: ['XMLDSIG-CORE-3.2', 'EX_GEN-1450'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'token' }), exchange: optional('exchange') },
  messages: {
    altered: {
      en: 'The assertion was altered or re-encoded after it was signed: its digest is not DigestValue.',
      fr: "L'assertion a été modifiée ou réencodée après la signature : son empreinte n'est pas DigestValue.",
    },
    ...VALUE_MESSAGES,
  },
  docs: {
    en: {
      title: 'The signature of the token verifies with the embedded certificate.',
      why: 'The DMP reads the rights of the caller in the token only when the digest of the assertion and SignatureValue verify (XMLDSig core validation, EX_GEN-1450). A digest that differs means that the text changed on the way, by an editor, a pretty printer or another encoding; a wrong SignatureValue means that the holder of the certificate did not sign this.',
      fix: 'Sign last, and let nothing touch the message afterwards: no re-encoding, no indentation. Check that the private key belongs to the certificate.',
    },
    fr: {
      title: 'La signature du jeton se vérifie avec le certificat embarqué.',
      why: "Le DMP ne lit les droits de l'appelant dans le jeton que si l'empreinte de l'assertion et SignatureValue se vérifient (validation de base XMLDSig, EX_GEN-1450). Une empreinte différente indique un texte modifié en chemin, par un éditeur, une mise en forme ou un autre encodage ; une SignatureValue fausse, que le porteur du certificat n'a pas signé ceci.",
      fix: 'Signer en dernier, et ne plus toucher au message ensuite : ni réencodage, ni indentation. Vérifier que la clé privée est celle du certificat.',
    },
  },
  *check({ signature, exchange }) {
    const { verification } = signature
    // Without one Reference to the assertion, or one certificate, there is nothing to verify: SIG-002, SIG-006.
    if (!verification || isSample(exchange)) return notApplicable
    if (coverageDefects(signature).length > 0 || !embedsSigner(verification)) return notApplicable
    yield* valueFindings(verification)
    const [reference] = verification.references
    // A byte that the encoding does not have is as much a change as another letter.
    if (reference?.digest === 'differs' || reference?.digest === 'not-canonicalisable')
      yield { message: 'altered', at: reference.at }
    if (reference?.digest === 'unreadable')
      yield { message: 'unreadable', at: reference.at, data: { part: 'DigestValue' } }
    if (reference?.digest === 'unsupported' || !isComputed(verification)) return notEvaluated(NOT_COMPUTED)
  },
})
