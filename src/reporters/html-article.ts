import type { Article, Item } from '../pages/article.ts'
import { type Markup, markup, prose } from './html-markup.ts'

/**
 * A page of the docs as a part of an HTML page.
 *
 * @param href where a link of the article leads
 */
export function articleHtml({ title, facts, sections }: Article, href: (link: string) => string): Markup {
  const item = ({ text, link }: Item) =>
    link === undefined ? markup`<li>${prose(text)}</li>` : markup`<li><a href="${href(link)}">${prose(text)}</a></li>`
  return markup`<article class="page" id="page" tabindex="-1"><h1>${prose(title)}</h1><p class="of">${prose(facts)}</p>${sections.map(
    ({ heading, paragraphs = [], items = [], lines = [] }) => [
      heading === undefined ? undefined : markup`<h2>${prose(heading)}</h2>`,
      paragraphs.map(paragraph => markup`<p>${prose(paragraph)}</p>`),
      items.length === 0 ? undefined : markup`<ul>${items.map(item)}</ul>`,
      // Line by line: an end of line inside a value would be escaped as an active character.
      lines.length === 0
        ? undefined
        : markup`<pre tabindex="0"><code>${lines.map((line, i) => [i > 0 ? markup`\n` : undefined, line])}</code></pre>`,
    ],
  )}</article>`
}
