import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { structureIdOf } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-013',
  name: 'ou-type-digit-is-current',
  level: 'warning',
  priority: 2,
  requirements: ['G-67', 'NOS-TRE_G07'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    closed: {
      en: "OU '{ou}' starts with {digit}, which TRE_G07 closed on 2016-09-01 in favour of 1.",
      fr: 'L’OU « {ou} » commence par {digit}, que TRE_G07 a fermé le 2016-09-01 au profit de 1.',
    },
  },
  docs: {
    en: {
      title: 'OU starts with a type digit that is in force.',
      why: 'Digits 5 (FINESS juridique) and 6 (FINESS géographique) of TRE_G07 are closed; the directory knows FINESS under 1 only. The guide (G-67) still lists them: they are accepted, and compared as 1 everywhere.',
      fix: 'Order the next certificate with 1 before the FINESS.',
    },
    fr: {
      title: 'OU commence par un chiffre de type en vigueur.',
      why: "Les chiffres 5 (FINESS juridique) et 6 (FINESS géographique) de TRE_G07 sont fermés ; l'annuaire ne connaît le FINESS que sous 1. Le guide (G-67) les cite encore : ils sont acceptés, et comparés comme 1 partout.",
      fix: 'Commander le prochain certificat avec 1 devant le FINESS.',
    },
  },
  *check({ certificate }) {
    const structure = structureIdOf(certificate)
    if (!structure) return notApplicable
    const digit = structure.id.deprecatedPrefix
    if (digit)
      yield {
        message: 'closed',
        at: structure.at,
        data: { ou: structure, digit },
        expected: `1${structure.id.bare}`,
        actual: structure,
      }
  },
})
