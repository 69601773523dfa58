import type { Certificate, CertificateUse } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { parseStructureId } from '../../src/identifiers/index.ts'
import { type Installed, unpairedOf } from '../shared/dmp-pairs.ts'
import { installations, STRUCTURE_USAGES, structuresOf, structureText, systemsOf } from '../shared/installations.ts'
import { isOnScmOrSci } from '../shared/legal-form.ts'
import { misfitOf } from '../shared/misfit.ts'
import { relationOf } from '../shared/structures.ts'

const UNKNOWN: Text = {
  en: 'nothing tells whether a certificate is on the FINESS juridique of a structure: add finessLegal in dmplint.yaml',
  fr: "rien ne dit si un certificat est sur le FINESS juridique d'une structure : ajouter finessLegal dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-007',
  name: 'certificate-belongs-to-a-declared-structure',
  level: 'warning',
  priority: 1,
  requirements: ['G-27', 'G-44', 'SSI/IE.42'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: STRUCTURE_USAGES }),
    directory: optional('directory'),
  },
  messages: {
    foreign: {
      en: "The {usage} certificate is on '{ou}', which is no structure of system '{system}'.",
      fr: 'Le certificat {usage} est sur « {ou} », qui n’est pas une structure du système « {system} ».',
    },
  },
  docs: {
    en: {
      title: 'Each certificate of a structure is on a structure that its system serves.',
      why: 'The guide of December 2025 (G-27) makes the certificate identify the structure in which the doctors who use the software practise. A certificate of another structure cannot feed for them, and shows either a wrong certificate or a structure missing in dmplint.yaml.',
      fix: 'Add the structure to structures and to the system in dmplint.yaml, or replace the certificate.',
    },
    fr: {
      title: 'Chaque certificat de structure est sur une structure que sert son système.',
      why: "Le guide de décembre 2025 (G-27) veut que le certificat identifie la structure où exercent les médecins qui utilisent le logiciel. Le certificat d'une autre structure ne peut pas alimenter pour eux : soit le certificat est faux, soit la structure manque dans dmplint.yaml.",
      fix: 'Ajouter la structure à structures et au système dans dmplint.yaml, ou remplacer le certificat.',
    },
  },
  *check({ site, certificates, directory }, { at }) {
    const installed = { site, certificates, directory }
    const alone = site.systems.flatMap(system => {
      const unpaired = unpairedOf(system, installed)
      return unpaired ? [...unpaired['dmp-auth'], ...unpaired['dmp-sign']] : []
    })
    let judged = false
    let unsure = false
    for (const { certificate, use } of installations(certificates, ...STRUCTURE_USAGES)) {
      const ou = certificate.structure
      if (!ou || alone.includes(certificate) || isOnScmOrSci(certificate, site, directory, at)) continue
      const belongs = belongsToSystem(certificate, use, installed)
      if (belongs === 'not-judged') continue
      judged = true
      if (belongs === 'unknown') unsure = true
      if (belongs === 'no')
        yield {
          message: 'foreign',
          at: ou.at,
          data: {
            usage: use.usage,
            ou,
            system: systemsOf(use, site)
              .map(({ key }) => key.value)
              .join(', '),
          },
          actual: ou,
          related: [
            { at: use.entry.at, text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' } },
          ],
        }
    }
    if (unsure) return notEvaluated(UNKNOWN)
    return judged ? undefined : notApplicable
  },
})

function belongsToSystem(
  certificate: Certificate,
  use: CertificateUse,
  installed: Installed,
): 'yes' | 'no' | 'unknown' | 'not-judged' {
  const id = structureText(certificate)
  const structures = systemsOf(use, installed.site).flatMap(system => structuresOf(system, installed.site))
  if (!id || parseStructureId(id).kind === 'invalid' || structures.length === 0) return 'not-judged'
  const misfit = misfitOf(id, use, installed.site)
  if (misfit && !misfit.companyOnRang) return 'not-judged'
  const relations = structures.map(structure => relationOf(id, structure.id.value, installed))
  if (relations.some(one => one === 'same' || one === 'same-siren' || one === 'linked')) return 'yes'
  return relations.includes('unknown-link') ? 'unknown' : 'no'
}
