import type { Report, ReportCertificate, Result } from '../engine/report.ts'
import { LEVELS, type Level } from '../engine/rule.ts'
import { compare } from './order.ts'

/** What findings are about, as the person who corrects them sees it. */
export const GROUP_KINDS = ['exchange', 'certificate', 'system', 'proxy', 'description', 'file'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

export interface Group {
  readonly kind: GroupKind
  /** Folder of an exchange, file of a certificate, key of a system; paths start from the folder of the site. */
  readonly label: string
  /** Label of its site. */
  readonly site?: string
  readonly findings: readonly Result[]
}

/** The group with the worst findings first, then the one with the most. */
export function groupFindings(report: Report, findings: readonly Result[]): readonly Group[] {
  const certificates = new Map(report.certificates.map(certificate => [certificate.uri, certificate]))
  const entries = new Map(report.certificates.flatMap(c => c.entries.map(path => [`${c.site}\0${path}`, c] as const)))
  const groups = new Map<string, Group & { findings: Result[] }>()
  for (const finding of findings) {
    const [kind, label] = subject(finding, certificates, entries)
    const { site, siteUri } = finding.scope
    const key = `${siteUri ?? ''}\0${kind}\0${label}`
    const group = groups.get(key)
    if (group) group.findings.push(finding)
    else groups.set(key, { kind, label, ...(site === undefined ? {} : { site }), findings: [finding] })
  }
  return [...groups.values()].sort(
    (a, b) =>
      LEVELS.indexOf(worst(a)) - LEVELS.indexOf(worst(b)) ||
      b.findings.length - a.findings.length ||
      GROUP_KINDS.indexOf(a.kind) - GROUP_KINDS.indexOf(b.kind) ||
      compare(a.label, b.label),
  )
}

/** Levels that occur in it, the worst first. */
export function levelsIn({ findings }: Group): readonly Level[] {
  return LEVELS.filter(level => findings.some(finding => finding.level === level))
}

const worst = (group: Group) => levelsIn(group)[0] as Level

const DECLARED = /^\/(systems|proxies|certificates)\/([^/]+)/

function subject(
  { scope, place }: Result,
  certificates: ReadonlyMap<string, ReportCertificate>,
  entries: ReadonlyMap<string, ReportCertificate>,
): [GroupKind, string] {
  const { siteUri = '' } = scope
  const folder = siteUri.slice(0, siteUri.lastIndexOf('/') + 1)
  const inside = (path: string) => (path.startsWith(folder) ? path.slice(folder.length) || path : path)
  if (scope.level === 'exchange') return ['exchange', inside(scope.label)]
  if (certificates.has(place.uri)) return ['certificate', inside(place.uri)]
  if (place.uri !== siteUri) return ['file', inside(place.uri)]
  const [declared = '', section, key = ''] = DECLARED.exec(place.path) ?? []
  if (section === 'systems') return ['system', key]
  if (section === 'proxies') return ['proxy', key]
  const certificate = entries.get(`${siteUri}\0${declared}`)
  return certificate ? ['certificate', inside(certificate.uri)] : ['description', inside(siteUri)]
}
