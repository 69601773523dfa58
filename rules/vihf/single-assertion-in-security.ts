import { SAML, WSSE } from '../../src/artifacts/namespaces.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'VIHF-040',
  name: 'single-assertion-in-security',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-TS-4.3'],
  evidence: 'measured',
  inputs: { token: each('vihf'), tokens: all('vihf') },
  messages: {
    outside: {
      en: 'The token does not stand in a wsse:Security of the SOAP header.',
      fr: "Le jeton n'est pas dans un wsse:Security de l'en-tête SOAP.",
    },
    severalSecurity: {
      en: 'The SOAP header has {count} wsse:Security where the DMP expects one.',
      fr: "L'en-tête SOAP a {count} wsse:Security là où le DMP en attend un.",
    },
    severalAssertions: {
      en: 'The wsse:Security holds {count} assertions where the DMP expects one.',
      fr: 'Le wsse:Security contient {count} assertions là où le DMP en attend une.',
    },
    encrypted: {
      en: 'The wsse:Security holds an encrypted assertion, which the DMP does not read.',
      fr: 'Le wsse:Security contient une assertion chiffrée, que le DMP ne lit pas.',
    },
  },
  docs: {
    en: {
      title: 'The SOAP header has one wsse:Security with one assertion, in clear.',
      why: 'The transport volume of the CI-SIS puts the VIHF into the wsse:Security of the header, and every official message has exactly one. With two, nobody knows which one the server reads.',
      fix: 'Send one wsse:Security (http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd) with the VIHF alone.',
    },
    fr: {
      title: "L'en-tête SOAP a un wsse:Security avec une assertion, en clair.",
      why: "Le volet de transport du CI-SIS met le VIHF dans le wsse:Security de l'en-tête, et chaque message officiel en a exactement un. Avec deux, on ne sait pas laquelle le serveur lit.",
      fix: 'Envoyer un wsse:Security (http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd) avec le VIHF seul.',
    },
  },
  *check({ token, tokens }) {
    const { element, security } = token
    const ofMessage = tokens.filter(({ element: { document } }) => document === element.document)
    // The first token speaks for the message.
    if (token.form !== 'soap' || ofMessage[0] !== token) return notApplicable
    // A second token beside a signed one is an attack, and SIG-004's.
    if (ofMessage.length > 1 && ofMessage.some(({ signatures }) => signatures.length > 0)) return
    const header = security?.parent
    if (!security || header?.local !== 'Header') {
      yield { message: 'outside', at: token.at }
      return
    }
    const blocks = header.childrenNamed(WSSE, 'Security')
    const [, block] = blocks
    if (block) yield { message: 'severalSecurity', at: block.at, data: { count: blocks.length } }
    const assertions = security.childrenNamed(SAML, 'Assertion')
    const [, assertion] = assertions
    if (assertion) yield { message: 'severalAssertions', at: assertion.at, data: { count: assertions.length } }
    const encrypted = security.child(SAML, 'EncryptedAssertion')
    if (encrypted) yield { message: 'encrypted', at: encrypted.at }
  },
})
