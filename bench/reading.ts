/**
 * What the readers do in a second, without rules: `npx tsx bench/reading.ts`. Anchors, where they are installed:
 * xmllint over the same XML and OpenSSL over the same certificate, a thousand times in one process. Token verification
 * has a bench of its own (`bench/signatures.ts`).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCertificates } from '../src/artifacts/container.ts'
import { readKos } from '../src/artifacts/kos.ts'
import { readMime, readXml } from '../src/artifacts/message.ts'
import { DEFAULT_LIMITS } from '../src/sources/limits.ts'
import { Source } from '../src/sources/source.ts'
import { parseXml } from '../src/sources/xml.ts'
import { drimboxSharedProxy, selarl } from '../src/testing/index.ts'
import { isInstalled, timeOf } from './measure.ts'

const SECONDS = 2
/** How often an anchor reads its file. */
const COPIES = 1000
const files = new Map([...drimboxSharedProxy().files(), ...selarl().files()].map(({ path, bytes }) => [path, bytes]))
const bytesOf = (end: string): Uint8Array => {
  const found = [...files].find(([path]) => path.endsWith(end))
  if (!found) throw new Error(`no file ${end}`)
  return found[1]
}
/** Fresh each time: a source keeps its text. */
const source = (bytes: Uint8Array, kind: 'text' | 'binary' = 'text'): Source =>
  new Source({ uri: 'bench', bytes, kind })

async function rate(once: () => unknown): Promise<number> {
  for (let i = 0; i < 100; i++) await once()
  const started = performance.now()
  let count = 0
  while (performance.now() - started < SECONDS * 1000) {
    await once()
    count++
  }
  return (count * 1000) / (performance.now() - started)
}

function tell(name: string, perSecond: number, bytes?: number): void {
  const speed = bytes === undefined ? '' : `${((perSecond * bytes) / 1e6).toFixed(1).padStart(8)} MB/s`
  console.log(`${name.padEnd(48)} ${Math.round(perSecond).toLocaleString('en').padStart(9)} /s${speed}`)
}

const submission = bytesOf('submission.xml')
const token = bytesOf('token.xml')
const message = bytesOf('message.mime')
const kos = bytesOf('kos.dcm')
const certificate = bytesOf('dmp-auth.pem')

tell('XML: positional tree', await rate(() => parseXml(source(submission))), submission.length)
tell('token: tree, VIHF', await rate(() => readXml(source(token), DEFAULT_LIMITS)), token.length)
tell('submission: tree, entries', await rate(() => readXml(source(submission), DEFAULT_LIMITS)), submission.length)
tell(
  'MTOM: parts, token, entries, CDA, signatures',
  await rate(() => readMime(source(message), DEFAULT_LIMITS)),
  message.length,
)
tell('KOS', await rate(() => readKos(source(kos, 'binary'), DEFAULT_LIMITS)), kos.length)
tell(
  'certificate: PEM, DER, extensions, profile',
  await rate(async () => {
    const { certificates } = await readCertificates(source(certificate), DEFAULT_LIMITS)
    return certificates.map(one => [one.profile, one.structure, one.environment, one.sha256])
  }),
)

const folder = mkdtempSync(join(tmpdir(), 'dmplint-bench-'))
try {
  const xml = join(folder, 'submission.xml')
  const pem = join(folder, 'certificate.pem')
  writeFileSync(xml, submission)
  writeFileSync(pem, Buffer.concat(Array.from({ length: COPIES }, () => certificate)))
  const anchor = (program: string, ...args: string[]): void => {
    if (isInstalled(program)) tell(`${program}, in one process`, (1000 * COPIES) / timeOf(program, args))
    else console.error(`${program} is not installed: its anchor is left out`)
  }
  anchor('xmllint', '--noout', ...Array.from({ length: COPIES }, () => xml))
  anchor('openssl', 'storeutl', '-noout', '-certs', pem)
} finally {
  rmSync(folder, { recursive: true })
}
