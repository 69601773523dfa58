import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { valueSet } from '../../src/nomenclatures/index.ts'
import { foldAttributeName } from '../shared/vihf.ts'

/** What the DMP writes. TRE_R248 itself now carries another OID, which no message has. */
const CODE_SYSTEM = '1.2.250.1.213.1.1.4.248'

export default defineRule({
  id: 'VIHF-025',
  name: 'purpose-of-use-in-value-set',
  level: 'error',
  priority: 1,
  requirements: ['NOS-TRE_R248', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    unknown: {
      en: "The purpose of use '{code}' is none of {known}.",
      fr: "Le mode d'accès « {code} » n'est aucun de {known}.",
    },
    misspelt: {
      en: "The purpose of use '{code}' does not exist; TRE_R248 has '{meant}'.",
      fr: "Le mode d'accès « {code} » n'existe pas ; TRE_R248 a « {meant} ».",
    },
    codeSystem: {
      en: "The code system of the purpose of use is '{codeSystem}' instead of '{expected}'.",
      fr: "Le système de codes du mode d'accès est « {codeSystem} » au lieu de « {expected} ».",
    },
  },
  docs: {
    en: {
      title: 'The purpose of use is a code of TRE_R248: normal, bris_de_glace or centre_15.',
      why: 'The mode of access decides which rights apply, and the DMP server checks code and code system (EX_2.1-2035). Third-party code invented urgence and brisDeGlace, which the DMP does not know.',
      fix: 'Write normal for a feeding, with code system 1.2.250.1.213.1.1.4.248; bris_de_glace and centre_15 are for emergencies and for the regulation of the SAMU.',
    },
    fr: {
      title: "Le mode d'accès est un code de TRE_R248 : normal, bris_de_glace ou centre_15.",
      why: "Le mode d'accès décide des droits qui valent, et le serveur DMP contrôle le code et son système (EX_2.1-2035). Des programmes tiers ont inventé urgence et brisDeGlace, que le DMP ne connaît pas.",
      fix: "Écrire normal pour une alimentation, avec le système de codes 1.2.250.1.213.1.1.4.248 ; bris_de_glace et centre_15 servent à l'urgence et à la régulation du SAMU.",
    },
  },
  *check({ token: { purpose } }) {
    if (!purpose?.code) return notApplicable
    const { code, codeSystem } = purpose
    const known = [...valueSet('TRE_R248').keys()]
    if (!known.includes(code.value)) {
      const meant = code.value.trim() === 'urgence' ? 'bris_de_glace' : nearest(code.value, known)
      if (meant === undefined)
        yield { message: 'unknown', at: code.at, data: { code, known: known.join(', ') }, actual: code }
      else yield { message: 'misspelt', at: code.at, data: { code, meant }, expected: meant, actual: code }
    }
    if (codeSystem && codeSystem.value !== CODE_SYSTEM)
      yield {
        message: 'codeSystem',
        at: codeSystem.at,
        data: { codeSystem, expected: CODE_SYSTEM },
        expected: CODE_SYSTEM,
        actual: codeSystem,
      }
  },
})

const nearest = (written: string, known: readonly string[]): string | undefined =>
  known.find(code => foldAttributeName(code) === foldAttributeName(written))
