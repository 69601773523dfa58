import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'

export default defineRule({
  id: 'RUN-014',
  name: 'waiver-is-used',
  level: 'note',
  priority: 2,
  requirements: [],
  evidence: 'inferred',
  inputs: { file: each('waivers') },
  messages: {
    unused: {
      en: "This waiver of {rule} on '{artifact}' matches no finding: it can go.",
      fr: 'Cette dérogation à {rule} sur « {artifact} » ne correspond à aucun constat : elle peut être retirée.',
    },
    unknown: {
      en: "No rule is called '{rule}': this waiver hides nothing.",
      fr: "Aucune règle ne s'appelle « {rule} » : cette dérogation ne couvre rien.",
    },
  },
  docs: {
    en: {
      title: 'Every waiver in force matches a finding and names a rule that exists.',
      why: 'A waiver that matches nothing waits for the next defect of its kind, and will hide it without anybody having decided so.',
      fix: 'Remove the waiver, or correct its rule, files or place.',
    },
    fr: {
      title: 'Chaque dérogation en vigueur correspond à un constat et nomme une règle existante.',
      why: "Une dérogation sans objet attend le prochain défaut du même genre, et le cachera sans que personne ne l'ait décidé.",
      fix: 'Retirer la dérogation, ou corriger sa règle, ses fichiers ou son emplacement.',
    },
  },
  *check({ file }, { at }) {
    const day = dayOf(at)
    let judged = 0
    for (const waiver of file.waivers) {
      const usage = file.usage?.get(waiver)
      const { rule, artifact } = waiver
      if (!usage || waiver.expires.value < day) continue
      if (!usage.known) yield { message: 'unknown', at: rule.at, data: { rule } }
      else if (usage.judged) {
        judged++
        if (usage.findings === 0) yield { message: 'unused', at: waiver.at, data: { rule, artifact } }
      }
    }
    if (judged === 0) return notApplicable
  },
})
