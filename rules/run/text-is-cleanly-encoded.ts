import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** UTF-8 read as Latin-1 and written as UTF-8 again: Ã or Â before a character of the upper half. */
const DOUBLY_ENCODED = /[ÃÂ][\u0080-\u00BF\u0152-\u02DC\u2013-\u2122]/

export default defineRule({
  id: 'RUN-009',
  name: 'text-is-cleanly-encoded',
  level: 'warning',
  priority: 1,
  requirements: ['XML-1.0-4.3.3', 'UNICODE-3.9'],
  evidence: 'measured',
  inputs: { file: each('source') },
  messages: {
    invalid: {
      en: 'Bytes that are not valid {encoding} stand here (and {more} more times in the file): text of two encodings is mixed.',
      fr: 'Des octets invalides en {encoding} se trouvent ici (et {more} autres fois dans le fichier) : des textes de deux encodages sont mélangés.',
    },
    doubled: {
      en: 'An accented letter is encoded twice here: the text was read in a wrong encoding and written again.',
      fr: 'Une lettre accentuée est encodée deux fois ici : le texte a été lu dans un mauvais encodage puis réécrit.',
    },
    label: {
      en: "The declared charset '{declared}' contradicts the bytes, which are {encoding}.",
      fr: 'Le jeu de caractères déclaré « {declared} » contredit les octets, qui sont en {encoding}.',
    },
  },
  docs: {
    en: {
      title: 'The bytes of a text are valid in the encoding it declares.',
      why: 'Names with broken accents identify nobody, and a signature made before a re-encoding no longer holds. XML processors stop at bytes that are invalid in the declared encoding.',
      fix: 'Write the message in UTF-8 from end to end and declare it so; do not open and save captures in an editor.',
    },
    fr: {
      title: "Les octets d'un texte sont valides dans l'encodage déclaré.",
      why: "Des noms aux accents cassés n'identifient personne, et une signature faite avant un réencodage ne tient plus. Les processeurs XML s'arrêtent aux octets invalides dans l'encodage déclaré.",
      fix: 'Écrire le message en UTF-8 de bout en bout et le déclarer ainsi ; ne pas ouvrir puis enregistrer les captures dans un éditeur.',
    },
  },
  *check({ file }) {
    const texts = file.texts
    if (texts.length === 0) return notApplicable
    for (const source of texts) {
      const [first] = source.invalidAt
      if (first !== undefined)
        yield {
          message: 'invalid',
          at: source.at(first, 1, ''),
          data: { encoding: source.encoding, more: source.invalidAt.length - 1 },
        }
      // Text that has neither letter, as most, is not read by the expression: to look for a letter is much faster.
      const suspect = source.text.includes('Ã') || source.text.includes('Â')
      const doubled = suspect ? DOUBLY_ENCODED.exec(source.text) : null
      if (doubled) yield { message: 'doubled', at: source.at(doubled.index, 2, '') }
      const declared = source.encodingConflict
      if (declared !== undefined)
        yield { message: 'label', at: source.at(0, 0, ''), data: { declared, encoding: source.encoding } }
    }
  },
})
