import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { finessKeyHolds, rppsRangKeysHold } from '../../src/identifiers/index.ts'
import { structuresOf } from '../shared/exchange-identifiers.ts'

const DIGITS = /^[0-9]{9}$/
/** TEST numbers whose key is measured; those of 1B have none, and no official file confirms that of 2A and 2B. */
const TEST_WITH_KEY = /^0[AB]/

export default defineRule({
  id: 'XCHG-024',
  name: 'finess-and-rang-keys-hold',
  level: 'warning',
  priority: 3,
  requirements: ['MOS-EntiteGeographique'],
  evidence: 'official',
  inputs: { exchange: each('exchange') },
  messages: {
    finess: {
      en: "The key of the FINESS '{id}' does not hold: a digit is wrong.",
      fr: "La clé du FINESS « {id} » n'est pas juste : un chiffre est faux.",
    },
    rang: {
      en: "The key of the RPPS-rang '{id}' does not hold: check its last three digits.",
      fr: "La clé du RPPS-rang « {id} » n'est pas juste : vérifier ses trois derniers chiffres.",
    },
  },
  docs: {
    en: {
      title: 'The keys of FINESS and RPPS-rang hold.',
      why: 'The MOS gives both a key by the formula of Luhn: over nine characters for a FINESS, over fourteen digits for an RPPS-rang. Some numbers in use break theirs, hence a warning.',
      fix: 'Compare the number with the directory; correct it if a digit was mistyped.',
    },
    fr: {
      title: 'Les clés des FINESS et des RPPS-rang sont justes.',
      why: "Le MOS dote les deux d'une clé selon la formule de Luhn : sur neuf caractères pour un FINESS, sur quatorze chiffres pour un RPPS-rang. Quelques numéros en usage ont une clé fausse, d'où un simple avertissement.",
      fix: "Comparer le numéro avec l'annuaire ; le corriger si un chiffre a été mal saisi.",
    },
  },
  *check({ exchange }) {
    const test = exchange.site?.environment?.value === 'test'
    const structures = structuresOf(exchange).filter(
      ({ id }) =>
        id.kind === 'rpps-rang' ||
        (id.kind === 'finess' && (DIGITS.test(id.bare) || (!test && TEST_WITH_KEY.test(id.bare)))),
    )
    if (structures.length === 0) return notApplicable
    const told = new Set<string>()
    for (const { id, at } of structures) {
      if (told.has(id.bare)) continue
      told.add(id.bare)
      if (id.kind === 'finess' && !finessKeyHolds(id.bare)) yield { message: 'finess', at, data: { id: id.bare } }
      // The RPPS inside is judged by XCHG-023.
      if (id.kind === 'rpps-rang' && !rppsRangKeysHold(id.bare).rang)
        yield { message: 'rang', at, data: { id: id.bare } }
    }
  },
})
