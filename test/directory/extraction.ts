import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Directory, openDirectory } from '../../src/directory/directory.ts'
import { type ImportResult, importDirectory } from '../../src/directory/import.ts'

/** Extractions built in the test: titles as published, people as invented. */

const PERSON = ["Type d'identifiant PP", 'Identifiant PP', 'Identification nationale PP']
const FIRST_52 = [
  ...PERSON,
  "Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice",
  'Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle',
  'Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice',
  'Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique',
  'Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site',
  'Complément destinataire (coord. structure)|Complément point géographique (coord. structure)',
  'Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)',
  'Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)',
  'Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)',
  'Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)',
  'Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)',
  'Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)',
  "Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité",
  'Code section tableau pharmaciens|Libellé section tableau pharmaciens',
]
  .join('|')
  .split('|')

export const COLUMNS_52: readonly string[] = FIRST_52
export const COLUMNS_56: readonly string[] = [
  ...FIRST_52,
  'Code rôle',
  'Libellé rôle',
  'Code genre activité',
  'Libellé genre activité',
]

export type Cells = Readonly<Record<string, string>>

/** A delimited text: one line of titles, one per row; `row` names cells by title. */
export function table(
  columns: readonly string[],
  rows: readonly Cells[],
  options: { trailing?: boolean; end?: string } = {},
): string {
  const end = `${options.trailing === false ? '' : '|'}${options.end ?? '\n'}`
  return [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))]
    .map(cells => cells.join('|') + end)
    .join('')
}

export function person(rpps: string, more: Cells = {}): Cells {
  return {
    "Type d'identifiant PP": '8',
    'Identifiant PP': rpps,
    'Identification nationale PP': `8${rpps}`,
    "Nom d'exercice": 'DURAND',
    "Prénom d'exercice": 'Zoé',
    'Code profession': '10',
    ...more,
  }
}

export const folder = (): string => mkdtempSync(join(tmpdir(), 'dmplint-directory-'))

export function file(where: string, name: string, content: string | Uint8Array): string {
  const path = join(where, name)
  writeFileSync(path, content)
  return path
}

/** Imports texts or bytes, by file name, and opens the result. */
export async function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { keepNames?: boolean } = {},
): Promise<ImportResult & { directory: Directory; out: string }> {
  const where = folder()
  const out = join(where, 'index')
  const paths = Object.entries(files).map(([name, content]) => file(where, name, content))
  const result = await importDirectory(paths, out, { version: '0', ...options })
  return { ...result, directory: await openDirectory(out), out }
}
