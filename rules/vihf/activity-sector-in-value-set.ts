import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { edition, lookup } from '../../src/nomenclatures/index.ts'
import { sectorOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-017',
  name: 'activity-sector-in-value-set',
  level: 'warning',
  priority: 2,
  requirements: ['NOS-TRE_R02', 'JDV_J61'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    closed: {
      en: 'Sector {code} was closed in TRE_R02 on {date}.',
      fr: 'Le secteur {code} a été fermé dans TRE_R02 le {date}.',
    },
    notOfTheDmp: {
      en: 'Sector {code} exists in TRE_R02 but not in JDV_J61 of {date}, the sectors of the DMP.',
      fr: 'Le secteur {code} existe dans TRE_R02 mais pas dans la JDV_J61 du {date}, les secteurs du DMP.',
    },
    unknown: {
      en: 'Sector {code} is not in JDV_J61 of {date}, the sectors of the DMP.',
      fr: "Le secteur {code} n'est pas dans la JDV_J61 du {date}, les secteurs du DMP.",
    },
  },
  docs: {
    en: {
      title: 'The sector of the token is one of those of the DMP, and still open.',
      why: 'Secteur_Activite takes its code from JDV_J61-HealthcareFacilityTypeCode-DMP. The list grows: a code younger than the edition named in the message may be right.',
      fix: 'Take the sector that the directory gives for the structure; if it is a new one, check the current JDV_J61.',
    },
    fr: {
      title: "Le secteur du jeton est l'un de ceux du DMP, et encore ouvert.",
      why: "Secteur_Activite prend son code dans la JDV_J61-HealthcareFacilityTypeCode-DMP. La liste s'allonge : un code plus récent que l'édition citée par le message peut être juste.",
      fix: "Prendre le secteur que l'annuaire donne pour la structure ; s'il est nouveau, vérifier la JDV_J61 en vigueur.",
    },
  },
  *check({ token }, { at }) {
    const code = sectorOf(token)
    if (!token.sector || code === undefined) return notApplicable
    const known = lookup('TRE_R02', code, undefined, at)
    const place = { at: token.sector.at, actual: code }
    // SA11 is closed, and still in JDV_J61.
    if (known.status === 'closed') yield { message: 'closed', ...place, data: { code, date: known.to } }
    else if (lookup('JDV_J61', code).status === 'absent')
      yield {
        message: known.status === 'absent' ? 'unknown' : 'notOfTheDmp',
        ...place,
        data: { code, date: edition('JDV_J61').date },
      }
  },
})
