import { createHash } from 'node:crypto'
import type { EntryBuilder, SubmissionBuilder } from './submission.ts'
import { XDSB } from './submission.ts'
import { element, textElement } from './xml-writer.ts'
import { writeZip } from './zip-writer.ts'

/** The forms in which a transaction is found on disk. */

export interface FileContent {
  /** Relative, `/` separated. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * `mtom`: a dump of the body that starts at its boundary; `mtom-http`: with request line and headers; `soap`: XML
 * with the documents in base64; `files`: token, SubmitObjectsRequest and documents apart; `xdm`: a zip medium, the
 * token beside it.
 */
export type MessageForm = 'mtom' | 'mtom-http' | 'soap' | 'files' | 'xdm'

const ADDRESSING = 'http://www.w3.org/2005/08/addressing'
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
export const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope'
export const PROVIDE_AND_REGISTER = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b'

/** What a message says beside its token and its submission. */
export interface Envelope {
  soap: string
  action: string
  endpoint: string
  /** MIME boundary, without dashes. */
  boundary: string
  /** Edits of the SOAP envelope. */
  edits: ((xml: string) => string)[]
  /** Edits of the whole message, MIME included (read and written as latin1). */
  messageEdits: ((text: string) => string)[]
}

export const usualEnvelope = (): Envelope => ({
  soap: SOAP_12,
  action: PROVIDE_AND_REGISTER,
  endpoint: 'https://lps2.dmp.gouv.fr/si-dmp-server/v2/services/repository',
  boundary: 'MIMEBoundary_7f3b2a60c1',
  edits: [],
  messageEdits: [],
})

/** Files of one exchange, paths relative to its folder. */
export function messageFiles(
  form: MessageForm,
  token: string | undefined,
  submission: SubmissionBuilder,
  envelope: Envelope,
): FileContent[] {
  const apart = token === undefined ? [] : [{ path: 'token.xml', bytes: Buffer.from(token) }]
  switch (form) {
    case 'soap': {
      const documents = withDocument(submission).map(entry =>
        textElement('xdsb:Document', Buffer.from(entry.attachment!.bytes()).toString('base64'), { id: entry.id }),
      )
      return [{ path: 'message.xml', bytes: edited(soapEnvelope(token, submission, documents, envelope), envelope) }]
    }
    case 'mtom':
    case 'mtom-http':
      return [{ path: 'message.mime', bytes: edited(mtom(form, token, submission, envelope), envelope) }]
    case 'files':
      return [
        ...apart,
        { path: 'submission.xml', bytes: Buffer.from(submission.build()) },
        ...withDocument(submission).map(entry => ({
          path: entry.attachment!.file,
          bytes: entry.attachment!.bytes(),
        })),
      ]
    case 'xdm':
      return [...apart, { path: 'IHE_XDM.zip', bytes: writeZip(xdmFiles(submission)) }]
  }
}

const withDocument = (submission: SubmissionBuilder): EntryBuilder[] =>
  submission.allEntries().filter(entry => entry.attachment)

function edited(message: string | Uint8Array, envelope: Envelope): Uint8Array {
  const bytes = Buffer.from(message)
  if (envelope.messageEdits.length === 0) return bytes
  const text = envelope.messageEdits.reduce((current, edit) => edit(current), bytes.toString('latin1'))
  return Buffer.from(text, 'latin1')
}

function soapEnvelope(
  token: string | undefined,
  submission: SubmissionBuilder,
  documents: readonly string[],
  envelope: Envelope,
): string {
  const messageId = createHash('sha256').update(submission.unique).digest('hex')
  const addressing = { xmlns: ADDRESSING, 'soap:mustUnderstand': 'true' }
  const header = [
    textElement('Action', envelope.action, addressing),
    textElement('MessageID', `urn:uuid:${messageId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')}`, {
      xmlns: ADDRESSING,
    }),
    textElement('To', envelope.endpoint, { xmlns: ADDRESSING }),
    ...(token === undefined ? [] : [element('wsse:Security', { 'xmlns:wsse': WSSE }, token)]),
  ]
  const request = element(
    'xdsb:ProvideAndRegisterDocumentSetRequest',
    { 'xmlns:xdsb': XDSB },
    submission.build(),
    ...documents,
  )
  const xml = element(
    'soap:Envelope',
    { 'xmlns:soap': envelope.soap },
    element('soap:Header', {}, ...header),
    element('soap:Body', {}, request),
  )
  return envelope.edits.reduce((text, edit) => edit(text), xml)
}

function mtom(
  form: 'mtom' | 'mtom-http',
  token: string | undefined,
  submission: SubmissionBuilder,
  envelope: Envelope,
): Uint8Array {
  const entries = withDocument(submission)
  const contentId = (entry: EntryBuilder): string => `${entry.id}@dmplint.example`
  const includes = entries.map(entry =>
    element(
      'xdsb:Document',
      { id: entry.id },
      element('xop:Include', {
        'xmlns:xop': 'http://www.w3.org/2004/08/xop/include',
        href: `cid:${contentId(entry)}`,
      }),
    ),
  )
  const type = 'application/soap+xml'
  const parts = [
    part(
      {
        'Content-Type': `application/xop+xml; charset=UTF-8; type="${type}"; action="${envelope.action}"`,
        'Content-Transfer-Encoding': '8bit',
        'Content-ID': '<root@dmplint.example>',
      },
      Buffer.from(soapEnvelope(token, submission, includes, envelope)),
    ),
    ...entries.map(entry =>
      part(
        {
          'Content-Type': entry.attachment!.mimeType,
          'Content-Transfer-Encoding': 'binary',
          'Content-ID': `<${contentId(entry)}>`,
        },
        entry.attachment!.bytes(),
      ),
    ),
  ]
  const delimiter = `--${envelope.boundary}`
  const body = Buffer.concat([
    ...parts.flatMap(bytes => [Buffer.from(`${delimiter}\r\n`), bytes, Buffer.from('\r\n')]),
    Buffer.from(`${delimiter}--\r\n`),
  ])
  if (form === 'mtom') return body
  const url = new URL(envelope.endpoint)
  const head = headers({
    Host: url.host,
    'Content-Type': `multipart/related; boundary="${envelope.boundary}"; type="application/xop+xml"; start="<root@dmplint.example>"; start-info="${type}"; action="${envelope.action}"`,
    'Content-Length': String(body.length),
  })
  return Buffer.concat([Buffer.from(`POST ${url.pathname} HTTP/1.1\r\n${head}`), body])
}

const headers = (fields: Readonly<Record<string, string>>): string =>
  `${Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}\r\n`)
    .join('')}\r\n`

const part = (fields: Readonly<Record<string, string>>, content: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(headers(fields)), content])

/** The tree of an XDM medium: readme, index, and one folder per submission set. */
function xdmFiles(submission: SubmissionBuilder): FileContent[] {
  const folder = 'IHE_XDM/SUBSET01'
  const metadata = submission.build(entry => (entry.attachment ? { URI: entry.attachment.file } : {}))
  return [
    { path: 'README.TXT', bytes: Buffer.from('Imago RIS, export XDM\r\n') },
    { path: 'INDEX.HTM', bytes: Buffer.from('<html><head><title>XDM</title></head><body></body></html>\r\n') },
    { path: `${folder}/METADATA.XML`, bytes: Buffer.from(metadata) },
    ...withDocument(submission).map(entry => ({
      path: `${folder}/${entry.attachment!.file}`,
      bytes: entry.attachment!.bytes(),
    })),
  ]
}
