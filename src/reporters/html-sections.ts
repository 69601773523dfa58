import { LEVELS } from '../engine/rule.ts'
import { kindWord } from '../pages/words.ts'
import { COVERAGE, type Coverage, requirementCoverage } from './coverage.ts'
import { activeResults, byReason, countLevels, OUTCOMES, summaryLines, verdict } from './digest.ts'
import { badge, requirementTitle } from './html-findings.ts'
import { afterNumber, capital, type Markup, markup, prose } from './html-markup.ts'
import type { View } from './html-view.ts'
import { sourceOfRequirement } from './requirement-sources.ts'
import { whereOf } from './texts.ts'

/** How a verdict looks: what is wrong or doubtful never looks like success. */
export function tone({ report }: Pick<View, 'report'>): 'bad' | 'doubtful' | 'good' | 'empty' {
  const { error, warning } = countLevels(activeResults(report))
  const { pass, fail, notEvaluated } = report.counts
  if (error + report.failures.length > 0) return 'bad'
  if (warning + notEvaluated > 0) return 'doubtful'
  return pass + fail > 0 ? 'good' : 'empty'
}

const SIGNS = { bad: '✕', doubtful: '!', good: '✓', empty: '–' } as const

/** @param target section that the figures lead to, where the page has not one for each */
export function verdictSection(view: View, target?: string): Markup {
  const { report, texts, words } = view
  const look = tone(view)
  const active = activeResults(report)
  const levels = countLevels(active)
  const { notEvaluated, pass } = report.counts
  const figure = (kind: string, n: number, label: string, section: string) => {
    const inside = markup`<strong>${n}</strong> <span>${afterNumber(label)}</span>`
    return n === 0
      ? markup`<li class="${kind}"><p>${inside}</p></li>`
      : markup`<li class="${kind} some"><a href="#${target ?? section}">${inside}</a></li>`
  }
  return markup`<section id="verdict" class="verdict ${look}" aria-labelledby="verdict-h" tabindex="-1">
<h2 id="verdict-h"><span class="sign" aria-hidden="true">${SIGNS[look]}</span> <span>${prose(verdict(report, texts))}</span></h2>
<ul class="figures">${[
    report.failures.length > 0
      ? figure('failed', report.failures.length, texts.failures.toLowerCase(), 'failures')
      : undefined,
    ...LEVELS.map(level => figure(level, levels[level], texts.levelCount[level](levels[level]), 'findings')),
    figure('open', notEvaluated, texts.outcomeCount.notEvaluated(notEvaluated).toLowerCase(), 'open'),
    figure('pass', pass, texts.outcomeCount.pass(pass), 'basis'),
    active.length < report.results.length
      ? figure('waived', report.results.length - active.length, words.waived.toLowerCase(), 'waived')
      : undefined,
  ]}</ul></section>`
}

export function failuresSection({ report, texts }: View): Markup | undefined {
  if (report.failures.length === 0) return undefined
  const items = report.failures.map(
    ({ place, message }) =>
      markup`<li>${place && markup`<code>${whereOf(place, texts)}</code> `}${prose(message)}</li>`,
  )
  return markup`<section id="failures" class="failures" aria-labelledby="failures-h"><h2 id="failures-h">${texts.failures} <span class="count">${items.length}</span></h2><ul>${items}</ul></section>`
}

export function openSection({ report, texts, words }: View): Markup | undefined {
  const { notEvaluated } = report.counts
  if (notEvaluated === 0) return undefined
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]))
  const reasons = byReason(report.notEvaluated).map(
    ({
      reason,
      count,
      rules,
      places,
    }) => markup`<li class="reason"><p><strong>${prose(capital(reason))}</strong> <span class="count">${count}</span></p>
<ul class="plain">${rules.map(id => markup`<li><span class="id">${id}</span> ${prose(titles.get(id) ?? '')}</li>`)}</ul>${
      places.length === 0
        ? undefined
        : markup`<p class="of">${prose(texts.labelled(words.places, ''))}${places.map(place => markup`<code>${whereOf(place, texts)}</code> `)}</p>`
    }</li>`,
  )
  return markup`<section id="open" aria-labelledby="open-h"><h2 id="open-h">${texts.notEvaluated} <span class="count">${notEvaluated}</span></h2><p>${prose(words.openWhy)}</p><ol class="reasons">${reasons}</ol></section>`
}

/** What is wrong or open is shown at once, what is met is a click away. */
const UNFOLDED: ReadonlySet<Coverage> = new Set(['contradicted', 'open'])

export function coverageSection({ report, lang, texts, words }: View): Markup {
  const all = requirementCoverage(report)
  const parts = COVERAGE.map(coverage => [coverage, all.filter(one => one.coverage === coverage)] as const).filter(
    ([, { length }]) => length > 0,
  )
  let left = 0
  const bar = parts.map(([coverage, { length }]) => {
    const width = Math.round((100_000 * length) / all.length) / 1000
    const rect = markup`<rect class="cover-${coverage}" x="${Math.round(1000 * left) / 1000}%" width="${width}%" height="14"/>`
    left += width
    return rect
  })
  const legend = parts.map(
    ([coverage, { length }]) =>
      markup`<li><svg width="14" height="14" aria-hidden="true"><rect class="cover-${coverage}" width="14" height="14" rx="3"/></svg> <strong>${length}</strong> ${words.coverages[coverage][0]}</li>`,
  )
  const tables = parts.map(([coverage, requirements]) => {
    const [name, meaning] = words.coverages[coverage]
    const rows = requirements.map(({ id, rules, counts }) => {
      const told = OUTCOMES.filter(outcome => counts[outcome] > 0).map(outcome =>
        texts.outcomeCount[outcome](counts[outcome]),
      )
      return markup`<tr><th scope="row"><span class="id">${id}</span> ${requirementTitle(id, lang)}</th><td class="source">${sourceOfRequirement(id).name}</td><td>${told.join(', ')}</td><td class="ids">${rules.map(rule => markup`<span class="id">${rule.id}</span> `)}</td></tr>`
    })
    return markup`<details class="cover"${UNFOLDED.has(coverage) ? markup` open` : undefined}><summary><h3>${capital(name)} <span class="count">${requirements.length}</span></h3></summary><div class="inside"><p>${prose(meaning)}</p><table><thead><tr><th scope="col">${words.requirement}</th><th scope="col">${words.source}</th><th scope="col">${capital(texts.checks)}</th><th scope="col">${capital(texts.rules)}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
  })
  return markup`<section id="coverage" aria-labelledby="coverage-h"><h2 id="coverage-h">${words.coverage} <span class="count">${all.length}</span></h2><p>${prose(words.coverageWhy)}</p>${
    all.length === 0
      ? undefined
      : markup`<svg class="stack" width="100%" height="14" aria-hidden="true">${bar}</svg><ul class="legend">${legend}</ul>${tables}`
  }</section>`
}

/** With more files the list is folded. */
const MANY = 30

export function basisSection(view: View): Markup {
  const { report, lang, texts, words } = view
  const files = report.artifacts.map(
    ({ uri, kinds, bytes, sha256 }) =>
      markup`<tr><th scope="row"><code>${uri}</code></th><td>${kinds.map(kind => kindWord(kind, lang)).join(', ')}</td><td class="number">${bytes}</td><td><code class="hash">${sha256}</code></td></tr>`,
  )
  const rules = report.rules.map(
    rule =>
      markup`<tr><th scope="row"><span class="id">${rule.id}</span> ${prose(rule.title)}</th><td>${badge(view, rule.level)}</td>${OUTCOMES.map(outcome => markup`<td class="number">${rule.counts[outcome] || undefined}</td>`)}</tr>`,
  )
  const directories = report.directories.flatMap(({ path, sources }) =>
    sources.map(
      ({ name, extracted, sha256 }) =>
        markup`<tr><th scope="row"><code>${name}</code><br><span class="of">${path}</span></th><td>${extracted}</td><td><code class="hash">${sha256}</code></td></tr>`,
    ),
  )
  const outcome = (key: (typeof OUTCOMES)[number]) => capital(afterNumber(texts.outcomeCount[key](0)).toLowerCase())
  return markup`<section id="basis" aria-labelledby="basis-h"><h2 id="basis-h">${words.basis}</h2><p>${prose(words.basisWhy)}</p>
<dl class="facts">${summaryLines(report, texts)
    .filter(([label]) => label !== texts.nomenclatures)
    .map(([label, value]) => markup`<div><dt>${capital(label)}</dt><dd>${value}</dd></div>`)}</dl>
<details class="cover"${files.length <= MANY ? markup` open` : undefined}><summary><h3>${words.artifacts} <span class="count">${files.length}</span></h3></summary><div class="inside"><table><thead><tr><th scope="col">${words.file}</th><th scope="col">${words.kinds}</th><th scope="col">${words.size}</th><th scope="col">SHA-256</th></tr></thead><tbody>${files}</tbody></table></div></details>
${
  directories.length === 0
    ? undefined
    : markup`<details class="cover" open><summary><h3>${capital(texts.directory)}</h3></summary><div class="inside"><table><thead><tr><th scope="col">${words.file}</th><th scope="col">${capital(words.edition)}</th><th scope="col">SHA-256</th></tr></thead><tbody>${directories}</tbody></table></div></details>`
}
<details class="cover"><summary><h3>${capital(texts.nomenclatures)} <span class="count">${report.nomenclatures.length}</span></h3></summary><div class="inside"><ul class="columns">${report.nomenclatures.map(({ id, version, date }) => markup`<li><code>${id}</code> ${date}${version === date.replaceAll('-', '') ? undefined : ` (${version})`}</li>`)}</ul></div></details>
<details class="cover"><summary><h3>${capital(texts.rules)} <span class="count">${rules.length}</span></h3></summary><div class="inside"><table class="wide"><thead><tr><th scope="col">${words.rule}</th><th scope="col">${words.level}</th>${OUTCOMES.map(key => markup`<th scope="col">${outcome(key)}</th>`)}</tr></thead><tbody>${rules}</tbody></table></div></details></section>`
}
