import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { rppsRangKeysHold, type StructureKind, sirenKeyHolds, siretKeyHolds } from '../../src/identifiers/index.ts'
import { isProductionLeaf, structureIdOf } from '../shared/certificates.ts'

/** Kinds whose key is official, and what it covers. */
const KEYS: Partial<Record<StructureKind, { readonly name: string; readonly holds: (bare: string) => boolean }>> = {
  siren: { name: 'SIREN', holds: sirenKeyHolds },
  siret: { name: 'SIRET', holds: siretKeyHolds },
  'rpps-rang': { name: 'RPPS', holds: bare => rppsRangKeysHold(bare).rpps },
}

export default defineRule({
  id: 'CERT-014',
  name: 'ou-check-digit-holds',
  level: 'error',
  priority: 1,
  requirements: ['MOS-EntiteGeographique', 'MOS-EntiteJuridique', 'MOS-Professionnel'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    key: {
      en: "The {kind} in OU '{ou}' does not satisfy its check digit.",
      fr: "Le {kind} de l'OU « {ou} » ne vérifie pas sa clé de contrôle.",
    },
  },
  docs: {
    en: {
      title: 'The SIREN, SIRET or RPPS in OU satisfies its check digit.',
      why: 'The MOS gives these numbers a Luhn key; La Poste has SIRETs of its own. A number that fails names no structure: the certificate was ordered with a typing error and the DMP will not find its structure.',
      fix: 'Look the structure up in the Annuaire Santé and order the certificate again for it.',
    },
    fr: {
      title: "Le SIREN, le SIRET ou le RPPS de l'OU vérifie sa clé de contrôle.",
      why: 'Le MOS donne à ces numéros une clé de Luhn ; La Poste a des SIRET à part. Un numéro faux ne désigne aucune structure : le certificat a été commandé avec une faute de frappe et le DMP ne trouvera pas sa structure.',
      fix: "Rechercher la structure dans l'Annuaire Santé et commander à nouveau le certificat pour elle.",
    },
  },
  *check({ certificate }) {
    const structure = structureIdOf(certificate)
    const key = structure && KEYS[structure.id.kind]
    if (!key || !isProductionLeaf(certificate)) return notApplicable
    if (!key.holds(structure.id.bare))
      yield { message: 'key', at: structure.at, data: { kind: key.name, ou: structure }, actual: structure }
  },
})
