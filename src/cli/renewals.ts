import { renewalsOf } from '../planning/renewals.ts'
import { renewalsCells, renewalsDocument } from '../planning/renewals-document.ts'
import { json } from '../reporters/escape.ts'
import { dateJudged } from './dates.ts'
import { EXIT, UsageError } from './exit.ts'
import { printIcs } from './ics.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { outputsOf, writeOutput } from './outputs.ts'
import { printConsole, printCsv, printMarkdown } from './print.ts'
import { openSites, type SiteFlags } from './sites.ts'
import { VERSION } from './version.ts'

const FORMATS = ['console', 'markdown', 'csv', 'json', 'ics'] as const

/** `dmplint renewals [paths]`: exit 1 when a certificate ends within `--within`, 3 when one could not be read. */
export async function renewalsCommand(
  paths: readonly string[],
  flags: SiteFlags & { readonly format: readonly string[]; readonly within?: string; readonly deterministic?: boolean },
  io: Io,
): Promise<number> {
  const outputs = outputsOf(flags.format, FORMATS)
  const at = dateJudged(flags.at)
  const within = daysOf(flags.within)
  const lang = language(flags.lang, io.env)
  const { sites, complete } = await openSites(paths, flags, lang, io)
  const renewals = renewalsOf(sites, {
    version: VERSION,
    lang,
    at,
    ...(flags.deterministic ? {} : { generated: new Date() }),
  })
  for (const { format, file } of outputs) {
    const print = {
      console: () => printConsole(renewalsDocument(renewals), io.stdout.columns ?? 120),
      markdown: () => printMarkdown(renewalsDocument(renewals)),
      csv: () => printCsv(renewalsCells(renewals)),
      json: () => `${json(renewals, 2)}\n`,
      ics: () => printIcs(renewals),
    }[format]
    await writeOutput(file, print(), io)
  }
  if (!complete || renewals.unread.length > 0) return EXIT.incomplete
  const due = renewals.certificates.some(({ state, daysLeft }) => state !== 'REPLACED' && daysLeft <= (within ?? -1))
  return within !== undefined && due ? EXIT.findings : EXIT.clean
}

/** `60d`, or `60`. */
function daysOf(within: string | undefined): number | undefined {
  if (within === undefined) return undefined
  const days = /^(\d{1,5})d?$/.exec(within)?.[1]
  if (days === undefined) throw new UsageError(`--within is a number of days such as 60d, not '${within}'`)
  return Number(days)
}
