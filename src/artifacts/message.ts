import type { Located } from '../engine/location.ts'
import { DEFAULT_LIMITS, type Limits } from '../sources/limits.ts'
import { bareId, locatedParameter, type MimeMessage, parameterOf, parseMime } from '../sources/mime.ts'
import { type Problem, SourceError } from '../sources/problem.ts'
import type { Source } from '../sources/source.ts'
import { parseXml, type XmlDocument } from '../sources/xml.ts'
import { type CdaDocument, readCda } from './cda.ts'
import { DS, HL7, SAML, SAMLP } from './namespaces.ts'
import { readSignature, type Signature } from './signature.ts'
import { type DocumentEntry, readSubmission, type Submission, type Surroundings } from './submission.ts'
import { isDefined } from './values.ts'
import { actionOf, isEnvelope, readVihf, type Vihf } from './vihf.ts'

/**
 * From a file to the artifacts of its messages: plain XML, XML inside a log, MIME dumps (MTOM), XDM archives. One
 * broken part never hides the others.
 */

/** An attached part that is not XML: a KOS, most of the time. */
export interface Attachment {
  readonly source: Source
  /** The entry that sends it; `undefined` for a part that no entry names. */
  readonly entry: DocumentEntry | undefined
}

/** What one message (or one file that stands for part of one) holds. A dump may hold several. */
export interface Message {
  /** Where the token or the metadata stand; the dump when nothing could be read. */
  readonly source: Source
  /** The XML that holds the token or the metadata, or the lone document; `undefined` when it could not be read. */
  readonly xml: XmlDocument | undefined
  readonly vihfs: readonly Vihf[]
  readonly submission: Submission | undefined
  /** CDA documents of the submission, or the file itself. */
  readonly documents: readonly CdaDocument[]
  readonly signatures: readonly Signature[]
  readonly binaries: readonly Attachment[]
  /** Came in a SOAP envelope. */
  readonly soap: boolean
  /** wsa:Action */
  readonly action: Located<string> | undefined
  /** What could not be read; the rest was. */
  readonly problems: readonly Problem[]
}

/** Elements that start something to read, wherever they stand in a log. */
const ROOTS = [
  'Envelope',
  'Assertion',
  'Security',
  'ProvideAndRegisterDocumentSetRequest',
  'SubmitObjectsRequest',
  'RegistryResponse',
  'AdhocQueryResponse',
  'RetrieveDocumentSetResponse',
  'ClinicalDocument',
  'Signature',
]

/** A start or end tag of one of {@link ROOTS}: slash, qualified name, what follows the name. */
const rootTag = (flags: string): RegExp =>
  new RegExp(`<(/?)((?:[A-Za-z_][\\w.-]*:)?(?:${ROOTS.join('|')}))(?=[\\s/>])([^<>]*)>`, flags)

/** What the head of a file looks like; `undefined` for what holds no message. */
export function sniff(head: Uint8Array): 'xml' | 'mime' | 'zip' | 'log-with-xml' | undefined {
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return 'zip'
  // ASCII is enough to tell, and without its NUL bytes UTF-16 reads the same.
  const latin1 = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const utf16 = head.subarray(0, 4).includes(0)
  const text = (utf16 ? latin1.replaceAll('\0', '') : latin1).replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
  // A page (a report of ours beside the messages) is no XML to be judged, whatever it quotes.
  if (/^\s*<(!doctype\s+html|html)[\s>]/i.test(text)) return undefined
  if (/^\s*<[?!A-Za-z_]/.test(text)) return 'xml'
  if (/^--[^\r\n]{1,200}\r?\n(content-|mime-version)/im.test(text)) return 'mime'
  if (/^content-type[ \t]*:[ \t]*multipart\//im.test(text)) return 'mime'
  return rootTag('').test(text) ? 'log-with-xml' : undefined
}

interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Reads an XML file, or the XML among the lines of a log: one message per document found. A well-formed file of
 * another kind gives one message that holds only its `xml`; a text without any gives none.
 *
 * @param range text offsets, to read part of a dump
 * @throws {SourceError} when the text starts as XML and cannot be read as such.
 */
export function readXml(source: Source, limits: Limits, range?: Range): Message[] {
  const { text } = source
  const { start, end } = range ?? { start: 0, end: text.length }
  const first = text.slice(start, end).search(/[^\s\uFEFF]/)
  if (first < 0 || text[start + first] !== '<') return readFragments(source, limits, { start, end })
  try {
    return [readDocument(parseXml(source, { limits, start, end }), limits)]
  } catch (error) {
    if (!(error instanceof SourceError) || error.problem.code !== 'malformed') throw error
    // Several messages written one after the other, or log lines after the message.
    const found = startsWithRoot(text, start) ? readFragments(source, limits, { start, end }) : []
    const [head] = found
    if (!head?.xml || found.some(message => message.problems.length > 0)) throw error
    // What is wrong before the first message (white space before its XML declaration) is told, and the message read.
    if (error.problem.at.offset > head.xml.root.start) return found
    return [{ ...head, problems: [error.problem] }, ...found.slice(1)]
  }
}

/** Reads the artifacts of a parsed document that stands alone. */
export function readDocument(document: XmlDocument, limits: Limits = DEFAULT_LIMITS): Message {
  return assemble(document, {}, limits, new Map())
}

/** Reads a dump of MIME messages; XML between them (other requests, the answers) is read too. Never throws. */
export function readMime(source: Source, limits: Limits): Message[] {
  const dump = parseMime(source, limits)
  const messages = dump.messages.map(message => readMimeMessage(source, message, limits))
  for (const gap of dump.gaps) {
    if (!source.bytes.subarray(gap.start, gap.end).includes(0x3c)) continue
    const start = source.textOffset(gap.start)
    const end = gap.end === source.bytes.length ? source.text.length : source.textOffset(gap.end)
    messages.push(...readFragments(source, limits, { start, end }))
  }
  return messages.length === 0 && dump.problems.length > 0 ? [nothing(source, dump.problems)] : messages
}

/** Reads the metadata and documents of an IHE XDM archive: one message per METADATA.XML. Never throws. */
export async function readXdm(source: Source, limits: Limits): Promise<Message[]> {
  const { readZip } = await import('../sources/zip.ts')
  const { entries, problems } = await readZip(source, limits)
  // A Mac and a working copy leave files of the same names beside the real ones.
  const files = entries.filter(entry => !/(^|\/)(__MACOSX|\.svn|\.git)\//.test(entry.name))
  const messages = files
    .filter(file => /(^|\/)METADATA\.XML$/i.test(file.name))
    .map(metadata => {
      const xml = parsed(metadata.source, limits)
      if (xml instanceof SourceError) return nothing(metadata.source, [xml.problem])
      const folder = metadata.name.slice(0, metadata.name.lastIndexOf('/') + 1)
      return assemble(xml, { fileOf: filesOf(files, folder) }, limits, new Map())
    })
  const [first, ...others] = messages
  if (!first) return problems.length > 0 ? [nothing(source, problems)] : []
  return [{ ...first, problems: [...problems, ...first.problems] }, ...others]
}

/** Looks a URI up in the folder of the metadata, and nowhere else. */
function filesOf(
  files: readonly { readonly name: string; readonly source: Source }[],
  folder: string,
): (uri: string) => Source | undefined {
  const exact = new Map<string, Source>()
  const folded = new Map<string, Source>()
  for (const file of files) {
    if (!file.name.startsWith(folder)) continue
    const name = file.name.slice(folder.length)
    exact.set(name, file.source)
    folded.set(name.toLowerCase(), file.source)
  }
  return uri => {
    // `1|` numbers the pieces of a long URI (ITI TF-3).
    const name = uri.trim().replace(/^1\|/, '').replaceAll('\\', '/').replace(/^\.\//, '')
    return exact.get(name) ?? folded.get(name.toLowerCase())
  }
}

type Parsed = XmlDocument | SourceError

/** Blank lines before the XML of a part come from the capture. */
function parsed(source: Source, limits: Limits): Parsed {
  try {
    return parseXml(source, { limits, start: Math.max(0, source.text.search(/[^\s\uFEFF]/)) })
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
}

/** An attached content is read as XML when it looks like it, or when it is declared so: then a failure is told. */
function isXml(source: Source, declared: string | undefined): boolean {
  if (sniff(source.bytes.subarray(0, 1024)) === 'xml') return true
  return source.kind === 'text' && /\bxml\b|\+xml\b/i.test(declared ?? '')
}

function readMimeMessage(source: Source, message: MimeMessage, limits: Limits): Message {
  const documents = new Map<Source, Parsed>()
  for (const part of message.parts)
    if (isXml(part.source, part.mediaType)) documents.set(part.source, parsed(part.source, limits))

  const start = parameterOf(message.contentType?.value, 'start')
  const startId = start === undefined ? undefined : bareId(start)
  const readable = message.parts.filter(part => isRoot(documents.get(part.source)))
  const root = readable.find(part => part.contentId && bareId(part.contentId.value) === startId) ?? readable[0]
  const xml = root && documents.get(root.source)
  if (!root || xml === undefined || xml instanceof SourceError) {
    const alone = message.parts.map(part => ({ source: part.source, declared: part.mediaType, entry: undefined }))
    const attached = readAttached(alone, limits, documents)
    return { ...nothing(source, []), ...attached, problems: [...message.problems, ...attached.problems] }
  }
  const action = locatedParameter(message.contentType, 'action') ?? locatedParameter(root.contentType, 'action')
  const read = assemble(
    xml,
    {
      parts: message.parts,
      rootPart: root,
      truncated: message.truncated,
      ...(message.contentType === undefined ? {} : { contentType: message.contentType }),
      ...(action === undefined ? {} : { contentTypeAction: action }),
    },
    limits,
    documents,
  )
  return { ...read, problems: [...message.problems, ...read.problems] }
}

/** The document can be the root part of a message: neither a CDA nor a signature is. */
function isRoot(document: Parsed | undefined): boolean {
  if (document === undefined || document instanceof SourceError) return false
  const { root } = document
  return ROOTS.includes(root.local) && !root.is(HL7, 'ClinicalDocument') && !root.is(DS, 'Signature')
}

function assemble(
  xml: XmlDocument,
  around: Surroundings,
  limits: Limits,
  documents: ReadonlyMap<Source, Parsed>,
): Message {
  const submission = readSubmission(xml, around)
  const vihfs = xml.all(SAML, 'Assertion').map(readVihf).filter(isDefined)
  const tokenSignatures = vihfs.flatMap(host => host.signatures.map(element => readSignature(element, { host })))
  const own = readLone(xml, undefined)
  const attached = readAttached(contentsOf(submission, around), limits, documents)
  const envelope = isEnvelope(xml.root) ? xml.root : undefined
  return {
    source: xml.source,
    xml,
    vihfs,
    submission,
    documents: [...own.documents, ...attached.documents],
    signatures: [...tokenSignatures, ...own.signatures, ...attached.signatures],
    binaries: attached.binaries,
    soap: envelope !== undefined,
    action: actionOf(envelope),
    problems: attached.problems,
  }
}

interface Content {
  readonly source: Source
  /** Media type that the metadata or the part give. */
  readonly declared: string | undefined
  readonly entry: DocumentEntry | undefined
}

/** Every content once: those of entries, then documents without entry, then parts that nothing names. */
function contentsOf(submission: Submission | undefined, around: Surroundings): Content[] {
  const contents = new Map<Source, Content>()
  const add = (source: Source | undefined, declared: string | undefined, entry?: DocumentEntry): void => {
    if (source && !contents.has(source)) contents.set(source, { source, declared, entry })
  }
  for (const entry of submission?.entries ?? [])
    add(entry.document?.content, entry.mimeType?.value ?? entry.document?.part?.mediaType, entry)
  for (const document of submission?.documents ?? []) add(document.content, document.part?.mediaType)
  for (const part of around.parts ?? []) if (part !== around.rootPart) add(part.source, part.mediaType)
  return [...contents.values()]
}

function readAttached(
  contents: readonly Content[],
  limits: Limits,
  known: ReadonlyMap<Source, Parsed>,
): Pick<Message, 'documents' | 'signatures' | 'binaries' | 'problems'> {
  const documents: CdaDocument[] = []
  const signatures: Signature[] = []
  const binaries: Attachment[] = []
  const problems: Problem[] = []
  for (const { source, declared, entry } of contents) {
    const xml = known.get(source) ?? (isXml(source, declared) ? parsed(source, limits) : undefined)
    if (xml === undefined) binaries.push({ source, entry })
    else if (xml instanceof SourceError) problems.push(xml.problem)
    else {
      const lone = readLone(xml, entry)
      documents.push(...lone.documents)
      signatures.push(...lone.signatures)
    }
  }
  return { documents, signatures, binaries, problems }
}

/** A CDA, or the signatures of a document that is no message: a signature file, a signed list. */
function readLone(
  xml: XmlDocument,
  entry: DocumentEntry | undefined,
): { documents: CdaDocument[]; signatures: Signature[] } {
  const { root } = xml
  if (root.is(HL7, 'ClinicalDocument')) return { documents: [readCda(root, entry)], signatures: [] }
  const inMessage = isEnvelope(root) || root.namespace === SAML || root.namespace === SAMLP || root.local === 'Security'
  if (inMessage) return { documents: [], signatures: [] }
  const outermost = xml.all(DS, 'Signature').filter(element => element.parent?.namespace !== SAML)
  const context = entry === undefined ? {} : { entry }
  return { documents: [], signatures: outermost.map(element => readSignature(element, context)) }
}

function nothing(source: Source, problems: readonly Problem[]): Message {
  return {
    source,
    xml: undefined,
    vihfs: [],
    submission: undefined,
    documents: [],
    signatures: [],
    binaries: [],
    soap: false,
    action: undefined,
    problems,
  }
}

/** The first element of the text is one of {@link ROOTS}; declarations and comments may stand before it. */
function startsWithRoot(text: string, start: number): boolean {
  let at = start
  for (;;) {
    while (/[\s\uFEFF]/.test(text[at] ?? '')) at++
    const close = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
    if (close === undefined) break
    const end = text.indexOf(close, at)
    if (end < 0) return false
    at = end + close.length
  }
  const tag = rootTag('y')
  tag.lastIndex = at
  return tag.test(text)
}

/** Reads each outermost element of {@link ROOTS} in a text that is not XML as a whole. */
function readFragments(source: Source, limits: Limits, range: Range): Message[] {
  const { closed, open } = fragmentsOf(source.text.slice(range.start, range.end), limits)
  const messages = closed.slice(0, limits.parts).map(({ start, end }) => {
    try {
      return readDocument(parseXml(source, { limits, start: range.start + start, end: range.start + end }), limits)
    } catch (error) {
      if (error instanceof SourceError) return nothing(source, [error.problem])
      throw error
    }
  })
  const problem = (offset: number, detail: string, limit?: keyof Limits): Message =>
    nothing(source, [
      {
        code: limit === undefined ? 'malformed' : 'limit',
        at: source.at(offset, 1, ''),
        format: 'XML',
        detail,
        ...(limit === undefined ? {} : { limit }),
      },
    ])
  if (closed.length > limits.parts) messages.push(problem(range.start, `more than ${limits.parts} messages`, 'parts'))
  if (open !== undefined) messages.push(problem(range.start + open.start, `cut short: unclosed tag: ${open.name}`))
  return messages
}

/** Matches start and end tags in one pass. `open`: the first element that is never closed. */
function fragmentsOf(
  text: string,
  limits: Limits,
): { closed: Range[]; open: { name: string; start: number } | undefined } {
  const stack: { name: string; start: number }[] = []
  const found: Range[] = []
  for (const match of text.matchAll(rootTag('g'))) {
    const [tag, slash, name = '', rest = ''] = match
    const start = match.index
    const end = start + tag.length
    if (slash === '') {
      if (rest.endsWith('/')) continue
      stack.push({ name, start })
      if (stack.length > limits.depth) stack.shift()
      continue
    }
    const opened = stack.findLastIndex(element => element.name === name)
    if (opened < 0) continue
    found.push({ start: (stack[opened] as { start: number }).start, end })
    stack.length = opened
  }
  const closed: Range[] = []
  for (const range of found.sort((a, b) => a.start - b.start))
    if (range.start >= (closed.at(-1)?.end ?? 0)) closed.push(range)
  return { closed, open: stack[0] }
}
