import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-004',
  name: 'limits-are-not-reached',
  level: 'error',
  priority: 1,
  requirements: [],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: "A limit of this program is reached ({limit}): '{detail}'.",
      fr: 'Une limite de ce programme est atteinte ({limit}) : « {detail} ».',
    },
  },
  docs: {
    en: {
      title: 'No file reaches a documented limit.',
      why: 'Limits keep a damaged or hostile file from taking the machine. Beyond one, the file has not been judged, or not to its end.',
      fix: 'If the file is genuine, raise the limit that the message names: --limit NAME=NUMBER.',
    },
    fr: {
      title: "Aucun fichier n'atteint une limite documentée.",
      why: "Les limites empêchent un fichier abîmé ou hostile d'accaparer la machine. Au-delà, le fichier n'a pas été jugé, ou pas jusqu'au bout.",
      fix: 'Si le fichier est authentique, relever la limite nommée par le message : --limit NOM=NOMBRE.',
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'limit'))
      yield { message: 'problem', at: problem.at, data: { limit: problem.limit ?? '', detail: problem.detail } }
  },
})
