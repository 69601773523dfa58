import { createHash } from 'node:crypto'
import type {
  Counts,
  Failure,
  NotEvaluated,
  Place,
  Report,
  ReportArtifact,
  ReportCertificate,
  ReportOutcome,
  ReportRule,
  ReportSite,
  Result,
} from '../../src/engine/report.ts'
import type { Level } from '../../src/engine/rule.ts'
import type { ReporterOptions } from '../../src/reporters/reporter.ts'

/** Reports built by hand, one factory for each part; everything in them is invented. */

export const options = (changes: Partial<ReporterOptions> = {}): ReporterOptions => ({
  lang: 'en',
  color: false,
  width: 100,
  sarifProfile: 'full',
  coverage: false,
  quiet: false,
  ...changes,
})

export const counts = (changes: Partial<Counts> = {}): Counts => ({
  pass: 0,
  fail: 0,
  notApplicable: 0,
  notEffective: 0,
  notEvaluated: 0,
  crashed: 0,
  ...changes,
})

export const place = (changes: Partial<Place> = {}): Place => ({
  uri: 'sites/parc/token.xml',
  line: 12,
  column: 18,
  endLine: 12,
  endColumn: 29,
  path: '/saml:Assertion/saml:Subject/saml:NameID',
  ...changes,
})

/** Bytes of a DER file. */
export const binaryPlace = (changes: Partial<Place> = {}): Place => ({
  uri: 'sites/parc/certs/dmp auth.der',
  byteOffset: 120,
  byteLength: 17,
  path: 'tbsCertificate.subject.OU',
  ...changes,
})

/** A file as a whole. */
export const wholeFile = (uri: string): Place => ({ uri, path: '' })

const hex = (text: string, length = 32) => createHash('sha256').update(text).digest('hex').slice(0, length)

export const result = (changes: Partial<Result> = {}): Result => {
  const at = changes.place ?? place()
  const rule = changes.rule ?? 'VIHF-001'
  const text = '    <saml:NameID>10001234567</saml:NameID>'
  return {
    rule,
    name: 'nameid-mos-prefixed',
    level: 'error',
    messageId: 'bare-rpps',
    message: "The NameID '10001234567' is an RPPS number without its prefix 8.",
    place: at,
    expected: '810001234567',
    actual: '10001234567',
    related: [],
    fix: 'Write the prefix 8 before the eleven digits of the RPPS number.',
    requirements: ['G-63', 'EX_2.1-2035'],
    scope: { level: 'exchange', label: 'sites/parc/exchange-1', site: 'Parc', siteUri: 'sites/parc/dmplint.yaml' },
    ...(at.line === undefined ? {} : { snippet: { text, start: 17, length: 11 }, lineHash: hex(`${at.line}`, 15) }),
    fingerprint: hex(`${rule}${changes.messageId ?? ''}${at.uri}${at.member ?? ''}${at.path}`),
    ...changes,
  }
}

export const rule = (changes: Partial<ReportRule> = {}): ReportRule => ({
  id: 'VIHF-001',
  name: 'nameid-mos-prefixed',
  level: 'error',
  priority: 1,
  family: 'VIHF',
  requirements: ['G-63', 'EX_2.1-2035'],
  evidence: 'official',
  title: 'The NameID is a national identifier with its MOS prefix.',
  why: 'The DMP looks the person up by this identifier (guide, page 31).',
  fix: 'Write the prefix 8 before the eleven digits of the RPPS number.',
  counts: counts(),
  ...changes,
})

export const artifact = (uri: string, kinds: readonly string[] = ['vihf']): ReportArtifact => ({
  uri,
  kinds,
  bytes: 2048,
  sha256: hex(uri, 64),
})

export const certificate = (changes: Partial<ReportCertificate> = {}): ReportCertificate => ({
  uri: 'sites/parc/certs/dmp auth.der',
  site: 'sites/parc/dmplint.yaml',
  usages: ['dmp-auth'],
  systems: ['ris-1'],
  servers: ['srv-ris'],
  entries: ['/certificates/0'],
  structure: '338001234500017',
  notBefore: '2024-12-01T08:00:00.000Z',
  notAfter: '2027-12-01T08:00:00.000Z',
  environment: 'production',
  ...changes,
})

export const site = (changes: Partial<ReportSite> = {}): ReportSite => ({
  label: 'Parc',
  uri: 'sites/parc/dmplint.yaml',
  environment: 'production',
  exchanges: 2,
  certificates: 3,
  rules: [{ rule: 'VIHF-001', counts: counts({ pass: 1 }) }],
  ...changes,
})

export const report = (changes: Partial<Report> = {}): Report => ({
  schema: 1,
  tool: { name: 'dmplint', version: '0.1.0' },
  lang: 'en',
  at: '2026-11-20',
  preset: 'go-live',
  directories: [
    {
      path: 'annuaire',
      sources: [{ name: 'PS_LibreAcces', extracted: '2026-11-02', sha256: hex('annuaire', 64) }],
      persons: 1200,
      structures: 340,
    },
  ],
  nomenclatures: [{ id: 'TRE_G08', version: '20250523', date: '2025-05-23' }],
  artifacts: [artifact('sites/parc/token.xml')],
  certificates: [certificate()],
  ignored: 3,
  rules: [rule()],
  counts: counts({ pass: 1 }),
  results: [],
  notEvaluated: [],
  failures: [],
  sites: [site()],
  ...changes,
})

export const notEvaluated = (changes: Partial<NotEvaluated> = {}): NotEvaluated => ({
  rule: 'XCHG-001',
  name: 'structure-matches-certificate',
  reason: 'No DMP authentication certificate is known for this exchange: list it under certificates: in dmplint.yaml.',
  count: 2,
  places: [place({ path: '' })],
  ...changes,
})

export const failure = (changes: Partial<Failure> = {}): Failure => ({
  kind: 'unreadable',
  message: 'The file ends in the middle of a MIME part.',
  place: wholeFile('sites/parc/submission.mtom'),
  ...changes,
})

/** Everything a report can hold at once: text, binary and member places, a waiver, a crash, coverage. */
export function richReport(changes: Partial<Report> = {}): Report {
  const member: Place = {
    uri: 'sites/parc/lot.zip',
    member: 'IHE_XDM/SUBSET01/METADATA.XML',
    line: 4,
    column: 27,
    endLine: 4,
    endColumn: 41,
    path: '/lcm:SubmitObjectsRequest/@id',
  }
  const outcomes: readonly ReportOutcome[] = [
    { rule: 'VIHF-001', status: 'pass', place: place({ uri: 'sites/parc/other.xml', path: '' }) },
    { rule: 'RUN-001', status: 'pass' },
    { rule: 'CERT-001', status: 'not-applicable', place: wholeFile('sites/parc/certs/insi.pem') },
    { rule: 'CERT-001', status: 'not-effective', place: binaryPlace() },
    { rule: 'XCHG-001', status: 'not-evaluated', place: place(), reason: notEvaluated().reason },
  ]
  return report({
    generated: '2026-11-20T09:30:00Z',
    artifacts: [
      artifact('sites/parc/certs/dmp auth.der', ['certificate']),
      artifact('sites/parc/dmplint.yaml', ['site']),
      artifact('sites/parc/lot.zip', ['submission']),
      artifact('sites/parc/token.xml'),
    ],
    rules: [
      rule({ counts: counts({ pass: 1, fail: 1 }) }),
      rule({
        id: 'CERT-001',
        name: 'subject-ou-is-structure',
        requirements: ['G-22', 'RFC5280-4.1.2.6', 'AUTH/va1.01'],
        evidence: 'measured',
        counts: counts({ fail: 1, notApplicable: 1, notEffective: 1 }),
      }),
      rule({ id: 'XCHG-001', name: 'structure-matches-certificate', counts: counts({ notEvaluated: 2 }) }),
      rule({ id: 'XDS-001', name: 'author-institution', level: 'warning', requirements: ['ITI-TF-3-4.2.3.2', '-'] }),
      rule({ id: 'SITE-005', name: 'certificate-server', level: 'note', requirements: [], evidence: 'inferred' }),
      rule({ id: 'RUN-001', name: 'readable', counts: counts({ pass: 1, crashed: 1 }) }),
    ],
    counts: counts({ pass: 2, fail: 4, notApplicable: 1, notEffective: 1, notEvaluated: 2, crashed: 1 }),
    results: [
      result({
        rule: 'CERT-001',
        name: 'subject-ou-is-structure',
        messageId: 'differs',
        message: 'The OU is not the structure.',
        place: binaryPlace(),
        requirements: ['G-22', 'RFC5280-4.1.2.6', 'AUTH/va1.01'],
        scope: { level: 'site', label: 'Parc', site: 'Parc', siteUri: 'sites/parc/dmplint.yaml' },
      }),
      result({
        dmpAnswer: 'Identifiant du professionnel inconnu',
        related: [
          { place: binaryPlace(), text: 'the certificate' },
          {
            place: place({ uri: 'sites/parc/dmplint.yaml', line: 4, endLine: 4, path: '/structures/0' }),
            text: 'site',
          },
        ],
      }),
      result({
        rule: 'XDS-001',
        name: 'author-institution',
        level: 'warning',
        messageId: 'absent',
        message: 'The author has no institution.',
        place: member,
        snippet: { text: '<lcm:SubmitObjectsRequest id="urn:uuid:1">', start: 26, length: 14 },
        related: [{ place: place(), text: 'the token' }],
      }),
      result({
        rule: 'SITE-005',
        name: 'certificate-server',
        level: 'note',
        messageId: 'unknown',
        message: 'The server is not named.',
        place: place({ uri: 'sites/parc/dmplint.yaml', line: 22, endLine: 24, path: '/certificates/2/server' }),
        requirements: [],
        scope: { level: 'site', label: 'Parc', site: 'Parc', siteUri: 'sites/parc/dmplint.yaml' },
        suppression: {
          kind: 'waiver',
          reason: 'One server only, agreed on 3 November.',
          place: { uri: 'waivers.yaml', line: 3, column: 3, endLine: 3, endColumn: 9, path: '/waivers/0' },
        },
      }),
    ],
    notEvaluated: [notEvaluated()],
    failures: [failure(), failure({ kind: 'rule-crashed', rule: 'RUN-001', message: 'RUN-001 readable: TypeError' })],
    outcomes,
    ...changes,
  })
}

/** What somebody may put into a file name, an identifier or a subject. */
export const HOSTILE =
  '\x1b]8;;http://evil.test\x07x\x1b[2J\x9b31m\u202egnp.exe\u2066</td><script>alert(1)</script>\r\n::error::x\n' +
  '=HYPERLINK("http://evil.test")|`[x](http://evil.test)](1) {0} %0A & ]]> \ufffe \ud800 \u{e0041}\u0000'

/** The hostile value wherever a value can stand. */
export function hostileReport(): Report {
  const at = place({ uri: `sites/${HOSTILE}.xml`, path: `/a/${HOSTILE}` })
  const binary = binaryPlace({ uri: `certs/${HOSTILE}.der`, path: HOSTILE })
  const hostile = (changes: Partial<Result>) =>
    result({
      message: HOSTILE,
      expected: HOSTILE,
      actual: HOSTILE,
      fix: HOSTILE,
      dmpAnswer: HOSTILE,
      related: [{ place: binary, text: HOSTILE }],
      scope: { level: 'exchange', label: HOSTILE, site: HOSTILE },
      ...changes,
    })
  return richReport({
    preset: HOSTILE,
    directories: [
      {
        path: HOSTILE,
        sources: [{ name: HOSTILE, extracted: HOSTILE, sha256: 'a'.repeat(64) }],
        persons: 1,
        structures: 1,
      },
    ],
    artifacts: [artifact(at.uri, [HOSTILE]), artifact(binary.uri)],
    rules: [rule({ title: HOSTILE, why: HOSTILE, fix: HOSTILE, dmpAnswer: HOSTILE, requirements: [HOSTILE] })],
    results: [
      hostile({ place: at, snippet: { text: HOSTILE.slice(0, 120), start: 5, length: 30 } }),
      hostile({ place: binary }),
      hostile({ place: { ...at, member: HOSTILE }, requirements: [HOSTILE], level: 'warning' }),
    ],
    notEvaluated: [notEvaluated({ rule: 'VIHF-001', reason: HOSTILE, places: [at] })],
    failures: [failure({ message: HOSTILE, place: at })],
    outcomes: [{ rule: 'VIHF-001', status: 'not-evaluated', reason: HOSTILE, place: at }],
    certificates: [
      certificate({ uri: HOSTILE, usages: [HOSTILE], systems: [HOSTILE], servers: [HOSTILE], structure: HOSTILE }),
    ],
    sites: [site({ label: HOSTILE, uri: `${HOSTILE}/dmplint.yaml` })],
  })
}

/** A site with many findings of few rules. */
export function longReport(findings = 300): Report {
  const levels: readonly Level[] = ['error', 'warning', 'note']
  const results = Array.from({ length: findings }, (_, i) => {
    const n = Math.floor((i * 12) / findings) + 1
    return result({
      rule: `VIHF-${String(n).padStart(3, '0')}`,
      name: `rule-number-${n}`,
      level: levels[Math.floor((i * 3) / findings)] as Level,
      place: place({ uri: `sites/parc/exchange-${i}/token.xml`, line: i + 1, endLine: i + 1 }),
    })
  })
  return report({
    artifacts: results.map(({ place }) => artifact(place.uri)),
    rules: Array.from({ length: 12 }, (_, i) =>
      rule({ id: `VIHF-${String(i + 1).padStart(3, '0')}`, name: `rule-number-${i + 1}` }),
    ),
    counts: counts({ pass: 1000, fail: findings }),
    results,
  })
}
