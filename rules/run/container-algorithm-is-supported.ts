import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-007',
  name: 'container-algorithm-is-supported',
  level: 'error',
  priority: 2,
  requirements: ['RFC7292', 'RFC8018', 'RFC9879'],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: "This container is protected by an algorithm that this program cannot read: '{detail}'.",
      fr: 'Ce conteneur est protégé par un algorithme que ce programme ne sait pas lire : « {detail} ».',
    },
  },
  docs: {
    en: {
      title: 'The algorithms of a container can be read.',
      why: 'The certificates inside have not been judged. Old 3DES and RC2 containers and modern PBES2 ones are read; this one is neither.',
      fix: 'Export the container again with AES-256 and SHA-256 (PBES2).',
    },
    fr: {
      title: "Les algorithmes d'un conteneur sont lisibles.",
      why: "Les certificats qu'il contient n'ont pas été jugés. Les anciens conteneurs 3DES et RC2 et les conteneurs PBES2 sont lus ; celui-ci n'est ni l'un ni l'autre.",
      fix: 'Exporter à nouveau le conteneur en AES-256 et SHA-256 (PBES2).',
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'algorithm-unsupported'))
      yield { message: 'problem', at: problem.at, data: { detail: problem.detail } }
  },
})
