import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { sectorOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-016',
  name: 'activity-sector-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    malformed: {
      en: "Secteur_Activite '{sector}' is not SAnn^1.2.250.1.71.4.2.4.",
      fr: "Secteur_Activite « {sector} » n'est pas de la forme SAnn^1.2.250.1.71.4.2.4.",
    },
  },
  docs: {
    en: {
      title: 'Secteur_Activite is a sector code, ^, and the OID 1.2.250.1.71.4.2.4.',
      why: 'The mapping of the CI-SIS writes the sector as code and code system of TRE_R02 joined by ^, and the DMP server checks fixed data (EX_2.1-2035).',
      fix: 'Write the code and the OID without spaces, for example SA07^1.2.250.1.71.4.2.4.',
    },
    fr: {
      title: "Secteur_Activite est un code de secteur, ^, et l'OID 1.2.250.1.71.4.2.4.",
      why: 'Le mapping du CI-SIS écrit le secteur comme code et système de codes de TRE_R02 joints par ^, et le serveur DMP contrôle les données fixes (EX_2.1-2035).',
      fix: "Écrire le code et l'OID sans espace, par exemple SA07^1.2.250.1.71.4.2.4.",
    },
  },
  *check({ token }) {
    const { sector } = token
    if (!sector || sector.value.trim() === '') return notApplicable
    if (sectorOf(token) === undefined) yield { message: 'malformed', at: sector.at, data: { sector }, actual: sector }
  },
})
