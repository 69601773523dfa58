import { structuresOf } from '../artifacts/served.ts'
import type { Site, SiteStructure, System } from '../artifacts/site.ts'
import type { Directory } from '../directory/directory.ts'
import type { Text } from '../engine/rule.ts'
import { normaliseStructureId, parsePersonId, parseStructureId, sirenOf } from '../identifiers/index.ts'
import { PRACTICE_OF_SECTOR, type SectorPractice } from '../nomenclatures/practices.ts'

/** On which identifier the certificates of the structures of a site are drawn (guide, G-27 to G-34). */

/** A sentence with the requirements that it rests on. */
export interface Reason {
  readonly text: Text
  readonly sources: readonly string[]
}

export type Practice =
  | SectorPractice
  /** SCM or SCI: nobody practises in it, no certificate. */
  | 'means'
  | 'unknown'

/** Who is responsible for the processing, and so whose identifier the OU of the certificates is. */
export interface Holder {
  readonly practice: Practice
  /** Struct_IdNat; absent while a fact is missing, which `question` asks for. */
  readonly ou?: string
  readonly accepts: (id: string) => boolean
  readonly structures: readonly SiteStructure[]
  /** PS_IdNat of the doctor whose cabinet it is, where the site does not describe the cabinet itself. */
  readonly doctor?: string
  readonly why: readonly Reason[]
  readonly question?: Reason
}

const formOf = ({ legalForm }: SiteStructure): string => legalForm?.value.trim().toUpperCase() ?? ''

export function practiceOf(structure: SiteStructure, directory: Directory | undefined): Practice {
  const form = formOf(structure)
  if (form === 'SCM' || form === 'SCI') return 'means'
  if (form === 'GIE') return 'establishment'
  const sectors = structure.sector
    ? [structure.sector.value]
    : (directory?.structure(structure.id.value)?.sectors ?? [])
  const told = new Set(sectors.flatMap(sector => PRACTICE_OF_SECTOR.get(sector) ?? []))
  const [practice] = told
  if (practice && told.size === 1) return practice
  if (/^(SEL|SCP)/.test(form)) return 'company'
  const { kind } = parseStructureId(normaliseStructureId(structure.id.value))
  if (kind === 'finess') return 'establishment'
  return kind === 'rpps-rang' || kind === 'adeli-rang' ? 'cabinet' : 'unknown'
}

export const titleOf = (structure: SiteStructure): string => structure.name?.value ?? structure.id.value

/** The structures that answer for what a system does, each once: sites of one company or of one establishment are one. */
export function holdersOf(system: System, site: Site, directory: Directory | undefined): readonly Holder[] {
  const structures = structuresOf(system, site)
  const holders = new Map<string, Holder>()
  const add = (key: string, holder: Holder): void => {
    const known = holders.get(key)
    holders.set(key, known ? { ...known, structures: [...known.structures, ...holder.structures] } : holder)
  }
  for (const structure of structures) {
    const id = normaliseStructureId(structure.id.value)
    switch (practiceOf(structure, directory)) {
      case 'establishment': {
        const holder = ofEstablishment(structure, site, directory)
        add(holder.ou ?? id, holder)
        break
      }
      case 'company': {
        const holder = ofCompany(structure, directory)
        add(sirenIn(holder.ou) ?? id, holder)
        break
      }
      case 'cabinet':
        if (isRang(id)) add(id, ofCabinet(structure, id))
        else for (const holder of doctorsOf(structure, structures, directory)) add(holder.doctor ?? id, holder)
        break
      case 'means':
        for (const holder of doctorsOf(structure, structures, directory)) add(holder.doctor ?? id, holder)
        break
      case 'unknown':
        add(id, ofUnknown(structure, id))
    }
  }
  const several = [...holders.values()]
  return several.map(holder =>
    holder.practice === 'company' && holder.structures.length > 1
      ? { ...holder, why: [...holder.why, ONE_INSTANCE] }
      : holder,
  )
}

const ONE_INSTANCE: Reason = {
  text: {
    en: 'one instance serves several sites of the company: the certificate may be on any of its SIRETs',
    fr: "une instance sert plusieurs sites de la société : le certificat peut être sur l'un quelconque de ses SIRET",
  },
  sources: ['G-31'],
}

const isRang = (id: string): boolean => ['rpps-rang', 'adeli-rang'].includes(parseStructureId(id).kind)

export function sirenIn(id: string | undefined): string | undefined {
  const parsed = parseStructureId(normaliseStructureId(id ?? ''))
  return parsed.kind === 'invalid' ? undefined : sirenOf(parsed)
}

/** `1` and nine characters, from a FINESS with or without its type digit. */
const finessId = (text: string): string => {
  const id = normaliseStructureId(text)
  return /^[0-9][0-9A-Z][0-9]{7}$/.test(id) ? `1${id}` : id
}

function ofEstablishment(structure: SiteStructure, site: Site, directory: Directory | undefined): Holder {
  const id = normaliseStructureId(structure.id.value)
  const common = { practice: 'establishment' as const, structures: [structure] }
  if (site.dmp?.finessMode?.value === 'eg')
    return {
      ...common,
      ou: id,
      accepts: other => other === id,
      why: [
        {
          text: {
            en: 'mode EG declared: the FINESS of the site in certificate and token',
            fr: 'mode EG déclaré : le FINESS du site dans le certificat et dans le jeton',
          },
          sources: ['FAQ-01'],
        },
      ],
    }
  const known = directory?.structure(id)
  const legal = structure.finessLegal
    ? finessId(structure.finessLegal.value)
    : known?.finessLegal !== undefined
      ? `1${known.finessLegal}`
      : known?.kinds.includes('finess-ej')
        ? id
        : undefined
  const why: Reason = {
    text: {
      en: 'health establishment or GIE: the FINESS juridique',
      fr: 'établissement de santé ou GIE : le FINESS juridique',
    },
    sources: ['G-29'],
  }
  if (legal !== undefined) return { ...common, ou: legal, accepts: other => other === legal, why: [why] }
  const name = titleOf(structure)
  return {
    ...common,
    accepts: () => false,
    why: [why],
    question: {
      text: {
        en: `FINESS juridique of ${name}: not known. Read it in the directory and write it under finessLegal.`,
        fr: `FINESS juridique de ${name} : inconnu. Le lire dans l'annuaire et l'écrire sous finessLegal.`,
      },
      sources: ['G-29', 'G-35'],
    },
  }
}

function ofCompany(structure: SiteStructure, directory: Directory | undefined): Holder {
  const id = normaliseStructureId(structure.id.value)
  const siret = parseStructureId(id).kind === 'siret' ? id.slice(1) : directory?.structure(id)?.siret
  const why: Reason = {
    text: { en: 'practice in a company (SA09): its SIRET', fr: 'exercice en société (SA09) : son SIRET' },
    sources: ['G-30'],
  }
  const company = { practice: 'company' as const, structures: [structure], why: [why] }
  // A company that holds a FINESS may use it: the MOS prefers it where it exists.
  const isFiness = parseStructureId(id).kind === 'finess'
  if (siret !== undefined)
    return {
      ...company,
      ou: `3${siret}`,
      accepts: other => sirenIn(other) === siret.slice(0, 9) || (isFiness && other === id),
    }
  const name = titleOf(structure)
  return {
    ...company,
    accepts: other => isFiness && other === id,
    question: {
      text: {
        en: `SIRET of ${name}: not known, its id in dmplint.yaml is none.`,
        fr: `SIRET de ${name} : inconnu, son id dans dmplint.yaml n'en est pas un.`,
      },
      sources: ['G-30', 'G-35'],
    },
  }
}

function ofCabinet(structure: SiteStructure, id: string): Holder {
  return {
    practice: 'cabinet',
    ou: id,
    accepts: other => other === id,
    structures: [structure],
    why: [ONE_PER_RANG],
  }
}

const ONE_PER_RANG: Reason = {
  text: {
    en: 'individual or group practice: one certificate for each RPPS-rang, as many as doctors',
    fr: 'cabinet individuel ou de groupe : un certificat par RPPS-rang, autant que de médecins',
  },
  sources: ['G-32', 'G-33'],
}

/** The RPPS-rang of each doctor of a SCM, or of a practice that is described by another identifier. */
function doctorsOf(
  structure: SiteStructure,
  served: readonly SiteStructure[],
  directory: Directory | undefined,
): readonly Holder[] {
  const cabinets = served.filter(({ id }) => isRang(normaliseStructureId(id.value)))
  const holders: Holder[] = []
  for (const { value: doctor } of structure.practitioners) {
    const rpps = rppsOf(doctor)
    const hasCabinet = cabinets.some(
      ({ id, practitioners }) =>
        normaliseStructureId(id.value).slice(1, 12) === rpps || practitioners.some(one => one.value === doctor),
    )
    if (hasCabinet) continue
    const rangs = rangsOf(doctor, directory)
    const [only] = rangs
    const known = rangs.length === 1 && only !== undefined
    holders.push({
      practice: 'cabinet',
      structures: [structure],
      doctor,
      why: [ONE_PER_RANG, ...(practiceOf(structure, directory) === 'means' ? [NO_SCM] : [])],
      accepts: other => (known ? other === only : isRang(other) && other.slice(1, 12) === rpps),
      ...(known ? { ou: only } : { question: unknownRang(doctor, rangs) }),
    })
  }
  if (structure.practitioners.length === 0 && cabinets.length === 0)
    holders.push({
      practice: 'cabinet',
      structures: [structure],
      why: [ONE_PER_RANG],
      accepts: () => false,
      question: {
        text: {
          en: `Doctors of ${titleOf(structure)}: not known. List them under practitioners: each needs the certificates of a RPPS-rang.`,
          fr: `Médecins de ${titleOf(structure)} : inconnus. Les déclarer sous practitioners : il faut à chacun les certificats d'un RPPS-rang.`,
        },
        sources: ['G-33', 'G-35'],
      },
    })
  return holders
}

export const NO_SCM: Reason = {
  text: {
    en: 'no certificate on a SCM or a SCI, which neither the ordres nor the directory know',
    fr: "aucun certificat sur une SCM ou une SCI, que ni les ordres ni l'annuaire ne connaissent",
  },
  sources: ['G-28'],
}

const rppsOf = (doctor: string): string | undefined => {
  const id = parsePersonId(doctor)
  return id.kind === 'rpps' ? id.bare : undefined
}

function rangsOf(doctor: string, directory: Directory | undefined): readonly string[] {
  const activities = directory?.person(doctor)?.activities ?? []
  return [...new Set(activities.map(({ structure }) => normaliseStructureId(structure)).filter(isRang))]
}

function unknownRang(doctor: string, rangs: readonly string[]): Reason {
  const choice = rangs.join(', ')
  return {
    text:
      rangs.length > 1
        ? {
            en: `RPPS-rang of ${doctor}: the directory has several (${choice}), choose the one of this practice.`,
            fr: `RPPS-rang de ${doctor} : l'annuaire en a plusieurs (${choice}), choisir celui de ce cabinet.`,
          }
        : {
            en: `RPPS-rang of ${doctor}: not known. Look the doctor up in the directory.`,
            fr: `RPPS-rang de ${doctor} : inconnu. Chercher le médecin dans l'annuaire.`,
          },
    sources: ['G-33', 'G-35'],
  }
}

function ofUnknown(structure: SiteStructure, id: string): Holder {
  const name = titleOf(structure)
  const sector = structure.sector?.value
  return {
    practice: 'unknown',
    structures: [structure],
    accepts: other => other === id,
    why: [],
    question: {
      text: sector
        ? {
            en: `The guide does not say on which identifier a structure of sector ${sector} draws its certificates: ask for ${name}.`,
            fr: `Le guide ne dit pas sur quel identifiant une structure du secteur ${sector} retire ses certificats : à demander pour ${name}.`,
          }
        : {
            en: `Sector of ${name}: not known. SA09 asks for its SIRET, SA07 and SA08 for the RPPS-rang of each doctor.`,
            fr: `Secteur de ${name} : inconnu. SA09 demande son SIRET, SA07 et SA08 le RPPS-rang de chaque médecin.`,
          },
      sources: ['G-34', 'G-35'],
    },
  }
}

/** What the directory says otherwise than dmplint.yaml. */
export function sectorDoubt(structure: SiteStructure, directory: Directory | undefined): Reason | undefined {
  const known = directory?.structure(structure.id.value)?.sectors ?? []
  const declared = structure.sector?.value
  if (declared === undefined || known.length === 0 || known.includes(declared)) return undefined
  return {
    text: {
      en: `Sector of ${titleOf(structure)}: dmplint.yaml says ${declared}, the directory ${known.join(', ')}.`,
      fr: `Secteur de ${titleOf(structure)} : dmplint.yaml indique ${declared}, l'annuaire ${known.join(', ')}.`,
    },
    sources: ['G-34'],
  }
}
