import { createHash } from 'node:crypto'
import type { Lang } from '../engine/rule.ts'
import { type Markup, markup } from './html-markup.ts'
import { STYLE } from './html-style.ts'

/** A page that loads nothing and sends nothing: the policy admits this style sheet, the script given, and no more. */
function policy(script: string | undefined): string {
  const run = script === undefined ? [] : [`script-src '${hash(script)}'`]
  return ["default-src 'none'", `style-src '${hash(STYLE)}'`, ...run, "base-uri 'none'", "form-action 'none'"].join(
    '; ',
  )
}

export interface PageParts {
  readonly lang: Lang
  readonly title: string
  /** Label of the link to the first section, and its id. */
  readonly skip: readonly [label: string, id: string]
  readonly header: Markup
  readonly footer: Markup
  /** Constant text, never a value. Reports have none. */
  readonly script?: string
}

/** The pieces of one HTML file. */
export function* page(
  { lang, title, skip, header, footer, script }: PageParts,
  main: Iterable<Markup | undefined>,
): Generator<string> {
  yield markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
`.text
  yield `<style>${STYLE}</style>\n</head>\n<body>\n`
  yield markup`<a class="skip" href="#${skip[1]}">${skip[0]}</a>
<header class="top">${header}</header>
<main>
`.text
  for (const part of main) if (part) yield `${part.text}\n`
  yield markup`</main>
<footer>${footer}</footer>
`.text
  if (script !== undefined) yield `<script>${script}</script>\n`
  yield '</body>\n</html>\n'
}

/** As Content-Security-Policy names an inline style or script (CSP 3, §2.3.1). */
export function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
