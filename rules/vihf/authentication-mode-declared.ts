import { VIHF_NAMES } from '../../src/artifacts/vihf.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { foldAttributeName } from '../shared/vihf.ts'

const MODE = foldAttributeName(VIHF_NAMES.mode)

export default defineRule({
  id: 'VIHF-014',
  name: 'authentication-mode-declared',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    missing: {
      en: 'The token does not declare Authentification_Mode.',
      fr: 'Le jeton ne déclare pas Authentification_Mode.',
    },
    several: {
      en: 'The token declares Authentification_Mode {count} times.',
      fr: 'Le jeton déclare Authentification_Mode {count} fois.',
    },
  },
  docs: {
    en: {
      title: 'The token declares Authentification_Mode once.',
      why: 'The mapping of the CI-SIS makes the mode an attribute of the VIHF. Where it is missing, the rules infer it: AuthnContextDecl means INDIRECTE_RENFORCEE, the signature of a card means DIRECTE, anything else INDIRECTE.',
      fix: 'Add one attribute Authentification_Mode (or Authentification_mode, both occur in official messages).',
    },
    fr: {
      title: 'Le jeton déclare Authentification_Mode une fois.',
      why: "Le mapping du CI-SIS fait du mode un attribut du VIHF. Quand il manque, les règles le déduisent : AuthnContextDecl veut dire INDIRECTE_RENFORCEE, la signature d'une carte DIRECTE, le reste INDIRECTE.",
      fix: 'Ajouter un attribut Authentification_Mode (ou Authentification_mode, les deux existent dans les messages officiels).',
    },
  },
  *check({ token }) {
    const modes = token.attributes.filter(({ name }) => foldAttributeName(name.value) === MODE)
    const exact = modes.filter(({ name }) => name.value === VIHF_NAMES.mode || name.value === VIHF_NAMES.modeLower)
    if (modes.length === 0) yield { message: 'missing', at: token.at }
    // A misspelt name alone is VIHF-011's.
    else if (exact.length === 0) return notApplicable
    const second = exact[1]
    if (second) yield { message: 'several', at: second.name.at, data: { count: exact.length } }
  },
})
