import { SAML } from '../../src/artifacts/namespaces.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

const CLASS = /^urn:oasis:names:tc:SAML:2\.0:ac:classes:\S+$/

export default defineRule({
  id: 'VIHF-036',
  name: 'authn-context-class-declared',
  level: 'error',
  priority: 1,
  requirements: ['EX_0.1-1020', 'CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    missing: {
      en: 'The token has no AuthnContextClassRef: it does not say how the user logged in.',
      fr: "Le jeton n'a pas d'AuthnContextClassRef : il ne dit pas comment l'utilisateur s'est connecté.",
    },
    foreign: {
      en: "AuthnContextClassRef '{value}' is not a class of authentication context of SAML 2.0.",
      fr: "AuthnContextClassRef « {value} » n'est pas une classe de contexte d'authentification de SAML 2.0.",
    },
  },
  docs: {
    en: {
      title: 'AuthnContextClassRef declares how the user was authenticated, by a class of SAML 2.0.',
      why: 'EX_0.1-1020 wants the local authentication of the user declared in AuthnContextClassRef.',
      fix: 'Write the class that agrees with the login, for example urn:oasis:names:tc:SAML:2.0:ac:classes:Password or …:SmartcardPKI; …:unspecified for an automatic process.',
    },
    fr: {
      title: "AuthnContextClassRef déclare comment l'utilisateur a été authentifié, par une classe de SAML 2.0.",
      why: "EX_0.1-1020 veut que l'authentification locale de l'utilisateur soit déclarée dans AuthnContextClassRef.",
      fix: 'Écrire la classe qui correspond à la connexion, par exemple urn:oasis:names:tc:SAML:2.0:ac:classes:Password ou …:SmartcardPKI ; …:unspecified pour un traitement automatique.',
    },
  },
  *check({ token: { element, contextClass: value } }) {
    const context = element.descend(SAML, 'AuthnStatement', 'AuthnContext')
    if (!context) return notApplicable
    if (!value || value.value.trim() === '') yield { message: 'missing', at: context.at }
    else if (!CLASS.test(value.value.trim())) yield { message: 'foreign', at: value.at, data: { value }, actual: value }
  },
})
