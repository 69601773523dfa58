import type { WrappingCode } from '../../src/artifacts/verify.ts'
import { defineRule, each, notApplicable, type Text } from '../../src/engine/rule.ts'

type Message = 'repeatedId' | 'nested' | 'second' | 'elsewhere' | 'severalSignedInfo'

/** That the parent is not covered is told with the element that is covered in its place. */
const MESSAGES: Partial<Record<WrappingCode, Message>> = {
  'id-repeated': 'repeatedId',
  'assertion-nested': 'nested',
  'second-assertion': 'second',
  'reference-elsewhere': 'elsewhere',
  'several-signed-info': 'severalSignedInfo',
}

const OTHER: Readonly<Record<Message, Text>> = {
  repeatedId: { en: 'the other element with that ID', fr: "l'autre élément de cet ID" },
  nested: { en: 'the element around it', fr: "l'élément qui l'entoure" },
  second: { en: 'the other assertion', fr: "l'autre assertion" },
  elsewhere: { en: 'what is signed', fr: 'ce qui est signé' },
  severalSignedInfo: { en: 'the second SignedInfo', fr: 'le second SignedInfo' },
}

export default defineRule({
  id: 'SIG-004',
  name: 'signature-not-wrapped',
  level: 'error',
  priority: 1,
  requirements: ['SAML2-core-5.4', 'XMLDSIG-BESTPRACTICES'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'token' }) },
  messages: {
    repeatedId: {
      en: 'The ID of the signed assertion stands on another element of the message too.',
      fr: "L'ID de l'assertion signée figure aussi sur un autre élément du message.",
    },
    nested: {
      en: 'The signed assertion stands inside another element, where a receiver may not look for it.',
      fr: "L'assertion signée est placée dans un autre élément, où un destinataire peut ne pas la chercher.",
    },
    second: {
      en: 'Another assertion with VIHF attributes stands in the message: the receiver may read the one that is not signed.',
      fr: "Une autre assertion avec des attributs VIHF figure dans le message : le destinataire peut lire celle qui n'est pas signée.",
    },
    elsewhere: {
      en: 'The signature covers another element than the assertion that it stands in.',
      fr: "La signature couvre un autre élément que l'assertion qui la porte.",
    },
    severalSignedInfo: {
      en: 'The signature has several SignedInfo: which one is verified depends on the receiver.',
      fr: 'La signature a plusieurs SignedInfo : celui qui est vérifié dépend du destinataire.',
    },
  },
  docs: {
    en: {
      title: 'The signed assertion is the one that the receiver reads.',
      why: 'In a wrapping attack a genuine signed assertion is moved aside and a forged one is put where the receiver looks: the signature verifies, and other rights are read. SAML 2.0 Core, section 5.4, and the best practices of XML signature therefore want the signed element to be the element used.',
      fix: 'Send one assertion, directly in wsse:Security, with an ID that nothing else has, its signature directly in it. A message captured so was forged, or is built by a faulty library.',
    },
    fr: {
      title: "L'assertion signée est celle que lit le destinataire.",
      why: "Dans une attaque par enveloppement, une vraie assertion signée est mise de côté et une fausse prend la place que lit le destinataire : la signature se vérifie, et d'autres droits sont lus. SAML 2.0 Core, section 5.4, et les bonnes pratiques de la signature XML veulent donc que l'élément signé soit l'élément utilisé.",
      fix: "Envoyer une seule assertion, directement dans wsse:Security, avec un ID que rien d'autre ne porte, et sa signature directement dedans. Un message ainsi capturé est forgé, ou fait par une bibliothèque défectueuse.",
    },
  },
  *check({ signature: { verification } }) {
    if (!verification) return notApplicable
    for (const { code, at, other } of verification.wrapping) {
      const message = MESSAGES[code]
      if (message) yield { message, at, ...(other ? { related: [{ at: other, text: OTHER[message] }] } : {}) }
    }
  },
})
