import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'
import { samePersonId } from '../shared/same-person.ts'

export default defineRule({
  id: 'SITE-028',
  name: 'rpps-rang-holder-is-a-practitioner',
  level: 'warning',
  priority: 3,
  requirements: ['G-33', 'MOS-EntiteGeographique'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    absent: {
      en: "The holder '{holder}' of the RPPS-rang '{id}' is not among the practitioners of the structure.",
      fr: 'Le titulaire « {holder} » du RPPS-rang « {id} » ne figure pas parmi les praticiens de la structure.',
    },
  },
  docs: {
    en: {
      title: 'The doctor whose RPPS an RPPS-rang holds is listed as its practitioner.',
      why: 'The MOS builds the RPPS-rang of a cabinet from the RPPS of its holder; the guide of December 2025 (G-33) draws one certificate for each. A holder who is not listed is often a mistyped number. He may also be replaced: a warning.',
      fix: 'List the holder under practitioners, or correct the id of the structure.',
    },
    fr: {
      title: 'Le médecin dont un RPPS-rang contient le RPPS figure parmi ses praticiens.',
      why: "Le MOS construit le RPPS-rang d'un cabinet à partir du RPPS de son titulaire ; le guide de décembre 2025 (G-33) prévoit un certificat pour chacun. Un titulaire absent de la liste est souvent un numéro mal saisi. Il peut aussi être remplacé : avertissement.",
      fix: "Lister le titulaire sous practitioners, ou corriger l'id de la structure.",
    },
  },
  *check({ site }) {
    let judged = false
    for (const { id, practitioners } of site.structures) {
      const parsed = parseStructureId(normaliseStructureId(id.value))
      if (parsed.kind !== 'rpps-rang' || practitioners.length === 0) continue
      judged = true
      const holder = `8${parsed.bare.slice(0, 11)}`
      if (!practitioners.some(({ value }) => samePersonId(value, holder)))
        yield { message: 'absent', at: id.at, data: { holder, id } }
    }
    return judged ? undefined : notApplicable
  },
})
