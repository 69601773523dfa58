import { all, defineRule, each, one, optional } from '../../src/engine/rule.ts'
import { declaredStructures, practisesInOne } from '../shared/declared-structures.ts'
import { isStructureId } from '../shared/directory.ts'
import { imagingLegalAuthenticators, isHistorical } from '../shared/imaging.ts'
import { isRequest } from '../shared/metadata.ts'
import { modeOf } from '../shared/mode.ts'
import { isNationalId } from '../shared/same-person.ts'
import { relationOf } from '../shared/structures.ts'
import { sectorOf } from '../shared/vihf.ts'

const MODE_OF = { direct: 'DIRECTE', indirect: 'INDIRECTE', air: 'INDIRECTE_RENFORCEE' } as const

export default defineRule({
  id: 'XCHG-021',
  name: 'structure-and-validator-declared-in-site',
  level: 'warning',
  priority: 1,
  requirements: ['G-27', 'G-66', 'AUTH/va1.01', 'DB.SO.89'],
  evidence: 'inferred',
  inputs: {
    token: each('vihf'),
    site: one('site'),
    exchange: one('exchange'),
    signatures: all('signature', { role: 'token' }),
    submission: optional('submission'),
    directory: optional('directory'),
  },
  messages: {
    structure: {
      en: "The token names structure '{structure}', which is not declared for the system.",
      fr: "Le jeton désigne la structure « {structure} », qui n'est pas déclarée pour le système.",
    },
    authentication: {
      en: "The token says '{mode}', but the system is declared with authentication '{declared}'.",
      fr: 'Le jeton dit « {mode} », mais le système est déclaré avec authentication « {declared} ».',
    },
    sector: {
      en: "The token says sector '{sector}', but the structure is declared in '{declared}'.",
      fr: 'Le jeton dit secteur « {sector} », mais la structure est déclarée en « {declared} ».',
    },
    practitioner: {
      en: "The document is validated by '{validator}', who is not declared among the practitioners of '{structure}'.",
      fr: "Le document est validé par « {validator} », qui n'est pas déclaré parmi les praticiens de « {structure} ».",
    },
  },
  docs: {
    en: {
      title: 'What a message says of structure, mode, sector and doctor is what dmplint.yaml declares.',
      why: 'The certificates of a site are ordered for the structures in which its doctors practise (guide of December 2025, G-27 and G-66), and chosen among them for each document (AUTH/va1.01, DB.SO.89). A message that departs from the declared site shows either a wrong setting or an inventory that is no longer true.',
      fix: 'Correct the setting of the software, or dmplint.yaml: structures of the system, authentication, sector, practitioners. Replacement doctors belong in practitioners too.',
    },
    fr: {
      title:
        'Ce que dit un message de la structure, du mode, du secteur et du médecin est ce que déclare dmplint.yaml.',
      why: "Les certificats d'un site sont commandés pour les structures où exercent ses médecins (guide de décembre 2025, G-27 et G-66), et choisis parmi elles pour chaque document (AUTH/va1.01, DB.SO.89). Un message qui s'écarte du site déclaré révèle un mauvais paramétrage ou un inventaire devenu faux.",
      fix: 'Corriger le paramétrage du logiciel, ou dmplint.yaml : structures du système, authentication, sector, practitioners. Les remplaçants ont aussi leur place dans practitioners.',
    },
  },
  *check({ token, site, exchange, signatures, submission, directory }) {
    const { structure, sector } = token
    const { system } = exchange
    if (structure && isStructureId(structure.value)) {
      const served = system?.structures ?? site.structures.map(({ id }) => id)
      const [first] = served
      const isServed = served.some(({ value }) => {
        const relation = relationOf(value, structure.value, { site, directory })
        return relation === 'same' || relation === 'linked'
      })
      if (first && !isServed)
        yield {
          message: 'structure',
          at: structure.at,
          data: { structure },
          related: [{ at: first.at, text: { en: 'the declared structures', fr: 'les structures déclarées' } }],
        }
    }
    const mode = modeOf(token, signatures)
    // A RIS that feeds as a structure may consult for a connected doctor: the mode declared is that of its feedings.
    const authentication = submission && isRequest(submission) ? system?.authentication : undefined
    if (mode && authentication && MODE_OF[authentication.value] !== mode)
      yield {
        message: 'authentication',
        at: token.mode?.at ?? token.at,
        data: { mode, declared: authentication },
        expected: MODE_OF[authentication.value],
        actual: mode,
        related: [{ at: authentication.at, text: { en: 'the declared mode', fr: 'le mode déclaré' } }],
      }

    const declared = structure ? declaredStructures(structure.value, site, directory) : []
    if (!structure || declared.length === 0) return
    const sectors = declared.flatMap(({ sector }) => sector ?? [])
    const [known] = sectors
    const code = sectorOf(token)
    if (sector && code && known && !sectors.some(({ value }) => value === code))
      yield {
        message: 'sector',
        at: sector.at,
        data: { sector: code, declared: known },
        expected: known,
        actual: code,
        related: [{ at: known.at, text: { en: 'the declared sector', fr: 'le secteur déclaré' } }],
      }
    const practitioners = declared.flatMap(({ practitioners }) => practitioners)
    const [someone] = practitioners
    if (!submission || !someone || isHistorical(submission)) return
    // What is no national identifier is left to XDS-001.
    for (const validator of imagingLegalAuthenticators(submission))
      if (isNationalId(validator.value) && !practisesInOne(declared, validator.value))
        yield {
          message: 'practitioner',
          at: validator.at,
          data: { validator, structure },
          actual: validator,
          related: [{ at: someone.at, text: { en: 'the declared practitioners', fr: 'les praticiens déclarés' } }],
        }
  },
})
