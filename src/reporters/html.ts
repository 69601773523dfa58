import type { Report } from '../engine/report.ts'
import type { Lang } from '../engine/rule.ts'
import { activeResults } from './digest.ts'
import { findingsSection, waivedSection } from './html-findings.ts'
import { type IndexedSite, siteLabel, sitesSection } from './html-index.ts'
import { type Markup, markup, prose } from './html-markup.ts'
import { page } from './html-page.ts'
import { basisSection, coverageSection, failuresSection, openSection, verdictSection } from './html-sections.ts'
import { timelineSection } from './html-timeline.ts'
import { type View, viewOf } from './html-view.ts'
import type { Reporter } from './reporter.ts'
import { type SiteReport, siteReports } from './site-reports.ts'

/** For people: one page that needs nothing else, or a folder with one page per site. */
export const reporter: Reporter = {
  name: 'html',
  extension: '.html',
  render: (report, { lang }) => reportPage(report, lang),
  *folder(report, { lang }) {
    const sites = named(siteReports(report))
    const view = viewOf(report, lang)
    yield { name: INDEX, pieces: indexPage(view, sites) }
    for (const { file, site, report: own } of sites)
      yield { name: file, pieces: reportPage(sites.length === 1 ? report : own, lang, siteLabel(view, site)) }
  },
}

const INDEX = 'index.html'

/** @param label of its site, when it stands in a folder with an index */
function reportPage(report: Report, lang: Lang, label?: string): Iterable<string> {
  const view = viewOf(report, lang)
  const { texts, words } = view
  const name = label ?? report.sites.map(site => site.label).find(label => label !== '')
  const others = report.sites.length - 1
  const title = label === undefined && others > 0 ? texts.sites(report.sites.length) : (name ?? texts.title)
  const sections = [
    ['failures', texts.failures, report.failures.length > 0],
    ['findings', texts.findings, true],
    ['open', texts.notEvaluated, report.counts.notEvaluated > 0],
    ['waived', words.waived, activeResults(report).length < report.results.length],
    ['certificates', words.certificates, true],
    ['coverage', words.coverage, true],
    ['basis', words.basis, true],
  ] as const
  const links = sections.flatMap(([id, text, shown]) => (shown ? [markup`<li><a href="#${id}">${text}</a></li>`] : []))
  const back = label === undefined ? undefined : markup`<li><a href="${INDEX}">${words.allSites}</a></li>`
  function* main(): Generator<Markup | undefined> {
    yield verdictSection(view)
    yield failuresSection(view)
    yield* findingsSection(view)
    yield openSection(view)
    yield* waivedSection(view)
    yield timelineSection(view)
    yield coverageSection(view)
    yield basisSection(view)
  }
  return page(
    {
      ...frame(view, title),
      header: markup`${heading(view, title)}<nav aria-label="${words.contents}"><ul>${back}${links}</ul></nav>`,
    },
    main(),
  )
}

function indexPage(view: View, sites: readonly IndexedSite[]): Iterable<string> {
  const { report, texts } = view
  const title = texts.sites(report.sites.filter(({ uri }) => uri !== undefined).length)
  return page({ ...frame(view, title), header: heading(view, title) }, [
    verdictSection(view, SITES),
    sitesSection(view, sites),
  ])
}

const SITES = 'sites'

function frame({ report, lang, texts, words }: View, title: string) {
  const { generated, tool } = report
  return {
    lang,
    title: `${title} · ${texts.title}`,
    skip: [words.skip, 'verdict'] as const,
    footer: markup`<p>${generated === undefined ? `dmplint ${tool.version}` : prose(words.generated(generated, tool.version))}</p><p>${prose(words.privacy)}</p>`,
  }
}

function heading({ report, texts }: View, title: string): Markup {
  const environments = [...new Set(report.sites.flatMap(({ environment }) => environment ?? []))]
  const facts = [texts.judged(report.at, report.preset), ...environments.map(name => texts.environments[name])]
  return markup`<p class="brand">${texts.title}</p><h1>${title}</h1><p>${prose(facts.join(' · '))}</p>`
}

/** Longest label in the name of a file. */
const LONGEST = 60

/** `site-cabinet-des-tilleuls.html`: letters and digits of the label, a number where two would be the same. */
function named(sites: readonly SiteReport[]): readonly IndexedSite[] {
  const taken = new Set<string>()
  return sites.map(one => {
    const words = (one.site?.label ?? '')
      .normalize('NFD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
    const stem = ['site', ...(words ?? [])].join('-').slice(0, LONGEST)
    let file = `${stem}.html`
    for (let n = 2; taken.has(file); n++) file = `${stem}-${n}.html`
    taken.add(file)
    return { ...one, file }
  })
}
