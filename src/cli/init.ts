import { mkdir, writeFile } from 'node:fs/promises'
import { posix, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Certificate } from '../artifacts/certificate.ts'
import type { CertificateUsage, Environment, SystemKind } from '../artifacts/site.ts'
import type { Lang } from '../engine/rule.ts'
import { DiskFiles, joined } from '../loading/files.ts'
import { DEFAULT_LIMITS } from '../sources/limits.ts'
import { Source } from '../sources/source.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'

/** `dmplint init`: writes a commented `dmplint.yaml`, from flags, from certificates at hand, or from a few questions. */

export interface InitOptions {
  /** Where the file is written, default the working directory. */
  readonly folder?: string
  /** Folder with installed certificates. */
  readonly from?: string
  /** Overwrite. */
  readonly force?: boolean
  readonly lang?: string
  readonly name?: string
  readonly environment?: string
  /** Struct_IdNat, one per structure. */
  readonly structure?: readonly string[]
  /** TRE_R02 code of the structures given. */
  readonly sector?: string
  /** `ris`, `drimbox`. */
  readonly system?: readonly string[]
  /** Name of the operator of the systems. */
  readonly operator?: string
  /** Its SIRET. */
  readonly siret?: string
}

const FILE = 'dmplint.yaml'
const SCHEMA = 'https://dmplint.github.io/dmplint/schemas/site.schema.json'

/**
 * @returns the exit code
 * @throws {UsageError} when a flag is wrong or the file exists and `force` is not given
 */
export async function initSite(options: InitOptions, io: Io): Promise<number> {
  const lang = language(options.lang, io.env)
  const say = (en: string, fr: string): string => (lang === 'fr' ? fr : en)
  const files = new DiskFiles(io.cwd)
  const folder = files.name(options.folder ?? '.')
  const path = joined(folder, FILE)
  // Before any question is asked.
  if (!options.force && (await files.kind(path)) !== undefined) throw exists(path, say)
  const given = checked(options, say)
  const found = options.from === undefined ? NOTHING : await survey(files, files.name(options.from), folder, io, say)
  const answers = await ask(given, found, io, say)

  try {
    await mkdir(resolve(io.cwd, folder), { recursive: true })
    await writeFile(resolve(io.cwd, path), render(answers, found, lang), { flag: options.force ? 'w' : 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    if (code === 'EEXIST') throw exists(path, say)
    throw new UsageError(say(`${path} cannot be written (${code})`, `${path} ne peut pas être écrit (${code})`))
  }
  io.stdout.write(
    say(
      `${path} written (structures: ${answers.structures.length}, certificates: ${found.installed.length}). Complete it, then run: dmplint check ${folder || '.'}\n`,
      `${path} écrit (structures : ${answers.structures.length}, certificats : ${found.installed.length}). Complétez-le, puis lancez : dmplint check ${folder || '.'}\n`,
    ),
  )
  return EXIT.clean
}

type Say = (en: string, fr: string) => string

const exists = (path: string, say: Say): UsageError =>
  new UsageError(say(`${path} exists: --force overwrites it`, `${path} existe déjà : --force le remplace`))

/** What the user said; `undefined` is still to be asked. */
interface Given {
  readonly name: string | undefined
  readonly environment: Environment | undefined
  readonly structures: readonly Structure[] | undefined
  readonly systems: readonly SystemKind[] | undefined
  readonly operator: string | undefined
  readonly siret: string | undefined
}

interface Answers {
  readonly name: string
  readonly environment: Environment
  readonly structures: readonly Structure[]
  readonly systems: readonly SystemKind[]
  readonly operator: string
  readonly siret: string
}

interface Structure {
  readonly id: string
  readonly name: string
  readonly sector: string
}

function checked(options: InitOptions, say: Say): Given {
  const environment = options.environment
  if (environment !== undefined && environment !== 'production' && environment !== 'test')
    throw new UsageError(say('--environment is production or test', '--environment vaut production ou test'))
  const systems = options.system?.map(kind => {
    if (kind !== 'ris' && kind !== 'drimbox')
      throw new UsageError(say('--system is ris or drimbox', '--system vaut ris ou drimbox'))
    return kind
  })
  return {
    name: options.name,
    environment,
    structures: options.structure?.map(id => ({ id, name: '', sector: options.sector ?? '' })),
    systems: systems && [...new Set(systems)],
    operator: options.operator,
    siret: options.siret,
  }
}

/** One entry to write under `certificates`. */
interface Installed {
  readonly file: string
  readonly usage: CertificateUsage
  readonly prompt: boolean
  readonly fqdn?: string
  readonly remark?: string
}

interface Survey {
  readonly installed: readonly Installed[]
  readonly structures: readonly Structure[]
  readonly environment: Environment | undefined
  readonly operator: { readonly name: string; readonly siret: string } | undefined
  /** Files that hold certificates but gave no entry, with the reason. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[]
}

const NOTHING: Survey = { installed: [], structures: [], environment: undefined, operator: undefined, leftOut: [] }

/** Deeper folders than this hold no hand-kept certificates. */
const FOLDERS_DEEP = 8

async function survey(files: DiskFiles, from: string, folder: string, io: Io, say: Say): Promise<Survey> {
  if ((await files.kind(from)) !== 'folder')
    throw new UsageError(say(`--from: ${from || '.'} is no folder`, `--from : ${from || '.'} n'est pas un dossier`))
  const leaves: { file: string; certificate: Certificate; prompt: boolean }[] = []
  const leftOut: { file: string; reason: string }[] = []
  const seen = new Map<string, string>()

  for await (const path of walk(files, from)) {
    const file = posix.relative(folder, path)
    const container = await readContainer(files, path, io)
    if (!container) continue
    if (container.leaves.length === 0) {
      if (container.problems.some(problem => problem.code.startsWith('password')))
        leftOut.push({ file, reason: say('needs its password', 'demande son mot de passe') })
      else if (container.certificates.length > 0)
        leftOut.push({ file, reason: say('authorities: see trust', 'des autorités : voir trust') })
    }
    for (const certificate of container.leaves) {
      const first = seen.get(certificate.sha256)
      if (first !== undefined) {
        if (first !== file) leftOut.push({ file, reason: say(`the same as ${first}`, `le même que ${first}`) })
        continue
      }
      seen.set(certificate.sha256, file)
      leaves.push({ file, certificate, prompt: container.asked })
    }
  }

  const signed = new Set(
    leaves.filter(leaf => leaf.certificate.profile === 'org-sign').map(leaf => leaf.certificate.structure?.value),
  )
  const installed: Installed[] = []
  const structures = new Map<string, Structure>()
  const environments = new Set<Environment>()
  let operator: Survey['operator']
  for (const { file, certificate, prompt } of leaves) {
    const usage = usageOf(certificate)
    if (!usage) {
      leftOut.push({ file, reason: say('not of a structure or server', "ni d'une structure, ni d'un serveur") })
      continue
    }
    if (certificate.environment === 'test' || certificate.environment === 'production')
      environments.add(certificate.environment)
    const id = certificate.structure?.value ?? ''
    const name = certificate.subject.o?.value ?? ''
    if (usage === 'drimbox-ssl') {
      operator ??= { name, siret: /^3\d{14}$/.test(id) ? id.slice(1) : '' }
      const fqdn = certificate.subject.cn?.value.toLowerCase() ?? ''
      installed.push({ file, usage, prompt, fqdn })
      continue
    }
    // A proxy's certificate has the profile of a structure's, but nobody signs documents on that identifier.
    const doubtful = usage === 'dmp-auth' && !signed.has(id)
    if (id !== '' && !doubtful && !structures.has(id)) structures.set(id, { id, name, sector: '' })
    installed.push({
      file,
      usage,
      prompt,
      ...(doubtful ? { remark: say('or psc-proxy, mssante?', 'ou psc-proxy, mssante ?') } : {}),
    })
  }
  const [environment, other] = environments
  return {
    installed,
    structures: [...structures.values()],
    environment: other === undefined ? environment : undefined,
    operator,
    leftOut,
  }
}

async function* walk(files: DiskFiles, folder: string, depth = 0): AsyncGenerator<string> {
  if (depth > FOLDERS_DEEP) return
  for (const name of await files.list(folder).catch(() => [])) {
    if (name.startsWith('.') || name === 'node_modules') continue
    const path = joined(folder, name)
    const kind = await files.kind(path)
    if (kind === 'folder') yield* walk(files, path, depth + 1)
    else if (kind === 'file') yield path
  }
}

const HEAD = 64 * 1024

/** The container in a file, or nothing when it is none or cannot be read: `check` is there to say why. */
async function readContainer(files: DiskFiles, path: string, io: Io) {
  const { readCertificates, sniffCertificate } = await import('../artifacts/container.ts')
  try {
    if ((await files.size(path)) > DEFAULT_LIMITS.fileBytes) return undefined
    if (!sniffCertificate(await files.head(path, HEAD))) return undefined
    const bytes = await files.read(path)
    const source = new Source({ uri: path, bytes, kind: bytes[0] === 0x30 ? 'binary' : 'text' })
    let asked = false
    const container = await readCertificates(source, DEFAULT_LIMITS, {
      password: async need => {
        if (need !== 'certificates' || !io.ask) return undefined
        asked = true
        return io.ask(`${path}: `)
      },
    })
    return { ...container, asked }
  } catch {
    return undefined
  }
}

function usageOf(certificate: Certificate): CertificateUsage | undefined {
  switch (certificate.profile) {
    case 'org-sign':
      return 'dmp-sign'
    case 'serv-ssl':
      return 'drimbox-ssl'
    case 'org-auth-cli':
      return /^INSI\W?(AUTO|MANU)$/i.test(certificate.subject.cn?.value ?? '') ? 'insi' : 'dmp-auth'
    default:
      return undefined
  }
}

async function ask(given: Given, found: Survey, io: Io, say: Say): Promise<Answers> {
  const terminal = io.stdin?.isTTY ? io.stdin : undefined
  const input = terminal && Readable.from(terminal)
  const lines = input && createInterface({ input })[Symbol.asyncIterator]()
  /** Without a terminal, or after the end of the input, every question has its usual answer. */
  const question = async (text: string, usual: string): Promise<string> => {
    if (!lines) return usual
    io.stderr.write(`${text}${usual === '' ? '' : ` [${usual}]`} : `)
    const { value } = await lines.next()
    return (typeof value === 'string' && value.trim()) || usual
  }

  try {
    const name = given.name ?? (await question(say('Name of the site', 'Nom du site'), say('My site', 'Mon site')))
    const environment =
      given.environment ??
      found.environment ??
      ((
        await question(say('Environment (production, test)', 'Environnement (production, test)'), 'production')
      ).startsWith('t')
        ? 'test'
        : 'production')
    let structures = given.structures ?? found.structures
    if (structures.length === 0) {
      const id = await question(
        say(
          'National identifier of the structure (1 + FINESS, 3 + SIRET, 4 + RPPS-rang)',
          'Identifiant national de la structure (1 + FINESS, 3 + SIRET, 4 + RPPS-rang)',
        ),
        '',
      )
      if (id !== '')
        structures = [
          {
            id,
            name: await question(say('Its name', 'Sa raison sociale'), ''),
            sector: await question(say('Its sector (SA07, SA09 …)', 'Son secteur (SA07, SA09 …)'), ''),
          },
        ]
    }
    const boxes = found.installed.some(entry => entry.usage === 'drimbox-ssl')
    const systems =
      given.systems ??
      kinds(await question(say('Systems (ris, drimbox)', 'Systèmes (ris, drimbox)'), boxes ? 'ris, drimbox' : 'ris'))
    const operator =
      given.operator ??
      found.operator?.name ??
      (await question(say('Company that runs the software', 'Société qui exploite le logiciel'), ''))
    const siret = given.siret ?? found.operator?.siret ?? (await question(say('Its SIRET', 'Son SIRET'), ''))
    return { name, environment, structures, systems, operator, siret }
  } finally {
    // Lets the process end: an open terminal would keep it waiting.
    input?.destroy()
  }
}

function kinds(answer: string): SystemKind[] {
  const said = (['ris', 'drimbox'] as const).filter(kind => answer.toLowerCase().includes(kind))
  return said.length > 0 ? said : ['ris']
}

/** A text of the user as YAML: double quotes and JSON escapes are YAML too. */
const quoted = (text: string): string => JSON.stringify(text)

function render(answers: Answers, found: Survey, lang: Lang): string {
  const say = (en: string, fr: string): string => (lang === 'fr' ? fr : en)
  const lines: string[] = []
  // Sections without entries are left empty, so that taking a `#` away is all it needs.
  const put = (line: string, remark?: string): void => {
    lines.push(remark === undefined ? line : `${line.padEnd(34)} # ${remark}`)
  }
  const heading = (text: string): void => {
    lines.push('', `# ${text}`)
  }
  const list = answers.structures.map(structure => quoted(structure.id)).join(', ')
  const fqdns = [...new Set(found.installed.flatMap(entry => entry.fqdn ?? []))]
  const pacsOf = (fqdn: string): string => `pacs-${fqdns.indexOf(fqdn) + 1}`
  const keyOf = (kind: SystemKind): string => (kind === 'ris' ? 'ris-1' : 'box-1')
  const systems = fqdns.length > 0 ? [...new Set([...answers.systems, 'drimbox' as const])] : answers.systems
  const operated = answers.operator !== '' || answers.siret !== ''

  put(`# yaml-language-server: $schema=${SCHEMA}`)
  put(
    `# ${say(
      'What dmplint must know of the site. Paths are relative to this file; identifiers stand between quotes.',
      'Ce que dmplint doit savoir du site. Les chemins partent de ce fichier ; les identifiants sont entre guillemets.',
    )}`,
  )
  put('version: 1')
  put(`name: ${quoted(answers.name)}`)
  put(`environment: ${answers.environment}`, 'production | test')
  put('preset: go-live', 'ci | go-live | qualification')
  put('# directory: ./annuaire', say('made by `dmplint directory import`', 'fait par `dmplint directory import`'))
  put('# trust: [ ./igc/ACI-EL-ORG.pem ]', say('authority certificates and CRLs', 'certificats des autorités et CRL'))
  if (answers.structures.some(structure => structure.id.startsWith('1'))) {
    put('dmp:')
    put('  finessMode: ej-eg', 'ej-eg | eg | ej')
  }

  heading(
    say(
      'Where the doctors practise, as the national directory knows it.',
      "Où exercent les médecins, tel que l'annuaire national le connaît.",
    ),
  )
  put('structures:')
  if (answers.structures.length === 0) put('#  - id: ""', '1 + FINESS, 3 + SIRET, 4 + RPPS-rang')
  for (const { id, name, sector } of answers.structures) {
    put(`  - id: ${quoted(id)}`, '1 + FINESS, 3 + SIRET, 4 + RPPS-rang')
    if (name !== '') put(`    name: ${quoted(name)}`)
    if (sector !== '') put(`    sector: ${quoted(sector)}`)
    else put('    # sector: SA09', say('code of TRE_R02: SA07, SA09 …', 'code TRE_R02 : SA07, SA09 …'))
    put('    # legalForm: SELARL', say('SCM and SCI get no certificate', "une SCM ou SCI n'obtient pas de certificat"))
    put('    practitioners: []', say('8 + RPPS of each doctor', '8 + RPPS de chaque médecin'))
    if (id.startsWith('1'))
      put('    finessLegal: null', say('FINESS of the legal entity', "FINESS juridique de l'établissement"))
  }

  heading(say('Who runs the software.', 'Qui exploite les logiciels.'))
  put('operators:')
  if (operated) {
    put('  operator-1:')
    if (answers.operator !== '') put(`    name: ${quoted(answers.operator)}`)
    if (answers.siret !== '') put(`    siret: ${quoted(answers.siret)}`)
    put('    # clientIds: { ris: "", drimbox: "" }', 'Pro Santé Connect')
  }

  heading(say('The instances of the software.', 'Les instances des logiciels.'))
  put('systems:')
  for (const kind of systems) {
    put(`  ${keyOf(kind)}:`)
    put(`    kind: ${kind}`)
    if (operated) put('    operator: operator-1')
    put(`    structures: [${list}]`)
    if (kind === 'ris') {
      put('    authentication: indirect', 'direct | indirect | air')
      put('    # automaticFeed: true', say('sends without a user', 'envoie sans utilisateur'))
      put('    # mssante: applicative', 'applicative | nominative | none')
      put('    # insi: automatic', 'automatic | manual | none')
      continue
    }
    put('    # introspection: direct', 'direct | proxy | none')
    put('    pacs:')
    if (fqdns.length === 0) put('#      - { name: pacs-1, fqdn: "" }')
    for (const fqdn of fqdns) put(`      - { name: ${pacsOf(fqdn)}, fqdn: ${quoted(fqdn)} }`)
  }

  heading(
    say(
      'Installed certificates: usage is dmp-auth, dmp-sign, insi, mssante, psc-proxy, psc-introspection or drimbox-ssl.',
      "Certificats installés : l'usage est dmp-auth, dmp-sign, insi, mssante, psc-proxy, psc-introspection ou drimbox-ssl.",
    ),
  )
  lines.push(
    `# ${say(
      'Add `server:` to each, and `passwordEnv:` or `passwordFile:` to protected ones; never the password itself.',
      'Ajoutez `server:` à chacun, et `passwordEnv:` ou `passwordFile:` aux fichiers protégés ; jamais le mot de passe.',
    )}`,
  )
  put('certificates:')
  if (found.installed.length === 0) put('#  - { file: certs/auth.pem, usage: dmp-auth, system: ris-1, server: srv-1 }')
  for (const { file, usage, prompt, fqdn, remark } of found.installed) {
    const system = fqdn !== undefined ? 'drimbox' : (systems[0] as SystemKind)
    const pacs = fqdn === undefined ? '' : `, pacs: ${pacsOf(fqdn)}`
    const password = prompt ? ', passwordPrompt: true' : ''
    put(`  - { file: ${quoted(file)}, usage: ${usage}, system: ${keyOf(system)}${pacs}${password} }`, remark)
  }
  // Quoted, so that a line break in a file name cannot leave the comment.
  for (const { file, reason } of found.leftOut) put(`#  - { file: ${quoted(file)} }`, oneLine(reason))

  heading(
    say(
      'Who receives the notices of expiry: a mailbox that several people read.',
      "Qui reçoit les avis d'expiration : une boîte lue par plusieurs personnes.",
    ),
  )
  put('administrators:')
  put('#  - { email: "", generic: true }')

  heading(
    say(
      'How certificates are ordered: mode A, B or C of the guide.',
      'Commande des certificats : mode A, B ou C du guide.',
    ),
  )
  put('# ordering: { mode: A, contract: pending, representativeCard: false }')
  return `${lines.join('\n')}\n`
}

const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u0085\u2028\u2029]/g, '?')
