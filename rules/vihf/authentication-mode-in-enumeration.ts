import { VIHF_NAMES } from '../../src/artifacts/vihf.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { MODES } from '../shared/mode.ts'

export default defineRule({
  id: 'VIHF-013',
  name: 'authentication-mode-in-enumeration',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    unknown: {
      en: "Authentification_Mode '{mode}' is none of DIRECTE, INDIRECTE and INDIRECTE_RENFORCEE.",
      fr: "Authentification_Mode « {mode} » n'est ni DIRECTE, ni INDIRECTE, ni INDIRECTE_RENFORCEE.",
    },
  },
  docs: {
    en: {
      title: 'Authentification_Mode is DIRECTE, INDIRECTE or INDIRECTE_RENFORCEE.',
      why: 'The mode decides which certificate signs and which rights apply; the DMP server checks fixed data (EX_2.1-2035).',
      fix: 'Write one of the three values exactly: DIRECTE with a card, INDIRECTE with the certificate of the structure, INDIRECTE_RENFORCEE for AIR.',
    },
    fr: {
      title: 'Authentification_Mode vaut DIRECTE, INDIRECTE ou INDIRECTE_RENFORCEE.',
      why: 'Le mode décide du certificat qui signe et des droits qui valent ; le serveur DMP contrôle les données fixes (EX_2.1-2035).',
      fix: "Écrire exactement l'une des trois valeurs : DIRECTE avec une carte, INDIRECTE avec le certificat de la structure, INDIRECTE_RENFORCEE pour l'AIR.",
    },
  },
  *check({ token }) {
    const modes = [VIHF_NAMES.mode, VIHF_NAMES.modeLower]
      .flatMap(name => token.attribute(name)?.values ?? [])
      .map(({ text }) => text)
    if (modes.length === 0) return notApplicable
    for (const mode of modes)
      if (!MODES.some(known => known === mode.value))
        yield { message: 'unknown', at: mode.at, data: { mode }, expected: MODES.join(', '), actual: mode }
  },
})
