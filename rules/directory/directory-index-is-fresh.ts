import { isStale, STALE_AFTER_DAYS } from '../../src/directory/directory.ts'
import { defineRule, each, notEvaluated } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'DIR-018',
  name: 'directory-index-is-fresh',
  level: 'warning',
  priority: 1,
  requirements: ['ANN/va1.01', 'G-68'],
  evidence: 'inferred',
  settings: { days: STALE_AFTER_DAYS as number },
  inputs: { directory: each('directory') },
  messages: {
    stale: {
      en: 'The directory index is made from an extraction of {extracted}, more than {days} days before the date judged.',
      fr: "L'index de l'annuaire vient d'une extraction du {extracted}, plus de {days} jours avant la date jugée.",
    },
  },
  docs: {
    en: {
      title: 'The extraction behind the directory index is not more than 60 days old.',
      why: 'Doctors move and structures open. A stale index cannot say that an identifier does not exist, so the rules that would say it are left open. No official source gives a figure: the number of days is a setting.',
      fix: 'Download the current public extraction and run dmplint directory import again.',
    },
    fr: {
      title: "L'extraction à la source de l'index de l'annuaire n'a pas plus de 60 jours.",
      why: "Les médecins bougent et des structures ouvrent. Un index périmé ne peut pas dire qu'un identifiant n'existe pas : les règles concernées restent ouvertes. Aucune source officielle ne donne de chiffre : le nombre de jours est un réglage.",
      fix: "Télécharger l'extraction publique du jour et relancer dmplint directory import.",
    },
  },
  *check({ directory }, { at, settings }) {
    const stale = isStale(directory.info, at, settings.days)
    if (stale === undefined)
      return notEvaluated({
        en: 'no source of the index is dated: keep the date in the name of the extraction',
        fr: "aucune source de l'index n'est datée : garder la date dans le nom de l'extraction",
      })
    if (stale)
      yield {
        message: 'stale',
        at: directory.at,
        data: { extracted: directory.info.extracted ?? '', days: settings.days },
      }
  },
})
