import type { Signature } from '../artifacts/signature.ts'
import type { DigestVerdict, ReferenceVerdict, ValueCode, WrappingCode } from '../artifacts/verify.ts'
import type { Text } from '../engine/rule.ts'
import { type Branch, branch, leaf } from './tree.ts'

/** A signature with what its verification found, step by step. */
export function inspectSignature(signature: Signature): Branch {
  const { verification, signer } = signature
  return {
    name: 'Signature',
    value: signature.roles[0],
    ...(verification ? { notes: [verification.verified ? VERIFIED : NOT_VERIFIED] } : {}),
    children: [
      leaf('CanonicalizationMethod', signature.canonicalization),
      leaf('SignatureMethod', signature.method),
      leaf('purposeOfSignature', signature.purpose),
      leaf('SigningTime', signature.signingTime),
      leaf('SignatureValue', verification?.value.code, verification && VALUES[verification.value.code]),
      ...(verification?.references ?? []).map(verdict => referenceOf('Reference', verdict)),
      branch(
        'Manifest',
        (verification?.manifest ?? []).map(verdict => referenceOf('Reference', verdict)),
      ),
      ...(verification?.wrapping ?? []).map(({ code }) => leaf('wrapping', code, WRAPPINGS[code])),
      signer &&
        branch('signer', [
          leaf('subject', signer.subject.rfc2253()),
          leaf('issuer', signer.issuer.rfc2253()),
          leaf('sha256', signer.sha256),
        ]),
    ].filter(child => child !== undefined),
  }
}

function referenceOf(name: string, { reference, digest, algorithm, reason }: ReferenceVerdict): Branch | undefined {
  return branch(
    name,
    [leaf('digest', digest, DIGESTS[digest]), leaf('algorithm', algorithm), leaf('reason', reason)],
    reference.uri?.value ?? '',
  )
}

const VERIFIED: Text = { en: 'verified; trust is not judged here', fr: 'vérifiée ; la confiance n’est pas jugée ici' }
const NOT_VERIFIED: Text = { en: 'not verified', fr: 'non vérifiée' }

const VALUES: Readonly<Record<ValueCode, Text>> = {
  ok: { en: 'verifies with the embedded certificate', fr: 'se vérifie avec le certificat joint' },
  wrong: { en: 'verifies with no embedded certificate', fr: 'ne se vérifie avec aucun certificat joint' },
  unreadable: { en: 'absent or not base64', fr: 'absente ou pas en base64' },
  'signed-info-missing': { en: 'no SignedInfo', fr: 'pas de SignedInfo' },
  'canonicalization-unsupported': { en: 'canonicalization not known', fr: 'canonicalisation inconnue' },
  'method-unsupported': { en: 'signature method not known', fr: 'méthode de signature inconnue' },
  'method-refused': { en: 'a method that proves nothing', fr: 'une méthode qui ne prouve rien' },
  'certificate-missing': { en: 'no readable certificate beside it', fr: 'pas de certificat lisible à côté' },
  'key-type-differs': { en: 'the certificate has another type of key', fr: 'le certificat a un autre type de clé' },
  'not-canonicalisable': { en: 'the octets signed cannot be known', fr: 'les octets signés ne peuvent être connus' },
}

const DIGESTS: Readonly<Record<DigestVerdict, Text>> = {
  ok: { en: 'equal', fr: 'égale' },
  differs: { en: 'changed after signing', fr: 'modifié après signature' },
  fixed: { en: 'fixed value, never computed', fr: 'valeur fixe, jamais calculée' },
  'not-resolved': { en: 'names nothing in the capture', fr: 'ne désigne rien dans la capture' },
  unsupported: { en: 'digest or transform not known', fr: 'empreinte ou transformation inconnue' },
  'not-canonicalisable': { en: 'the octets digested cannot be known', fr: 'les octets hachés ne peuvent être connus' },
  unreadable: { en: 'absent or not base64', fr: 'absente ou pas en base64' },
}

const WRAPPINGS: Readonly<Record<WrappingCode, Text>> = {
  'id-repeated': { en: 'the referenced id stands twice', fr: 'l’identifiant référencé est présent deux fois' },
  'assertion-nested': { en: 'an assertion inside another place', fr: 'une assertion imbriquée ailleurs' },
  'second-assertion': { en: 'a second token in the message', fr: 'un second jeton dans le message' },
  'reference-elsewhere': { en: 'another element is signed', fr: 'un autre élément est signé' },
  'several-signed-info': { en: 'several SignedInfo', fr: 'plusieurs SignedInfo' },
  'parent-not-covered': { en: 'the token itself is not covered', fr: 'le jeton lui-même n’est pas couvert' },
}
