/** Comparison of names and labels that several systems wrote in their own way. */

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss' }

const ASCII = /^[\x00-\x7f]*$/

function withoutAccents(text: string): string {
  if (ASCII.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œŒæÆß]/g, letter => LIGATURES[letter]!)
}

/**
 * A name of a person or a structure as words in upper case without accents; apostrophes (straight or typographic),
 * hyphens, full stops and runs of white space all become one space. `D’Hervé-Le Goff` gives `D HERVE LE GOFF`.
 */
export function foldName(text: string): string {
  return withoutAccents(text)
    .toUpperCase()
    .replace(/[\s\u0027\u0060\u00B4\u02BC\u2018\u2019\u2010-\u2015\u2212._-]+/g, ' ')
    .trim()
}

/** Whether two names hold the same words, in any order. */
export function sameWords(a: string, b: string): boolean {
  const words = (text: string) => foldName(text).split(' ').sort().join(' ')
  return a === b || words(a) === words(b)
}

/**
 * A display name of a code without case, accents, typographic apostrophe or spare white space: the ways in which labels
 * of published value sets and of official examples differ. Punctuation that carries meaning stays.
 */
export function foldLabel(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[\u0060\u00B4\u02BC\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}
