import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { DAY } from '../shared/days.ts'

export default defineRule({
  id: 'WLD-006',
  name: 'white-list-was-fetched-within-a-day',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-08'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    old: {
      en: 'The white list was fetched on {day}, {days} days before the date judged.',
      fr: 'La liste blanche a été récupérée le {day}, {days} jours avant la date jugée.',
    },
  },
  docs: {
    en: {
      title: 'The white list was fetched at most one day ago.',
      why: 'FAQ-08 has every DRIMbox download the white list each day: with an old one, new partners are refused and those taken off the list still pass. Neither the signing time nor DateMAJ says when a DRIMbox downloaded it: whitelist.fetched does.',
      fix: 'Restore the daily download, and write its day into whitelist.fetched.',
    },
    fr: {
      title: 'La liste blanche a été récupérée il y a un jour au plus.',
      why: "La FAQ-08 fait télécharger la liste blanche par chaque DRIMbox tous les jours : avec une ancienne, de nouveaux partenaires sont refusés et ceux qui en sont sortis passent encore. Ni l'heure de signature ni DateMAJ ne disent quand une DRIMbox l'a téléchargée : whitelist.fetched le dit.",
      fix: 'Rétablir le téléchargement quotidien, et écrire son jour dans whitelist.fetched.',
    },
  },
  *check({ site }, { at }) {
    if (!site.whitelist) return notApplicable
    const { fetched } = site.whitelist
    // RUN rules report a date that the schema refuses.
    const day = fetched ? Date.parse(`${fetched.value}T00:00:00Z`) : Number.NaN
    if (!fetched || Number.isNaN(day))
      return notEvaluated({
        en: 'the day on which the DRIMbox fetched the white list is not given: add whitelist.fetched to dmplint.yaml',
        fr: 'le jour où la DRIMbox a récupéré la liste blanche n’est pas donné : ajouter whitelist.fetched à dmplint.yaml',
      })
    const days = Math.floor(at / DAY) - Math.floor(day / DAY)
    if (days > 1) yield { message: 'old', at: fetched.at, data: { day: fetched, days }, actual: fetched }
  },
})
