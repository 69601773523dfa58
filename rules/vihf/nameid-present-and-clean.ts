import { SAML } from '../../src/artifacts/namespaces.ts'
import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'VIHF-005',
  name: 'nameid-present-and-clean',
  level: 'error',
  priority: 1,
  requirements: ['SAML2-core-2.4.1', 'G-62'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    missing: {
      en: 'The assertion has no NameID: it does not say who calls the DMP.',
      fr: "L'assertion n'a pas de NameID : elle ne dit pas qui appelle le DMP.",
    },
    several: {
      en: 'The assertion has {count} elements {element} where SAML allows one.',
      fr: "L'assertion a {count} éléments {element} là où SAML en permet un.",
    },
    empty: {
      en: 'The NameID is empty.',
      fr: 'Le NameID est vide.',
    },
    whiteSpace: {
      en: 'The NameID holds white space.',
      fr: 'Le NameID contient des espaces ou des sauts de ligne.',
    },
  },
  docs: {
    en: {
      title: 'The assertion has one Subject with one NameID, not empty and without white space.',
      why: 'The NameID says who sends the document (guide of December 2025, G-62). SAML 2.0 allows one Subject with one identifier; a server compares its text as it is, white space included.',
      fix: 'Write one Subject with one NameID that holds the identifier alone, without indentation inside the element.',
    },
    fr: {
      title: "L'assertion a un Subject avec un NameID, non vide et sans espace.",
      why: 'Le NameID dit qui envoie le document (guide de décembre 2025, G-62). SAML 2.0 permet un Subject avec un identifiant ; un serveur en compare le texte tel quel, espaces compris.',
      fix: "Écrire un Subject avec un NameID qui ne contient que l'identifiant, sans indentation à l'intérieur de l'élément.",
    },
  },
  *check({ token: { element, nameIds } }) {
    const [first, second] = element.childrenNamed(SAML, 'Subject')
    if (second) {
      const count = element.childrenNamed(SAML, 'Subject').length
      yield { message: 'several', at: second.at, data: { count, element: 'Subject' } }
    }
    const [nameId, another] = nameIds
    if (!nameId) yield { message: 'missing', at: (first ?? element).at }
    else if (another && !second)
      yield { message: 'several', at: another.at, data: { count: nameIds.length, element: 'NameID' } }
    for (const { value, at } of nameIds)
      if (value.trim() === '') yield { message: 'empty', at }
      else if (/\s/.test(value)) yield { message: 'whiteSpace', at, actual: value }
  },
})
