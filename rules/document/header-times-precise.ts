import { HL7 } from '../../src/artifacts/namespaces.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { parseHl7Ts } from '../../src/identifiers/index.ts'

const TIME = 'YYYYMMDDhhmmss+hhmm'

export default defineRule({
  id: 'DOC-007',
  name: 'header-times-precise',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-STRUCMIN-3.5.5.7', 'CISIS-STRUCMIN-3.5.5.18'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    time: {
      en: "{element} is '{time}', not a time to the second with its offset.",
      fr: '{element} vaut « {time} », et non une date à la seconde avec son décalage horaire.',
    },
    noTime: {
      en: 'legalAuthenticator/time has no value: the time at which the document was validated is missing.',
      fr: 'legalAuthenticator/time n’a pas de valeur : il manque la date de validation du document.',
    },
    signatureCode: {
      en: "The signatureCode of the legalAuthenticator is '{code}' instead of 'S'.",
      fr: 'Le signatureCode du legalAuthenticator est « {code} » au lieu de « S ».',
    },
  },
  docs: {
    en: {
      title: 'A document says to the second, with offset, when it was made and validated, and that it is signed.',
      why: 'The minimal structure of the CI-SIS asks for effectiveTime and legalAuthenticator/time to the second with the offset of local time: without it they cannot be converted to the UTC times of the metadata. A report that nobody validated is not to be shared.',
      fix: 'Write both times like 20261120103000+0100, and signatureCode S.',
    },
    fr: {
      title: 'Un document dit à la seconde, avec décalage horaire, quand il a été fait et validé, et qu’il est signé.',
      why: 'La structure minimale du CI-SIS demande effectiveTime et legalAuthenticator/time à la seconde avec le décalage de l’heure locale : sans lui, ils ne peuvent être convertis en dates UTC des métadonnées. Un compte rendu que personne n’a validé ne doit pas être partagé.',
      fix: 'Écrire les deux dates comme 20261120103000+0100, et signatureCode S.',
    },
  },
  *check({ document }) {
    const { effectiveTime, legalAuthenticator } = document
    // An absent effectiveTime or legalAuthenticator is left to DOC-001.
    const times: readonly (readonly [string, Located<string> | undefined])[] = [
      ['effectiveTime', effectiveTime],
      ['legalAuthenticator/time', legalAuthenticator?.time],
    ]
    for (const [element, time] of times) {
      const parsed = time && parseHl7Ts(time.value)
      if (time && !(parsed?.precision === 'second' && parsed.hasOffset))
        yield { message: 'time', at: time.at, data: { element, time }, expected: TIME, actual: time }
    }
    if (!legalAuthenticator) return
    const { element, time, signatureCode } = legalAuthenticator
    if (!time) yield { message: 'noTime', at: (element.child(HL7, 'time') ?? element).at, expected: TIME }
    if (signatureCode?.value !== 'S')
      yield {
        message: 'signatureCode',
        at: signatureCode?.at ?? element.at,
        data: { code: signatureCode?.value ?? '' },
        expected: 'S',
        actual: signatureCode,
      }
  },
})
