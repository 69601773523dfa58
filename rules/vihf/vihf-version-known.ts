import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'VIHF-015',
  name: 'vihf-version-known',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    unknown: {
      en: "VIHF_Version is '{version}'; the DMP has {known}.",
      fr: 'VIHF_Version vaut « {version} » ; le DMP a {known}.',
    },
    otherTarget: {
      en: "VIHF_Version is '{version}': the token was made for the ROR or another target, not for the DMP.",
      fr: 'VIHF_Version vaut « {version} » : le jeton a été fait pour le ROR ou une autre cible, pas pour le DMP.',
    },
    older: {
      en: "VIHF_Version is '{version}': the token is older than version 2 of the DMP.",
      fr: 'VIHF_Version vaut « {version} » : le jeton est antérieur à la version 2 du DMP.',
    },
  },
  docs: {
    en: {
      title: 'VIHF_Version is 3.0 or 4.0.',
      why: 'All published messages of the DMP say 3.0; the mapping of the CI-SIS prints 4.0 in its table and 3.0 in its example. Other versions belong to other systems or to the past.',
      fix: 'Write the version for which the software was homologated; the list is the setting versions of this rule.',
    },
    fr: {
      title: 'VIHF_Version vaut 3.0 ou 4.0.',
      why: "Tous les messages publiés du DMP disent 3.0 ; le mapping du CI-SIS imprime 4.0 dans son tableau et 3.0 dans son exemple. Les autres versions relèvent d'autres systèmes ou du passé.",
      fix: 'Écrire la version pour laquelle le logiciel a été homologué ; la liste est le réglage versions de cette règle.',
    },
  },
  settings: { versions: ['3.0', '4.0'] as readonly string[] },
  *check({ token: { vihfVersion: version } }, { settings: { versions } }) {
    if (!version || version.value.trim() === '') return notApplicable
    if (versions.includes(version.value)) return
    const known = versions.join(', ')
    if (version.value === '2.0') yield { message: 'otherTarget', at: version.at, data: { version }, expected: known }
    else if (version.value === '1.0') yield { message: 'older', at: version.at, data: { version }, expected: known }
    else yield { message: 'unknown', at: version.at, data: { version, known }, expected: known, actual: version }
  },
})
