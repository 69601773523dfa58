import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'RUN-011',
  name: 'site-description-is-valid',
  level: 'error',
  priority: 1,
  requirements: ['YAML-1.2'],
  evidence: 'inferred',
  inputs: { file: each(['site', 'waivers']) },
  messages: {
    defect: { en: '{detail}', fr: '{detail}' },
    suggestion: {
      en: "{detail} Did you mean '{suggestion}'?",
      fr: '{detail} Vouliez-vous dire « {suggestion} » ?',
    },
  },
  docs: {
    en: {
      title: 'dmplint.yaml and the waiver file follow their schema, and each name in them is defined once.',
      why: 'A misspelt key or a name that leads nowhere is ignored by every rule that needs it: the site would look better checked than it is.',
      fix: 'Correct the line. The schema (schemas/site.schema.json) lists every key; editors complete them through the first line of the file.',
    },
    fr: {
      title: 'dmplint.yaml et le fichier de dérogations respectent leur schéma, et chaque nom y est défini une fois.',
      why: "Une clé mal orthographiée ou un nom sans définition est ignoré par les règles qui en ont besoin : le site semblerait mieux contrôlé qu'il ne l'est.",
      fix: 'Corriger la ligne. Le schéma (schemas/site.schema.json) liste toutes les clés ; les éditeurs les complètent grâce à la première ligne du fichier.',
    },
  },
  *check({ file }) {
    for (const { at, detail, suggestion } of file.defects)
      yield suggestion === undefined
        ? { message: 'defect', at, data: { detail } }
        : { message: 'suggestion', at, data: { detail, suggestion } }
  },
})
