import type { SiteStructure } from '../../src/artifacts/site.ts'
import type { Text } from '../../src/engine/rule.ts'
import type { StructureKind } from '../../src/identifiers/index.ts'
import { PRACTICE_OF_SECTOR, type SectorPractice } from '../../src/nomenclatures/practices.ts'

/** On which identifier the structures of a kind of practice are known, and their certificates drawn (G-29, G-30, G-32). */
export interface Practice {
  readonly kind: SectorPractice
  /** Identifiers that fit it; RG_EXP_038 puts the ADELI-rang beside the RPPS-rang. */
  readonly identifiers: readonly StructureKind[]
  readonly form: Text
}

const CABINET: Practice = {
  kind: 'cabinet',
  identifiers: ['rpps-rang', 'adeli-rang'],
  form: { en: '4 and an RPPS-rang', fr: '4 suivi d’un RPPS-rang' },
}
/** A company that holds a FINESS may use it: the MOS prefers it to the SIRET where it exists. */
const COMPANY: Practice = {
  kind: 'company',
  identifiers: ['siret', 'finess'],
  form: { en: '3 and a SIRET', fr: '3 suivi d’un SIRET' },
}
const ESTABLISHMENT: Practice = {
  kind: 'establishment',
  identifiers: ['finess'],
  form: { en: '1 and a FINESS', fr: '1 suivi d’un FINESS' },
}

const OF_KIND: Readonly<Record<SectorPractice, Practice>> = {
  establishment: ESTABLISHMENT,
  company: COMPANY,
  cabinet: CABINET,
}

export function practiceOfSector(sector: string | undefined): Practice | undefined {
  const kind = PRACTICE_OF_SECTOR.get(sector ?? '')
  return kind && OF_KIND[kind]
}

/** A GIE counts as an establishment, whatever sector it has. */
export const practiceOf = ({ sector, legalForm }: SiteStructure): Practice | undefined =>
  legalForm?.value.trim().toUpperCase() === 'GIE' ? ESTABLISHMENT : practiceOfSector(sector?.value)
