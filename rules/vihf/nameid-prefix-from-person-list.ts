import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { personOf } from '../shared/vihf.ts'

/** TRE_G08 digit of what TRE_G07 numbers 0 to 4. */
const PERSON_DIGIT: Readonly<Record<string, string>> = {
  '0': '1',
  '1': '3',
  '2': '4',
  '3': '5',
  '4': '6',
  '5': '3',
  '6': '3',
}

export default defineRule({
  id: 'VIHF-004',
  name: 'nameid-prefix-from-person-list',
  level: 'warning',
  priority: 2,
  requirements: ['G-64', 'NOS-TRE_G08', 'NOS-TRE_G07'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    shifted: {
      en: "The structure of the NameID '{nameId}' starts with {actual}, the digit of the structure table; in a person identifier it is {expected}.",
      fr: "La structure du NameID « {nameId} » commence par {actual}, le chiffre de la table des structures ; dans un identifiant de personne, c'est {expected}.",
    },
  },
  docs: {
    en: {
      title: 'In a structure/internal-id NameID the structure has its digit of the person table, TRE_G08.',
      why: 'The two tables number the same identifiers differently: a FINESS is 3 in TRE_G08 (persons) and 1 in TRE_G07 (structures), a SIRET 5 and 3. The NameID is a person identifier (G-64); with the other digit it may be read as another type.',
      fix: 'Replace the first digit: 0 becomes 1, 1 becomes 3, 2 becomes 4, 3 becomes 5, 4 becomes 6. Identifiant_Structure keeps its own digit.',
    },
    fr: {
      title:
        'Dans un NameID structure/identifiant interne, la structure a son chiffre de la table des personnes, TRE_G08.',
      why: "Les deux tables numérotent différemment les mêmes identifiants : un FINESS est 3 dans TRE_G08 (personnes) et 1 dans TRE_G07 (structures), un SIRET 5 et 3. Le NameID est un identifiant de personne (G-64) ; avec l'autre chiffre, il peut être lu comme un autre type.",
      fix: 'Remplacer le premier chiffre : 0 devient 1, 1 devient 3, 2 devient 4, 3 devient 5, 4 devient 6. Identifiant_Structure garde son propre chiffre.',
    },
  },
  *check({ token }) {
    const { nameId } = token
    const id = personOf(token)
    if (!nameId || !id?.text.includes('/')) return notApplicable
    if (id.kind !== 'invalid' || !id.structure) return
    const actual = id.structure.prefix
    const expected = PERSON_DIGIT[actual]
    yield { message: 'shifted', at: nameId.at, data: { nameId, actual, expected }, expected, actual }
  },
})
