import type { Exchange } from '../../src/artifacts/exchange.ts'
import type { Location } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import {
  PLACEHOLDER_RPPS,
  parsePersonId,
  rppsKeyHolds,
  sirenKeyHolds,
  siretKeyHolds,
} from '../../src/identifiers/index.ts'
import { personIdsOf, structuresOf } from '../shared/exchange-identifiers.ts'

/** Kinds of identifiers whose key is official, and how it is verified. */
const KEYS = { RPPS: rppsKeyHolds, SIREN: sirenKeyHolds, SIRET: siretKeyHolds } as const

interface Keyed {
  readonly kind: keyof typeof KEYS
  readonly bare: string
  readonly at: Location
}

export default defineRule({
  id: 'XCHG-023',
  name: 'national-identifier-keys-hold',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'EX_GEN-1320', 'MOS-Professionnel', 'MOS-EntiteGeographique'],
  evidence: 'official',
  inputs: { exchange: each('exchange') },
  messages: {
    key: {
      en: "The key of the {kind} '{id}' does not hold: a digit is wrong.",
      fr: "La clé du {kind} « {id} » n'est pas juste : un chiffre est faux.",
    },
    placeholder: {
      en: "The RPPS '{id}' is an example printed in documentation: it was copied instead of a real one.",
      fr: "Le RPPS « {id} » est un exemple imprimé dans de la documentation : il a été recopié au lieu d'un vrai.",
    },
  },
  docs: {
    en: {
      title: 'The keys of RPPS, SIREN and SIRET hold.',
      why: 'The MOS gives these numbers a key by the formula of Luhn, and the DMP refuses persons and structures that it does not find (EX_2.1-2035, EX_GEN-1320). A key that fails proves a wrong number before anything is sent.',
      fix: 'Copy the number from the directory. In an RPPS-rang, the first eleven digits are the RPPS of the holder.',
    },
    fr: {
      title: 'Les clés des RPPS, SIREN et SIRET sont justes.',
      why: "Le MOS dote ces numéros d'une clé selon la formule de Luhn, et le DMP refuse les personnes et les structures qu'il ne trouve pas (EX_2.1-2035, EX_GEN-1320). Une clé fausse prouve que le numéro est faux avant tout envoi.",
      fix: "Recopier le numéro depuis l'annuaire. Dans un RPPS-rang, les onze premiers chiffres sont le RPPS du titulaire.",
    },
  },
  *check({ exchange }) {
    if (exchange.site?.environment?.value === 'test') return notApplicable
    const keyed = keyedOf(exchange)
    if (keyed.length === 0) return notApplicable
    const told = new Set<string>()
    for (const { kind, bare, at } of keyed) {
      if (told.has(bare) || KEYS[kind](bare)) continue
      told.add(bare)
      if (PLACEHOLDER_RPPS.has(bare)) yield { message: 'placeholder', at, data: { id: bare } }
      else yield { message: 'key', at, data: { kind, id: bare } }
    }
  },
})

/** The RPPS, SIREN and SIRET of an exchange that have the right length. */
function keyedOf(exchange: Exchange): readonly Keyed[] {
  const rpps = personIdsOf(exchange).flatMap(({ value, at }): Keyed[] => {
    const id = parsePersonId(value.trim())
    return id.kind === 'rpps' ? [{ kind: 'RPPS', bare: id.bare, at }] : []
  })
  const structures = structuresOf(exchange).flatMap(({ id, at }): Keyed[] => {
    if (id.kind === 'rpps-rang') return [{ kind: 'RPPS', bare: id.bare.slice(0, 11), at }]
    if (id.kind === 'siren') return [{ kind: 'SIREN', bare: id.bare, at }]
    return id.kind === 'siret' ? [{ kind: 'SIRET', bare: id.bare, at }] : []
  })
  return [...rpps, ...structures]
}
