import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-005',
  name: 'container-password-is-given',
  level: 'warning',
  priority: 1,
  requirements: ['RFC7292'],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: 'The certificates of this container are encrypted and no password was given.',
      fr: "Les certificats de ce conteneur sont chiffrés et aucun mot de passe n'a été donné.",
    },
  },
  docs: {
    en: {
      title: 'A container whose certificates are encrypted has a password.',
      why: 'Without it the certificates cannot be judged: they count as not evaluated, never as right.',
      fix: 'Name an environment variable (passwordEnv) or a file (passwordFile) in the entry of dmplint.yaml; never write the password there.',
    },
    fr: {
      title: 'Un conteneur dont les certificats sont chiffrés a un mot de passe.',
      why: 'Sans lui, les certificats ne peuvent être jugés : ils comptent comme non évalués, jamais comme bons.',
      fix: "Indiquer une variable d'environnement (passwordEnv) ou un fichier (passwordFile) dans l'entrée de dmplint.yaml ; ne jamais y écrire le mot de passe.",
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'password-missing')) yield { message: 'problem', at: problem.at }
  },
})
