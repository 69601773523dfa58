import { html } from './escape.ts'

/** HTML that may be written as it is; only {@link markup} and {@link prose} make it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | undefined | readonly Part[]

/** A template whose values are escaped, unless they are markup already: `` markup`<p>${value}</p>` ``. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...values.map(written)))
}

function written(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(written).join('')
  return html(String(part))
}

/** A sentence: French punctuation never begins a line. Values are not prose, they are copied to the letter. */
export function prose(text: string): Markup {
  return new Markup(html(text).replace(/ (?=[:;!?»])|(?<=«) /g, '\u00a0'))
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `3 errors` without its number, for places that show the number by itself. */
export function afterNumber(counted: string): string {
  return counted.replace(/^\d+ /, '')
}
