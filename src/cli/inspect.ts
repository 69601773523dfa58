import { readFile as readDisk } from 'node:fs/promises'
import { resolve } from 'node:path'
import { NO_REDACTION, redactor } from '../engine/redact.ts'
import { inspectFile, secretsOf, type WholeMessage } from '../inspect/file.ts'
import { type PlainBranch, plain } from '../inspect/tree.ts'
import { DiskFiles, type Files, folderOf } from '../loading/files.ts'
import { SITE_FILE, WAIVER_FILE } from '../loading/load.ts'
import { type FileContent, readFile, systemMessage } from '../loading/read-file.ts'
import { attachedKos, verified } from '../loading/whole-message.ts'
import { json, terminal } from '../reporters/escape.ts'
import type { Limits } from '../sources/limits.ts'
import { SourceError } from '../sources/problem.ts'
import { Source } from '../sources/source.ts'
import { EXIT } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { limitsOf } from './limits.ts'
import { firstLine } from './password.ts'

export interface InspectFlags {
  readonly json?: boolean
  readonly showValues?: boolean
  readonly passwordEnv?: string
  readonly passwordFile?: string
  readonly passwordStdin?: boolean
  readonly limit?: readonly string[]
  readonly lang?: string
}

/** `dmplint inspect FILE…`: exit 3 when a file, or part of one, could not be read. */
export async function inspectCommand(paths: readonly string[], flags: InspectFlags, io: Io): Promise<number> {
  const lang = language(flags.lang, io.env)
  const limits = limitsOf(flags.limit)
  const files = new DiskFiles(io.cwd)
  const trees: PlainBranch[] = []
  let complete = true
  for (const path of paths) {
    const read = await contentOf(files, files.name(path), limits, () => password(flags, io, path))
    const messages: WholeMessage[] = []
    const problems = [...read.problems]
    for (const message of read.messages) {
      const { kos, problems: inParts } = await attachedKos(message, limits)
      problems.push(...inParts)
      messages.push({ message, kos, signatures: await verified({ ...message, kos }) })
    }
    const content: FileContent = { ...read, problems }
    const hidden = flags.showValues ? NO_REDACTION : redactor(secretsOf(content, messages), lang)
    trees.push(plain(inspectFile(content, messages), lang, text => hidden.text(text)))
    if (problems.length > 0) complete = false
  }
  if (flags.json) io.stdout.write(`${json({ files: trees }, 2)}\n`)
  else for (const tree of trees) io.stdout.write(`${lines(tree).join('\n')}\n`)
  return complete ? EXIT.clean : EXIT.incomplete
}

/** The site description and the waiver file are known by their names, all other files by their content. */
async function contentOf(
  files: Files,
  path: string,
  limits: Limits,
  password: () => Promise<string | undefined>,
): Promise<FileContent> {
  const kind = await files.kind(path)
  const source = new Source({ uri: path, bytes: new Uint8Array() })
  const failed = (problem: FileContent['problems'][number]): FileContent => ({
    source,
    messages: [],
    artifacts: [],
    problems: [problem],
    expected: true,
  })
  if (kind !== 'file') {
    const detail = kind === undefined ? 'ENOENT' : 'not a regular file'
    return failed({ code: 'unreadable', at: source.whole, format: 'file', detail })
  }
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name !== SITE_FILE && name !== WAIVER_FILE) return readFile(files, path, { limits, named: true, password })
  try {
    const yaml = new Source({ uri: path, bytes: await files.read(path) })
    const artifact =
      name === SITE_FILE
        ? await (await import('../artifacts/site-reader.ts')).readSite(yaml, folderOf(path), limits)
        : await (await import('../artifacts/waivers.ts')).readWaivers(yaml, folderOf(path), limits)
    return { source: yaml, messages: [], artifacts: [artifact], problems: [], expected: true }
  } catch (error) {
    if (error instanceof SourceError) return failed(error.problem)
    return failed({ code: 'unreadable', at: source.whole, format: 'file', detail: systemMessage(error) })
  }
}

async function password(flags: InspectFlags, io: Io, path: string): Promise<string | undefined> {
  if (flags.passwordEnv !== undefined) return io.env[flags.passwordEnv]
  if (flags.passwordFile !== undefined) {
    const text = await readDisk(resolve(io.cwd, flags.passwordFile), 'utf8').catch(() => undefined)
    return text?.split(/\r?\n/)[0]
  }
  if (flags.passwordStdin) return firstLine(io)
  return io.ask?.(`${terminal(path)}: `)
}

/** Longer values are cut on the screen, not in the JSON. */
const SHOWN = 160

function lines(tree: PlainBranch): string[] {
  const { name, value, notes, children = [] } = tree
  const shown = value !== undefined && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value
  const head = terminal(
    [shown === undefined || shown === '' ? name : `${name}: ${shown}`, ...(notes ?? []).map(note => `(${note})`)].join(
      ' ',
    ),
  )
  return [
    head,
    ...children.flatMap((child, i) => {
      const last = i === children.length - 1
      const [first = '', ...rest] = lines(child)
      return [`${last ? '└─ ' : '├─ '}${first}`, ...rest.map(line => `${last ? '   ' : '│  '}${line}`)]
    }),
  ]
}
