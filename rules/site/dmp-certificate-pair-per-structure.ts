import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { sameStructureText } from '../../src/identifiers/index.ts'
import { DMP_USAGES, missingPairs } from '../shared/dmp-pairs.ts'
import { isIndirectSystem } from '../shared/installations.ts'

const MISSING: Readonly<Record<string, Text>> = {
  'dmp-auth': { en: 'no certificate declared dmp-auth', fr: 'aucun certificat déclaré dmp-auth' },
  'dmp-sign': { en: 'no certificate declared dmp-sign', fr: 'aucun certificat déclaré dmp-sign' },
  'dmp-auth,dmp-sign': {
    en: 'no certificate declared dmp-auth and none declared dmp-sign',
    fr: 'aucun certificat déclaré dmp-auth et aucun déclaré dmp-sign',
  },
}

const NO_AUTHENTICATION: Text = {
  en: 'a RIS of dmplint.yaml does not say its authentication: direct, indirect or air',
  fr: 'un RIS de dmplint.yaml ne dit pas son authentication : direct, indirect ou air',
}
const UNKNOWN: Text = {
  en: 'a certificate cannot be read, or nothing tells whether it is that of the FINESS juridique: add finessLegal in dmplint.yaml',
  fr: "un certificat est illisible, ou rien ne dit s'il est celui du FINESS juridique : ajouter finessLegal dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-005',
  name: 'dmp-certificate-pair-per-structure',
  level: 'error',
  priority: 1,
  requirements: ['G-11', 'G-12', 'G-13', 'G-24', 'G-25', 'EX_GEN-1450', 'DB.SO.89'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: DMP_USAGES }),
    directory: optional('directory'),
  },
  messages: {
    missing: {
      en: "System '{system}' has {missing} for structure '{structure}'.",
      fr: 'Le système « {system} » n’a {missing} pour la structure « {structure} ».',
    },
  },
  docs: {
    en: {
      title: 'Each structure has a pair of certificates for the DMP in each system that feeds in its name.',
      why: 'The guide of December 2025 (G-11 to G-13, G-24, G-25) draws, for each legal person, an ORG AUTH_CLI that authenticates it to the DMP and an ORG SIGN that signs the submissions; EX_GEN-1450 asks for both. Without one of them nothing of this structure can be fed.',
      fix: 'Order the missing certificates (dmplint plan lists them), install them, and list them under certificates: in dmplint.yaml; or feed in direct authentication.',
    },
    fr: {
      title: 'Chaque structure a sa paire de certificats pour le DMP dans chaque système qui alimente en son nom.',
      why: "Le guide de décembre 2025 (G-11 à G-13, G-24, G-25) prévoit, par personne morale, un ORG AUTH_CLI qui l'authentifie auprès du DMP et un ORG SIGN qui signe les lots ; EX_GEN-1450 demande les deux. Sans l'un d'eux, rien de cette structure ne peut être envoyé.",
      fix: 'Commander les certificats manquants (dmplint plan les liste), les installer et les déclarer sous certificates: dans dmplint.yaml ; ou alimenter en authentification directe.',
    },
  },
  *check({ site, certificates, directory }) {
    const systems = site.systems.filter(system => isIndirectSystem(system) !== false)
    let unsure = false
    for (const system of systems) {
      const { missing, unknown } = missingPairs(system, { site, certificates, directory })
      if (unknown) unsure = true
      for (const { structure, usages } of missing)
        yield {
          message: 'missing',
          at: system.structures.find(one => sameStructureText(one.value, structure.id.value))?.at ?? system.key.at,
          data: { system: system.key, missing: MISSING[usages.join()], structure: structure.name ?? structure.id },
          related: [{ at: structure.at, text: { en: 'the structure', fr: 'la structure' } }],
        }
    }
    if (systems.length === 0) return notApplicable
    if (systems.some(system => isIndirectSystem(system) === undefined)) return notEvaluated(NO_AUTHENTICATION)
    return unsure ? notEvaluated(UNKNOWN) : undefined
  },
})
