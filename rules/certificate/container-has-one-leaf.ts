import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-030',
  name: 'container-has-one-leaf',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-03'],
  evidence: 'inferred',
  inputs: { container: each('container') },
  messages: {
    several: {
      en: 'This file holds {count} certificates that are no authorities, where a use needs one.',
      fr: "Ce fichier contient {count} certificats qui ne sont pas d'autorité, là où un usage en demande un.",
    },
  },
  docs: {
    en: {
      title: 'A certificate file holds one certificate and its authorities.',
      why: 'One certificate serves one use (FAQ-03). Software that is given several takes one of them, often the first, and that is not always the right one.',
      fix: 'Make one file per certificate.',
    },
    fr: {
      title: 'Un fichier de certificat contient un certificat et ses autorités.',
      why: "Un certificat sert un usage (FAQ-03). Un logiciel qui en reçoit plusieurs en prend un, souvent le premier, qui n'est pas toujours le bon.",
      fix: 'Faire un fichier par certificat.',
    },
  },
  *check({ container }) {
    const [, second] = container.leaves
    if (container.leaves.length === 0) return notApplicable
    if (second) yield { message: 'several', at: second.at, data: { count: container.leaves.length } }
  },
})
