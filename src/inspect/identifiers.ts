import type { Text } from '../engine/rule.ts'
import {
  adeliKeyHolds,
  finessKeyHolds,
  insKeyHolds,
  isTestPerson,
  isTestStructure,
  parsePersonId,
  parseStructureId,
  rppsKeyHolds,
  rppsRangKeysHold,
  type StructureId,
  type StructureKind,
  sirenKeyHolds,
  siretKeyHolds,
} from '../identifiers/index.ts'
import { lookup, type SetId } from '../nomenclatures/index.ts'

/** What an identifier is, whether its check digit holds, and whether it is of the TEST space. */

const STRUCTURES: Readonly<Record<StructureKind, Text>> = {
  'adeli-rang': { en: 'practice, ADELI-rang', fr: 'cabinet, ADELI-rang' },
  finess: { en: 'structure, FINESS', fr: 'structure, FINESS' },
  siren: { en: 'company, SIREN', fr: 'entreprise, SIREN' },
  siret: { en: 'structure, SIRET', fr: 'structure, SIRET' },
  'rpps-rang': { en: 'practice, RPPS-rang', fr: 'cabinet, RPPS-rang' },
}

/** A Struct_IdNat. */
export function aboutStructure(text: string): Text {
  const id = parseStructureId(text)
  if (id.kind === 'invalid')
    return { en: `no structure identifier: ${id.reason}`, fr: `pas un identifiant de structure : ${id.reason}` }
  return told(STRUCTURES[id.kind], structureKeyHolds(id), isTestStructure(text))
}

/** A PS_IdNat. */
export function aboutPerson(text: string): Text {
  const id = parsePersonId(text)
  switch (id.kind) {
    case 'rpps':
      return told({ en: 'person, RPPS', fr: 'personne, RPPS' }, rppsKeyHolds(id.bare), isTestPerson(text))
    case 'adeli':
      return told({ en: 'person, ADELI', fr: 'personne, ADELI' }, adeliKeyHolds(id.bare), isTestPerson(text))
    case 'internal': {
      const structure = STRUCTURES[id.structureKind]
      return {
        en: `internal identifier in a structure (${structure.en})`,
        fr: `identifiant interne d'une structure (${structure.fr})`,
      }
    }
    case 'invalid':
      return { en: `no person identifier: ${id.reason}`, fr: `pas un identifiant de personne : ${id.reason}` }
    default:
      return { en: `person, closed number space (${id.kind})`, fr: `personne, numérotation fermée (${id.kind})` }
  }
}

/** Identifier of a patient in a domain. The OIDs are those of the INS referential (NIR, NIA, their TEST and demo twins). */
export function aboutPatient(id: string, oid: string | undefined): Text | undefined {
  const name = oid === undefined ? undefined : INS[oid]
  if (name === undefined) return { en: 'local identifier', fr: 'identifiant local' }
  return told(name, insKeyHolds(id), false)
}

const INS: Readonly<Record<string, Text>> = {
  '1.2.250.1.213.1.4.8': { en: 'INS, NIR', fr: 'INS, NIR' },
  '1.2.250.1.213.1.4.9': { en: 'INS, NIA', fr: 'INS, NIA' },
  '1.2.250.1.213.1.4.10': { en: 'INS, NIR of TEST', fr: 'INS, NIR de TEST' },
  '1.2.250.1.213.1.4.11': { en: 'INS, NIR of demonstration', fr: 'INS, NIR de démonstration' },
}

/** Label of a code in a table of the MOS or the CI-SIS. */
export function aboutCode(set: SetId, code: string): Text {
  const found = lookup(set, code)
  if (found.status === 'absent') return { en: `not in ${set}`, fr: `absent de ${set}` }
  return { en: found.display, fr: found.display }
}

function structureKeyHolds({ kind, bare }: StructureId): boolean | undefined {
  switch (kind) {
    case 'finess':
      return finessKeyHolds(bare)
    case 'siren':
      return sirenKeyHolds(bare)
    case 'siret':
      return siretKeyHolds(bare)
    case 'rpps-rang': {
      const { rpps, rang } = rppsRangKeysHold(bare)
      return rpps && rang
    }
    case 'adeli-rang':
      return undefined
  }
}

function told(what: Text, keyHolds: boolean | undefined, test: boolean): Text {
  const key =
    keyHolds === undefined
      ? undefined
      : keyHolds
        ? { en: 'check digit holds', fr: 'clé exacte' }
        : { en: 'check digit does not hold', fr: 'clé fausse' }
  const parts = [what, key, test ? { en: 'TEST', fr: 'TEST' } : undefined].filter(part => part !== undefined)
  return { en: parts.map(({ en }) => en).join(', '), fr: parts.map(({ fr }) => fr).join(', ') }
}
