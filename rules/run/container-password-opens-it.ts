import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-006',
  name: 'container-password-opens-it',
  level: 'error',
  priority: 1,
  requirements: ['RFC7292'],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: 'The password given does not open this container.',
      fr: "Le mot de passe donné n'ouvre pas ce conteneur.",
    },
  },
  docs: {
    en: {
      title: 'The given password opens the container.',
      why: 'The integrity code of the PKCS#12 does not match: the password is another one, and the server that uses this file will not start either.',
      fix: 'Check the variable or the file that the entry names; mind a final line end. A lost password means ordering again.',
    },
    fr: {
      title: 'Le mot de passe donné ouvre le conteneur.',
      why: "Le code d'intégrité du PKCS#12 ne correspond pas : le mot de passe est un autre, et le serveur qui utilise ce fichier ne démarrera pas non plus.",
      fix: "Vérifier la variable ou le fichier nommé par l'entrée, et la fin de ligne éventuelle. Un mot de passe perdu impose une nouvelle commande.",
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'password-wrong')) yield { message: 'problem', at: problem.at }
  },
})
