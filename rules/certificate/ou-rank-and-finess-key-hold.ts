import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { finessKeyHolds, rppsRangKeysHold } from '../../src/identifiers/index.ts'
import { isProductionLeaf, structureIdOf } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-015',
  name: 'ou-rank-and-finess-key-hold',
  level: 'warning',
  priority: 2,
  requirements: ['MOS-EntiteGeographique'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    rank: {
      en: "The RPPS-rang in OU '{ou}' does not satisfy the check digit of its rank.",
      fr: "Le RPPS-rang de l'OU « {ou} » ne vérifie pas la clé de contrôle de son rang.",
    },
    finess: {
      en: "The FINESS in OU '{ou}' does not satisfy its check digit.",
      fr: "Le FINESS de l'OU « {ou} » ne vérifie pas sa clé de contrôle.",
    },
    position: {
      en: "The third position of the FINESS in OU '{ou}' is not 0.",
      fr: "La troisième position du FINESS de l'OU « {ou} » n'est pas 0.",
    },
  },
  docs: {
    en: {
      title: 'The RPPS-rang or FINESS in OU satisfies its check digit.',
      why: 'The MOS gives both a Luhn key. Some numbers in use break it: hence a warning. The arithmetic of Corsican FINESS is not confirmed, and TEST numbers have none.',
      fix: 'Look the structure up in the Annuaire Santé; if its identifier is another one, order the certificate again.',
    },
    fr: {
      title: "Le RPPS-rang ou le FINESS de l'OU vérifie sa clé de contrôle.",
      why: "Le MOS donne aux deux une clé de Luhn. Des numéros en usage ne la vérifient pas : d'où un avertissement. Le calcul des FINESS corses n'est pas confirmé, et les numéros de TEST n'en ont pas.",
      fix: "Rechercher la structure dans l'Annuaire Santé ; si son identifiant est autre, commander à nouveau le certificat.",
    },
  },
  *check({ certificate }) {
    const structure = structureIdOf(certificate)
    if (!structure || !isProductionLeaf(certificate)) return notApplicable
    const { kind, bare } = structure.id
    const found = { at: structure.at, data: { ou: structure }, actual: structure }
    if (kind === 'rpps-rang') {
      const holds = rppsRangKeysHold(bare)
      if (!holds.rpps) return notApplicable
      if (!holds.rang) yield { message: 'rank', ...found }
      return
    }
    const corsican = /^2[AB]/.test(bare)
    if (kind !== 'finess' || (!/^\d/.test(bare.slice(1)) && !corsican)) return notApplicable
    if (bare.charAt(2) !== '0') yield { message: 'position', ...found }
    else if (!corsican && !finessKeyHolds(bare)) yield { message: 'finess', ...found }
  },
})
