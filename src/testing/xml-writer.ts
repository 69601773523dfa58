/**
 * Writes XML already in canonical form (attributes sorted, no empty-element tags, c14n escapes, a namespace declared
 * once where it is first used), so that the digest of what is written is the digest of its canonical form.
 */

export type Attributes = Readonly<Record<string, string | undefined>>

/** One element. `children` are XML, made by this function or by {@link escapeText}. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
  return `<${name}${written.join('')}>${children.join('')}</${name}>`
}

/** An element that holds text. */
export const textElement = (name: string, text: string, attributes: Attributes = {}): string =>
  element(name, attributes, escapeText(text))

/** Namespace declarations first, the default one at their head; then unprefixed attributes, then prefixed ones. */
function rank(name: string): number {
  if (name === 'xmlns') return 0
  if (name.startsWith('xmlns:')) return 1
  return name.includes(':') ? 3 : 2
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')

const escapeAttribute = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;')
