import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { valueSet } from '../../src/nomenclatures/index.ts'
import { clinicalEntries, isFilled, isRequest } from '../shared/metadata.ts'

const LEVELS: readonly string[] = ['N', 'R', 'V']

export default defineRule({
  id: 'XDS-018',
  name: 'one-confidentiality-level',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'DMP/va1.10', 'JDV_J58'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    noLevel: {
      en: "The document entry '{entry}' has no level of confidentiality (N, R or V) beside '{codes}'.",
      fr: 'La fiche de document « {entry} » n’a pas de niveau de confidentialité (N, R ou V) à côté de « {codes} ».',
    },
    severalLevels: {
      en: "The document entry '{entry}' has several levels of confidentiality: '{codes}'.",
      fr: 'La fiche de document « {entry} » a plusieurs niveaux de confidentialité : « {codes} ».',
    },
    repeated: {
      en: "The confidentialityCode '{code}' stands twice in the document entry '{entry}'.",
      fr: 'Le confidentialityCode « {code} » figure deux fois dans la fiche de document « {entry} ».',
    },
  },
  docs: {
    en: {
      title: 'Each document has one level of confidentiality, and at most the three visibility codes beside it.',
      why: 'JDV_J58 mixes two things: the level N, R or V, and the codes that hide the document from the patient, from legal representatives or from professionals. A visibility code alone does not say the level; DMP/va1.10 wants both right.',
      fix: 'Write exactly one of N, R and V, normally N, and add visibility codes only when the document is to be hidden.',
    },
    fr: {
      title: 'Chaque document a un niveau de confidentialité, et au plus les trois codes de visibilité à côté.',
      why: 'JDV_J58 mêle deux choses : le niveau N, R ou V, et les codes qui cachent le document au patient, aux représentants légaux ou aux professionnels. Un code de visibilité seul ne dit pas le niveau ; DMP/va1.10 veut les deux justes.',
      fix: 'Écrire exactement un code parmi N, R et V, normalement N, et n’ajouter des codes de visibilité que si le document doit être caché.',
    },
  },
  *check({ submission }) {
    const entries = clinicalEntries(submission)
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const { id, confidentialityCodes } of entries) {
      const entry = id?.value ?? ''
      const codes = confidentialityCodes.flatMap(({ code }) => (code && isFilled(code) ? [code] : []))
      const [first] = codes
      if (!first) continue
      const seen = new Set<string>()
      for (const code of codes) {
        if (seen.has(code.value)) yield { message: 'repeated', at: code.at, data: { entry, code } }
        seen.add(code.value)
      }
      const all = [...seen].join(' ')
      const levels = LEVELS.filter(level => seen.has(level))
      // A code that JDV_J58 does not know may be meant for a level: XDS-014 tells it.
      const unknown = [...seen].some(code => !valueSet('JDV_J58').has(code))
      if (levels.length === 0 && !unknown) yield { message: 'noLevel', at: first.at, data: { entry, codes: all } }
      if (levels.length > 1) yield { message: 'severalLevels', at: first.at, data: { entry, codes: levels.join(' ') } }
    }
  },
})
