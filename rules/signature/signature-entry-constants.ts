import { DS } from '../../src/artifacts/namespaces.ts'
import type { Author, Classification } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseDtm, parseXcn, parseXon, sameInstant } from '../../src/identifiers/index.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

const constant = <const M extends string>(metadata: M) =>
  ({
    en: `The ${metadata} of the signature entry is '{found}', where the DMP wants '{expected}'.`,
    fr: `Le ${metadata} de la fiche de signature est « {found} », là où le DMP veut « {expected} ».`,
  }) as const

const time = <const M extends string>(metadata: M) =>
  ({
    en: `The ${metadata} of the signature entry, '{found}', is not the submissionTime '{expected}'.`,
    fr: `Le ${metadata} de la fiche de signature, « {found} », n'est pas le submissionTime « {expected} ».`,
  }) as const

const TIMES = ['creationTime', 'serviceStartTime', 'serviceStopTime'] as const

/** Codes with their systems (JDV of the DMP, IHE document digital signature); the first one is expected. */
const CODES = {
  classCode: [['urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', 'URN']],
  typeCode: [['E1762', 'ASTM']],
  formatCode: [
    [DS, 'URN'],
    ['urn:ihe:iti:dsg:detached:2014', 'URN'],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>
const EVENT = ['1.2.840.10065.1.12.1.14', '1.2.840.10065.1.12'] as const
const CONFIDENTIALITY: readonly string[] = ['INVISIBLE_PATIENT', 'MASQUE_PS', 'N']

export default defineRule({
  id: 'SIG-018',
  name: 'signature-entry-constants',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'ITI-TF-3-5.5'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    mimeType: constant('mimeType'),
    languageCode: constant('languageCode'),
    classCode: constant('classCode'),
    typeCode: constant('typeCode'),
    formatCode: constant('formatCode'),
    eventCode: constant('eventCode'),
    confidentialityCode: constant('confidentialityCode'),
    author: {
      en: 'An author of the signature entry is not an author of the submission set.',
      fr: "Un auteur de la fiche de signature n'est pas un auteur du lot de soumission.",
    },
    creationTime: time('creationTime'),
    serviceStartTime: time('serviceStartTime'),
    serviceStopTime: time('serviceStopTime'),
  },
  docs: {
    en: {
      title:
        'The metadata of the signature entry are the constants of the DMP, its author and times those of the submission set.',
      why: 'The DMP checks fixed data (EX_2.1-2035), and the signature of a submission is described by constants of the document digital signature profile (IHE ITI TF-3): with others it is not recognised as the signature, or it is shown to readers as a document.',
      fix: 'Copy the constants named by the finding, the author of the submission set, and its submissionTime.',
    },
    fr: {
      title:
        'Les métadonnées de la fiche de signature sont les constantes du DMP, son auteur et ses dates ceux du lot.',
      why: "Le DMP contrôle les données fixes (EX_2.1-2035), et la signature d'un lot est décrite par les constantes du profil de signature de documents (IHE ITI TF-3) : avec d'autres, elle n'est pas reconnue comme la signature, ou se montre aux lecteurs comme un document.",
      fix: "Reprendre les constantes indiquées par le constat, l'auteur du lot de soumission, et son submissionTime.",
    },
  },
  *check({ submission }) {
    const signatures = submission.entries.filter(entry => entry.isSignature)
    if (!isRequest(submission) || signatures.length === 0) return notApplicable
    const { submissionSet } = submission
    // What is absent is told by XDS-004, but for the event code, which other documents may lack.
    for (const entry of signatures) {
      for (const [message, expected] of [
        ['mimeType', 'text/xml'],
        ['languageCode', 'art'],
      ] as const) {
        const found = entry[message]
        if (found && isFilled(found) && found.value !== expected)
          yield { message, at: found.at, data: { found, expected }, expected, actual: found }
      }
      for (const [message, codes] of Object.entries(CODES) as [keyof typeof CODES, (typeof CODES)['formatCode']][]) {
        const found = entry[message]
        if (!found || codes.some(code => isCode(found, code))) continue
        const expected = shown(codes[0])
        yield {
          message,
          at: (found.code ?? found.element).at,
          data: { found: shownOf(found), expected },
          expected,
          actual: shownOf(found),
        }
      }
      if (!entry.eventCodes.some(found => isCode(found, EVENT))) {
        const [event] = entry.eventCodes
        const found = event ? shownOf(event) : ''
        const at = (event?.code ?? event?.element ?? entry.element).at
        yield {
          message: 'eventCode',
          at,
          data: { found, expected: shown(EVENT) },
          expected: shown(EVENT),
          actual: found,
        }
      }
      const [level] = entry.confidentialityCodes
      const found = [...new Set(entry.confidentialityCodes.map(({ code }) => code?.value ?? ''))].sort().join(', ')
      const expected = CONFIDENTIALITY.join(', ')
      if (level && found !== expected)
        yield {
          message: 'confidentialityCode',
          at: (level.code ?? level.element).at,
          data: { found, expected },
          expected,
          actual: found,
        }
      const authors = (submissionSet?.authors ?? []).map(keyOf)
      const stranger = entry.authors.find(author => !authors.includes(keyOf(author)))
      if (stranger && authors.length > 0)
        yield {
          message: 'author',
          at: (stranger.persons[0] ?? stranger.classification.element).at,
          related: (submissionSet?.authors ?? []).map(({ classification }) => ({
            at: classification.element.at,
            text: { en: 'an author of the submission set', fr: 'un auteur du lot de soumission' },
          })),
        }
      for (const message of TIMES)
        if (!isSameTime(entry[message], submissionSet?.submissionTime))
          yield {
            message,
            at: (entry[message] ?? entry.element).at,
            data: { found: entry[message] ?? '', expected: submissionSet?.submissionTime ?? '' },
            expected: submissionSet?.submissionTime,
            actual: entry[message],
          }
    }
  },
})

const isCode = ({ code, codingScheme }: Classification, [value, scheme]: readonly [string, string]): boolean =>
  code?.value === value && codingScheme?.value === scheme

const shown = ([code, scheme]: readonly [string, string]): string => `${code} (${scheme})`

const shownOf = ({ code, codingScheme }: Classification): string =>
  shown([code?.value ?? '', codingScheme?.value ?? ''])

/** Whom an author stands for: identifiers of persons and structures, in any order. */
const keyOf = ({ persons, institutions }: Author): string =>
  [
    ...persons.map(({ value }) => parseXcn(value).id.value),
    ...institutions.map(({ value }) => parseXon(value).id.value),
  ]
    .sort()
    .join(' ')

/** Times that are absent or malformed are told by XDS-003, XDS-004 and XDS-029. */
function isSameTime(found: Located<string> | undefined, expected: Located<string> | undefined): boolean {
  const [a, b] = [parseDtm(found?.value ?? ''), parseDtm(expected?.value ?? '')]
  return !a || !b || sameInstant(a, b)
}
