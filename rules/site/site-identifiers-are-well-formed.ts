import type { Site } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, type Text } from '../../src/engine/rule.ts'
import {
  parsePersonId,
  parseStructureId,
  rppsKeyHolds,
  sirenKeyHolds,
  siretKeyHolds,
} from '../../src/identifiers/index.ts'

/** Kind of identifier: where dmplint.yaml has it, what it looks like, and whether its key holds. */
interface IdentifierKind {
  readonly name: Text
  values(site: Site): readonly Located<string>[]
  /** `malformed`, or whether the key holds; FINESS and ranks have no key that proves anything. */
  read(text: string, isTest: boolean): 'malformed' | 'key' | 'good'
}

const keyOf = (holds: boolean) => (holds ? 'good' : 'key')

const KINDS: readonly IdentifierKind[] = [
  {
    name: {
      en: 'a national structure identifier (1 FINESS, 3 SIRET, 4 RPPS-rang)',
      fr: 'un identifiant national de structure (1 FINESS, 3 SIRET, 4 RPPS-rang)',
    },
    values: site => [
      ...site.structures.map(({ id }) => id),
      ...site.operators.flatMap(({ structId }) => structId ?? []),
    ],
    read: text => {
      const id = parseStructureId(text)
      if (id.kind === 'invalid') return 'malformed'
      if (id.kind === 'siren') return keyOf(sirenKeyHolds(id.bare))
      if (id.kind === 'siret') return keyOf(siretKeyHolds(id.bare))
      return keyOf(id.kind !== 'rpps-rang' || rppsKeyHolds(id.bare.slice(0, 11)))
    },
  },
  {
    name: {
      en: 'a national identifier of a practitioner (8 and 11 digits of RPPS, or 0 and 9 characters of ADELI)',
      fr: 'un identifiant national de praticien (8 et 11 chiffres de RPPS, ou 0 et 9 caractères d’ADELI)',
    },
    values: site => site.structures.flatMap(({ practitioners }) => practitioners),
    read: (text, isTest) => {
      const id = parsePersonId(text)
      if (isTest && id.kind === 'invalid' && id.reason === 'editor-test-identity') return 'good'
      if (id.kind !== 'rpps' && id.kind !== 'adeli') return 'malformed'
      return keyOf(id.kind === 'adeli' || rppsKeyHolds(id.bare))
    },
  },
  {
    name: { en: 'a SIRET of 14 digits', fr: 'un SIRET de 14 chiffres' },
    values: site => site.operators.flatMap(({ siret }) => siret ?? []),
    read: text => (/^[0-9]{14}$/.test(text) ? keyOf(siretKeyHolds(text)) : 'malformed'),
  },
  {
    name: {
      en: 'a FINESS of 9 characters, with or without its type digit',
      fr: 'un FINESS de 9 caractères, avec ou sans son chiffre de type',
    },
    values: site => site.structures.flatMap(({ finessLegal }) => finessLegal ?? []),
    read: text => {
      const id = parseStructureId(/^.{9}$/.test(text) ? `1${text}` : text)
      return id.kind === 'finess' ? 'good' : 'malformed'
    },
  },
]

export default defineRule({
  id: 'SITE-027',
  name: 'site-identifiers-are-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['NOS-TRE_G07', 'NOS-TRE_G08', 'EX_GEN-1320', 'MOS-EntiteGeographique', 'MOS-Professionnel'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    malformed: {
      en: "'{value}' is not {kind}.",
      fr: '« {value} » n’est pas {kind}.',
    },
    unquoted: {
      en: "'{value}' is written as a number and has lost its leading zero: write '0{value}' in quotes.",
      fr: '« {value} » est écrit comme un nombre et a perdu son zéro initial : écrire « 0{value} » entre guillemets.',
    },
    key: {
      en: "The check digit of '{value}' is wrong.",
      fr: 'La clé de contrôle de « {value} » est fausse.',
    },
  },
  docs: {
    en: {
      title: 'The identifiers of dmplint.yaml have the form of the MOS and right check digits.',
      why: 'Certificates, tokens and the directory are compared with these values. The MOS puts one type digit before them (TRE_G07 for structures, TRE_G08 for persons); RPPS, SIREN and SIRET have a Luhn key, which a mistyped digit breaks.',
      fix: 'Copy the identifier again from the Annuaire Santé, and write it in quotes: YAML takes digits for a number.',
    },
    fr: {
      title: 'Les identifiants de dmplint.yaml ont la forme du MOS et une clé juste.',
      why: "Les certificats, les jetons et l'annuaire sont comparés à ces valeurs. Le MOS met un chiffre de type devant (TRE_G07 pour les structures, TRE_G08 pour les personnes) ; RPPS, SIREN et SIRET ont une clé de Luhn, qu'une faute de frappe casse.",
      fix: "Recopier l'identifiant depuis l'Annuaire Santé, et l'écrire entre guillemets : YAML prend des chiffres pour un nombre.",
    },
  },
  *check({ site }) {
    let judged = false
    const isTest = site.environment?.value === 'test'
    for (const { name, values, read } of KINDS)
      for (const value of values(site)) {
        judged = true
        const found = read(value.value, isTest)
        if (found === 'good' || (found === 'key' && isTest)) continue
        if (found === 'key') yield { message: 'key', at: value.at, data: { value }, actual: value }
        else if (isNumber(value, site) && read(`0${value.value}`, isTest) !== 'malformed')
          yield { message: 'unquoted', at: value.at, data: { value }, actual: value }
        else yield { message: 'malformed', at: value.at, data: { value, kind: name }, expected: name, actual: value }
      }
    return judged ? undefined : notApplicable
  },
})

/** Digits without quotes, which YAML and the tools that wrote it take for a number. */
function isNumber({ value, at }: Located<string>, site: Site): boolean {
  return /^[0-9]+$/.test(value) && /[0-9]/.test(site.source.text.charAt(at.offset))
}
