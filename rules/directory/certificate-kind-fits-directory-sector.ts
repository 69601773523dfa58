import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { parseStructureId, sameStructureText } from '../../src/identifiers/index.ts'
import { servesPractice } from '../shared/legal-form.ts'

/** Cabinet individuel, cabinet de groupe. */
const CABINETS: ReadonlySet<string> = new Set(['SA07', 'SA08'])

export default defineRule({
  id: 'DIR-005',
  name: 'certificate-kind-fits-directory-sector',
  level: 'error',
  priority: 1,
  requirements: ['G-32', 'G-34', 'RG_EXP_038'],
  evidence: 'official',
  inputs: { certificate: each('certificate'), directory: one('directory'), site: optional('site') },
  messages: {
    cabinet: {
      en: "This certificate is on '{structure}', which the national directory knows only as a cabinet ('{sectors}'): the RPPS-rang of each doctor is required.",
      fr: "Ce certificat est sur « {structure} », que l'annuaire national ne connaît que comme cabinet (« {sectors} ») : il faut le RPPS-rang de chaque médecin.",
    },
  },
  docs: {
    en: {
      title: 'A certificate of a cabinet is on the RPPS-rang of a doctor, not on a SIRET.',
      why: 'The guide of December 2025 (G-32, G-34) draws the certificates of group and individual practices (SA07, SA08) on RPPS-rang, one for each doctor; the directory tells the kind of a structure by its sector.',
      fix: 'Order one pair of certificates for each RPPS-rang (dmplint plan lists them), or feed in direct authentication.',
    },
    fr: {
      title: "Un certificat de cabinet est sur le RPPS-rang d'un médecin, pas sur un SIRET.",
      why: "Le guide de décembre 2025 (G-32, G-34) prévoit les certificats des cabinets de groupe et individuels (SA07, SA08) sur les RPPS-rang, un par médecin ; l'annuaire indique la nature d'une structure par son secteur.",
      fix: 'Commander une paire de certificats par RPPS-rang (dmplint plan les liste), ou alimenter en authentification directe.',
    },
  },
  *check({ certificate, directory, site }) {
    const { structure } = certificate
    if (!structure || !servesPractice(certificate)) return notApplicable
    const id = parseStructureId(structure.value)
    if (id.kind !== 'siret' && id.kind !== 'siren') return notApplicable
    if (site?.structures.some(declared => sameStructureText(declared.id.value, structure.value))) return notApplicable
    const ids = id.kind === 'siren' ? directory.structuresOfSiren(id.bare) : [structure.value]
    const sectors = [...new Set(ids.flatMap(one => directory.structure(one)?.sectors ?? []))]
    if (sectors.length === 0) return notApplicable
    if (sectors.every(sector => CABINETS.has(sector)))
      yield {
        message: 'cabinet',
        at: structure.at,
        data: { structure, sectors: sectors.join(', ') },
        actual: structure,
      }
  },
})
