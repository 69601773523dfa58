import { resolve } from 'node:path'
import type { Answer, CertificateReason, PersonAnswer, Reading, StructureAnswer } from '../directory/answer.ts'
import {
  type Directory,
  DirectoryError,
  type DirectoryInfo,
  isStale,
  openDirectory,
  STALE_AFTER_DAYS,
} from '../directory/directory.ts'
import type { ImportProgress } from '../directory/import.ts'
import type { Lang, Text } from '../engine/rule.ts'
import { lookup, type SetId } from '../nomenclatures/index.ts'
import { terminal } from '../reporters/escape.ts'
import { clock } from '../sources/limits.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io, Output } from './io.ts'
import { language } from './language.ts'
import { VERSION } from './version.ts'

const SHOWN_PRACTITIONERS = 50

interface LangFlag {
  readonly lang?: string
}

/** `dmplint directory import SOURCE… --out DIR`. @throws {UsageError} a source that cannot be read, or none */
export async function directoryImport(
  sources: readonly string[],
  flags: { readonly out: string; readonly keepNames?: boolean; readonly quiet?: boolean } & LangFlag,
  io: Io,
): Promise<number> {
  const lang = language(flags.lang, io.env)
  const { importDirectory } = await import('../directory/import.ts')
  const bar = new Bar(io.stderr, lang, flags.quiet ?? false)
  const result = await usage(() =>
    importDirectory(
      sources.map(source => resolve(io.cwd, source)),
      resolve(io.cwd, flags.out),
      { version: VERSION, keepNames: flags.keepNames ?? false, onProgress: progress => bar.show(progress) },
    ),
  ).finally(() => bar.clear())
  for (const name of result.skipped) io.stderr.write(`${terminal(name)}: ${T.skipped[lang]}\n`)
  for (const bad of result.badRows) {
    io.stderr.write(`${terminal(bad.source)}:${bad.line}: ${T.defects[bad.defect][lang]}\n`)
  }
  if (!flags.quiet) io.stdout.write(infoText(result.info, lang))
  return EXIT.clean
}

/** `dmplint directory info DIR`. @throws {UsageError} no index there */
export async function directoryInfo(
  folder: string,
  flags: { readonly json?: boolean } & LangFlag,
  io: Io,
): Promise<number> {
  const lang = language(flags.lang, io.env)
  const { readManifest } = await import('../directory/stored.ts')
  const { info } = await usage(async () => readManifest(resolve(io.cwd, folder)))
  io.stdout.write(flags.json ? `${JSON.stringify(info, null, 2)}\n` : infoText(info, lang))
  return EXIT.clean
}

/**
 * `dmplint directory lookup ID|NAME…`: exit 0 when each query found something, 1 otherwise.
 *
 * @throws {UsageError} no directory given, or none that can be read
 */
export async function directoryLookup(
  queries: readonly string[],
  flags: { readonly directory?: string; readonly userinfo?: string; readonly json?: boolean } & LangFlag,
  io: Io,
): Promise<number> {
  const lang = language(flags.lang, io.env)
  const { answer } = await import('../directory/answer.ts')
  const { directory, subject } = await usage(() => lookupDirectory(flags, io, lang))
  if (queries.length === 0 && subject === undefined) throw new UsageError(T.noQuery[lang])
  const asked = queries.length > 0 ? queries : [subject ?? '']
  const answers = asked.map(query => answer(directory, query))
  if (flags.json) io.stdout.write(`${JSON.stringify({ directory: directory.info, answers }, null, 2)}\n`)
  else {
    io.stdout.write(answers.map(one => answerText(one, directory, lang)).join('\n'))
    if (isStale(directory.info, Date.now())) io.stdout.write(`\n${T.stale[lang]}\n`)
  }
  return answers.every(one => one.structures.length + one.persons.length > 0) ? EXIT.clean : EXIT.findings
}

/** The directory asked, and the person that a UserInfo is about: without a query, that one is meant. */
async function lookupDirectory(
  flags: { readonly directory?: string; readonly userinfo?: string },
  io: Io,
  lang: Lang,
): Promise<{ directory: Directory; subject?: string }> {
  if (flags.userinfo !== undefined) {
    const { readUserInfo } = await import('../directory/import.ts')
    return readUserInfo(resolve(io.cwd, flags.userinfo))
  }
  if (flags.directory === undefined) throw new UsageError(T.noDirectory[lang])
  return { directory: await openDirectory(resolve(io.cwd, flags.directory)) }
}

/** What the user gave cannot be read: a message, not a stack. */
async function usage<R>(action: () => Promise<R>): Promise<R> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof DirectoryError) throw new UsageError(terminal(error.message))
    throw error
  }
}

function infoText(info: DirectoryInfo, lang: Lang): string {
  const { counts } = info
  const lines = [
    `${T.built[lang]} ${info.built} (dmplint ${info.version})`,
    `${T.extracted[lang]} ${info.extracted ?? T.unknown[lang]}`,
    `${T.persons[lang]} ${counts.persons}, ${T.structures[lang]} ${counts.structures}, ${T.activities[lang]} ${counts.activities}`,
  ]
  for (const source of info.sources) {
    const date = source.extracted === undefined ? '' : `, ${source.extracted}`
    const bad = source.badRows === 0 ? '' : `, ${source.badRows} ${T.badRows[lang]}`
    lines.push(
      `  ${terminal(source.name)} (${source.kind}${date}): ${source.rows} ${T.rows[lang]}${bad}, ${source.bytes} ${T.bytes[lang]}`,
      `    sha256 ${source.sha256}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function answerText(answer: Answer, directory: Directory, lang: Lang): string {
  const lines = [terminal(answer.query)]
  for (const reading of answer.readings) lines.push(`  ${readingText(reading, lang)}`)
  for (const person of answer.persons) lines.push(...personLines(person, lang))
  for (const structure of answer.structures) lines.push(...structureLines(structure, lang))
  if (answer.persons.length + answer.structures.length === 0) lines.push(...absentLines(answer, directory, lang))
  return `${lines.join('\n')}\n`
}

function readingText(reading: Reading, lang: Lang): string {
  const parts: string[] = [T.kinds[reading.kind][lang]]
  if (reading.keyHolds !== undefined) parts.push((reading.keyHolds ? T.keyHolds : T.keyFails)[lang])
  if (reading.test) parts.push(T.test[lang])
  if (reading.prefixMissing) parts.push(`${T.prefixMissing[lang]} ${terminal(reading.id)}`)
  if (reading.deprecatedPrefix) parts.push(`${T.deprecatedPrefix[lang]} ${terminal(reading.id)}`)
  return parts.join(', ')
}

function absentLines(answer: Answer, directory: Directory, lang: Lang): string[] {
  const lines = [`  ${T.absent[lang]}${directory.info.extracted ? ` (${directory.info.extracted})` : ''}`]
  if (answer.readings.length === 0) lines.push(`  ${T.namesNotKept[lang]}`)
  // The directory publishes a SIRET only for companies: SCM and SCI are unknown to it, and get no certificate.
  if (answer.readings.some(({ kind, test }) => kind === 'siret' && !test)) lines.push(`  ${T.maybeScm[lang]}`)
  return lines
}

function personLines({ person, structures }: PersonAnswer, lang: Lang): string[] {
  const lines = [
    `  ${person.id}${named(person.name)}: ${describe(person, lang)}${person.active ? '' : `, ${T.closed[lang]}`}`,
  ]
  for (const activity of person.activities) {
    const about = structures.find(({ structure }) => structure.keys.includes(activity.structure))
    const parts = [label('TRE_R23', activity.mode), label('TRE_R02', activity.sector)].filter(part => part !== '')
    lines.push(`    ${terminal(activity.structure)}${named(about?.structure.name)}: ${parts.join(', ')}`)
    if (about) lines.push(`      ${certificateText(about.certificate, lang)}`)
  }
  return lines
}

function structureLines({ structure: s, certificate, practitioners }: StructureAnswer, lang: Lang): string[] {
  const lines = [`  ${terminal(s.id)}${named(s.name)}${s.active ? '' : `, ${T.closed[lang]}`}`]
  const row = (title: Text, value: string | undefined): void => {
    if (value) lines.push(`    ${title[lang]} ${value}`)
  }
  row(
    T.alsoKnown,
    s.keys
      .filter(key => key !== s.id)
      .map(terminal)
      .join(', '),
  )
  row(T.legalEntity, s.finessLegal === undefined || s.id === `1${s.finessLegal}` ? undefined : `1${s.finessLegal}`)
  row(T.sites, (s.sites ?? []).map(site => `1${site}`).join(', '))
  row(T.siren, s.siren)
  row(T.sectors, s.sectors.map(sector => label('TRE_R02', sector)).join(', '))
  lines.push(`    ${certificateText(certificate, lang)}`)
  row(T.practitioners, String(practitioners.length))
  for (const person of practitioners.slice(0, SHOWN_PRACTITIONERS)) {
    lines.push(`      ${person.id}${named(person.name)}: ${describe(person, lang)}`)
  }
  if (practitioners.length > SHOWN_PRACTITIONERS) lines.push(`      … ${practitioners.length - SHOWN_PRACTITIONERS}`)
  return lines
}

const describe = ({ profession, specialties }: { profession?: string; specialties: readonly string[] }, lang: Lang) =>
  [label('TRE_G15', profession ?? ''), ...specialties.map(code => label('TRE_R38', code))]
    .filter(part => part !== '')
    .join(', ') || T.unknown[lang]

const named = (name: string | undefined): string => (name === undefined ? '' : ` ${terminal(name)}`)

/** Code and label of a nomenclature; the code alone when the table does not know it. */
function label(table: SetId, code: string): string {
  if (code === '') return ''
  const concept = lookup(table, code)
  return concept.status === 'absent' ? terminal(code) : `${code} ${concept.display}`
}

function certificateText({ reason, identifiers }: StructureAnswer['certificate'], lang: Lang): string {
  if (identifiers.length === 0) return `${T.certificateOnly[lang]} ${T.reasons[reason][lang]}`
  return `${T.certificate[lang]} ${identifiers.map(terminal).join(', ')}: ${T.reasons[reason][lang]}`
}

/** One line on the terminal: share, rate in rows, time left. Nothing on a pipe. */
class Bar {
  readonly #output: Output
  readonly #lang: Lang
  readonly #silent: boolean
  readonly #started = clock()
  #shown = false

  constructor(output: Output, lang: Lang, quiet: boolean) {
    this.#output = output
    this.#lang = lang
    this.#silent = quiet || output.isTTY !== true
  }

  show({ phase, name, done, total, rows }: ImportProgress): void {
    if (this.#silent) return
    this.#shown = true
    const seconds = (clock() - this.#started) / 1000
    const share = total === 0 ? 1 : Math.min(1, done / total)
    const width = 20
    const full = Math.round(share * width)
    const left = share > 0 ? Math.ceil((seconds * (1 - share)) / share) : 0
    const text =
      phase === 'writing'
        ? T.writing[this.#lang]
        : `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${Math.floor(share * 100)} % ${terminal(name)} ${Math.round(rows / Math.max(seconds, 0.001))} ${T.rows[this.#lang]}/s, ${left} s`
    this.#output.write(`\r\u001b[K${text.slice(0, (this.#output.columns ?? 80) - 1)}`)
  }

  clear(): void {
    if (this.#shown) this.#output.write('\r\u001b[K')
  }
}

const T = {
  skipped: { en: 'not a file of the directory, skipped', fr: "n'est pas un fichier de l'annuaire, ignoré" },
  defects: {
    cells: { en: 'wrong number of cells, row left out', fr: 'nombre de cellules inattendu, ligne écartée' },
    nobody: { en: 'neither person nor structure, row left out', fr: 'ni personne ni structure, ligne écartée' },
    'identifiers-differ': {
      en: 'national identification is not type + identifier, kept as it stands',
      fr: "l'identification nationale n'est pas type + identifiant, gardée telle quelle",
    },
    json: { en: 'not well-formed JSON, left out', fr: 'JSON mal formé, écarté' },
  },
  built: { en: 'Index built', fr: 'Index construit le' },
  extracted: { en: 'Extraction of', fr: 'Extraction du' },
  unknown: { en: 'unknown', fr: 'inconnu' },
  persons: { en: 'persons', fr: 'personnes' },
  structures: { en: 'structures', fr: 'structures' },
  activities: { en: 'activities', fr: 'activités' },
  rows: { en: 'rows', fr: 'lignes' },
  badRows: { en: 'bad', fr: 'défectueuses' },
  bytes: { en: 'bytes', fr: 'octets' },
  writing: { en: 'writing the index', fr: "écriture de l'index" },
  noDirectory: {
    en: 'give --directory (an index made by `dmplint directory import`) or --userinfo',
    fr: 'donnez --directory (un index fait par `dmplint directory import`) ou --userinfo',
  },
  noQuery: { en: 'give an identifier or a name', fr: 'donnez un identifiant ou un nom' },
  stale: {
    en: `The extraction is more than ${STALE_AFTER_DAYS} days old: what is absent may be newer.`,
    fr: `L'extraction a plus de ${STALE_AFTER_DAYS} jours : ce qui en est absent peut être plus récent.`,
  },
  kinds: {
    rpps: { en: 'person, RPPS', fr: 'personne, RPPS' },
    adeli: { en: 'person, ADELI', fr: 'personne, ADELI' },
    'adeli-rang': { en: 'practice, ADELI-rang', fr: 'cabinet, ADELI-rang' },
    finess: { en: 'structure, FINESS', fr: 'structure, FINESS' },
    siren: { en: 'company, SIREN', fr: 'entreprise, SIREN' },
    siret: { en: 'structure, SIRET', fr: 'structure, SIRET' },
    'rpps-rang': { en: 'practice, RPPS-rang', fr: 'cabinet, RPPS-rang' },
    internal: {
      en: 'person by the number that a structure gave',
      fr: "personne désignée par l'identifiant interne d'une structure",
    },
    'technical-id': {
      en: 'technical identifier of the directory: never an Identifiant_Structure',
      fr: "identifiant technique de l'annuaire : jamais un Identifiant_Structure",
    },
    other: { en: 'no known kind of identifier', fr: "aucun type d'identifiant connu" },
  },
  keyHolds: { en: 'check digit holds', fr: 'clé exacte' },
  keyFails: { en: 'check digit does not hold', fr: 'clé fausse' },
  test: { en: 'TEST', fr: 'TEST' },
  prefixMissing: { en: 'the type digit is missing, read as', fr: 'le chiffre du type manque, lu' },
  deprecatedPrefix: { en: 'closed type digit, read as', fr: 'chiffre de type fermé, lu' },
  absent: { en: 'not in the directory', fr: "absent de l'annuaire" },
  namesNotKept: {
    en: 'Names are found only in an index imported with --keep-names.',
    fr: 'Les noms ne se trouvent que dans un index importé avec --keep-names.',
  },
  maybeScm: {
    en: 'The directory knows the SIRET of companies of practice (SEL, SCP) and employers: an unknown SIRET is often that of a SCM or SCI, on which no certificate is drawn.',
    fr: "L'annuaire connaît les SIRET des sociétés d'exercice (SEL, SCP) et des employeurs : un SIRET inconnu est souvent celui d'une SCM ou d'une SCI, pour lesquelles aucun certificat n'est délivré.",
  },
  closed: { en: 'no longer active', fr: "n'est plus en activité" },
  alsoKnown: { en: 'also known as', fr: 'aussi connue sous' },
  legalEntity: { en: 'legal entity (FINESS juridique)', fr: 'entité juridique (FINESS juridique)' },
  sites: { en: 'sites (FINESS géographique)', fr: 'sites (FINESS géographique)' },
  siren: { en: 'SIREN', fr: 'SIREN' },
  sectors: { en: 'sector', fr: 'secteur' },
  practitioners: { en: 'practitioners:', fr: 'professionnels :' },
  certificateOnly: { en: 'certificate:', fr: 'certificat :' },
  certificate: { en: 'certificate to be drawn on', fr: 'certificat à prendre sur' },
  reasons: {
    'finess-legal': {
      en: 'establishments and GIE: the FINESS juridique',
      fr: 'établissements et GIE : le FINESS juridique',
    },
    'finess-legal-unknown': {
      en: 'the FINESS juridique, which no source of this index gives',
      fr: "le FINESS juridique, qu'aucune source de cet index ne donne",
    },
    'company-siret': {
      en: 'company of practice (SA09): its SIRET, any one when one instance serves several sites',
      fr: "société d'exercice (SA09) : son SIRET, l'un quelconque si une instance sert plusieurs sites",
    },
    'rpps-rang': {
      en: 'individual or group practice (SA07, SA08): one per RPPS-rang, as many as doctors; none on a SCM or SCI',
      fr: 'cabinet individuel ou de groupe (SA07, SA08) : un par RPPS-rang, autant que de médecins ; aucun sur une SCM ou une SCI',
    },
    undecided: {
      en: 'neither the sector nor the identifier decides',
      fr: "ni le secteur ni l'identifiant ne permettent de le dire",
    },
  } satisfies Record<CertificateReason, Text>,
} as const
