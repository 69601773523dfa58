import type { Report, Result } from '../engine/report.ts'
import type { Lang } from '../engine/rule.ts'
import { HTML_WORDS, type HtmlWords } from './html-words.ts'
import { TEXTS, type Texts } from './texts.ts'

/** What the parts of a page share. */
export interface View {
  readonly report: Report
  readonly lang: Lang
  readonly texts: Texts
  readonly words: HtmlWords
  /** Anchor of each finding. */
  readonly anchors: ReadonlyMap<Result, string>
}

export function viewOf(report: Report, lang: Lang): View {
  return {
    report,
    lang,
    texts: TEXTS[lang],
    words: HTML_WORDS[lang],
    anchors: new Map(report.results.map((result, i) => [result, `f${i + 1}`])),
  }
}
