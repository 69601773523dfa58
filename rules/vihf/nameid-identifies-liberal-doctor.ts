import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isAir } from '../shared/mode.ts'
import { personOf, sectorOf, structureOf } from '../shared/vihf.ts'

/** Cabinet individuel, cabinet de groupe, exercice en société. */
const LIBERAL_SECTORS = new Set(['SA07', 'SA08', 'SA09'])
/** What identifies a liberal practice: ADELI-rang, SIRET, RPPS-rang. */
const LIBERAL_STRUCTURES = new Set(['adeli-rang', 'siret', 'rpps-rang'])

export default defineRule({
  id: 'VIHF-006',
  name: 'nameid-identifies-liberal-doctor',
  level: 'warning',
  priority: 1,
  requirements: ['G-59', 'G-60', 'G-62', 'DMP/AIRS.06'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    noDoctor: {
      en: "The NameID '{nameId}' is not the RPPS of a doctor: the feeding counts for no doctor's forfait structure.",
      fr: "Le NameID « {nameId} » n'est pas le RPPS d'un médecin : l'alimentation ne compte pour le forfait structure d'aucun médecin.",
    },
  },
  docs: {
    en: {
      title: 'In liberal practice the NameID is 8 and the RPPS of the doctor.',
      why: 'The guide of December 2025 (G-59, G-60, G-62) says that a feeding counts for the forfait structure of the liberal doctor whose RPPS is the NameID. An internal identifier, or the card of a secretary, is valid for the DMP but names no doctor.',
      fix: 'Put 8 and the RPPS of the connected doctor into the NameID; when sending is automatic, that of the radiologist or nuclear physician responsible for the document.',
    },
    fr: {
      title: 'En exercice libéral, le NameID est 8 suivi du RPPS du médecin.',
      why: "Le guide de décembre 2025 (G-59, G-60, G-62) dit qu'une alimentation compte pour le forfait structure du médecin libéral dont le RPPS est le NameID. Un identifiant interne, ou la carte d'une secrétaire, est valable pour le DMP mais ne désigne aucun médecin.",
      fix: "Mettre dans le NameID 8 suivi du RPPS du médecin connecté ; si l'envoi est automatique, celui du radiologue ou du médecin nucléaire responsable du document.",
    },
  },
  *check({ token }) {
    const person = personOf(token)
    if (!token.nameId || !person || isAir(token) || !isLiberal() || !maySubmit()) return notApplicable
    // What VIHF-001 reports is not reported twice.
    if (person.kind === 'invalid' && person.reason !== 'structure-prefix') return notApplicable
    if (person.kind !== 'rpps') yield { message: 'noDoctor', at: token.nameId.at, data: { nameId: token.nameId } }
    return

    function isLiberal(): boolean {
      if (token.sector) return LIBERAL_SECTORS.has(sectorOf(token) ?? '')
      return LIBERAL_STRUCTURES.has(structureOf(token)?.kind ?? '')
    }

    function maySubmit(): boolean {
      return !token.action || token.action.value.includes('ProvideAndRegisterDocumentSet')
    }
  },
})
