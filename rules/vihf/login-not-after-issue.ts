import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseUtcInstant } from '../../src/identifiers/index.ts'

export default defineRule({
  id: 'VIHF-032',
  name: 'login-not-after-issue',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'inferred',
  inputs: { token: each('vihf') },
  messages: {
    later: {
      en: "AuthnInstant '{login}' is later than IssueInstant '{issue}': the token was issued before its user logged in.",
      fr: 'AuthnInstant « {login} » est postérieur à IssueInstant « {issue} » : le jeton a été émis avant la connexion de son utilisateur.',
    },
  },
  docs: {
    en: {
      title: 'The user logged in before the token was issued.',
      why: 'The mapping of the CI-SIS takes AuthnInstant from the login of the user in the source system, so it precedes IssueInstant. No tolerance is published: the setting skewSeconds allows for clocks that differ.',
      fix: 'Take AuthnInstant from the session of the user, in UTC like IssueInstant.',
    },
    fr: {
      title: "L'utilisateur s'est connecté avant l'émission du jeton.",
      why: "Le mapping du CI-SIS prend AuthnInstant à la connexion de l'utilisateur au système source, donc avant IssueInstant. Aucune tolérance n'est publiée : le réglage skewSeconds admet des horloges qui diffèrent.",
      fix: "Prendre AuthnInstant dans la session de l'utilisateur, en UTC comme IssueInstant.",
    },
  },
  settings: { skewSeconds: 5 },
  *check({ token: { authnInstant, issueInstant } }, { settings: { skewSeconds } }) {
    const login = parseUtcInstant(authnInstant?.value ?? '')
    const issue = parseUtcInstant(issueInstant?.value ?? '')
    if (!authnInstant || !issueInstant || login === undefined || issue === undefined) return notApplicable
    if (login > issue + skewSeconds * 1000)
      yield {
        message: 'later',
        at: authnInstant.at,
        data: { login: authnInstant, issue: issueInstant },
        related: [{ at: issueInstant.at, text: { en: 'IssueInstant', fr: 'IssueInstant' } }],
      }
  },
})
