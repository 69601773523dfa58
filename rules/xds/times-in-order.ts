import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseDtm } from '../../src/identifiers/index.ts'
import { dayOf } from '../shared/days.ts'
import { clinicalEntries, isRequest } from '../shared/metadata.ts'
import { dtmDigits, isLater } from '../shared/times.ts'

const MINUTE = 60_000

export default defineRule({
  id: 'XDS-030',
  name: 'times-in-order',
  level: 'warning',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    startAfterStop: {
      en: "serviceStartTime '{start}' is after serviceStopTime '{stop}'.",
      fr: 'serviceStartTime « {start} » est après serviceStopTime « {stop} ».',
    },
    createdAfterSubmission: {
      en: "creationTime '{created}' is after submissionTime '{submitted}'.",
      fr: 'creationTime « {created} » est après submissionTime « {submitted} ».',
    },
    localTime: {
      en: "creationTime '{created}' is after submissionTime '{submitted}' by {minutes} minutes: local time not converted to UTC.",
      fr: 'creationTime « {created} » est après submissionTime « {submitted} » de {minutes} minutes : heure locale non convertie en UTC.',
    },
    inFuture: {
      en: "{metadata} '{time}' is later than the date judged, {day}.",
      fr: '{metadata} « {time} » est postérieur à la date du contrôle, {day}.',
    },
  },
  docs: {
    en: {
      title: 'Service start, service stop, creation and submission follow each other, and none lies in the future.',
      why: 'The times of IHE ITI TF-3, 4.2.3.2 order the documents of a DMP. A document created after it was submitted usually shows a local time written where UTC is wanted: the DMP then displays the examination one or two hours late.',
      fix: 'Convert every time of the CDA to UTC, and check the clock of the server.',
    },
    fr: {
      title: 'Début et fin d’acte, création et soumission se suivent, et aucune date n’est dans le futur.',
      why: 'Les dates de IHE ITI TF-3, 4.2.3.2 ordonnent les documents d’un DMP. Un document créé après sa soumission révèle le plus souvent une heure locale écrite là où UTC est attendu : le DMP affiche alors l’examen une ou deux heures trop tard.',
      fix: 'Convertir en UTC toutes les heures du CDA, et vérifier l’horloge du serveur.',
    },
  },
  *check({ submission }, { at }) {
    if (!isRequest(submission)) return notApplicable
    const day = dayOf(at)
    const today = day.replaceAll('-', '')
    const { submissionTime } = submission.submissionSet ?? {}
    const submitted = dtmDigits(submissionTime)
    if (submitted && isLater(submitted, today))
      yield {
        message: 'inFuture',
        at: submissionTime!.at,
        data: { metadata: 'submissionTime', time: submitted, day },
        actual: submitted,
      }
    for (const entry of clinicalEntries(submission)) {
      const { creationTime, serviceStartTime, serviceStopTime } = entry
      for (const [metadata, value] of Object.entries({ creationTime, serviceStartTime, serviceStopTime })) {
        const time = dtmDigits(value)
        if (value && time && isLater(time, today))
          yield { message: 'inFuture', at: value.at, data: { metadata, time, day }, actual: time }
      }
      const [start, stop] = [dtmDigits(serviceStartTime), dtmDigits(serviceStopTime)]
      if (start && stop && isLater(start, stop))
        yield { message: 'startAfterStop', at: serviceStartTime!.at, data: { start, stop }, actual: start }
      const created = dtmDigits(creationTime)
      if (!created || !submitted || !isLater(created, submitted)) continue
      const minutes = minutesBetween(submitted, created)
      const place = { at: creationTime!.at, actual: created }
      // France is one or two hours ahead of UTC, less what passed between creation and submission; a few minutes are a clock.
      if (minutes > 10 && minutes <= 120)
        yield { message: 'localTime', data: { created, submitted, minutes }, ...place }
      else yield { message: 'createdAfterSubmission', data: { created, submitted }, ...place }
    }
  },
})

const minutesBetween = (from: string, to: string): number =>
  Math.round(((parseDtm(to)?.ms ?? 0) - (parseDtm(from)?.ms ?? 0)) / MINUTE)
