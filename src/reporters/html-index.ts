import { LEVELS, type Level } from '../engine/rule.ts'
import { deadlines, isoDay, noon } from './deadlines.ts'
import { activeResults, countLevels, verdict } from './digest.ts'
import { afterNumber, capital, type Markup, markup, prose } from './html-markup.ts'
import { tone } from './html-sections.ts'
import type { View } from './html-view.ts'
import type { SiteReport } from './site-reports.ts'

export interface IndexedSite extends SiteReport {
  /** Name of its file beside the index. */
  readonly file: string
}

const TONES = ['bad', 'doubtful', 'empty', 'good']

/** One line per site, the worst first. */
export function sitesSection(view: View, sites: readonly IndexedSite[]): Markup {
  const { texts, words } = view
  const heading = (level: Level) => capital(afterNumber(texts.levelCount[level](2)))
  const rows = sites
    .map(one => ({ ...one, look: tone(one), levels: countLevels(activeResults(one.report)) }))
    .sort(
      (a, b) =>
        TONES.indexOf(a.look) - TONES.indexOf(b.look) ||
        b.levels.error - a.levels.error ||
        b.levels.warning - a.levels.warning ||
        b.report.counts.notEvaluated - a.report.counts.notEvaluated,
    )
    .map(({ site, report, file, look, levels }) => {
      const [next] = deadlines(report.certificates, noon(report.at))
      const number = (label: string, n: number) =>
        markup`<td class="number ${n > 0 ? 'some' : 'none'}" data-label="${label}">${n}</td>`
      return markup`<tr class="${look}"><th scope="row" class="wrap"><a href="${file}">${siteLabel(view, site)}</a><br><span class="of">${site?.uri}</span></th><td>${site?.environment && texts.environments[site.environment]}</td><td class="wrap">${prose(verdict(report, texts))}</td>${LEVELS.map(level => number(heading(level), levels[level]))}${number(texts.notEvaluated, report.counts.notEvaluated)}<td data-label="${words.nextEnd}">${next && markup`<time datetime="${isoDay(next.ends)}">${isoDay(next.ends)}</time><br><span class="of">${words.states[next.state]}</span>`}</td></tr>`
    })
  return markup`<section id="sites" aria-labelledby="sites-h"><h2 id="sites-h">${words.allSites} <span class="count">${rows.length}</span></h2><div class="scroll" tabindex="0" role="region" aria-labelledby="sites-h"><table class="sites"><thead><tr><th scope="col">${words.site}</th><th scope="col">${words.environment}</th><th scope="col">${words.verdict}</th>${LEVELS.map(level => markup`<th scope="col">${heading(level)}</th>`)}<th scope="col">${texts.notEvaluated}</th><th scope="col">${words.nextEnd}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
}

export function siteLabel({ words }: View, site: SiteReport['site']): string {
  return site?.label || words.outside
}
