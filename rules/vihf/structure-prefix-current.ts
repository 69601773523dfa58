import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { structureOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-008',
  name: 'structure-prefix-current',
  level: 'warning',
  priority: 2,
  requirements: ['G-67', 'NOS-TRE_G07'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    deprecated: {
      en: "Identifiant_Structure '{structure}' starts with {prefix}, closed in TRE_G07 since 2016-09-01: a FINESS of either kind takes 1.",
      fr: 'Identifiant_Structure « {structure} » commence par {prefix}, fermé dans TRE_G07 depuis le 2016-09-01 : un FINESS, juridique ou géographique, prend 1.',
    },
    legalEntityForm: {
      en: "Identifiant_Structure '{structure}' is the form of the legal entity of a practice, which the directory does not hold; write '{expected}'.",
      fr: "Identifiant_Structure « {structure} » est la forme de l'entité juridique d'un cabinet, que l'annuaire ne contient pas ; écrire « {expected} ».",
    },
  },
  docs: {
    en: {
      title: 'Identifiant_Structure has one of the current forms of TRE_G07, 0 to 4.',
      why: 'TRE_G07 closed 5 and 6 in 2016 and the directory knows a FINESS only with 1, although the guide of December 2025 (G-67) still mentions them. The forms 0EJ and 4EJ exist in the MOS for the rare case that needs a legal entity of a cabinet.',
      fix: 'Write the identifier as the directory and the certificate have it: 1 and the FINESS, 4 and the RPPS-rang.',
    },
    fr: {
      title: "Identifiant_Structure a l'une des formes actuelles de TRE_G07, 0 à 4.",
      why: "TRE_G07 a fermé 5 et 6 en 2016 et l'annuaire ne connaît un FINESS qu'avec 1, bien que le guide de décembre 2025 (G-67) les cite encore. Les formes 0EJ et 4EJ existent dans le MOS pour le cas rare où il faut une entité juridique à un cabinet.",
      fix: "Écrire l'identifiant comme l'annuaire et le certificat : 1 et le FINESS, 4 et le RPPS-rang.",
    },
  },
  *check({ token }) {
    const { structure } = token
    const id = structureOf(token)
    if (!structure || !id || id.kind === 'invalid') return notApplicable
    if (id.deprecatedPrefix)
      yield {
        message: 'deprecated',
        at: structure.at,
        data: { structure, prefix: id.deprecatedPrefix },
        expected: `1${id.bare}`,
        actual: structure,
      }
    if (id.unusual) {
      const expected = `${id.prefix}${id.bare}`
      yield { message: 'legalEntityForm', at: structure.at, data: { structure, expected }, expected, actual: structure }
    }
  },
})
