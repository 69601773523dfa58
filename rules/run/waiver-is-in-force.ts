import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { DAY, dayOf } from '../shared/days.ts'

export default defineRule({
  id: 'RUN-013',
  name: 'waiver-is-in-force',
  level: 'warning',
  priority: 1,
  requirements: [],
  evidence: 'inferred',
  settings: { soonDays: 30 },
  inputs: { file: each('waivers') },
  messages: {
    expired: {
      en: 'This waiver of {rule} expired on {expires}: its {findings} findings count again.',
      fr: 'Cette dérogation à {rule} a expiré le {expires} : ses {findings} constats comptent de nouveau.',
    },
    soon: {
      en: 'This waiver of {rule} expires on {expires}.',
      fr: 'Cette dérogation à {rule} expire le {expires}.',
    },
  },
  docs: {
    en: {
      title: 'Every waiver that the run uses is in force.',
      why: 'A waiver accepts a defect for a time. When it ends in silence, either the defect comes back as a surprise or nobody sees it any more.',
      fix: 'Correct the defect, or decide again: dmplint waive writes the waiver with a new date and a reason.',
    },
    fr: {
      title: 'Chaque dérogation utilisée est en vigueur.',
      why: 'Une dérogation accepte un défaut pour un temps. Si elle prend fin sans bruit, le défaut revient par surprise, ou plus personne ne le voit.',
      fix: 'Corriger le défaut, ou décider à nouveau : dmplint waive écrit la dérogation avec une nouvelle date et une raison.',
    },
  },
  *check({ file }, { at, settings }) {
    const day = dayOf(at)
    const soon = dayOf(at + settings.soonDays * DAY)
    const used = file.waivers.filter(waiver => (file.usage?.get(waiver)?.findings ?? 0) > 0)
    if (used.length === 0) return notApplicable
    for (const waiver of used) {
      const { rule, expires } = waiver
      if (expires.value < day)
        yield {
          message: 'expired',
          at: expires.at,
          data: { rule, expires, findings: file.usage?.get(waiver)?.findings ?? 0 },
        }
      else if (expires.value <= soon) yield { message: 'soon', at: expires.at, data: { rule, expires }, level: 'note' }
    }
  },
})
