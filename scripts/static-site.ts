import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RULES } from '../rules/index.ts'
import type { Lang } from '../src/engine/rule.ts'
import type { Article } from '../src/pages/article.ts'
import { messageArticle } from '../src/pages/message-page.ts'
import { requirementArticle } from '../src/pages/requirement-page.ts'
import { articleHtml } from '../src/reporters/html-article.ts'
import { type Markup, markup, prose } from '../src/reporters/html-markup.ts'
import { page } from '../src/reporters/html-page.ts'
import { DMP_MESSAGES } from '../src/requirements/dmp-messages.ts'
import { REQUIREMENTS } from '../src/requirements/index.ts'
import { rulePages } from './rule-pages.ts'

/**
 * Writes the site that reports link to: a page for each rule, requirement and message of the DMP, in both languages,
 * and a list to search in. Pages need no server of their own and no network: the search reads the list on the page.
 *
 * usage: tsx scripts/static-site.ts [folder, default site/]
 */
const OUT = process.argv[2] ?? 'site'
const LANGS: readonly Lang[] = ['fr', 'en']

const TEXTS = {
  en: {
    title: 'Rules, requirements and messages of the DMP',
    search: 'Search',
    list: 'List',
    skip: 'Skip to the page',
    other: 'En français',
    parts: { rules: 'Rules', requirements: 'Requirements', messages: 'Messages of the DMP' },
    found: 'found',
  },
  fr: {
    title: 'Règles, exigences et messages du DMP',
    search: 'Rechercher',
    list: 'Liste',
    skip: 'Aller à la page',
    other: 'In English',
    parts: { rules: 'Règles', requirements: 'Exigences', messages: 'Messages du DMP' },
    found: 'résultats',
  },
} as const
type PartName = keyof (typeof TEXTS)['en']['parts']

/** Words typed, in any order and without accents, keep the lines that hold them all. */
const SEARCH = `'use strict'
{
const plain = text => text.normalize('NFD').replace(/\\p{Mark}/gu, '').toLowerCase()
const lines = [...document.querySelectorAll('.index li')].map(line => [line, plain(line.textContent)])
const box = document.getElementById('search')
const status = document.getElementById('found')
const show = () => {
  const words = plain(box.value).split(/\\s+/)
  let found = 0
  for (const [line, text] of lines) {
    line.hidden = !words.every(word => text.includes(word))
    if (!line.hidden) found++
  }
  status.textContent = box.value === '' ? '' : found + ' ' + status.dataset.word
}
box.addEventListener('input', show)
box.closest('.search').hidden = false
show()
}`

interface Entry {
  readonly part: PartName
  /** Name of the file without its extension; no character that an address or a file system minds. */
  readonly file: string
  readonly article: (lang: Lang) => Article | Promise<Article>
}

const write = await rulePages()
const entries: readonly Entry[] = [
  ...RULES.map((rule): Entry => ({ part: 'rules', file: rule.id, article: lang => write(rule, lang) })),
  ...REQUIREMENTS.map(
    (known): Entry => ({
      part: 'requirements',
      file: fileName(known.id),
      article: lang => requirementArticle(known, lang, RULES),
    }),
  ),
  ...DMP_MESSAGES.map(
    (message, i): Entry => ({
      part: 'messages',
      file: `${i + 1}-${fileName(message.code)}`,
      article: lang => messageArticle(message, lang, RULES),
    }),
  ),
]

rmSync(OUT, { recursive: true, force: true })
for (const lang of LANGS) {
  const titles: { entry: Entry; title: string }[] = []
  for (const entry of entries) {
    const article = await entry.article(lang)
    titles.push({ entry, title: article.title })
    const path = `${entry.part}/${lang}/${entry.file}.html`
    save(path, sitePage(lang, article.title, '../../', path, articleHtml(article, href(lang))))
  }
  save(`${lang}.html`, sitePage(lang, TEXTS[lang].title, '', `${lang}.html`, list(lang, titles), SEARCH))
}
save('index.html', sitePage('fr', TEXTS.fr.title, '', 'fr.html', choice()))
cpSync('schemas', join(OUT, 'schemas'), { recursive: true })

function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]+/g, '_')
}

/** Articles link to rules as the Markdown docs do, from the folder of the rules of their language. */
function href(lang: Lang): (link: string) => string {
  return link => join('../../rules', lang, link.replace(/\.md$/, '.html')).replaceAll('\\', '/')
}

function save(path: string, pieces: Iterable<string>): void {
  const file = join(OUT, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, [...pieces].join(''))
}

function sitePage(lang: Lang, title: string, root: string, path: string, body: Markup, script?: string) {
  const texts = TEXTS[lang]
  const other = lang === 'fr' ? 'en' : 'fr'
  const translated = path.replace(`/${lang}/`, `/${other}/`).replace(`${lang}.html`, `${other}.html`)
  return page(
    {
      lang,
      title: `${title} · dmplint`,
      skip: [texts.skip, 'page'],
      header: markup`<p class="brand">dmplint</p><nav aria-label="dmplint"><ul><li><a href="${root}${lang}.html">${texts.list}</a></li><li><a href="${root}${translated}" lang="${other}" hreflang="${other}">${texts.other}</a></li></ul></nav>`,
      footer: markup`<p>dmplint</p>`,
      ...(script === undefined ? {} : { script }),
    },
    [body],
  )
}

function list(lang: Lang, titles: readonly { entry: Entry; title: string }[]): Markup {
  const texts = TEXTS[lang]
  const parts = (Object.keys(texts.parts) as PartName[]).map(part => {
    const lines = titles
      .filter(({ entry }) => entry.part === part)
      .map(({ entry, title }) => markup`<li><a href="${part}/${lang}/${entry.file}.html">${prose(title)}</a></li>`)
    return markup`<section aria-labelledby="${part}"><h2 id="${part}">${texts.parts[part]} <span class="count">${lines.length}</span></h2><ul class="plain">${lines}</ul></section>`
  })
  return markup`<div class="page index" id="page" tabindex="-1"><h1>${texts.title}</h1><p class="search" hidden><label for="search">${texts.search}</label><br><input type="search" id="search" autocomplete="off"> <span id="found" role="status" data-word="${texts.found}"></span></p>${parts}</div>`
}

function choice(): Markup {
  return markup`<div class="page" id="page" tabindex="-1"><h1>dmplint</h1><ul>${LANGS.map(
    lang => markup`<li lang="${lang}"><a href="${lang}.html" hreflang="${lang}">${TEXTS[lang].title}</a></li>`,
  )}</ul></div>`
}
