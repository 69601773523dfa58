import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { DMP_SIGNATURES, embeddedLeaves } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-006',
  name: 'signer-certificate-embedded',
  level: 'error',
  priority: 1,
  requirements: ['XMLDSIG-CORE-4.4.4', 'CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: DMP_SIGNATURES }) },
  messages: {
    absent: {
      en: 'The signature embeds no certificate in KeyInfo/X509Data/X509Certificate.',
      fr: "La signature n'embarque aucun certificat dans KeyInfo/X509Data/X509Certificate.",
    },
    unreadable: {
      en: 'This X509Certificate does not decode as an X.509 certificate in DER.',
      fr: 'Ce X509Certificate ne se décode pas en certificat X.509 en DER.',
    },
    onlyAuthorities: {
      en: 'The signature embeds certification authorities only, not the certificate of the signer.',
      fr: "La signature n'embarque que des autorités de certification, pas le certificat du signataire.",
    },
    several: {
      en: 'The signature embeds {count} end-entity certificates in the place of one.',
      fr: "La signature embarque {count} certificats finaux au lieu d'un.",
    },
  },
  docs: {
    en: {
      title: 'The signature embeds the certificate of its signer.',
      why: 'The receiver verifies the signature with the certificate in KeyInfo/X509Data/X509Certificate (XMLDSig, CI-SIS transport volume): without it, or with several that may be meant, the DMP cannot tell who signed.',
      fix: 'Embed the certificate that belongs to the signing key, in base64 of its DER; certificates of authorities may come along.',
    },
    fr: {
      title: 'La signature embarque le certificat de son signataire.',
      why: 'Le destinataire vérifie la signature avec le certificat de KeyInfo/X509Data/X509Certificate (XMLDSig, volet transport du CI-SIS) : sans lui, ou avec plusieurs candidats, le DMP ne sait pas qui a signé.',
      fix: 'Embarquer le certificat de la clé qui signe, en base64 de son DER ; des certificats d’autorités peuvent l’accompagner.',
    },
  },
  *check({ signature: { element, verification } }) {
    if (!verification) return notApplicable
    const { certificates } = verification
    if (certificates.length === 0) {
      yield { message: 'absent', at: element.at }
      return
    }
    const unreadable = certificates.filter(({ certificate }) => certificate === undefined)
    for (const { at } of unreadable) yield { message: 'unreadable', at }
    const [first, second, ...others] = embeddedLeaves(verification)
    if (!first && unreadable.length === 0) yield { message: 'onlyAuthorities', at: (certificates[0] ?? element).at }
    if (second) yield { message: 'several', at: second.at, data: { count: others.length + 2 } }
  },
})
