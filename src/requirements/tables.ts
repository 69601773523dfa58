import { type Edition, editions } from '../nomenclatures/index.ts'
import type { Requirement } from './requirement.ts'

/** A code table as rules cite it: terminologies with `NOS-` before their name, value sets and maps as they are called. */
export function tableRequirement({ id, title, oid, version, date }: Edition): Requirement {
  const number = oid === undefined ? '' : `OID ${oid}, `
  return {
    id: id.startsWith('TRE_') ? `NOS-${id}` : id,
    title: { en: title, fr: title },
    text: {
      en: `Code table, ${number}edition ${version} of ${date}.`,
      fr: `Nomenclature, ${number}édition ${version} du ${date}.`,
    },
    where: {
      en: 'ANS, terminology server and CI-SIS publication space (mos.esante.gouv.fr, smt.esante.gouv.fr)',
      fr: 'ANS, serveur multi-terminologies et espace de publication du CI-SIS (mos.esante.gouv.fr, smt.esante.gouv.fr)',
    },
    status: 'official',
  }
}

export const TABLES: readonly Requirement[] = editions().map(tableRequirement)
