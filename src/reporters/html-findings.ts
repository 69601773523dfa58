import type { Place, Result, Snippet } from '../engine/report.ts'
import { LEVELS, type Level } from '../engine/rule.ts'
import { requirement } from '../requirements/index.ts'
import { activeResults, byRule, countLevels } from './digest.ts'
import { type Group, groupFindings, levelsIn } from './groups.ts'
import { afterNumber, capital, type Markup, markup, prose } from './html-markup.ts'
import type { View } from './html-view.ts'
import { ruleUrl } from './links.ts'
import { whereOf } from './texts.ts'

/** With more findings the page opens with one line for each. */
const LONG = 40

/** Findings that count: by rule, then by what they are about. */
export function* findingsSection(view: View): Generator<Markup> {
  const { report, texts, words } = view
  const findings = activeResults(report)
  yield markup`<section id="findings" aria-labelledby="findings-h"><h2 id="findings-h">${texts.findings} <span class="count">${findings.length}</span></h2>`
  if (findings.length === 0) yield markup`<p>${prose(words.nothingFound)}</p></section>`
  else {
    yield filters(view, findings)
    yield* rules(view, findings)
    yield markup`<h3>${words.bySubject}</h3>`
    for (const group of groupFindings(report, findings)) yield* section(view, group)
    yield markup`</section>`
  }
}

export function* waivedSection(view: View): Generator<Markup> {
  const { report, words } = view
  const waived = report.results.filter(({ suppression }) => suppression)
  if (waived.length === 0) return
  yield markup`<section id="waived" aria-labelledby="waived-h"><h2 id="waived-h">${words.waived} <span class="count">${waived.length}</span></h2><p>${prose(words.waivedWhy)}</p>`
  for (const group of groupFindings(report, waived)) yield* section(view, group)
  yield markup`</section>`
}

/** Boxes that the style sheet reads: where it does not understand them, everything shows. */
function filters({ texts, words }: View, findings: readonly Result[]): Markup {
  const counts = countLevels(findings)
  const boxes = LEVELS.filter(level => counts[level] > 0).map(
    level =>
      markup`<label><input type="checkbox" id="show-${level}" autocomplete="off" checked> ${texts.levelCount[level](counts[level])}</label>`,
  )
  const brief = findings.length > LONG ? markup` checked` : undefined
  return markup`<fieldset class="filters"><legend>${words.show}</legend>${boxes}<label><input type="checkbox" id="brief" autocomplete="off"${brief}> ${words.brief}</label></fieldset>`
}

function* rules(view: View, findings: readonly Result[]): Generator<Markup> {
  const { report, lang, texts, words, anchors } = view
  const pages = new Map(report.rules.map(rule => [rule.id, rule]))
  const own = new Map<string, Result[]>()
  for (const finding of findings) own.set(finding.rule, [...(own.get(finding.rule) ?? []), finding])
  yield markup`<h3>${words.byRule}</h3>`
  for (const { rule, name, level, findings: count } of byRule(findings)) {
    const page = pages.get(rule)
    const [first] = own.get(rule) as [Result]
    const links = (own.get(rule) as Result[]).map(
      (finding, i) => markup`<a href="#${anchors.get(finding)}">${i + 1}</a> `,
    )
    yield markup`<details class="rule" data-levels="${level}" id="rule-${rule}"><summary>${badge(view, level)} <span class="id">${rule}</span> <span class="title">${prose(page?.title ?? name)}</span> <span class="count">${count}</span></summary><div class="inside"><dl>${[
      page && item(texts.headings.why, prose(page.why)),
      item(texts.headings.fix, prose(first.fix)),
      first.dmpAnswer === undefined ? undefined : item(texts.headings.dmpAnswer, markup`<q>${first.dmpAnswer}</q>`),
      requirementsItem(view, first.requirements),
      item(texts.findings, markup`<span class="links">${links}</span>`),
    ]}</dl><p class="more"><a href="${ruleUrl(rule, lang)}">${capital(texts.rulePage)} ${rule}</a></p></div></details>`
  }
}

function* section(view: View, group: Group): Generator<Markup> {
  const { report, words } = view
  const site =
    report.sites.length > 1 && group.site !== undefined ? markup`<span class="of">${group.site}</span> ` : undefined
  yield markup`<details class="group" open data-levels="${levelsIn(group).join(' ')}"><summary><h4>${site}<span class="kind">${words.group[group.kind]}</span> <code>${group.label}</code> <span class="count">${group.findings.length}</span></h4></summary>`
  for (const finding of group.findings) yield card(view, finding)
  yield markup`</details>`
}

function card(view: View, finding: Result): Markup {
  const { texts, anchors } = view
  const anchor = anchors.get(finding)
  const { place, snippet, expected, actual, related, dmpAnswer, suppression } = finding
  return markup`<article class="finding" data-levels="${finding.level}" id="${anchor}" aria-labelledby="${anchor}-h">
<h5 id="${anchor}-h">${badge(view, finding.level)} <a href="#${anchor}">${prose(finding.message)}</a></h5>
<p class="where">${suppression ? markup`<span class="id">${finding.rule}</span>` : markup`<a class="id" href="#rule-${finding.rule}">${finding.rule}</a>`} <span class="name">${finding.name}</span> <code>${whereOf(place, texts)}</code></p>
<div class="detail">${snippet && line(view, place, snippet)}<dl>${[
    expected === undefined
      ? undefined
      : item(capital(texts.expected), markup`<code class="expected">${expected}</code>`),
    actual === undefined ? undefined : item(capital(texts.actual), markup`<code class="actual">${actual}</code>`),
    place.path === '' ? undefined : item(view.words.place, markup`<code>${place.path}</code>`),
    related.length === 0
      ? undefined
      : item(
          capital(texts.related),
          markup`<ul>${related.map(
            other =>
              markup`<li>${prose(other.text)} <code>${whereOf(other.place, texts)}</code>${other.place.path === '' ? undefined : markup` <code class="path">${other.place.path}</code>`}</li>`,
          )}</ul>`,
        ),
    dmpAnswer === undefined ? undefined : item(texts.headings.dmpAnswer, markup`<q>${dmpAnswer}</q>`),
    item(texts.headings.fix, prose(finding.fix)),
    requirementsItem(view, finding.requirements),
    suppression &&
      item(
        capital(afterNumber(texts.waived(1))),
        markup`${prose(suppression.reason)}${suppression.place && markup` <code>${whereOf(suppression.place, texts)}</code>`}`,
      ),
  ]}</dl></div>
</article>`
}

/** The line of the file with the value marked. */
function line({ words }: View, place: Place, { text, start, length }: Snippet): Markup {
  const number =
    place.line === undefined ? undefined : markup`<span class="line" title="${words.marked}">${place.line}</span>`
  return markup`<pre class="snippet" tabindex="0">${number}<code>${text.slice(0, start)}<mark>${text.slice(start, start + length)}</mark>${text.slice(start + length)}</code></pre>`
}

export function badge({ texts }: View, level: Level): Markup {
  return markup`<span class="badge ${level}">${texts.levels[level]}</span>`
}

export function item(term: string, description: Markup): Markup {
  return markup`<div><dt>${term}</dt><dd>${description}</dd></div>`
}

function requirementsItem({ lang, texts }: View, ids: readonly string[]): Markup | undefined {
  if (ids.length === 0) return undefined
  const items = ids.map(id => markup`<li><span class="id">${id}</span> ${requirementTitle(id, lang)}</li>`)
  return item(texts.headings.requirements, markup`<ul class="plain">${items}</ul>`)
}

/** Nothing for an id that only the author of a plugin knows. */
export function requirementTitle(id: string, lang: View['lang']): Markup | undefined {
  const title = requirement(id)?.title[lang]
  return title === undefined ? undefined : prose(title)
}
