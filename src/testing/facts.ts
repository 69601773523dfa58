/** The people, structures and examinations that a world tells about. All of them are invented. */

export interface Patient {
  /** Matricule INS, 15 characters. */
  readonly ins: string
  /** OID of the INS: `.8` NIR in production, `.10` in test. */
  readonly insOid: string
  readonly family: string
  readonly given: string
  /** YYYYMMDD. */
  readonly birthDate: string
  readonly sex: 'F' | 'M'
  /** COG code of the birth place. */
  readonly birthPlace: string
  /** Local identifier and the OID that assigns it. */
  readonly ipp: string
  readonly ippOid: string
}

export interface Doctor {
  /** RPPS, 11 digits. */
  readonly rpps: string
  readonly family: string
  readonly given: string
  /** Specialty by which the doctor signs. */
  readonly specialty: Specialty
}

export interface Specialty {
  /** TRE_R38 code: `SM44`. */
  readonly code: string
  /** Label of TRE_R38, as the role of a token shows it. */
  readonly label: string
  /** Label of JDV_J01, as authorSpecialty shows it. */
  readonly authorLabel: string
}

export const RADIOLOGY: Specialty = {
  code: 'SM44',
  label: 'Radio-diagnostic (SM)',
  authorLabel: 'Médecin - Radio-diagnostic (SM)',
}
export const IMAGING: Specialty = {
  code: 'SM74',
  label: 'Radiologie et imagerie médicale (SM)',
  authorLabel: 'Médecin - Radiologie et imagerie médicale (SM)',
}
export const NUCLEAR_MEDICINE: Specialty = {
  code: 'SM28',
  label: 'Médecine nucléaire (SM)',
  authorLabel: 'Médecin - Médecine nucléaire (SM)',
}

/** A structure of practice. */
export interface Structure {
  /** Struct_IdNat. */
  readonly id: string
  readonly name: string
  readonly sector: Sector
  readonly practiceSetting: PracticeSetting
}

export interface Coding {
  readonly code: string
  readonly system: string
  readonly label: string
}

export type Sector = Coding
export type PracticeSetting = Coding

const sector = (code: string, label: string): Sector => ({ code, system: '1.2.250.1.71.4.2.4', label })
export const SECTORS = {
  SA01: sector('SA01', 'Etablissement public de santé'),
  SA04: sector('SA04', 'Etablissement privé non PSPH'),
  SA07: sector('SA07', 'Cabinet individuel'),
  SA08: sector('SA08', 'Cabinet de groupe'),
  SA09: sector('SA09', 'Exercice en société'),
  SA30: sector('SA30', 'Autre établissement sanitaire'),
} as const

const setting = (code: string, label: string): PracticeSetting => ({ code, system: '1.2.250.1.213.1.1.4.9', label })
export const AMBULATORY = setting('AMBULATOIRE', 'Ambulatoire')
export const HOSPITAL = setting('ETABLISSEMENT', 'Etablissement de santé')

/** An examination. Times are local, with their offset. */
export interface Study {
  readonly uid: string
  readonly accession: string
  readonly accessionOid: string
  readonly order: string
  readonly orderOid: string
  /** LOINC code of the act. */
  readonly act: Coding
  readonly modality: Coding
  readonly region: Coding
  /** `20261120094000+0100`. */
  readonly start: string
  readonly stop: string
}

const DCM = '1.2.840.10008.2.16.4'
const SNOMED = '2.16.840.1.113883.6.96'
export const LOINC = '2.16.840.1.113883.6.1'
export const CT: Coding = { code: 'CT', system: DCM, label: 'Tomodensitométrie' }
export const MR: Coding = { code: 'MR', system: DCM, label: 'Résonance magnétique' }
export const THORAX: Coding = { code: '67734004', system: SNOMED, label: 'segment thoracique du tronc' }
export const LOWER_LIMB: Coding = { code: '61685007', system: SNOMED, label: 'membre inférieur' }

/** Root of every OID of the worlds. */
export const ARC = '2.25.11897534'

/** Local time with offset → the same instant in UTC, as XDS wants it: digits only. */
export function utcDigits(local: string): string {
  const [, year, month, day, hour, minute, second, sign, offsetHour, offsetMinute] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-])(\d\d)(\d\d)$/.exec(local)!
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${offsetHour}:${offsetMinute}`
  return new Date(iso).toISOString().replace(/[-:T]/g, '').slice(0, 14)
}

export const insCx = (patient: Patient): string => `${patient.ins}^^^&${patient.insOid}&ISO^NH`

/** XCN of a professional. */
export const xcn = (id: string, family: string, given: string): string =>
  `${id}^${family}^${given}^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`

/** XON of a structure. */
export const xon = (structureName: string, id: string): string =>
  `${structureName}^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^${id}`

export const doctorId = (doctor: Doctor): string => `8${doctor.rpps}`
