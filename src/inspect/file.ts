import type { Kos } from '../artifacts/kos.ts'
import type { Message } from '../artifacts/message.ts'
import type { Signature } from '../artifacts/signature.ts'
import type { Site } from '../artifacts/site.ts'
import type { UserInfo } from '../artifacts/userinfo.ts'
import type { WaiverFile } from '../artifacts/waivers.ts'
import type { Whitelist } from '../artifacts/whitelist.ts'
import type { Artifact, Secret } from '../engine/rule.ts'
import type { FileContent } from '../loading/read-file.ts'
import { inspectContainer } from './certificate.ts'
import { inspectDocument, inspectKos } from './document.ts'
import { inspectSignature } from './signature.ts'
import { inspectSite, inspectUserInfo, inspectWaivers, inspectWhitelist } from './site.ts'
import { inspectSubmission } from './submission.ts'
import { inspectToken } from './token.ts'
import { type Branch, branch, leaf } from './tree.ts'

/** A message with what belongs to it besides its texts: the KOS among its parts, its signatures verified. */
export interface WholeMessage {
  readonly message: Message
  readonly kos: readonly Kos[]
  readonly signatures: readonly Signature[]
}

/** What one file was understood to be, its defects last; nothing here judges. */
export function inspectFile(content: FileContent, messages: readonly WholeMessage[]): Branch {
  const { source, container, artifacts, problems } = content
  const understood = [
    ...messages.map(inspectMessage),
    ...(container ? [inspectContainer(container)] : []),
    ...artifacts.map(inspectArtifact),
  ].filter(child => child !== undefined)
  const defects = problems.map(({ code, format, detail, at }) => {
    const line = source.kind === 'text' ? at.source.position(at.offset).line : 0
    return leaf(code, `${format}: ${detail}`, line > 1 ? { en: `line ${line}`, fr: `ligne ${line}` } : undefined)
  })
  return {
    name: source.uri,
    children: [
      ...understood,
      understood.length === 0 && problems.length === 0 ? ofNoKind(source.bytes) : undefined,
      branch('problems', defects),
    ].filter(child => child !== undefined),
  }
}

/** The values of a file that are personal or secret, wherever in it they stand. */
export function secretsOf(content: FileContent, messages: readonly WholeMessage[]): Secret[] {
  const artifacts: (Artifact | undefined)[] = [
    ...messages.flatMap(({ message, kos, signatures }) => [
      ...message.vihfs,
      message.submission,
      ...message.documents,
      ...kos,
      ...signatures,
    ]),
    content.container,
    ...content.artifacts,
  ]
  return artifacts.flatMap(artifact => artifact?.secrets ?? [])
}

function inspectMessage({ message, kos, signatures }: WholeMessage): Branch | undefined {
  const { vihfs, submission, documents, binaries, soap, action } = message
  const children = [
    ...vihfs.map(inspectToken),
    submission && inspectSubmission(submission),
    ...documents.map(inspectDocument),
    ...kos.map(inspectKos),
    ...signatures.map(inspectSignature),
    binaries.length > kos.length
      ? leaf('attachments', binaries.length - kos.length, { en: 'not XML, not KOS', fr: 'ni XML, ni KOS' })
      : undefined,
  ]
  return soap
    ? branch('message', children, action?.value ?? '', {
        en: submission ? 'SOAP' : 'SOAP, no submission',
        fr: submission ? 'SOAP' : 'SOAP, sans lot de soumission',
      })
    : branch('content', children)
}

function inspectArtifact(artifact: Artifact): Branch | undefined {
  switch (artifact.kind) {
    case 'kos':
      return inspectKos(artifact as Kos)
    case 'userinfo':
      return inspectUserInfo(artifact as UserInfo)
    case 'whitelist':
      return inspectWhitelist(artifact as Whitelist)
    case 'signature':
      return inspectSignature(artifact as Signature)
    case 'site':
      return inspectSite(artifact as Site)
    case 'waivers':
      return inspectWaivers(artifact as WaiverFile)
    default:
      return undefined
  }
}

const MAGIC = 8

/** Why nothing was read: by the first bytes, never by the name. Their text could be a name, so it is not shown. */
function ofNoKind(bytes: Uint8Array): Branch {
  if (bytes.length === 0)
    return { name: 'kind', value: 'none', notes: [{ en: 'the file is empty', fr: 'le fichier est vide' }] }
  const text = !bytes.subarray(0, 1024).includes(0)
  const first = /^\s*(.)/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1]
  const what =
    first === '<'
      ? {
          en: 'XML without a token, submission, document or signature',
          fr: 'XML sans jeton, lot, document ni signature',
        }
      : first === '{'
        ? { en: 'JSON that is no UserInfo', fr: 'JSON qui n’est pas un UserInfo' }
        : text
          ? {
              en: 'a text without XML, MIME headers or PEM blocks',
              fr: 'un texte sans XML, en-têtes MIME ni blocs PEM',
            }
          : {
              en: `a binary format that is not read, first bytes ${hex(bytes)}`,
              fr: `un format binaire qui n’est pas lu, premiers octets ${hex(bytes)}`,
            }
  return { name: 'kind', value: 'none', notes: [what] }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, MAGIC)).toString('hex')
