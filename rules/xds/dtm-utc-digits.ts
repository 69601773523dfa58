import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseDtm } from '../../src/identifiers/index.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

interface Time {
  readonly metadata: string
  readonly value: Located<string> | undefined
  readonly toTheSecond: boolean
}

export default defineRule({
  id: 'XDS-029',
  name: 'dtm-utc-digits',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.3.1.7', 'CISIS-STRUCMIN-3.5.4'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    malformed: {
      en: "The {metadata} '{time}' is not a date written in digits as YYYYMMDDhhmmss.",
      fr: 'Le {metadata} « {time} » n’est pas une date écrite en chiffres sous la forme AAAAMMJJhhmmss.',
    },
    offset: {
      en: "The {metadata} '{time}' has a time-zone offset: XDS times are in UTC and say nothing of it.",
      fr: 'Le {metadata} « {time} » porte un décalage horaire : les dates XDS sont en UTC, sans décalage.',
    },
    fraction: {
      en: "The {metadata} '{time}' has fractions of a second.",
      fr: 'Le {metadata} « {time} » porte des fractions de seconde.',
    },
    tooShort: {
      en: "The {metadata} '{time}' does not go to the second.",
      fr: 'Le {metadata} « {time} » ne va pas à la seconde.',
    },
  },
  docs: {
    en: {
      title: 'Times of the metadata are UTC digits, without offset, fraction or separator.',
      why: 'The DTM of IHE ITI TF-3 (4.2.3.1.7) is YYYY[MM[DD[hh[mm[ss]]]]] in UTC; the CI-SIS (Structuration minimale, 3.5.4) asks for the local times of the CDA to be converted, and for submissionTime and creationTime to the second. A time copied from the CDA with its offset is refused.',
      fix: 'Convert the time to UTC and write its digits only: 20261120103000+0100 becomes 20261120093000.',
    },
    fr: {
      title: 'Les dates des métadonnées sont des chiffres en UTC, sans décalage, fraction ni séparateur.',
      why: 'Le DTM de IHE ITI TF-3 (4.2.3.1.7) est AAAA[MM[JJ[hh[mm[ss]]]]] en UTC ; le CI-SIS (Structuration minimale, 3.5.4) demande de convertir les heures locales du CDA, et d’aller à la seconde pour submissionTime et creationTime. Une date recopiée du CDA avec son décalage est refusée.',
      fix: 'Convertir en UTC et n’écrire que les chiffres : 20261120103000+0100 devient 20261120093000.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const times: readonly Time[] = [
      ...submission.submissionSets.map(set => ({
        metadata: 'submissionTime',
        value: set.submissionTime,
        toTheSecond: true,
      })),
      ...submission.entries.flatMap(entry => [
        { metadata: 'creationTime', value: entry.creationTime, toTheSecond: true },
        { metadata: 'serviceStartTime', value: entry.serviceStartTime, toTheSecond: false },
        { metadata: 'serviceStopTime', value: entry.serviceStopTime, toTheSecond: false },
      ]),
    ]
    let judged = false
    for (const { metadata, value, toTheSecond } of times) {
      if (!value || !isFilled(value)) continue
      judged = true
      const place = { at: value.at, data: { metadata, time: value }, actual: value }
      const time = parseDtm(value.value)
      if (!time) {
        yield { message: 'malformed', ...place }
        continue
      }
      if (time.hasOffset) yield { message: 'offset', ...place }
      if (time.hasFraction) yield { message: 'fraction', ...place }
      if (toTheSecond && time.precision !== 'second') yield { message: 'tooShort', ...place }
    }
    return judged ? undefined : notApplicable
  },
})
