import type { DirectoryPerson, DirectoryStructure, DirectoryTables } from '../directory/directory.ts'

/** The national directory of a world: rows of practice, and the files that publish them. */

/** One activity of one person: a row of the public extraction. Identifiers are bare unless said otherwise. */
export interface DirectoryRow {
  rpps: string
  family: string
  given: string
  /** TRE_G15; 10 (médecin) by default. */
  profession?: string
  /** TRE_R38 code and label; absent for a person without specialty in the extraction. */
  specialty?: { code: string; label: string }
  /** TRE_R23: L libéral, S salarié. */
  mode?: string
  siret?: string
  finessSite?: string
  finessLegal?: string
  name: string
  /** Struct_IdNat (column 47, "Ancien identifiant de la structure"). */
  structure: string
  /** TRE_R02. */
  sector: { code: string; label: string }
}

export interface SpecialtyRow {
  rpps: string
  family: string
  given: string
  specialty: { code: string; label: string }
}

const PERSON_COLUMNS = ["Type d'identifiant PP", 'Identifiant PP', 'Identification nationale PP'] as const

/** The 56 columns of PS_LibreAcces_Personne_activite. */
export const ACTIVITY_COLUMNS = [
  ...PERSON_COLUMNS,
  "Code civilité d'exercice",
  "Libellé civilité d'exercice",
  'Code civilité',
  'Libellé civilité',
  "Nom d'exercice",
  "Prénom d'exercice",
  'Code profession',
  'Libellé profession',
  'Code catégorie professionnelle',
  'Libellé catégorie professionnelle',
  'Code type savoir-faire',
  'Libellé type savoir-faire',
  'Code savoir-faire',
  'Libellé savoir-faire',
  'Code mode exercice',
  'Libellé mode exercice',
  'Numéro SIRET site',
  'Numéro SIREN site',
  'Numéro FINESS site',
  'Numéro FINESS établissement juridique',
  'Identifiant technique de la structure',
  'Raison sociale site',
  'Enseigne commerciale site',
  'Complément destinataire (coord. structure)',
  'Complément point géographique (coord. structure)',
  'Numéro Voie (coord. structure)',
  'Indice répétition voie (coord. structure)',
  'Code type de voie (coord. structure)',
  'Libellé type de voie (coord. structure)',
  'Libellé Voie (coord. structure)',
  'Mention distribution (coord. structure)',
  'Bureau cedex (coord. structure)',
  'Code postal (coord. structure)',
  'Code commune (coord. structure)',
  'Libellé commune (coord. structure)',
  'Code pays (coord. structure)',
  'Libellé pays (coord. structure)',
  'Téléphone (coord. structure)',
  'Téléphone 2 (coord. structure)',
  'Télécopie (coord. structure)',
  'Adresse e-mail (coord. structure)',
  'Code Département (structure)',
  'Libellé Département (structure)',
  'Ancien identifiant de la structure',
  "Autorité d'enregistrement",
  "Code secteur d'activité",
  "Libellé secteur d'activité",
  'Code section tableau pharmaciens',
  'Libellé section tableau pharmaciens',
  'Code rôle',
  'Libellé rôle',
  'Code genre activité',
  'Libellé genre activité',
] as const

const SPECIALTY_COLUMNS = [
  ...PERSON_COLUMNS,
  "Nom d'exercice",
  "Prénom d'exercice",
  'Code profession',
  'Libellé profession',
  'Code catégorie professionnelle',
  'Libellé catégorie professionnelle',
  'Code type savoir-faire',
  'Libellé type savoir-faire',
  'Code savoir-faire',
  'Libellé savoir-faire',
] as const

type Cells = Readonly<Record<string, string | undefined>>

/** Pipe-separated, a pipe at the end of each line, LF, no quoting: as the directory publishes. */
function table(columns: readonly string[], rows: readonly Cells[]): string {
  const lines = [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))]
  return lines.map(cells => `${cells.join('|')}|\n`).join('')
}

const person = (row: { rpps: string; family: string; given: string }): Cells => ({
  "Type d'identifiant PP": '8',
  'Identifiant PP': row.rpps,
  'Identification nationale PP': `8${row.rpps}`,
  "Nom d'exercice": row.family,
  "Prénom d'exercice": row.given,
  'Code catégorie professionnelle': 'C',
  'Libellé catégorie professionnelle': 'Civil',
})

const specialty = (value: { code: string; label: string } | undefined): Cells =>
  value
    ? {
        'Code type savoir-faire': 'S',
        'Libellé type savoir-faire': 'Spécialité ordinale',
        'Code savoir-faire': value.code,
        'Libellé savoir-faire': value.label,
      }
    : {}

/** Text of PS_LibreAcces_Personne_activite. */
export function activityExtraction(rows: readonly DirectoryRow[]): string {
  return table(
    ACTIVITY_COLUMNS,
    rows.map(row => ({
      ...person(row),
      "Code civilité d'exercice": 'DR',
      "Libellé civilité d'exercice": 'Docteur',
      'Code profession': row.profession ?? '10',
      'Libellé profession': (row.profession ?? '10') === '10' ? 'Médecin' : '',
      ...specialty(row.specialty),
      'Code mode exercice': row.mode ?? 'L',
      'Libellé mode exercice': (row.mode ?? 'L') === 'L' ? 'Libéral' : 'Salarié',
      'Numéro SIRET site': row.siret,
      'Numéro SIREN site': row.siret?.slice(0, 9),
      'Numéro FINESS site': row.finessSite,
      'Numéro FINESS établissement juridique': row.finessLegal,
      'Identifiant technique de la structure': technicalId(row),
      'Raison sociale site': row.name,
      'Ancien identifiant de la structure': row.structure,
      "Autorité d'enregistrement": 'CNOM/CNOM/CNOM',
      "Code secteur d'activité": row.sector.code,
      "Libellé secteur d'activité": row.sector.label,
      'Code genre activité': 'GENR01',
      'Libellé genre activité': 'Activité standard de soin ou de pharmacien',
    })),
  )
}

function technicalId(row: DirectoryRow): string {
  if (row.finessSite) return `F${row.finessSite}`
  if (row.siret) return `C${row.siret}`
  return `R9${row.structure.slice(-13)}`
}

/** Text of PS_LibreAcces_SavoirFaire. */
export function specialtyExtraction(rows: readonly SpecialtyRow[]): string {
  return table(
    SPECIALTY_COLUMNS,
    rows.map(row => ({
      ...person(row),
      'Code profession': '10',
      'Libellé profession': 'Médecin',
      ...specialty(row.specialty),
    })),
  )
}

/** Text of the FINESS file etalab-cs1100502 (entités géographiques), latin1 in the real one. */
export function finessExtraction(rows: readonly DirectoryRow[], date = '2026-05-12'): string {
  const sites = new Map(rows.filter(row => row.finessSite).map(row => [row.finessSite!, row]))
  const lines = [...sites].map(([site, row]) => {
    const cells = new Array<string>(32).fill('')
    cells[0] = 'structureet'
    cells[1] = site
    cells[2] = row.finessLegal ?? ''
    cells[3] = row.name
    cells[13] = site.slice(0, 2)
    cells[18] = '355'
    cells[19] = 'Centre Hospitalier (C.H.)'
    cells[22] = row.siret ?? ''
    cells[30] = date
    return cells.join(';')
  })
  return `${[`finess;etalab;111;${date}`, ...lines].join('\n')}\n`
}

/** What the index holds of these rows, for a directory in memory drawn on `extracted` (YYYY-MM-DD). */
export function directoryTables(rows: readonly DirectoryRow[], extracted = '2026-11-20'): DirectoryTables {
  const persons = new Map<string, DirectoryPerson>()
  const structures = new Map<string, Partial<DirectoryStructure> & { id: string; sectors: string[] }>()
  const place = (id: string, sector: string, known: Partial<DirectoryStructure>): void => {
    const before = structures.get(id)?.sectors ?? []
    structures.set(id, { ...known, id, sectors: [...new Set([...before, sector])] })
  }
  for (const row of rows) {
    const id = `8${row.rpps}`
    const activity = { structure: row.structure, mode: row.mode ?? 'L', sector: row.sector.code }
    const known = persons.get(id)
    persons.set(id, {
      id,
      profession: row.profession ?? '10',
      specialties: [...new Set([...(known?.specialties ?? []), ...(row.specialty ? [row.specialty.code] : [])])],
      activities: [...(known?.activities ?? []), activity],
      active: true,
    })
    const { siret, finessSite, finessLegal } = row
    place(row.structure, row.sector.code, {
      ...(siret ? { siret } : {}),
      ...(finessSite ? { finessSite } : {}),
      ...(finessLegal ? { finessLegal } : {}),
    })
    if (finessLegal && finessLegal !== finessSite) place(`1${finessLegal}`, row.sector.code, { finessLegal })
  }
  return { persons: [...persons.values()], structures: [...structures.values()], info: { extracted } }
}
