import { all, defineRule, each, notApplicable, notEvaluated, one } from '../../src/engine/rule.ts'
import { ENVIRONMENT_WORDS } from '../shared/environment.ts'
import { environmentOf, signatureOf, signerDefects } from '../shared/whitelist.ts'

export default defineRule({
  id: 'WLD-003',
  name: 'white-list-fits-environment',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-08'],
  evidence: 'inferred',
  inputs: {
    whitelist: each('whitelist'),
    site: one('site'),
    signatures: all('signature'),
    trust: all('certificate', { role: 'trust' }),
    lists: all('crl'),
  },
  messages: {
    differs: {
      en: 'The white list is signed for the {found} environment; the site is in {expected}.',
      fr: "La liste blanche est signée pour l'environnement {found} ; le site est en {expected}.",
    },
  },
  docs: {
    en: {
      title: 'The white list is that of the environment of the site.',
      why: 'ANS publishes one white list for TEST and one for production (FAQ-08), each signed in its own chain. A DRIMbox that loads the other one does not know its partners.',
      fix: 'Download the list of the right environment, or correct environment: in dmplint.yaml.',
    },
    fr: {
      title: "La liste blanche est celle de l'environnement du site.",
      why: "L'ANS publie une liste blanche pour les tests et une pour la production (FAQ-08), chacune signée dans sa chaîne. Une DRIMbox qui charge l'autre ne connaît pas ses partenaires.",
      fix: 'Télécharger la liste du bon environnement, ou corriger environment: dans dmplint.yaml.',
    },
  },
  *check({ whitelist, site: { environment }, signatures, trust, lists }, { at }) {
    const signer = signatureOf(whitelist, signatures)?.signer
    const found = environmentOf(signer)
    if (!signer || !found || signerDefects(signer, { trust, lists, at }).length > 0) return notApplicable
    if (!environment)
      return notEvaluated({
        en: 'the site does not say its environment: add environment: to dmplint.yaml',
        fr: 'le site ne dit pas son environnement : ajouter environment: à dmplint.yaml',
      })
    if (found !== environment.value)
      yield {
        message: 'differs',
        at: signer.issuer.at,
        data: { found: ENVIRONMENT_WORDS[found], expected: ENVIRONMENT_WORDS[environment.value] },
        related: [{ at: environment.at, text: { en: 'the environment of the site', fr: "l'environnement du site" } }],
      }
  },
})
