import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-008',
  name: 'archive-paths-are-safe',
  level: 'error',
  priority: 1,
  requirements: ['APPNOTE-4.4.17'],
  evidence: 'official',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: "An entry of this archive has an unsafe name and was not read: '{detail}'.",
      fr: "Une entrée de cette archive porte un nom dangereux et n'a pas été lue : « {detail} ».",
    },
  },
  docs: {
    en: {
      title: 'No entry of an archive names a place outside it.',
      why: "Absolute names, .., drive letters, backslashes and links make careless programs write outside the archive's folder. No genuine XDM has one.",
      fix: 'Make the archive again with relative names; distrust its sender otherwise.',
    },
    fr: {
      title: "Aucune entrée d'une archive ne désigne un endroit extérieur.",
      why: "Les noms absolus, les .., lettres de lecteur, barres inverses et liens font écrire des programmes imprudents hors du dossier de l'archive. Aucun XDM authentique n'en comporte.",
      fix: "Refaire l'archive avec des noms relatifs ; sinon, se méfier de son expéditeur.",
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'unsafe-path'))
      yield { message: 'problem', at: problem.at, data: { detail: problem.detail } }
  },
})
