import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-003',
  name: 'doctype-is-refused',
  level: 'error',
  priority: 1,
  requirements: ['XML-1.0-2.8'],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: "The XML file declares a document type, which is refused: '{detail}'.",
      fr: 'Le fichier XML déclare un type de document, ce qui est refusé : « {detail} ».',
    },
  },
  docs: {
    en: {
      title: 'No XML file contains a document type declaration.',
      why: 'A DOCTYPE can pull in other files or expand without end. No token, submission or CDA document has one, so this file has not been read further.',
      fix: 'Remove the DOCTYPE at its source; if the file is no evidence, take it out of the folder.',
    },
    fr: {
      title: 'Aucun fichier XML ne contient de déclaration de type de document.',
      why: "Un DOCTYPE peut appeler d'autres fichiers ou s'étendre sans fin. Aucun jeton, lot de soumission ou document CDA n'en comporte : ce fichier n'a pas été lu plus loin.",
      fix: "Supprimer le DOCTYPE à la source ; si le fichier n'est pas une pièce à contrôler, le sortir du dossier.",
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'doctype'))
      yield { message: 'problem', at: problem.at, data: { detail: problem.detail } }
  },
})
