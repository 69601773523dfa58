import {
  ARC,
  type Coding,
  CT,
  type Doctor,
  IMAGING,
  LOINC,
  LOWER_LIMB,
  MR,
  NUCLEAR_MEDICINE,
  type Patient,
  RADIOLOGY,
  type Study,
  THORAX,
} from '../facts.ts'
import { ins, rpps, siren, siret } from '../identifiers.ts'

/** The people of the worlds. */

export const VALMONT: Doctor = { rpps: rpps('1900000011'), family: 'VALMONT', given: 'CLAIRE', specialty: RADIOLOGY }
export const TERRIEN: Doctor = { rpps: rpps('1900000012'), family: 'TERRIEN', given: 'HUGO', specialty: IMAGING }
export const LAMARCHE: Doctor = {
  rpps: rpps('1900000013'),
  family: 'LAMARCHE',
  given: 'INES',
  specialty: NUCLEAR_MEDICINE,
}

const patient = (matricule: string, family: string, given: string, birthDate: string, sex: 'F' | 'M', n: number) => ({
  ins: ins(matricule),
  insOid: '1.2.250.1.213.1.4.8',
  family,
  given,
  birthDate,
  sex,
  birthPlace: '69999',
  ipp: `IPP00${n}`,
  ippOid: `${ARC}.40`,
})
export const ODELINE: Patient = patient('2850669999001', 'FICTIVE', 'ODELINE', '19850612', 'F', 1)
export const BASILE: Patient = patient('1720369999002', 'EXEMPLAIRE', 'BASILE', '19720305', 'M', 2)

const study = (n: number, act: Coding, modality: Coding, region: Coding): Study => ({
  uid: `${ARC}.50.${n}`,
  accession: `ACC2026${String(n).padStart(4, '0')}`,
  accessionOid: `${ARC}.41`,
  order: `DEM2026${String(n).padStart(4, '0')}`,
  orderOid: `${ARC}.42`,
  act,
  modality,
  region,
  start: '20261120094000+0100',
  stop: '20261120100500+0100',
})
/** CT of the chest, and MRI of the knee. */
export const chestCt = (n: number): Study =>
  study(n, { code: '24627-2', system: LOINC, label: 'TDM thorax' }, CT, THORAX)
export const kneeMri = (n: number): Study =>
  study(n, { code: '24802-1', system: LOINC, label: 'RM genou' }, MR, LOWER_LIMB)

/** Company that runs the software of the worlds: its SIREN and its head office. */
export const IMAGO_SIREN = siren('00010203')
export const IMAGO = {
  name: 'IMAGO SANTE',
  siret: siret(IMAGO_SIREN),
  structId: `3${siret(IMAGO_SIREN)}`,
  clientIds: { ris: 'imago-ris', drimbox: 'imago-drimbox' },
} as const
export const IMAGO_DEPARTMENT = 'Paris (75)'
