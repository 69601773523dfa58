import { defineRule, each, notApplicable, notEvaluated, one, type Text } from '../../src/engine/rule.ts'

const NOT_DECLARED: Text = {
  en: 'no software is declared for the system: write software: { name, version } in dmplint.yaml',
  fr: 'aucun logiciel n’est déclaré pour le système : écrire software: { name, version } dans dmplint.yaml',
}

export default defineRule({
  id: 'XCHG-025',
  name: 'software-identity-matches-site',
  level: 'warning',
  priority: 3,
  requirements: ['EX_GEN-1180'],
  evidence: 'official',
  inputs: { token: each('vihf'), exchange: one('exchange'), site: one('site') },
  messages: {
    differs: {
      en: "{attribute} is '{actual}', but the system is declared with '{declared}'.",
      fr: '{attribute} vaut « {actual} », mais le système est déclaré avec « {declared} ».',
    },
  },
  docs: {
    en: {
      title: 'LPS_Nom and LPS_Version are the name and version of the declared software.',
      why: 'The token says which software calls, in which version (EX_GEN-1180); the approval number is given for that software. A value left from another product or version shows a copied or forgotten setting.',
      fix: 'Let the software write its own name and version, or bring software: in dmplint.yaml up to date.',
    },
    fr: {
      title: 'LPS_Nom et LPS_Version sont le nom et la version du logiciel déclaré.',
      why: 'Le jeton dit quel logiciel appelle, et dans quelle version (EX_GEN-1180) ; le numéro d’homologation est donné pour ce logiciel. Une valeur restée d’un autre produit ou d’une autre version montre un paramètre recopié ou oublié.',
      fix: 'Faire écrire au logiciel son propre nom et sa version, ou mettre à jour software: dans dmplint.yaml.',
    },
  },
  *check({ token, exchange }) {
    const software = exchange.system?.software
    const pairs = [
      { attribute: 'LPS_Nom', actual: token.lpsName, declared: software?.name },
      { attribute: 'LPS_Version', actual: token.lpsVersion, declared: software?.version },
    ]
    if (!token.lpsName && !token.lpsVersion) return notApplicable
    if (!software?.name && !software?.version) return notEvaluated(NOT_DECLARED)
    for (const { attribute, actual, declared } of pairs)
      if (actual && declared && actual.value.trim() !== declared.value.trim())
        yield {
          message: 'differs',
          at: actual.at,
          data: { attribute, actual, declared },
          expected: declared,
          actual,
          related: [{ at: declared.at, text: { en: 'the declared software', fr: 'le logiciel déclaré' } }],
        }
  },
})
