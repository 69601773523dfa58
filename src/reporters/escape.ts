/**
 * Values of a report come from files that anybody may have written. Each channel has its way to run what it should
 * show: these functions take that away and keep the value recognisable.
 */

/**
 * Characters that act on the screen instead of showing on it: C0, DEL, C1, line separators, bidirectional and
 * invisible controls, tags, non-characters, halves of surrogate pairs.
 */
const BEYOND_ASCII =
  '\\u007f-\\u009f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff'
const ACTIVE = new RegExp(`[\\u0000-\\u001f${BEYOND_ASCII}\\u{e0000}-\\u{e007f}]|\\p{Surrogate}`, 'gu')

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(character: string): string {
  const named = NAMED[character]
  if (named) return named
  const code = character.codePointAt(0) as number
  const digits = code.toString(16)
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
}

/** Nearly all that a report holds; read several times faster than the class of active characters. */
const ORDINARY = /^[ -~\u00a0-\u017f\u2010-\u2027]*$/

/** Plain text on one line, whatever shows it: active characters become escapes such as `\x1b` or `\u202e`. */
export function visible(text: string): string {
  return ORDINARY.test(text) ? text : text.replace(ACTIVE, escaped)
}

/** For a terminal: nothing is left that moves the cursor, colours, links or reorders. */
export const terminal = visible

/** For text and attributes that an XML builder puts into entities: nothing is left that XML 1.0 forbids. */
export const xml = visible

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Never escaped by a stroke: before a code span it could be taken for its beginning.
  '`': '&#96;',
}

/** For the text of an HTML element or a quoted attribute. */
export function html(text: string): string {
  return visible(text).replace(/[&<>"']/g, character => ENTITIES[character] as string)
}

/** One cell of a CSV file, quoted when needed; a cell that a spreadsheet would compute is marked as text. */
export function csv(cell: string): string {
  const safe = visible(/^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Nothing of this, nothing to escape: most prose is looked at once. */
const MARKS = /[\\*[\]|~_&<>`]|:\/\/|www\.|^\s*[-+=#\d]/i

/** Prose in Markdown: no markup, no HTML, no link of the value's own. */
export function markdown(text: string): string {
  const safe = visible(text)
  if (!MARKS.test(safe)) return safe
  return safe
    .replace(/[\\*[\]|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/[&<>`]/g, character => ENTITIES[character] as string)
    .replaceAll('://', '\\://')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/^\s*(?:[-+=#]|\d+[.)])/, '\\$&')
}

/** A value in Markdown, to the letter. */
export function markdownCode(text: string): string {
  const safe = visible(text)
  if (safe === '') return ''
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = safe.startsWith('`') || safe.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${safe}${pad}${fence}`
}

/** Message of a GitHub workflow command, one line of it. */
export function githubMessage(text: string): string {
  return visible(text).replaceAll('%', '%25')
}

/** Property of a GitHub workflow command. */
export function githubProperty(text: string): string {
  return githubMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * JSON whose strings are the same when parsed, but hold no active character and end no script element when the file is
 * shown or embedded as it is.
 */
export function json(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(ACTIVE_IN_JSON, units => [...Array(units.length).keys()].map(i => hexadecimal(units, i)).join(''))
    .replace(/<(?=\/?script|!--)/gi, less => hexadecimal(less, 0))
}

/**
 * The same text in pieces, in which a list may be any iterable: a report of many findings is longer than a string can be.
 *
 * @param depth levels of objects and lists that are taken apart; what lies deeper is one piece each
 */
export function* jsonPieces(
  value: unknown,
  indent: number | undefined,
  depth: number,
  margin = '',
): Generator<string, void, undefined> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield json(value, indent).replaceAll('\n', `\n${margin}`)
    return
  }
  const isList = Symbol.iterator in value
  const inner = margin + ' '.repeat(indent ?? 0)
  const [open, close] = isList ? '[]' : '{}'
  let before = open
  for (const item of isList ? (value as Iterable<unknown>) : Object.entries(value)) {
    const [key, member] = isList ? [undefined, item] : (item as [string, unknown])
    if (key !== undefined && member === undefined) continue
    const name = key === undefined ? '' : `${json(key)}:${indent ? ' ' : ''}`
    yield `${before}${indent ? `\n${inner}` : ''}${name}`
    yield* jsonPieces(member, indent, depth - 1, inner)
    before = ','
  }
  yield before === open ? `${open}${close}` : `${indent ? `\n${margin}` : ''}${close}`
}

/** JSON.stringify has escaped C0 and halves of pairs itself. */
const ACTIVE_IN_JSON = new RegExp(`[${BEYOND_ASCII}]|\\udb40[\\udc00-\\udc7f]`, 'g')

const hexadecimal = (text: string, at: number) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`
