import type { Site } from '../../src/artifacts/site.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { parseStructureId } from '../../src/identifiers/index.ts'
import { declaredStructure, STRUCTURE_USAGES, structureText } from '../shared/installations.ts'
import { bareFiness } from '../shared/structures.ts'

const UNKNOWN: Text = {
  en: 'nothing tells the FINESS juridique: add finessLegal in dmplint.yaml or give a directory',
  fr: 'rien ne donne le FINESS juridique : ajouter finessLegal dans dmplint.yaml ou donner un annuaire',
}

export default defineRule({
  id: 'SITE-024',
  name: 'establishment-certificate-on-legal-finess',
  level: 'warning',
  priority: 2,
  requirements: ['G-29', 'FAQ-01', 'FAQ-10', 'CISIS-TRANSPORT-REST'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: STRUCTURE_USAGES }),
    directory: optional('directory'),
  },
  messages: {
    geographic: {
      en: "The certificate is on the geographic FINESS '{ou}', not on the FINESS juridique '{legal}'.",
      fr: 'Le certificat est sur le FINESS géographique « {ou} », et non sur le FINESS juridique « {legal} ».',
    },
  },
  docs: {
    en: {
      title: 'The certificates of an establishment or a GIE are on its FINESS juridique.',
      why: 'The guide of December 2025 (G-29) and the hospital guide (FAQ-10) draw them on the FINESS juridique, which serves every site in mode EJ/EG (FAQ-01). The REST transport of the CI-SIS recommends it but lets a structure use its geographic FINESS: a warning.',
      fix: 'Order the certificate on the FINESS juridique, or say finessMode: eg under dmp in dmplint.yaml when the geographic FINESS is a choice.',
    },
    fr: {
      title: "Les certificats d'un établissement ou d'un GIE sont sur son FINESS juridique.",
      why: 'Le guide de décembre 2025 (G-29) et le guide hôpital (FAQ-10) les prévoient sur le FINESS juridique, qui sert tous les sites en mode EJ/EG (FAQ-01). Le volet transport REST du CI-SIS le recommande mais laisse une structure utiliser son FINESS géographique : avertissement.',
      fix: 'Commander le certificat sur le FINESS juridique, ou dire finessMode: eg sous dmp dans dmplint.yaml si le FINESS géographique est un choix.',
    },
  },
  *check({ site, certificates, directory }) {
    if (site.dmp?.finessMode?.value === 'eg') return notApplicable
    let judged = false
    let unknown = false
    for (const certificate of certificates) {
      const id = structureText(certificate)
      const ou = certificate.structure
      if (!ou || !id || parseStructureId(id).kind !== 'finess') continue
      judged = true
      const legal = legalFinessOf(bareFiness(id), site, directory)
      if (legal === undefined) unknown = true
      else if (legal !== bareFiness(id))
        yield { message: 'geographic', at: ou.at, data: { ou, legal }, expected: `1${legal}`, actual: ou }
    }
    if (!judged) return notApplicable
    return unknown ? notEvaluated(UNKNOWN) : undefined
  },
})

/** FINESS juridique to which a FINESS belongs, or itself when it is one; `undefined` when nothing tells. */
function legalFinessOf(finess: string, site: Site, directory: Directory | undefined): string | undefined {
  const legals = site.structures.flatMap(({ finessLegal }) => (finessLegal ? bareFiness(finessLegal.value) : []))
  if (legals.includes(finess)) return finess
  const declared = declaredStructure(`1${finess}`, site)?.finessLegal
  return declared ? bareFiness(declared.value) : directory?.structure(`1${finess}`)?.finessLegal
}
