import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isTestBare } from '../../src/identifiers/index.ts'
import { isProductionLeaf, structureIdOf } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-016',
  name: 'no-test-identifier-in-production-certificate',
  level: 'warning',
  priority: 2,
  requirements: ['G-06'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    test: {
      en: "OU '{ou}' of this production certificate is an identifier of the TEST ranges.",
      fr: 'L’OU « {ou} » de ce certificat de production est un identifiant des plages de TEST.',
    },
  },
  docs: {
    en: {
      title: 'A production certificate names no TEST structure.',
      why: 'FINESS with A or B in second position outside Corsica, SIRET that start with 0000000 and RPPS-rang that start with 997 or 999 were seen in TEST only: such a structure does not exist in production (G-06). The reverse is normal: the ANS has its real SIRET in TEST certificates.',
      fix: 'Order the certificate again for the real structure.',
    },
    fr: {
      title: 'Un certificat de production ne nomme pas de structure de TEST.',
      why: "Les FINESS avec A ou B en deuxième position hors Corse, les SIRET qui commencent par 0000000 et les RPPS-rang qui commencent par 997 ou 999 n'ont été vus qu'en TEST : une telle structure n'existe pas en production (G-06). L'inverse est normal : l'ANS a son vrai SIRET dans des certificats de TEST.",
      fix: 'Commander à nouveau le certificat pour la vraie structure.',
    },
  },
  *check({ certificate }) {
    const structure = structureIdOf(certificate)
    if (!structure || !isProductionLeaf(certificate)) return notApplicable
    const { kind, bare } = structure.id
    // Letters of an ADELI-rang are no mark: its structure is not known well enough.
    if (kind !== 'adeli-rang' && isTestBare(kind, bare))
      yield { message: 'test', at: structure.at, data: { ou: structure }, actual: structure }
  },
})
