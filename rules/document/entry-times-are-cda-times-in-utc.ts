import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { type Hl7Time, parseDtm, parseHl7Ts, sameInstant } from '../../src/identifiers/index.ts'
import { mainEvent } from '../shared/cda.ts'
import { entryOf } from '../shared/entry-of-document.ts'

/** Number of the day, in UTC. */
const dayOf = ({ ms }: Hl7Time): number => Math.floor(ms / 86_400_000)

export default defineRule({
  id: 'DOC-013',
  name: 'entry-times-are-cda-times-in-utc',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'CISIS-STRUCMIN-3.5.4', 'DMP/HISTO.03'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    notConverted: {
      en: "{metadata} has the local digits of the document ('{document}'), not converted to UTC.",
      fr: '{metadata} a les chiffres locaux du document (« {document} »), non convertis en UTC.',
    },
    differs: {
      en: "{metadata} is '{metadataTime}' but {element} of the document is '{document}'.",
      fr: '{metadata} vaut « {metadataTime} » alors que {element} du document vaut « {document} ».',
    },
  },
  docs: {
    en: {
      title: 'The times of the metadata are those of the CDA, in UTC.',
      why: 'The CI-SIS mapping makes creationTime from effectiveTime and the service times from the act, and the minimal structure asks for their conversion: CDA times are local with an offset, XDS times are UTC without one. Digits that are merely copied shift the document by one or two hours.',
      fix: 'Convert effectiveTime, and low and high of serviceEvent/effectiveTime, to UTC and write the digits without offset.',
    },
    fr: {
      title: 'Les dates et heures des métadonnées sont celles du CDA, en UTC.',
      why: 'La correspondance du CI-SIS tire creationTime d’effectiveTime et les heures de service de l’acte, et la structure minimale en demande la conversion : les heures du CDA sont locales avec un décalage, celles de XDS en UTC sans décalage. Des chiffres simplement recopiés déplacent le document d’une ou deux heures.',
      fix: 'Convertir en UTC effectiveTime, et low et high de serviceEvent/effectiveTime, et écrire les chiffres sans décalage.',
    },
  },
  *check({ document, submission }) {
    const entry = entryOf(document, submission)
    if (!entry) return notApplicable
    const event = mainEvent(document)
    const events = event ? [event, ...document.serviceEvents.filter(other => other !== event)] : []
    const mirrored: readonly (readonly [string, Located<string> | undefined, string, readonly Located<string>[]])[] = [
      ['creationTime', entry.creationTime, 'effectiveTime', document.effectiveTime ? [document.effectiveTime] : []],
      ['serviceStartTime', entry.serviceStartTime, 'serviceEvent/effectiveTime/low', events.flatMap(e => e.low ?? [])],
      ['serviceStopTime', entry.serviceStopTime, 'serviceEvent/effectiveTime/high', events.flatMap(e => e.high ?? [])],
    ]
    for (const [metadata, value, element, candidates] of mirrored) {
      // What cannot be read is left to XDS-029 and DOC-007.
      const time = value && parseDtm(value.value.trim())
      const times = candidates.flatMap(candidate => {
        const parsed = parseHl7Ts(candidate.value.trim())
        return parsed ? [{ candidate, parsed }] : []
      })
      const [first] = times
      // Where a document has several acts, the metadata may give the times of any of them.
      if (!time || !first || times.some(({ parsed }) => agrees(parsed, time))) continue
      const document = first.candidate
      const related = [{ at: document.at, text: { en: 'the time of the document', fr: 'la date du document' } }]
      const finding = { at: value.at, actual: value, related }
      const digits = document.value.trim().replace(/[.+-].*$/, '')
      if (digits.startsWith(value.value.trim()) || value.value.trim().startsWith(digits))
        yield { message: 'notConverted', ...finding, data: { metadata, document } }
      else yield { message: 'differs', ...finding, data: { metadata, metadataTime: value, element, document } }
    }
  },
})

/** A date, or a time whose offset is unknown, is only known to about one day. */
function agrees(document: Hl7Time, metadata: Hl7Time): boolean {
  if (sameInstant(document, metadata)) return true
  const coarse = document.precision === 'day' || metadata.precision === 'day' || !document.hasOffset
  return coarse && Math.abs(dayOf(document) - dayOf(metadata)) <= 1
}
