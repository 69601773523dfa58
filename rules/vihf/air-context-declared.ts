import { SAML } from '../../src/artifacts/namespaces.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isAir, MODES } from '../shared/mode.ts'

/** The only value of AIR simplifié (EX_AIR-050). */
const SIMPLIFIED = 'CONF_EXI_PGSSIS'

export default defineRule({
  id: 'VIHF-038',
  name: 'air-context-declared',
  level: 'warning',
  priority: 2,
  requirements: ['EX_AIR-050'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    missing: {
      en: 'The token is INDIRECTE_RENFORCEE but has no AuthnContextDecl to say how the user was first authenticated.',
      fr: "Le jeton est INDIRECTE_RENFORCEE mais n'a pas d'AuthnContextDecl pour dire comment l'utilisateur s'est d'abord authentifié.",
    },
    notSimplified: {
      en: "AuthnContextDecl is '{value}'; AIR simplifié allows only '{expected}'.",
      fr: "AuthnContextDecl vaut « {value} » ; l'AIR simplifié n'admet que « {expected} ».",
    },
    unexpected: {
      en: 'The token is {mode} and has an AuthnContextDecl, which only INDIRECTE_RENFORCEE uses.',
      fr: 'Le jeton est {mode} et a un AuthnContextDecl, que seul INDIRECTE_RENFORCEE utilise.',
    },
  },
  docs: {
    en: {
      title: 'AuthnContextDecl stands in AIR tokens, and in no others.',
      why: 'EX_AIR-050 wants the primary means of authentication of the user in the VIHF of AIR, and for AIR simplifié only the value CONF_EXI_PGSSIS. A token of another mode has no such means to declare.',
      fix: 'In AIR write AuthnContextDecl after AuthnContextClassRef: APP_BROWSER_AUTH or a SAML class, and CONF_EXI_PGSSIS in AIR simplifié (setting simplified of this rule). Elsewhere leave it out.',
    },
    fr: {
      title: 'AuthnContextDecl figure dans les jetons AIR, et dans aucun autre.',
      why: "EX_AIR-050 veut dans le VIHF de l'AIR le moyen d'authentification primaire de l'utilisateur, et pour l'AIR simplifié la seule valeur CONF_EXI_PGSSIS. Un jeton d'un autre mode n'a pas ce moyen à déclarer.",
      fix: "En AIR, écrire AuthnContextDecl après AuthnContextClassRef : APP_BROWSER_AUTH ou une classe SAML, et CONF_EXI_PGSSIS en AIR simplifié (réglage simplified de cette règle). Ailleurs, l'omettre.",
    },
  },
  settings: { simplified: false },
  *check({ token }, { settings: { simplified } }) {
    const { contextDecl: value, mode } = token
    if (mode && !MODES.some(known => known === mode.value)) return notApplicable
    if (isAir(token)) {
      const context = token.element.descend(SAML, 'AuthnStatement', 'AuthnContext') ?? token.element
      if (!value || value.value.trim() === '') yield { message: 'missing', at: context.at }
      else if (simplified && value.value.trim() !== SIMPLIFIED)
        yield {
          message: 'notSimplified',
          at: value.at,
          data: { value, expected: SIMPLIFIED },
          expected: SIMPLIFIED,
          actual: value,
        }
    } else if (mode && value) yield { message: 'unexpected', at: value.at, data: { mode }, actual: value }
  },
})
