import { Command, CommanderError, Option } from 'commander'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { VERSION } from './version.ts'

/**
 * The command line. Every command lives in a file of its own, imported when it is called, so that `--version` costs
 * nothing but commander.
 *
 * @returns the exit code of docs/exit-codes.md
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean
  const program = new Command('dmplint')
    .description('Checks the DMP feeding and the IGC-Santé certificates of a French radiology site before go-live.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: text => io.stdout.write(text), writeErr: text => io.stderr.write(text) })
    .enablePositionalOptions()
  const lang = () =>
    new Option('--lang <lang>', 'language of texts, default from the environment').choices(['fr', 'en'])
  const localized = <F extends { lang?: string }>(flags: F) => ({ ...flags, lang: language(flags.lang, io.env) })
  const list = (value: string, previous: string[] = []) => [...previous, value]

  program
    .command('check', { isDefault: true })
    .description('judge messages, certificates and the site description under the paths (default: here)')
    .argument('[paths...]')
    .option(
      '-f, --format <name[=file]>',
      'report format, may be repeated: name alone prints it, html=folder/ writes a page per site',
      list,
      [],
    )
    .option('--preset <name>', 'ci, go-live (default) or qualification')
    .option('--only <rules>', 'rule ids, names or families, comma separated', list)
    .option('--skip <rules>', 'rule ids, names or families, comma separated', list)
    .option('--fail-on <level>', 'exit 1 from this level on: error, warning, note')
    .option('--at <date>', 'the date judged, YYYY-MM-DD (default: today)')
    .option('--directory <path>', 'index of the national directory, for sites that name none')
    .option('--strict-coverage', 'exit 3 when anything could not be evaluated')
    .option('--show-values', 'show INS, names and other personal values')
    .option('--deterministic', 'leave out times, so that equal input gives equal bytes')
    .option('--sarif-coverage', 'list every outcome in the report, not only findings')
    .option('--sarif-profile <name>', 'full (default) or github')
    .option('--limit <name=number>', 'change a limit, may be repeated', list)
    .option('--password-stdin', 'first line of standard input is the password of containers that name no other')
    .option('--no-waivers', 'ignore waivers and baselines, for audits')
    .option('--no-plugins', 'do not load the rules that sites bring themselves: they are code')
    .option('--timing', 'print the time that each rule took')
    .option('--cache [folder]', 'remember what was found in each message (default: .dmplint-cache)')
    .option(
      '--shard <i/n>',
      'judge one share of the messages for the cache, and write no report; auto in a numbered job',
    )
    .option('--workers <n>', 'judge in n processes')
    .option('--watch', 'judge again what changes, until Ctrl-C')
    .option('-q, --quiet', 'findings and one line of summary')
    .option('--no-color', 'no colours')
    .addOption(lang())
    .action(async (paths, flags) => {
      code = await (await import('./check.ts')).checkCommand(paths, flags, io)
    })
  program
    .command('merge')
    .description('write one report of several that --format json wrote')
    .argument('<reports...>')
    .option('-f, --format <name[=file]>', 'report format, may be repeated: name alone prints it', list, [])
    .option('--fail-on <level>', 'exit 1 from this level on: error (default), warning, note')
    .option('--sarif-profile <name>', 'full (default) or github')
    .option('-q, --quiet', 'findings and one line of summary')
    .option('--no-color', 'no colours')
    .action(async (reports: string[], flags) => {
      code = await (await import('./merge.ts')).mergeCommand(reports, flags, io)
    })
  program
    .command('evidence')
    .description('write an evidence pack for a qualification dry run: per requirement, what shows or contradicts it')
    .argument('[paths...]')
    .requiredOption('--out <folder>', 'folder of the pack: new, empty, or an earlier pack')
    .option('--preset <name>', 'ci, go-live or qualification (default)')
    .option('--only <rules>', 'rule ids, names or families, comma separated', list)
    .option('--skip <rules>', 'rule ids, names or families, comma separated', list)
    .option('--at <date>', 'the date judged, YYYY-MM-DD (default: today)')
    .option('--directory <path>', 'index of the national directory, for sites that name none')
    .option('--deterministic', 'leave out times, so that equal input gives equal bytes')
    .option('--limit <name=number>', 'change a limit, may be repeated', list)
    .option('--no-plugins', 'do not load the rules that sites bring themselves: they are code')
    .option('-q, --quiet', 'no progress, no last line')
    .addOption(lang())
    .action(async (paths: string[], flags) => {
      code = await (await import('./evidence.ts')).evidenceCommand(paths, flags, io)
    })
  program
    .command('plan')
    .description('which certificates a site needs, on which identifier, what is missing, who orders it and how')
    .argument('[paths...]')
    .option('-f, --format <name[=file]>', 'console (default), markdown, csv or json, may be repeated', list, [])
    .option('--at <date>', 'the date judged, YYYY-MM-DD (default: today)')
    .option('--directory <path>', 'index of the national directory, for sites that name none')
    .addOption(lang())
    .action(async (paths: string[], flags) => {
      code = await (await import('./plan.ts')).planCommand(paths, flags, io)
    })
  program
    .command('renewals')
    .description('when each installed certificate ends, from when and by whom it is renewed')
    .argument('[paths...]')
    .option('-f, --format <name[=file]>', 'console (default), markdown, csv, json or ics, may be repeated', list, [])
    .option('--within <days>', 'exit 1 when a certificate ends within so many days: 60d')
    .option('--at <date>', 'the date judged, YYYY-MM-DD (default: today)')
    .option('--deterministic', 'leave out times, so that equal input gives equal bytes')
    .addOption(lang())
    .action(async (paths: string[], flags) => {
      code = await (await import('./renewals.ts')).renewalsCommand(paths, flags, io)
    })
  program
    .command('probe')
    .description('ask TLS servers for the certificates they serve and judge them; opens connections')
    .argument('[paths...]')
    .option('--endpoint <host:port>', 'server to ask, may be repeated (default: endpoints of dmplint.yaml)', list)
    .option('-f, --format <name[=file]>', 'report format, as for check', list, [])
    .option('--at <date>', 'the date judged, YYYY-MM-DD (default: today)')
    .addOption(lang())
    .action(async (paths: string[], flags) => {
      code = await (await import('./probe.ts')).probeCommand(paths, flags, io)
    })
  program
    .command('rules')
    .description('list the rules')
    .option('--format <name>', 'table (default) or json')
    .addOption(lang())
    .action(async flags => {
      code = await (await import('./rules.ts')).rulesCommand(flags, io)
    })
  program
    .command('explain')
    .description('explain a rule, a requirement id or a message of the DMP')
    .argument('<what...>')
    .addOption(lang())
    .action(async (what: string[], flags) => {
      code = await (await import('./explain.ts')).explainCommand(what.join(' '), flags, io)
    })
  program
    .command('inspect')
    .description('show what was understood of files, as a tree')
    .argument('<files...>')
    .option('--json', 'as JSON')
    .option('--show-values', 'show INS, names and other personal values')
    .option('--password-env <name>', 'environment variable with the password of a container')
    .option('--password-file <file>', 'file whose first line is that password')
    .option('--password-stdin', 'first line of standard input is that password')
    .option('--limit <name=number>', 'change a limit, may be repeated', list)
    .addOption(lang())
    .action(async (files: string[], flags) => {
      code = await (await import('./inspect.ts')).inspectCommand(files, flags, io)
    })
  program
    .command('init')
    .description('write a commented dmplint.yaml in the folder (default: here)')
    .argument('[folder]')
    .option('--from <folder>', 'fill it from the certificates found there')
    .option('--force', 'overwrite the file')
    .option('--name <name>', 'name of the site')
    .option('--environment <name>', 'production or test')
    .option('--structure <id>', 'national structure identifier, may be repeated', list)
    .option('--sector <code>', 'sector of the structures given: SA07, SA09 …')
    .option('--system <kind>', 'ris or drimbox, may be repeated', list)
    .option('--operator <name>', 'company that runs the software')
    .option('--siret <siret>', 'its SIRET')
    .addOption(lang())
    .action(async (folder: string | undefined, flags) => {
      code = await (await import('./init.ts')).initSite(folder === undefined ? flags : { ...flags, folder }, io)
    })
  program
    .command('waive')
    .description('accept a finding until a day, or the findings of a JSON report as a baseline')
    .argument('[rule]', 'id or name of the rule')
    .option('--artifact <glob>', 'files concerned, from the folder of the waiver file')
    .option('--place <path>', 'logical path of the finding, as reports print it')
    .option('--reason <text>', 'why, for the next reader')
    .option('--expires <date>', 'last day, YYYY-MM-DD')
    .option('--owner <name>', 'who answers for it')
    .option('--file <path>', 'the waiver file (default: waivers.yaml)')
    .option('--baseline <report.json>', 'accept all findings of this report')
    .option('--prune', 'with --baseline: forget findings that are gone')
    .action(async (rule: string | undefined, flags) => {
      code = await (await import('./waive.ts')).waiveCommand(rule, flags, io)
    })
  program
    .command('completion')
    .description('print a completion script for bash, zsh or fish')
    .argument('<shell>')
    .action(async (shell: string) => {
      code = (await import('./completion.ts')).completionCommand(program, shell, io)
    })
  const directory = program.command('directory').description('the national directory, offline')
  directory
    .command('import')
    .description('make an index from extractions, FINESS files, UserInfo or FHIR bundles')
    .argument('<sources...>')
    .requiredOption('--out <folder>', 'folder of the index')
    .option('--keep-names', 'keep the names of persons and structures')
    .option('-q, --quiet', 'no progress')
    .addOption(lang())
    .action(async (sources: string[], flags) => {
      code = await (await import('./directory.ts')).directoryImport(sources, localized(flags), io)
    })
  directory
    .command('info')
    .description('what an index was made from')
    .argument('<folder>')
    .option('--json', 'as JSON')
    .addOption(lang())
    .action(async (folder: string, flags) => {
      code = await (await import('./directory.ts')).directoryInfo(folder, localized(flags), io)
    })
  directory
    .command('lookup')
    .description('what an identifier or a name is, and on which identifier a certificate must be drawn')
    .argument('[queries...]')
    .option('--directory <folder>', 'the index')
    .option('--userinfo <file>', 'a UserInfo of Pro Santé Connect in place of an index')
    .option('--json', 'as JSON')
    .addOption(lang())
    .action(async (queries: string[], flags) => {
      code = await (await import('./directory.ts')).directoryLookup(queries, localized(flags), io)
    })

  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage
    if (error instanceof UsageError) {
      io.stderr.write(`dmplint: ${error.message}\n`)
      return EXIT.usage
    }
    // A bug of ours: its class is enough to report it, its message may quote a value.
    io.stderr.write(`dmplint: internal error (${error instanceof Error ? error.name : typeof error})\n`)
    if (io.env.DMPLINT_DEBUG && error instanceof Error) io.stderr.write(`${error.stack}\n`)
    return EXIT.incomplete
  }
  return code
}
