import { isIP } from 'node:net'
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect,
  type DetailedPeerCertificate,
  type TLSSocket,
} from 'node:tls'
import { type Certificate, useCertificate } from '../artifacts/certificate.ts'
import { readCertificates } from '../artifacts/container.ts'
import type { CertificateEntry, System } from '../artifacts/site.ts'
import { check } from '../check.ts'
import type { Artifact, Lang, Text } from '../engine/rule.ts'
import type { Scope } from '../engine/scope.ts'
import { DiskFiles } from '../loading/files.ts'
import { dayOf } from '../planning/calendar.ts'
import { terminal } from '../reporters/escape.ts'
import { loadReporter, REPORTER_NAMES, type ReporterName } from '../reporters/index.ts'
import { DEFAULT_LIMITS } from '../sources/limits.ts'
import { Source } from '../sources/source.ts'
import { dateJudged } from './dates.ts'
import { EXIT, exitCode, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { language } from './language.ts'
import { outputsOf, writeOutput } from './outputs.ts'
import { type OpenSite, openSites, type SiteFlags } from './sites.ts'
import { VERSION } from './version.ts'

const TIMEOUT_MS = 10_000
/** A chain has three; a server that sends more than this is not followed further. */
const LONGEST_CHAIN = 10

/** One `host:port` to ask, with what the site says of it. */
interface Endpoint {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly open?: OpenSite
  readonly system?: System
}

interface Served {
  readonly protocol: string
  /** DER, in the order sent. */
  readonly chain: readonly Uint8Array[]
  /** The names of the certificate, when they do not cover the host. */
  readonly otherNames?: string
}

/**
 * `dmplint probe [paths]`: asks each endpoint for the certificates that it serves and judges them with the certificate
 * rules. The only command that opens a connection; no data is sent but the TLS handshake. Exit 1 for errors and for a
 * certificate that is not the installed one, 3 when an endpoint gave none.
 */
export async function probeCommand(
  paths: readonly string[],
  flags: SiteFlags & { readonly format: readonly string[]; readonly endpoint?: readonly string[] },
  io: Io,
): Promise<number> {
  const lang = language(flags.lang, io.env)
  const outputs = outputsOf(flags.format, REPORTER_NAMES as readonly [ReporterName, ...ReporterName[]])
  const at = dateJudged(flags.at)
  const endpoints = await endpointsOf(paths, flags, lang, io)
  // Where another format goes to standard output, what the endpoints answered must not disturb it.
  const told = outputs.some(({ format, file }) => file === undefined && format !== 'console') ? io.stderr : io.stdout
  const run: Scope = { level: 'run', label: '', own: new Map() }
  const scopes: Scope[] = []
  let incomplete = false
  let differs = false
  for (const endpoint of endpoints) {
    try {
      const served = await ask(endpoint)
      const scope = await scopeOf(endpoint, served, run)
      const comparison = compare(endpoint, served, scope)
      differs ||= comparison.differs
      told.write(`${terminal(endpoint.name)}  ${served.protocol}  ${terminal(comparison.text[lang])}\n`)
      scopes.push(scope)
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      incomplete = true
      io.stderr.write(`${terminal(endpoint.name)}: ${terminal(error.message)}\n`)
    }
  }
  const { RULES } = await import('../../rules/index.ts')
  const report = await check({
    files: new DiskFiles(io.cwd),
    paths: [],
    scopes: [...scopes, run],
    rules: RULES.filter(({ id }) => id.startsWith('CERT-')),
    at,
    version: VERSION,
    lang,
    now: new Date(),
  })
  for (const { format, file } of outputs) {
    const reporter = await loadReporter(format)
    const rendered = reporter.render(report, {
      lang,
      color: file === undefined && !io.env.NO_COLOR && io.stdout.isTTY === true,
      width: io.stdout.columns ?? 100,
      sarifProfile: 'full',
      coverage: false,
      quiet: false,
    })
    await writeOutput(file, typeof rendered === 'string' ? rendered : [...rendered].join(''), io)
  }
  if (incomplete) return EXIT.incomplete
  const code = exitCode(report, 'error', false)
  return code === EXIT.clean && differs ? EXIT.findings : code
}

class ProbeError extends Error {}

async function endpointsOf(
  paths: readonly string[],
  flags: SiteFlags & { readonly endpoint?: readonly string[] },
  lang: Lang,
  io: Io,
): Promise<readonly Endpoint[]> {
  if (flags.endpoint) return flags.endpoint.map(text => ({ ...hostAndPort(text), name: text }))
  const { sites } = await openSites(paths, flags, lang, io)
  const endpoints = sites.flatMap(open =>
    open.site.systems.flatMap(system =>
      system.endpoints.map(({ value }) => ({ ...hostAndPort(value), name: value, open, system })),
    ),
  )
  if (endpoints.length === 0) throw new UsageError(T.noEndpoint[lang])
  return endpoints
}

/** `host:port`, `[2001:db8::1]:443`. */
function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text.trim()) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host === undefined || !(port > 0 && port < 65_536))
    throw new UsageError(`an endpoint is host:port, not '${text}'`)
  return { host, port }
}

/** The handshake, and nothing after it. @throws {ProbeError} no connection, no TLS, no certificate, or too slow */
function ask({ host, port }: Endpoint): Promise<Served> {
  const options: ConnectionOptions = {
    host,
    port,
    // What is served is judged afterwards, whatever it is.
    rejectUnauthorized: false,
    // Without authorities of its own Node adds none to the chain that the server sent.
    ca: [],
    ...(isIP(host) === 0 ? { servername: host } : {}),
  }
  return new Promise((resolve, reject) => {
    const socket = connect(options)
    const timer = setTimeout(() => settle(undefined, 'no answer in 10 seconds'), TIMEOUT_MS)
    const settle = (served: Served | undefined, problem: string): void => {
      clearTimeout(timer)
      socket.destroy()
      if (served) resolve(served)
      else reject(new ProbeError(problem))
    }
    socket.on('secureConnect', () => settle(servedBy(socket, host), 'no certificate served'))
    // A server that asks for a client certificate has shown its own before it closes.
    socket.on('error', error => settle(servedBy(socket, host), codeOf(error)))
    socket.on('end', () => settle(servedBy(socket, host), 'connection closed before the handshake'))
  })
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.name)

function servedBy(socket: TLSSocket, host: string): Served | undefined {
  const chain: Uint8Array[] = []
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true) ?? undefined
  const leaf = next
  while (next?.raw && chain.length < LONGEST_CHAIN) {
    chain.push(next.raw)
    const issuer: DetailedPeerCertificate | undefined = next.issuerCertificate
    next = issuer === next || issuer?.fingerprint256 === next.fingerprint256 ? undefined : issuer
  }
  if (chain.length === 0 || !leaf) return undefined
  const covered = checkServerIdentity(host, leaf) === undefined
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    chain,
    ...(covered ? {} : { otherNames: leaf.subjectaltname ?? '' }),
  }
}

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** What the endpoint served, as the certificates of a site: with the use that `dmplint.yaml` gives the installed one. */
async function scopeOf(endpoint: Endpoint, { chain }: Served, run: Scope): Promise<Scope> {
  const { name, open } = endpoint
  const source = new Source({ uri: name, bytes: Buffer.from(chain.map(pem).join('')) })
  const container = await readCertificates(source, DEFAULT_LIMITS)
  const entry = entryOf(endpoint)
  const certificates = container.certificates.map((certificate, i) =>
    i === 0 && entry ? useCertificate(certificate, [useOf(entry)]) : certificate,
  )
  const trusted = (open?.certificates ?? []).filter(({ roles }) => roles.includes('trust'))
  const own = new Map<string, readonly Artifact[]>([
    ['certificate', certificates],
    ['container', [container]],
    // A leaf of which a site says nothing is judged as any other.
    ...(open && entry ? ([['site', [open.site]]] as const) : []),
    ['crl', open?.crls ?? []],
  ])
  return { level: 'site', label: name, parent: run, own, seen: new Map([['certificate', trusted]]) }
}

const useOf = (entry: CertificateEntry): Certificate['uses'][number] => ({
  usage: entry.usage.value,
  entry,
  ...(entry.system ? { system: entry.system.value } : {}),
  ...(entry.server ? { server: entry.server.value } : {}),
  ...(entry.pacs ? { pacs: entry.pacs.value } : {}),
})

/** The server certificate installed for the host: of the PACS of that name, or the only one of the system. */
function entryOf({ host, open, system }: Endpoint): CertificateEntry | undefined {
  if (!open || !system || system.serverCertificate?.value === 'market') return undefined
  const wanted = host.toLowerCase()
  const pacs = system.pacs.find(({ fqdn }) => fqdn?.value.toLowerCase() === wanted)
  // The viewer may show a certificate of the market.
  if (!pacs && system.pacs.some(({ viewer }) => viewer?.value.toLowerCase() === wanted)) return undefined
  const entries = open.site.certificates.filter(
    ({ usage, system: of }) => usage.value === 'drimbox-ssl' && of?.value === system.key.value,
  )
  const own = pacs ? entries.filter(entry => entry.pacs?.value === pacs.name.value) : entries
  return own.length === 1 ? own[0] : undefined
}

function compare(endpoint: Endpoint, served: Served, scope: Scope): { readonly text: Text; readonly differs: boolean } {
  const [leaf] = (scope.own.get('certificate') ?? []) as Certificate[]
  if (!leaf) throw new ProbeError('a certificate that cannot be read')
  const cn = leaf.subject.cn?.value ?? '?'
  const what: Text = {
    en: `serves ${cn}, until ${dayOf(leaf.notAfter.value)}, ${served.chain.length} in the chain`,
    fr: `présente ${cn}, jusqu'au ${dayOf(leaf.notAfter.value)}, chaîne de ${served.chain.length}`,
  }
  const mismatch = served.otherNames
  const names: Text =
    mismatch === undefined
      ? { en: '', fr: '' }
      : {
          en: `; its names (${mismatch}) do not cover the host`,
          fr: ` ; ses noms (${mismatch}) ne couvrent pas l'hôte`,
        }
  const entry = entryOf(endpoint)
  const installed = endpoint.open?.certificates.find(({ uses }) => uses.some(use => use.entry === entry))
  const same = installed?.sha256 === leaf.sha256
  const told: Text = !entry
    ? { en: 'no certificate of dmplint.yaml to compare it with', fr: 'aucun certificat de dmplint.yaml à comparer' }
    : !installed
      ? { en: `${entry.file.value} could not be read`, fr: `${entry.file.value} n'a pas pu être lu` }
      : same
        ? { en: `the same as ${entry.file.value}`, fr: `le même que ${entry.file.value}` }
        : {
            en: `NOT ${entry.file.value}, which ends on ${dayOf(installed.notAfter.value)}`,
            fr: `PAS ${entry.file.value}, qui finit le ${dayOf(installed.notAfter.value)}`,
          }
  return {
    text: { en: `${what.en}; ${told.en}${names.en}`, fr: `${what.fr} ; ${told.fr}${names.fr}` },
    differs: (installed !== undefined && !same) || mismatch !== undefined,
  }
}

const T = {
  noEndpoint: {
    en: 'no endpoint to ask: list host:port under endpoints of a system, or give --endpoint',
    fr: "aucun serveur à interroger : déclarer hôte:port sous endpoints d'un système, ou donner --endpoint",
  },
} as const
