import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { modeOf } from '../shared/mode.ts'

export default defineRule({
  id: 'VIHF-026',
  name: 'purpose-allowed-for-mode',
  level: 'warning',
  priority: 2,
  requirements: ['PDT-526'],
  evidence: 'official',
  inputs: { token: each('vihf'), signatures: all('signature', { role: 'token' }) },
  messages: {
    brokenGlass: {
      en: 'The token claims bris_de_glace in mode INDIRECTE, where that access does not exist.',
      fr: "Le jeton demande bris_de_glace en mode INDIRECTE, où cet accès n'existe pas.",
    },
  },
  docs: {
    en: {
      title: 'A token in INDIRECTE does not claim bris_de_glace.',
      why: 'The matrix of functional rights of the DMP (PDT-INF-526) has no column for bris de glace in indirect authentication nor for a CPE: the emergency access belongs to a doctor who is authenticated in person.',
      fix: 'Feed with the purpose normal.',
    },
    fr: {
      title: 'Un jeton en INDIRECTE ne demande pas bris_de_glace.',
      why: "La matrice des droits fonctionnels du DMP (PDT-INF-526) n'a pas de colonne bris de glace en authentification indirecte ni pour une CPE : l'accès en urgence revient à un médecin authentifié en personne.",
      fix: 'Alimenter avec le mode normal.',
    },
  },
  *check({ token, signatures }) {
    if (!token.purpose?.code || modeOf(token, signatures) !== 'INDIRECTE') return notApplicable
    const { code } = token.purpose
    if (code.value === 'bris_de_glace') yield { message: 'brokenGlass', at: code.at, expected: 'normal', actual: code }
  },
})
