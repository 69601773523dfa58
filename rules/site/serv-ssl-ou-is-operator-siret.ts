import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { installations, operatorOf, structureText, systemsOf } from '../shared/installations.ts'
import { relationOf } from '../shared/structures.ts'

const NO_SIRET: Text = {
  en: 'the operator of the DRIMbox, or its siret, is not in dmplint.yaml',
  fr: "l'opérateur de la DRIMbox, ou son siret, n'est pas dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-017',
  name: 'serv-ssl-ou-is-operator-siret',
  level: 'error',
  priority: 1,
  requirements: ['G-15'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'drimbox-ssl' }) },
  messages: {
    differs: {
      en: "The drimbox-ssl certificate is on '{ou}', not on the SIRET of the operator of the DRIMbox, '{siret}'.",
      fr: 'Le certificat drimbox-ssl est sur « {ou} », et non sur le SIRET de l’opérateur de la DRIMbox, « {siret} ».',
    },
  },
  docs: {
    en: {
      title: 'The OU of a SERV SSL certificate is the SIRET of the operator of the DRIMbox.',
      why: 'The guide of December 2025 (G-15) draws the SERV SSL on the SIRET of the operator, not on the structure of practice. The white list enrols the whole name of the certificate: one of somebody else is not recognised.',
      fix: 'Let the operator of the DRIMbox order the certificate on its own SIRET, or correct siret of the operator in dmplint.yaml.',
    },
    fr: {
      title: "L'OU d'un certificat SERV SSL est le SIRET de l'opérateur de la DRIMbox.",
      why: "Le guide de décembre 2025 (G-15) prévoit le SERV SSL sur le SIRET de l'opérateur, pas sur la structure d'exercice. La liste blanche inscrit le nom complet du certificat : celui d'un autre n'est pas reconnu.",
      fix: "Faire commander le certificat par l'opérateur de la DRIMbox sur son propre SIRET, ou corriger le siret de l'opérateur dans dmplint.yaml.",
    },
  },
  *check({ site, certificates }) {
    if (certificates.length === 0 || site.environment?.value === 'test') return notApplicable
    let unknown = false
    for (const { certificate, use } of installations(certificates, 'drimbox-ssl')) {
      const [system] = systemsOf(use, site).filter(({ kind }) => kind.value === 'drimbox')
      const siret = system && operatorOf(system, site)?.siret
      const ou = certificate.structure
      const id = structureText(certificate)
      if (!siret || !ou || !id) {
        unknown = true
        continue
      }
      const relation = relationOf(id, `3${siret.value}`, { site })
      if (id.startsWith('3') && (relation === 'same' || relation === 'same-siren')) continue
      yield {
        message: 'differs',
        at: ou.at,
        data: { ou, siret },
        expected: `3${siret.value}`,
        actual: ou,
        related: [{ at: siret.at, text: { en: 'the operator', fr: "l'opérateur" } }],
      }
    }
    return unknown ? notEvaluated(NO_SIRET) : undefined
  },
})
