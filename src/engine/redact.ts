import type { Lang, Secret } from './rule.ts'

/**
 * Takes personal and secret values out of every text that leaves the program. One place for all reporters: a rule may
 * quote what it likes, the report cannot show it.
 */

const LABELS: Readonly<Record<Secret['kind'], Readonly<Record<Lang, string>>>> = {
  ins: { en: '[INS]', fr: '[INS]' },
  name: { en: '[name]', fr: '[nom]' },
  'birth-date': { en: '[date of birth]', fr: '[date de naissance]' },
  address: { en: '[address]', fr: '[adresse]' },
  'approval-number': { en: '[approval number]', fr: '[numéro d’homologation]' },
  password: { en: '[password]', fr: '[mot de passe]' },
  key: { en: '[key]', fr: '[clé]' },
}

/** Values shorter than this would blank out ordinary words and digits. */
const SHORTEST = 2

export interface Redactor {
  /** Replaces secret values by a label that says what stood there. */
  text(text: string): string
  /** Replaces them by as many bullets, so that offsets in the text stay true. */
  snippet(text: string): string
}

export const NO_REDACTION: Redactor = { text: text => text, snippet: text => text }

export function redactor(secrets: Iterable<Secret>, lang: Lang): Redactor {
  const kinds = new Map<string, Secret['kind']>()
  for (const { kind, value } of secrets) {
    const folded = fold(value.trim())
    // An INS is known by its thirteen characters, with or without the key behind them.
    for (const form of kind === 'ins' && INS.test(folded) ? [folded, folded.slice(0, 13)] : [folded])
      if (form.length >= SHORTEST && !kinds.has(form)) kinds.set(form, kind)
  }
  if (kinds.size === 0) return NO_REDACTION
  // Longest first, so that a full name wins over the family name inside it.
  const values = [...kinds.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(values.map(bounded).join('|'), 'gu')
  const replace = (text: string, by: (kind: Secret['kind'], length: number) => string): string => {
    const folded = fold(text)
    let out = ''
    let from = 0
    for (const match of folded.matchAll(pattern)) {
      const kind = kinds.get(match[0]) as Secret['kind']
      out += text.slice(from, match.index) + by(kind, match[0].length)
      from = match.index + match[0].length
    }
    return from === 0 ? text : out + text.slice(from)
  }
  // The findings of a message written on one line all show parts of that line.
  let line = ''
  let bulleted = ''
  return {
    text: text => replace(text, kind => LABELS[kind][lang]),
    snippet: text => {
      if (text !== line) {
        line = text
        bulleted = replace(text, (_, length) => '•'.repeat(length))
      }
      return bulleted
    },
  }
}

/** Lower case without accents, unit by unit, so that offsets in the folded text are offsets in the text. */
function fold(text: string): string {
  // The line of a report is most of the time the base64 or the identifiers of a message.
  if (/^[\u0000-\u007F]*$/.test(text)) return text.toLowerCase()
  let out = ''
  for (const unit of text) {
    if (unit <= '\u007F') {
      out += unit.toLowerCase()
      continue
    }
    const plain = unit.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    out += plain.length === unit.length ? plain : unit
  }
  return out
}

/** A folded INS with its key; the departments 2A and 2B have a letter. */
const INS = /^\d{5}[\dab]{2}\d{8}$/
/** Numbers from this length on are found inside longer ones too: an INS behind a prefix is still an INS. */
const LONG_NUMBER = /^[\dab]{12,}$/

/** Words must not be blanked out inside longer words, short numbers not inside longer numbers. */
function bounded(value: string): string {
  const escaped = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  if (LONG_NUMBER.test(value)) return escaped
  const before = /^[\p{L}\p{N}]/u.test(value) ? '(?<![\\p{L}\\p{N}])' : ''
  const after = /[\p{L}\p{N}]$/u.test(value) ? '(?![\\p{L}\\p{N}])' : ''
  return `${before}${escaped}${after}`
}
