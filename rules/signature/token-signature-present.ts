import { DS, SAML } from '../../src/artifacts/namespaces.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'
import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import type { XmlElement } from '../../src/sources/xml.ts'
import { isSample } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-001',
  name: 'token-signature-present',
  level: 'error',
  priority: 1,
  requirements: ['EX_GEN-1450', 'CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf'), exchange: optional('exchange') },
  messages: {
    unsigned: {
      en: 'The token is not signed.',
      fr: "Le jeton n'est pas signé.",
    },
    elsewhere: {
      en: 'The signature of the token does not stand directly in the Assertion.',
      fr: "La signature du jeton n'est pas placée directement dans l'Assertion.",
    },
    several: {
      en: 'The Assertion holds {count} signatures in the place of one.',
      fr: "L'Assertion porte {count} signatures au lieu d'une.",
    },
  },
  docs: {
    en: {
      title: 'The token holds exactly one XML signature, directly in its Assertion.',
      why: 'The VIHF is signed with the certificate of the structure or the card of the professional (EX_GEN-1450, CI-SIS transport volume). Without its signature anybody can have written it: the DMP refuses it.',
      fix: 'Sign the Assertion with an enveloped signature, right after Issuer. For a message of the documentation whose signature was taken off, say unsigned: true under exchanges: in dmplint.yaml.',
    },
    fr: {
      title: 'Le jeton porte exactement une signature XML, directement dans son Assertion.',
      why: "Le VIHF est signé avec le certificat de la structure ou la carte du professionnel (EX_GEN-1450, volet transport du CI-SIS). Sans signature, n'importe qui peut l'avoir écrit : le DMP le refuse.",
      fix: "Signer l'Assertion par une signature enveloppée, juste après Issuer. Pour un message de documentation dont la signature a été retirée, écrire unsigned: true sous exchanges: dans dmplint.yaml.",
    },
  },
  *check({ token, exchange }) {
    if (isSample(exchange)) return notApplicable
    const [, second] = token.signatures
    if (second) yield { message: 'several', at: second.at, data: { count: token.signatures.length } }
    if (token.signatures.length > 0) return
    const misplaced = token.element.document.all(DS, 'Signature').find(signature => concerns(signature, token))
    if (misplaced) yield { message: 'elsewhere', at: misplaced.at }
    else yield { message: 'unsigned', at: token.at }
  },
})

/** A signature with a Reference to the token, or deeper in it but of no other assertion; messages have others. */
function concerns(signature: XmlElement, { element, id }: Vihf): boolean {
  const named = signature
    .childrenNamed(DS, 'SignedInfo')
    .flatMap(info => info.childrenNamed(DS, 'Reference'))
    .some(reference => id !== undefined && reference.attribute('URI')?.value === `#${id.value}`)
  const inside = signature.start > element.start && signature.end <= element.end
  return named || (inside && !signature.parent?.is(SAML, 'Assertion'))
}
