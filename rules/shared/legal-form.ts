import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { Site } from '../../src/artifacts/site.ts'
import { type Directory, isStale } from '../../src/directory/directory.ts'
import { normaliseStructureId, parseStructureId, sameStructureText } from '../../src/identifiers/index.ts'

/** Sociétés civiles de moyens and immobilières: they own rooms and machines, nobody practises in them (G-28). */
const NO_PRACTICE: ReadonlySet<string> = new Set(['SCM', 'SCI'])

export function isUnknownToDirectory(legalForm: string | undefined): boolean {
  return legalForm !== undefined && NO_PRACTICE.has(legalForm.trim().toUpperCase())
}

/** Usages for which the operator of the software, not the structure of practice, holds the certificate. */
const OPERATOR_USAGES: ReadonlySet<string> = new Set(['drimbox-ssl', 'psc-proxy', 'psc-introspection'])

/** An organisation certificate that names, or may name, a structure of practice. */
export function servesPractice(certificate: Certificate): boolean {
  if (certificate.profile !== 'org-auth-cli' && certificate.profile !== 'org-sign') return false
  return certificate.uses.length === 0 || certificate.uses.some(use => !OPERATOR_USAGES.has(use.usage))
}

/**
 * A certificate issued on an SCM or SCI: its structure is declared as one, or it is a SIRET or SIREN that a current
 * directory does not know while the organisation is named SCM or SCI.
 *
 * @returns `undefined` when only the directory could tell, and there is none or it is stale
 */
export function isOnScmOrSci(
  certificate: Certificate,
  site: Site | undefined,
  directory: Directory | undefined,
  at?: number,
): boolean | undefined {
  const { structure } = certificate
  if (!structure) return false
  const declared = site?.structures.find(one => sameStructureText(one.id.value, structure.value))
  if (isUnknownToDirectory(declared?.legalForm?.value)) return true
  const id = parseStructureId(normaliseStructureId(structure.value))
  const company = id.kind === 'siret' || id.kind === 'siren'
  const named = /^(SCM|SCI)\b/i.test(certificate.subject.o?.value.trim() ?? '')
  if (!company || !named) return false
  if (!directory || (at !== undefined && isStale(directory.info, at) !== false)) return undefined
  return directory.structure(structure.value) === undefined
}
