import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/**
 * Writes a synthetic Personne_activite extraction (56 columns): 1.6 rows per person, a third of the places FINESS sites
 * with few large ones, a quarter RPPS-rang, a fifth SIRET of companies, the rest none; 5 % odd rows. Same seed, same file.
 */

const TITLES = [
  "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|Libellé civilité d'exercice",
  "Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession|Libellé profession",
  'Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire',
  'Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|Numéro SIREN site',
  'Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|Raison sociale site',
  'Enseigne commerciale site|Complément destinataire (coord. structure)',
  'Complément point géographique (coord. structure)|Numéro Voie (coord. structure)',
  'Indice répétition voie (coord. structure)|Code type de voie (coord. structure)',
  'Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)',
  'Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)',
  'Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)',
  'Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)',
  'Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)',
  "Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité",
  'Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle',
  'Code genre activité|Libellé genre activité|',
].join('|')

const PROFESSIONS = [
  '10|Médecin',
  '60|Infirmier',
  '70|Masseur-kinésithérapeute',
  '21|Pharmacien',
  '40|Chirurgien-dentiste',
]
const SPECIALTIES = [
  'SM54|Médecine générale',
  'SM44|Radio-diagnostic',
  'SM28|Médecine nucléaire',
  'SM49|Santé publique',
  'SM74|Radiologie et imagerie médicale',
]
const SECTORS = [
  'SA07|Cabinet individuel',
  'SA08|Cabinet de groupe',
  'SA09|Exercice en société',
  'SA01|Etablissement public de santé',
  'SA04|Etablissement privé non PSPH',
]

/** Mulberry32: small, fast and the same everywhere. */
export function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Appends the digit that makes a Luhn sum hold. */
export function withKey(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return `${digits}${(10 - (sum % 10)) % 10}`
}

export const rpps = (n: number): string => withKey(`10${String(n).padStart(8, '0')}`)

const EJ = 12_000
const EG = 45_000
const COMPANIES = 120_000

export async function generateDirectory(
  path: string,
  rows: number,
  seed = 1,
): Promise<{ persons: number; rows: number }> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 })
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  let piece = `${TITLES}\n`
  let person = 0
  for (let written = 0; written < rows; ) {
    // Nearly sorted, as the real file: one person in twenty stands somewhere else.
    const number = next() < 0.05 ? Math.floor(next() * rows * 0.62) : person++
    const id = rpps(number)
    const profession = pick(PROFESSIONS)
    const specialty = profession.startsWith('10') ? `S|Spécialité ordinale|${pick(SPECIALTIES)}` : '|||'
    const activities = Math.min(rows - written, next() < 0.62 ? 1 : next() < 0.7 ? 2 : 4)
    for (let a = 0; a < activities; a++) {
      const row = `8|${id}|8${id}|DR|Docteur|M|Monsieur|NOM${number % 90_000}|PRENOM${number % 3000}|${profession}|C|Civil|${specialty}|${place(number, a)}`
      piece += `${next() < 0.05 ? odd(row) : row}\n`
      written++
    }
    if (piece.length > 1 << 20) {
      if (!out.write(piece)) await once(out, 'drain')
      piece = ''
    }
  }
  out.end(piece)
  await once(out, 'finish')
  return { persons: person, rows }

  function place(number: number, activity: number): string {
    const address = `||${number % 200}||R|Rue|DE LA REPUBLIQUE|CS 90001|75014 PARIS|75014|75114|Paris|99000|France|0100000000||0100000001|contact${number % 5000}@exemple.test|||`
    const kind = next()
    if (kind < 0.35) {
      const eg = Math.floor(next() ** 3 * EG)
      const site = withKey(`${String(10 + (eg % 85))}0${String(eg).padStart(5, '0')}`)
      const legal = withKey(`${String(10 + (eg % 85))}0${String(90_000 + (eg % EJ)).slice(-5)}`)
      return `S|Salarié|||${site}|${legal}|F${site}|CENTRE HOSPITALIER ${eg}|CH ${eg}|${address}1${site}|CNOM/CNOM/ARS|${pick(SECTORS.slice(3))}|||FON-01|Titulaire|GENR01|Activité standard de soin|`
    }
    if (kind < 0.6) {
      const rang = withKey(`${rpps(number)}0${activity}`)
      return `L|Libéral|||||R${10_100_000_000_000 + number}|CABINET ${number}||${address}4${rang}|CNOM/CNOM/CNOM|${pick(SECTORS.slice(0, 2))}|||||GENR01|Activité standard de soin|`
    }
    if (kind < 0.8) {
      const company = Math.floor(next() ** 2 * COMPANIES)
      const siren = withKey(`8${String(company).padStart(7, '0')}`)
      const siret = withKey(`${siren}000${1 + (number % 3)}`)
      return `L|Libéral|${siret}|${siren}|||C${siret}|SELARL ${company}||${address}3${siret}|CNOM/CNOM/CNOM|${SECTORS[2]}|||||GENR01|Activité standard de soin|`
    }
    return `|||||||||||||||||||||||||||||||||||||||`
  }

  /** What real files show, and what a damaged one might. */
  function odd(row: string): string {
    switch (Math.floor(next() * 8)) {
      case 0:
        return row.slice(0, Math.floor(row.length / 2))
      case 1:
        return row.replace('NOM', 'N"OM "DIT"')
      case 2:
        return row.replace(/^8\|[0-9]{11}/, '8|10000000000')
      case 3:
        return `${row}\r`
      case 4:
        return row.replace(/^8\|[0-9]+\|[0-9]+/, '8||')
      case 5:
        return row.slice(0, -1)
      case 6:
        return row.replace('NOM', 'ÉÈ’À')
      default:
        return `${row}|`
    }
  }
}

if (process.argv[1]?.endsWith('generate-directory.ts')) {
  const [path, rows] = process.argv.slice(2)
  if (path === undefined) throw new Error('usage: generate-directory.ts FILE [ROWS]')
  await generateDirectory(path, Number(rows ?? 2_300_000))
}
