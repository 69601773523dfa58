import { VIHF_NAMES } from '../../src/artifacts/vihf.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { foldAttributeName } from '../shared/vihf.ts'

/** The right name by its folded form; the short name of the confidentiality attribute comes from an official example code. */
const EXPECTED = new Map<string, string>([
  ...Object.values(VIHF_NAMES).map((name): [string, string] => [foldAttributeName(name), name]),
  [foldAttributeName(VIHF_NAMES.mode), VIHF_NAMES.mode],
  ['confidentialitycode', VIHF_NAMES.confidentiality],
])

const NAMES = new Set<string>(Object.values(VIHF_NAMES))

export default defineRule({
  id: 'VIHF-011',
  name: 'attribute-names-exact',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    differs: {
      en: "The attribute is named '{name}' instead of '{expected}'.",
      fr: "L'attribut est nommé « {name} » au lieu de « {expected} ».",
    },
  },
  docs: {
    en: {
      title: 'The attributes of the VIHF have their exact names.',
      why: 'A receiver looks attributes up by name: one that differs by a space, a hyphen or a capital letter is an attribute that is missing. The names are those of the mapping of the CI-SIS; both spellings of Authentification_Mode occur in official messages.',
      fix: 'Write the name as the message shows it.',
    },
    fr: {
      title: 'Les attributs du VIHF portent leur nom exact.',
      why: "Un récepteur cherche les attributs par leur nom : celui qui diffère d'une espace, d'un tiret ou d'une majuscule est un attribut absent. Les noms sont ceux du mapping du CI-SIS ; les deux graphies d'Authentification_Mode existent dans les messages officiels.",
      fix: 'Écrire le nom tel que le message le donne.',
    },
  },
  *check({ token }) {
    for (const { name } of token.attributes) {
      const expected = EXPECTED.get(foldAttributeName(name.value))
      if (expected === undefined || NAMES.has(name.value)) continue
      yield { message: 'differs', at: name.at, data: { name, expected }, expected, actual: name }
    }
  },
})
