import type { Container } from '../artifacts/container.ts'
import type { Message } from '../artifacts/message.ts'
import type { Artifact } from '../engine/rule.ts'
import type { Limits } from '../sources/limits.ts'
import { type Problem, SourceError } from '../sources/problem.ts'
import { Source } from '../sources/source.ts'
import type { Files } from './files.ts'

/** What one file turned out to be. */
export interface FileContent {
  readonly source: Source
  /** SOAP messages, tokens, submissions and documents, with what stands in the same message. */
  readonly messages: readonly Message[]
  readonly container?: Container
  /** Artifacts that stand alone: KOS, CRL, UserInfo, white list. */
  readonly artifacts: readonly Artifact[]
  readonly problems: readonly Problem[]
  /** True when the head of the file is of a format that dmplint reads: what cannot be read then is a failure. */
  readonly expected: boolean
}

export interface ReadOptions {
  readonly limits: Limits
  /** Given by name: then even a file of unknown kind must be read. */
  readonly named: boolean
  readonly password?: () => Promise<string | undefined>
}

/** Enough for the SOAP envelope after a log prefix, or the first PEM block after its text dump. */
export const HEAD = 64 * 1024

/** Reads one file by its content; never throws: what is wrong with it is in `problems`. */
export async function readFile(files: Files, path: string, options: ReadOptions): Promise<FileContent> {
  let head: Uint8Array
  let size: number
  try {
    size = await files.size(path)
    head = await files.head(path, Math.min(HEAD, size))
  } catch (error) {
    return failed(path, new Uint8Array(), 'unreadable', systemMessage(error))
  }
  const format = await formatOf(head)
  if (size > options.limits.fileBytes && (format !== undefined || options.named || looksLikeText(head)))
    return failed(path, head, 'limit', `more than ${options.limits.fileBytes} bytes`, 'fileBytes')
  if (format === undefined) return { source: sourceOf(path, head), ...NOTHING, expected: false }
  try {
    const bytes = size <= head.length ? head : await files.read(path)
    return await readFormat(format, sourceOf(path, bytes, format), options)
  } catch (error) {
    if (error instanceof SourceError)
      return { source: sourceOf(path, head), ...NOTHING, problems: [error.problem], expected: true }
    return failed(path, head, 'unreadable', systemMessage(error))
  }
}

type Format = 'xml' | 'mime' | 'zip' | 'log-with-xml' | 'certificate' | 'dicom' | 'json'

const NOTHING = { messages: [], artifacts: [], problems: [] } as const

/** Told by the first bytes; `undefined` for what dmplint does not read. */
export async function formatOf(head: Uint8Array): Promise<Format | undefined> {
  if (ascii(head, 128, 132) === 'DICM') return 'dicom'
  const { sniffCertificate } = await import('../artifacts/container.ts')
  if (sniffCertificate(head)) return 'certificate'
  const { sniff } = await import('../artifacts/message.ts')
  const message = sniff(head)
  if (message) return message
  const { looksLikeUserInfo } = await import('../artifacts/userinfo.ts')
  return looksLikeUserInfo(ascii(head, 0, head.length)) ? 'json' : undefined
}

async function readFormat(format: Format, source: Source, options: ReadOptions): Promise<FileContent> {
  const { limits } = options
  const content = { source, ...NOTHING, expected: true }
  switch (format) {
    case 'certificate': {
      const { readCertificates } = await import('../artifacts/container.ts')
      const container = await readCertificates(source, limits, options.password ? { password: options.password } : {})
      return { ...content, container, problems: container.problems }
    }
    case 'dicom': {
      const { readKos } = await import('../artifacts/kos.ts')
      const kos = await readKos(source, limits)
      return { ...content, artifacts: kos ? [kos] : [] }
    }
    case 'json': {
      const { readUserInfo } = await import('../artifacts/userinfo.ts')
      const userinfo = readUserInfo(source, limits)
      return { ...content, artifacts: userinfo ? [userinfo] : [], expected: userinfo !== undefined }
    }
    default: {
      const { readXdm, readMime, readXml } = await import('../artifacts/message.ts')
      const messages =
        format === 'zip'
          ? await readXdm(source, limits)
          : format === 'mime'
            ? readMime(source, limits)
            : readXml(source, limits)
      const whitelist = format === 'xml' ? await whitelistIn(messages) : []
      if (whitelist.length > 0) return { ...content, artifacts: whitelist }
      const problems = messages.flatMap(message => message.problems)
      return { ...content, messages: messages.filter(m => !isEmpty(m)), problems, expected: problems.length > 0 }
    }
  }
}

/** The DRIM-M white list and its signature, which are no message. */
async function whitelistIn(messages: readonly Message[]): Promise<Artifact[]> {
  const { readWhitelist } = await import('../artifacts/whitelist.ts')
  const found: Artifact[] = []
  for (const { xml, signatures } of messages) {
    const whitelist = xml && readWhitelist(xml)
    if (!whitelist) continue
    const { verifySignature, withVerification } = await import('../artifacts/verify.ts')
    found.push(whitelist, ...signatures.map(signature => withVerification(signature, verifySignature(signature))))
  }
  return found
}

/** XML or text without anything that dmplint judges: a style sheet, a log of other things. */
function isEmpty(message: Message): boolean {
  return (
    message.vihfs.length === 0 &&
    !message.submission &&
    message.documents.length === 0 &&
    message.signatures.length === 0 &&
    message.binaries.length === 0 &&
    !message.soap
  )
}

function sourceOf(path: string, bytes: Uint8Array, format?: Format): Source {
  const binary = format === 'dicom' || format === 'zip' || (format === 'certificate' && bytes[0] === 0x30)
  return new Source({ uri: path, bytes, kind: binary ? 'binary' : 'text' })
}

function failed(
  path: string,
  bytes: Uint8Array,
  code: 'unreadable' | 'limit',
  detail: string,
  limit?: keyof Limits,
): FileContent {
  const source = new Source({ uri: path, bytes })
  const problem = { code, at: source.whole, format: 'file', detail, ...(limit ? { limit } : {}) }
  return { source, ...NOTHING, problems: [problem], expected: true }
}

/** The system's code (`EACCES`), never its message, which holds absolute paths. */
export function systemMessage(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return code ?? (error instanceof Error ? error.name : 'unknown error')
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}

/** No NUL among the first bytes: a text, however long. */
function looksLikeText(head: Uint8Array): boolean {
  return head.length > 0 && !head.subarray(0, 1024).includes(0)
}
