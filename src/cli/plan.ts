import { planOf } from '../planning/plan.ts'
import { planCells, planDocument } from '../planning/plan-document.ts'
import { json } from '../reporters/escape.ts'
import { dateJudged } from './dates.ts'
import { EXIT } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { outputsOf, writeOutput } from './outputs.ts'
import { printConsole, printCsv, printMarkdown } from './print.ts'
import { openSites, type SiteFlags } from './sites.ts'
import { VERSION } from './version.ts'

const FORMATS = ['console', 'markdown', 'csv', 'json'] as const

/**
 * `dmplint plan [paths]`: exit 0 when nothing is missing (a renewal may be open), 1 when something must be ordered or a
 * question is open, 3 when a file could not be read.
 */
export async function planCommand(
  paths: readonly string[],
  flags: SiteFlags & { readonly format: readonly string[] },
  io: Io,
): Promise<number> {
  const outputs = outputsOf(flags.format, FORMATS)
  const at = dateJudged(flags.at)
  const own = language(flags.lang, io.env)
  const { sites, complete } = await openSites(paths, flags, own, io)
  const plan = planOf(sites, { version: VERSION, lang: own, at })
  for (const { format, file } of outputs) {
    // The Markdown goes to the customer, whatever language the integrator works in.
    const lang = format === 'markdown' && flags.lang === undefined ? 'fr' : own
    const told = lang === own ? plan : planOf(sites, { version: VERSION, lang, at })
    const print = {
      console: () => printConsole(planDocument(told), io.stdout.columns ?? 120),
      markdown: () => printMarkdown(planDocument(told)),
      csv: () => printCsv(planCells(told)),
      json: () => `${json(told, 2)}\n`,
    }[format]
    await writeOutput(file, print(), io)
  }
  if (!complete || plan.order.some(({ action }) => action === 'check')) return EXIT.incomplete
  const open =
    plan.order.some(({ action }) => action !== 'renew') || plan.sites.some(({ questions }) => questions.length > 0)
  return open ? EXIT.findings : EXIT.clean
}
