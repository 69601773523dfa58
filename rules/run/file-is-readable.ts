import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-001',
  name: 'file-is-readable',
  level: 'error',
  priority: 1,
  requirements: [],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: "This file or folder cannot be read: '{detail}'.",
      fr: 'Ce fichier ou dossier est illisible : « {detail} ».',
    },
  },
  docs: {
    en: {
      title: 'Every path given can be read.',
      why: 'What is not read is not judged: a run that skips a file in silence would say that the file is right.',
      fix: 'Check the path, its spelling in dmplint.yaml, and the permission to read it.',
    },
    fr: {
      title: 'Chaque chemin donné est lisible.',
      why: "Ce qui n'est pas lu n'est pas jugé : une exécution qui sauterait un fichier sans le dire laisserait croire qu'il est bon.",
      fix: 'Vérifier le chemin, son orthographe dans dmplint.yaml et le droit de lecture.',
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'unreadable'))
      yield { message: 'problem', at: problem.at, data: { detail: problem.detail } }
  },
})
