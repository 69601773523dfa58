import { DAY, type Deadlines, deadlines, isoDay, noon } from './deadlines.ts'
import { type Markup, markup, prose } from './html-markup.ts'
import type { View } from './html-view.ts'

/** A table is what everybody reads; the bars in it say the same to the eye. */
export function timelineSection(view: View): Markup | undefined {
  const { report, words } = view
  const at = noon(report.at)
  const rows = deadlines(report.certificates, at)
  const heading = markup`<h2 id="certificates-h">${words.certificates} <span class="count">${rows.length}</span></h2>`
  if (rows.length === 0)
    return markup`<section id="certificates" aria-labelledby="certificates-h">${heading}<p>${prose(words.noCertificate)}</p></section>`
  const axis = axisOf(rows, at)
  const { valid, renew, urgent, at: judged } = words.legend
  const legend = (
    [
      ['bar-valid', valid],
      ['bar-renew', renew],
      ['bar-urgent', urgent],
      ['bar-at', `${judged} ${report.at}`],
    ] as const
  ).map(
    ([kind, text]) =>
      markup`<li><svg width="14" height="14" aria-hidden="true"><rect class="${kind}" width="14" height="14" rx="3"/></svg> ${text}</li>`,
  )
  return markup`<section id="certificates" aria-labelledby="certificates-h">${heading}<p>${prose(words.certificatesWhy)}</p>
<ul class="legend">${legend}</ul>
<div class="scroll" tabindex="0" role="region" aria-labelledby="certificates-h"><table class="timeline"><thead><tr><th scope="col">${words.file}</th><th scope="col">${words.use}</th><th scope="col">${words.structure}</th><th scope="col">${words.renewal}</th><th scope="col">${words.notice}</th><th scope="col">${words.end}</th><th scope="col">${words.state}</th><th scope="col" class="time"><span>${words.time}</span>${ticks(axis)}</th></tr></thead><tbody>${rows.map(row => line(view, row, axis, at))}</tbody></table></div></section>`
}

function line({ report, words }: View, row: Deadlines, axis: Axis, at: number): Markup {
  const { certificate, state, opens, notice, ends } = row
  const { uri, index, usages, systems, servers, structure } = certificate
  const folder = certificate.site?.slice(0, certificate.site.lastIndexOf('/') + 1) ?? ''
  const file = uri.startsWith(folder) ? uri.slice(folder.length) : uri
  const site = report.sites.length > 1 && report.sites.find(({ uri }) => uri === certificate.site)
  return markup`<tr data-state="${state}"><th scope="row"><code>${file}</code>${index === undefined ? undefined : ` (${index + 1})`}${site ? markup`<br><span class="of">${site.label}</span>` : undefined}</th><td>${usages.join(', ')}<br><span class="of">${[...systems, ...servers].join(', ')}</span></td><td>${structure}</td><td data-label="${words.renewal}">${time(opens)}</td><td data-label="${words.notice}">${time(notice)}</td><td data-label="${words.end}">${time(ends)}</td><td class="state">${prose(words.states[state])}</td><td class="time">${bar(row, axis, at)}</td></tr>`
}

const time = (ms: number): Markup => markup`<time datetime="${isoDay(ms)}">${isoDay(ms)}</time>`

interface Axis {
  readonly from: number
  readonly to: number
}

const PAST = 730 * DAY
const FUTURE = 1830 * DAY

/** Around the date judged, wide enough for every end; what lies further away is cut off. */
function axisOf(rows: readonly Deadlines[], at: number): Axis {
  const ends = rows.map(row => row.ends)
  return {
    from: Math.max(at - PAST, Math.min(at - 90 * DAY, ...ends.map(end => end - 90 * DAY))),
    to: Math.min(at + FUTURE, Math.max(at + 180 * DAY, ...ends.map(end => end + 60 * DAY))),
  }
}

/** Percents of the width, 0 to 100. */
function x({ from, to }: Axis, ms: number): number {
  return Math.round(1000 * Math.min(100, Math.max(0, (100 * (ms - from)) / (to - from)))) / 1000
}

function bar({ begins, opens, notice, ends }: Deadlines, axis: Axis, at: number): Markup {
  const spans = [
    ['bar-valid', begins, opens],
    ['bar-renew', Math.max(begins, opens), notice],
    ['bar-urgent', Math.max(begins, notice), ends],
  ] as const
  return markup`<svg width="100%" height="22" aria-hidden="true" focusable="false">${years(axis).map(
    year => markup`<line class="tick" x1="${x(axis, year)}%" x2="${x(axis, year)}%" y1="0" y2="22"/>`,
  )}${spans
    .map(([kind, from, to]) => [kind, x(axis, from), x(axis, to)] as const)
    .filter(([, from, to]) => to > from)
    .map(
      ([kind, from, to]) =>
        markup`<rect class="${kind}" x="${from}%" width="${Math.round(1000 * (to - from)) / 1000}%" y="5" height="12"/>`,
    )}<line class="bar-at" x1="${x(axis, at)}%" x2="${x(axis, at)}%" y1="0" y2="22"/></svg>`
}

function ticks(axis: Axis): Markup {
  return markup`<svg width="100%" height="16" aria-hidden="true" focusable="false">${years(axis)
    .filter(year => x(axis, year) < 90)
    .map(year => markup`<text x="${x(axis, year)}%" dx="3" y="12">${new Date(year).getUTCFullYear()}</text>`)}</svg>`
}

/** First of January of each year on the axis. */
function years({ from, to }: Axis): number[] {
  const first = new Date(from).getUTCFullYear() + 1
  return Array.from({ length: 8 }, (_, i) => Date.UTC(first + i, 0, 1)).filter(year => year < to)
}
