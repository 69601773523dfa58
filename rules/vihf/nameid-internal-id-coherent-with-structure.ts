import { defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { structureOfPerson } from '../../src/identifiers/index.ts'
import { relationOf } from '../shared/structures.ts'
import { personOf, structureOf } from '../shared/vihf.ts'

const NO_LINK: Text = {
  en: 'nothing says whether the two FINESS are entité juridique and entité géographique of one establishment: give a directory index, or finessLegal of the structure in dmplint.yaml',
  fr: 'rien ne dit si les deux FINESS sont entité juridique et entité géographique d’un même établissement : donner un index de l’annuaire, ou finessLegal de la structure dans dmplint.yaml',
}

export default defineRule({
  id: 'VIHF-002',
  name: 'nameid-internal-id-coherent-with-structure',
  level: 'error',
  priority: 1,
  requirements: ['G-64', 'FAQ-01', 'EX_0.1-1025'],
  evidence: 'official',
  inputs: { token: each('vihf'), directory: optional('directory'), site: optional('site') },
  messages: {
    differs: {
      en: "The NameID '{nameId}' belongs to structure '{inside}', but the token names structure '{structure}'.",
      fr: 'Le NameID « {nameId} » relève de la structure « {inside} », mais le jeton désigne la structure « {structure} ».',
    },
  },
  docs: {
    en: {
      title: 'The structure inside a structure/internal-id NameID is that of Identifiant_Structure.',
      why: 'The guide of December 2025 (G-64) wants the NameID to agree with Identifiant_Structure, and EX_0.1-1025 makes the internal identifier unique within its structure: read with another structure it names nobody, or somebody else.',
      fix: 'Build the NameID from the identifier of Identifiant_Structure, with the digit of the person table: 0 becomes 1, 1 becomes 3, 2 becomes 4, 3 becomes 5, 4 becomes 6. A FINESS juridique and its geographic site may stand for one another.',
    },
    fr: {
      title: "La structure d'un NameID structure/identifiant interne est celle d'Identifiant_Structure.",
      why: "Le guide de décembre 2025 (G-64) veut un NameID cohérent avec Identifiant_Structure, et EX_0.1-1025 rend l'identifiant interne unique dans sa structure : lu avec une autre structure, il ne désigne personne, ou quelqu'un d'autre.",
      fix: "Construire le NameID avec l'identifiant d'Identifiant_Structure et le chiffre de la table des personnes : 0 devient 1, 1 devient 3, 2 devient 4, 3 devient 5, 4 devient 6. Un FINESS juridique et celui de son site géographique peuvent se remplacer.",
    },
  },
  *check({ token, directory, site }) {
    const person = personOf(token)
    const structure = structureOf(token)
    const inside = person && structureOfPerson(person)
    if (!token.nameId || !token.structure || !inside || !structure || structure.kind === 'invalid') return notApplicable
    if (inside.bare === structure.bare) return
    switch (relationOf(inside.text, token.structure.value, { directory, site })) {
      case 'same':
      case 'linked':
      // One SIRET of the company stands for its sites (G-31).
      case 'same-siren':
        return
      case 'unknown-link':
        return notEvaluated(NO_LINK)
      default:
        yield {
          message: 'differs',
          at: token.nameId.at,
          data: { nameId: token.nameId, inside: inside.text, structure: token.structure },
          expected: structure.bare,
          actual: inside.bare,
          related: [{ at: token.structure.at, text: { en: 'Identifiant_Structure', fr: 'Identifiant_Structure' } }],
        }
    }
  },
})
